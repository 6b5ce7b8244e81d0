"""Fetches published lists: where each is, how a file is downloaded, whether it is what it should be, its import."""
