"""Items: the chip catalog, what a written part number names in it, and the facts that each reading of a part gives."""
