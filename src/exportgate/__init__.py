"""Screens shipments of chips against the export-control law of the day."""

__version__ = "0.1.0"
