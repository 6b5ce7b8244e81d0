"""One model of a diagnostic, one renderer per output format; finding and printing stay apart."""
