"""Which codes the Commerce Control List has on a day, in categories 3, 4 and 5: data/control-list.csv.

The file has the structure of the list of 2026-07-23 (15 CFR part 774, Supp. No. 1; eCFR) and, with days and notices,
what the rules since 2022 added, moved or took out. A row is a code with the segments beneath it; `*` stands for
whatever is beneath, where the text does not show it. Paragraphs that are reserved are left out. Codes without days
are taken to belong throughout: what else changed on the list before 2026-07-23 was not looked up.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from exportgate.foundation.intervals import Interval, parse_day
from exportgate.foundation.resources import shipped

EDITION = "the Commerce Control List of 2026-07-23"
ANYTHING = "*"
ANEW = "classify the item anew by the list of the day"


@dataclass(frozen=True, slots=True)
class Listed:
    """A code of the list: the segments beneath it, its days, the notices that began and ended them, what it became."""

    beneath: tuple[str, ...]
    during: Interval
    cite: str
    ended_by: str
    became: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the list of a day has a code.

    `within` is the code itself, or the paragraph or entry of that day that it was meant to lie in, empty where there is
    none; `because` says why the list does not have it, empty where it does; `cite` is the notice that says so.
    """

    within: str
    because: str = ""
    cite: str = ""


@cache
def control_list() -> Mapping[str, Listed]:
    """Return the codes of the file: entries, codes with paragraphs of their own, and codes with days."""
    with (shipped("data") / "control-list.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["code"]: _listed(row) for row in csv.DictReader(file)})


def standing(code: str, day: date) -> Standing:
    """Say whether the list of a day has a code; of an entry that the file does not have, it says nothing."""
    known = control_list()
    segments = code.split(".")
    if segments[0] not in known:
        return Standing(code)
    for stop in range(1, len(segments) + 1):
        at = ".".join(segments[:stop])
        row = known.get(at)
        if row is not None and day not in row.during:
            return _outside(at, row, day)
        beneath = row.beneath if row is not None else ()
        if beneath == (ANYTHING,) or stop == len(segments):
            break
        if segments[stop] not in beneath:
            return Standing(at, _unknown(f"{at}.{segments[stop]}", at, beneath, segments[stop]))
    return Standing(code)


def _outside(code: str, row: Listed, day: date) -> Standing:
    """A code before or after its days; one that was joined with the paragraph that it lay in still lies there."""
    first, last = row.during.first, row.during.last
    if first is not None and day < first:
        return Standing("", f"the Commerce Control List has {code} only from {first} on; {ANEW}", row.cite)
    went = f", which went to {row.became}" if row.became else ""
    within = row.became if code.startswith(f"{row.became}.") else ""
    return Standing(within, f"the Commerce Control List had {code} until {last}{went}; {ANEW}", row.ended_by)


def _unknown(code: str, parent: str, beneath: tuple[str, ...], segment: str) -> str:
    near = sorted(beneath, key=lambda other: (abs(_place(other) - _place(segment)), _place(other)))[:3]
    nearest = ", ".join(f"{parent}.{other}" for other in sorted(near, key=_place))
    suggestion = f"near it are {nearest}" if near else f"{parent} has no paragraphs"
    return f"{EDITION} has no paragraph {code}; {suggestion}"


def _place(segment: str) -> int:
    return int(segment) if segment.isdigit() else ord(segment[0])


def _listed(row: Mapping[str, str]) -> Listed:
    during = Interval(parse_day(row["from"]), parse_day(row["to"]))
    return Listed(tuple(_segments(row["beneath"])), during, row["cite"], row["ended_by"], row["became"])


def _segments(text: str) -> Iterator[str]:
    """Yield the segments of `1-3 5 a-c`."""
    for part in text.split():
        first, dash, last = part.partition("-")
        if not dash:
            yield part
        elif first.isdigit():
            yield from (str(number) for number in range(int(first), int(last) + 1))
        else:
            yield from (chr(letter) for letter in range(ord(first), ord(last) + 1))
