"""Takes the cells of the two UK lists apart: numbered values, day-first dates, identifiers, labeled information.

Each function reads one cell; what it cannot read it keeps as text. Rows and entries are left to the reader.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from exportgate.parties.countries import Countries
from exportgate.parties.lists.csl_fields import tidy

DATE_STYLES = ("%d/%m/%Y", "%d-%b-%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%y")
TIME_BEHIND = re.compile(r"[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?\Z")
NUMBERED = re.compile(r"\(\d{1,2}\)")
LABELED = re.compile(r"\((?P<label>[A-Z][^():]{2,60})\) ?: ?")
NUMBER = re.compile(r"(?P<number>[A-Z]{0,3}-?\d[\w/.-]*\w)(?P<behind>[^\d]*)\Z")
IDENTIFIER_COLUMNS = {
    "passport number": ("Passport", ("passport details", "passport additional information")),
    "national identification number": ("National ID", ("national identification details",)),
    "national identifier number": ("National ID", ("national identifier additional information",)),
    "business registration number (s)": ("Business registration number", ()),
    "business registration number": ("Business registration number", ()),
    "business reg no": ("Business registration number", ()),
    "imo number": ("IMO number", ()),
    "hull identification number (hin)": ("Hull identification number (serial)", ()),
}
"""Columns and labels of identifiers: what each is called in an entry, and the columns that say more of it."""


def read_day(cell: str) -> date | None:
    """Return the day a cell gives, the day before the month, or None."""
    text = TIME_BEHIND.sub("", tidy(cell))
    for style in DATE_STYLES:
        try:
            return datetime.strptime(text, style).date()
        except ValueError:
            continue
    return None


def values(cell: str) -> list[str]:
    """Return the values of a cell that numbers them ("(1) … (2) …") or sets them apart by bars."""
    pieces = NUMBERED.split(cell) if NUMBERED.match(cell.strip()) else cell.split("|")
    return list(filter(None, (tidy(piece).strip(" ;,") for piece in pieces)))


def countries_in(cell: str, countries: Countries) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the countries in a cell, and the values that name none that is known."""
    found: dict[str, None] = {}
    unknown: list[str] = []
    for value in values(cell):
        name = value.rstrip(". ")
        code = countries.country(name)
        codes = [code] if code else [countries.country(piece) for piece in re.split(r"[.;/]| and ", name)]
        if all(codes):
            found.update(dict.fromkeys(filter(None, codes)))
        else:
            unknown.append(value)
    return tuple(found), tuple(unknown)


def identifiers(label: str, cell: str, details: str = "") -> Iterator[str]:
    """Yield the identifiers of a cell as "label: number (details)"; details that are numbered alike go with theirs."""
    numbers, said = values(cell), values(details)
    for at, value in enumerate(numbers):
        more = said[at] if len(said) == len(numbers) else details
        found = NUMBER.search(value.rstrip("."))
        number = found["number"] if found else value
        before = f"{value[: found.start()]} {found['behind']}" if found else ""
        behind = tidy(re.sub(r"[(),;:–]| - ", " ", f"{before} {more}"))
        yield f"{label}: {number}" + (f" ({behind})" if behind else "")


def labeled(cell: str) -> list[tuple[str, str]]:
    """Return the parts of a cell with labels in brackets, "(Phone number):…", each with its label in small letters.

    What stands before the first label has none.
    """
    found = list(LABELED.finditer(cell))
    ends = [*(match.start() for match in found[1:]), len(cell)]
    first = cell[: found[0].start()] if found else cell
    parts = [(match["label"].lower(), cell[match.end() : end]) for match, end in zip(found, ends, strict=bool(found))]
    return [(label, tidy(text)) for label, text in [("", first), *parts] if tidy(text)]
