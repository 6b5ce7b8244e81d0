"""Values that everything above is written in: places in files, dates, quantities, three-valued truth, errors."""
