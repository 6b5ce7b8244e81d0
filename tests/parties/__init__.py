"""Tests of parties; `listed` is the small list that several of them share."""
