"""What a rule file is: its model, its loader with places, its versions in time, its cases, and the checks on it."""
