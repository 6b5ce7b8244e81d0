"""The cases beside the rules: run in columns, what they guard, and drafts of those that are missing."""
