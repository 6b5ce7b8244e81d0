"""Why a row has its answer, read out of the columns in which it was worked out."""
