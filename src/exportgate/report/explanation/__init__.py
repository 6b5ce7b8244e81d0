"""The reasons of a decision for a person and for a machine."""
