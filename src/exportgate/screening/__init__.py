"""The kernel: shipment lines in, findings and outcomes out, each distinct item and party worked out once."""
