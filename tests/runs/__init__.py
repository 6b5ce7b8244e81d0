"""Tests of how files become lines."""
