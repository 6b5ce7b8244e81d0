"""Small mistakes made on purpose, and whether the cases of a rule would notice them."""
