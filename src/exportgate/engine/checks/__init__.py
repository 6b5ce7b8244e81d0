"""Checks on what the rules do together: order, reach, what is in force when, and the values of cases."""
