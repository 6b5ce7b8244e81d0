"""What was expected of a number or a day that cannot be read, and how to write what was probably meant."""

import re
from calendar import month_name, monthrange

NUMBER = "a decimal number such as 4800 or 5.92"
DAY = "a date such as 2023-11-17"
GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,_' ]\d{3})+(?:\.\d+)?\Z", re.ASCII)
SEPARATORS = re.compile("[,_' ]")
DECIMAL_COMMA = re.compile(r"\d+,\d+\Z", re.ASCII)
PLAIN = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?\Z", re.ASCII)
ISO = re.compile(r"(\d{4})[-./ ]?(\d{1,2})[-./ ]?(\d{1,2})(?:[Tt ].*)?\Z", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})\Z", re.ASCII)
MONTHS = 12


def number_help(text: str) -> tuple[str, str]:
    """Return what was expected in place of a text that is no number, and the help."""
    if GROUPED.match(text):
        return NUMBER, f"write {SEPARATORS.sub('', text)[:40]}, without separators"
    if "_" in text:
        return NUMBER, "write the digits without '_'"
    if DECIMAL_COMMA.match(text):
        return NUMBER, f"write {text.replace(',', '.')[:40]}, with a decimal point"
    if PLAIN.match(text):
        return NUMBER, "write at most 30 digits on either side of the point, and an exponent of at most two"
    return NUMBER, "write digits with at most one decimal point, as the law states them; the unit stands under 'unit'"


def day_help(text: str) -> tuple[str, str]:
    """Return what was expected in place of a text that is no day, and the help."""
    iso, turned = ISO.match(text), DAY_FIRST.match(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif turned:
        day, month, year = (int(part) for part in turned.groups())
    else:
        return DAY, "write the year, the month and the day, joined by '-'"
    if turned and day <= MONTHS and month <= MONTHS and day != month:
        return DAY, f"write {year:04}-{month:02}-{day:02} or {year:04}-{day:02}-{month:02}, whichever is meant"
    if not 1 <= month <= MONTHS:
        return DAY, f"there is no month {month}; write the year, the month and the day"
    if year < 1 or not 1 <= day <= monthrange(year, month)[1]:
        return DAY, f"{month_name[month]} {year} has no day {day}"
    return DAY, f"write {year:04}-{month:02}-{day:02}"
