"""Reads the texts of a shipment line as dates, quantities, control numbers and words of a closed set.

Every reader is a pure function of the text: it returns the value, None where the text is empty, or raises `Unreadable`
with the reason, written to stand alone in `rejects.csv`.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from exportgate.foundation.intervals import parse_day
from exportgate.screening.shipment import Event

Order = Literal["iso", "dmy", "mdy", "ymd"]

NOTHING = frozenset({"", "-", "--", "n/a", "#n/a", "null"})
SHOWN = 60
TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?\Z"
ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})" + TIME, re.ASCII)
SEPARATED_DAY = re.compile(r"(\d{1,4})([./ -])(\d{1,2})\2(\d{1,4})" + TIME, re.ASCII)
COMPACT_DAY = re.compile(r"\d{8}\Z", re.ASCII)
FORMAT_PARTS = re.compile(r"%([dmY])([./ -]?)%([dmY])\2%([dmY])\Z")
NUMBER = re.compile(r"\+?(?:\d{1,18}(?:\.\d{0,18})?|\.\d{1,18})(?:[eE][+-]?\d{1,2})?\Z", re.ASCII)
# A paragraph's letters and numbers take turns, so that the dots between them may be left out (5A992C, 3A001.b.2).
NEXT = r"(?:[. ][A-Z]{1,2}|(?<=\d)[A-Z]{1,2}|[. ]\d{1,2}|(?<=[A-Z])\d{1,2})"
ECCN = re.compile(rf"(\d[A-E]\d{{3}})((?:[. ]?[A-Z]{{1,2}}{NEXT}*)?)\Z", re.ASCII | re.IGNORECASE)
EAR99 = re.compile(r"EAR[ -]?99\Z", re.IGNORECASE)
NO_LICENSE = re.compile(r"(?:^|[\s/,-]+)NLR\Z", re.IGNORECASE)
NO_ECCN = frozenset({"none", "unknown", "not classified", "tbd"})
SEGMENT = re.compile(r"[a-z]+|\d+")
ORDERS: tuple[Order, ...] = ("iso", "dmy", "mdy", "ymd")
EVENTS: dict[str, Event] = {
    "export": "export",
    "reexport": "reexport",
    "transfer": "in_country_transfer",
    "incountrytransfer": "in_country_transfer",
    "domestictransfer": "in_country_transfer",
}


class Unreadable(ValueError):  # noqa: N818 - it names what the text is
    """A text that is not the value it should be; the message is the reason."""


@dataclass(frozen=True, slots=True)
class DateFormat:
    """How a file writes dates: the order of day, month and year, and the separator (None: any single one, or none)."""

    order: Order = "iso"
    separator: str | None = None


ISO = DateFormat()


def read_date_format(text: str) -> DateFormat:
    """Return the format named `iso`, `dmy`, `mdy` or `ymd`, or written out like %d.%m.%Y.

    Raises:
        Unreadable: the text is neither.
    """
    named = next((order for order in ORDERS if text == order), None)
    if named is not None:
        return DateFormat(named)
    parts = FORMAT_PARTS.match(text)
    order = parts.group(1, 3, 4) if parts else ()
    found = next((name for name in ORDERS if tuple(name.replace("y", "Y")) == order), None)
    if parts is None or found is None:
        raise Unreadable(f"date_format {quoted(text)} is not iso, dmy, mdy, ymd or a pattern such as %d.%m.%Y")
    return DateFormat(found, parts[2])


def quoted(text: str) -> str:
    """Return a text between quotes for a message: on one line, and cut where it is long."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: SHOWN + 1])
    return f"'{plain[:SHOWN]}…'" if len(text) > SHOWN else f"'{plain}'"


def plain_text(text: str) -> str:
    """Return a text without surrounding space, and empty where it only says that there is none (-, n/a)."""
    text = text.strip()
    return "" if len(text) <= 4 and text.casefold() in NOTHING else text


def read_day(text: str, style: DateFormat = ISO) -> date | None:
    """Return the day of a date, with or without a time of day behind it."""
    text = plain_text(text)
    if not text:
        return None
    written = _iso_text(text, style)
    if written is None:
        raise Unreadable(f"ship date {quoted(text)} is not {_expected(style)}")
    day = parse_day(written)
    if day is None:
        raise Unreadable(f"ship date {quoted(text)} is not a day of the calendar")
    return day


def read_quantity(text: str) -> Decimal | None:
    """Return a positive number of pieces."""
    number = _decimal(text, "quantity", "a positive finite number")
    if number is not None and number <= 0:
        raise Unreadable(f"quantity {quoted(text.strip())} is not positive")
    return number


def read_unit_value(text: str) -> Decimal | None:
    """Return the value of one piece."""
    return _decimal(text, "unit value", "a number")


def read_eccn(text: str) -> str | None:
    """Return a control number as the Commerce Control List writes it: 3A090.a, 5A992.c, EAR99."""
    text = NO_LICENSE.sub("", plain_text(text)).strip()
    if not text or text.casefold() in NO_ECCN:
        return None
    if EAR99.match(text):
        return "EAR99"
    parts = ECCN.match(text)
    if parts is None:
        raise Unreadable(f"ECCN {quoted(text)} is not written like 3A090.a or EAR99")
    return ".".join((parts[1].upper(), *SEGMENT.findall(parts[2].lower())))


def read_event(text: str) -> Event | None:
    """Return the event that a word names."""
    text = plain_text(text)
    if not text:
        return None
    event = EVENTS.get("".join(letter for letter in text.casefold() if letter.isalpha()))
    if event is None:
        raise Unreadable(f"event {quoted(text)} is not export, reexport or in-country transfer")
    return event


def read_currency(text: str) -> str | None:
    """Return a currency's three letters."""
    code = plain_text(text).upper()
    if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise Unreadable(f"currency {quoted(text.strip())} is not a code of three letters such as USD")
    return code or None


def _decimal(text: str, what: str, expected: str) -> Decimal | None:
    text = plain_text(text)
    if not text:
        return None
    if not NUMBER.match(text):
        raise Unreadable(f"{what} {quoted(text)} is not {expected} such as 12 or 4.5, without thousands separators")
    return Decimal(text)


def _iso_text(text: str, style: DateFormat) -> str | None:
    """Return a date in the order of ISO, or None where the text is not in the style."""
    if style.order == "iso":
        found = ISO_DAY.match(text)
        return found[1] if found else None
    if style.separator in (None, "") and COMPACT_DAY.match(text):
        cuts = (0, 4, 6, 8) if style.order == "ymd" else (0, 2, 4, 8)
        parts = tuple(text[start:end] for start, end in pairwise(cuts))
    else:
        found = SEPARATED_DAY.match(text)
        if found is None or style.separator not in (None, found[2]):
            return None
        parts = found.group(1, 3, 4)
    named = dict(zip(style.order, parts, strict=True))
    if len(named["y"]) != 4 or len(named["m"]) > 2 or len(named["d"]) > 2:
        return None
    return f"{named['y']}-{named['m']:0>2}-{named['d']:0>2}"


def _expected(style: DateFormat) -> str:
    if style.order == "iso":
        return "a date such as 2023-11-17; give the style of the file as date_format in a mapping file"
    words = {"d": "day", "m": "month", "y": "year of four digits"}
    order = ", ".join(words[part] for part in style.order)
    between = f" with {style.separator!r} between" if style.separator else ""
    return f"a date written as the mapping's date_format says: {order}{between}"
