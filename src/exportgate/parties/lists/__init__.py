"""Readers of published party lists, one module per format; each accounts for every row it was given."""
