"""The picture of a rule over two facts, with the chips of the catalog."""
