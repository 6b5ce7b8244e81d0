"""Parties: their names and addresses, the lists they may stand on, and which entries they match and why."""
