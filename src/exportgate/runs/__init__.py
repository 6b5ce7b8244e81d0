"""One run: frame and read the file, open the lists, screen, and write results, reports and receipt."""
