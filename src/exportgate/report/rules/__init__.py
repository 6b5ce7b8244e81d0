"""Rules for a reader: a provision on a day, the law of two days, what cases guard, and which regions are whose."""
