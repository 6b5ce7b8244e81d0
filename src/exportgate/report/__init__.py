"""How answers are written: JSON lines, CSV, HTML, a workbook, the receipt, and text for the terminal."""
