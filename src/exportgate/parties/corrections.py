"""What published copies of the lists are known to leave out, by hand and with its source: data/entry-corrections.csv.

A correction adds a footnote that the row's text does not print. Whatever rests on it says so and is to be verified; the
entry itself stays as it was published.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from exportgate.foundation.resources import shipped
from exportgate.parties.entry import Entry


@dataclass(frozen=True, slots=True)
class Correction:
    """Footnotes that an entry has although its published row does not print them, from which notice, and why."""

    footnotes: tuple[str, ...]
    source: str
    because: str


@cache
def corrections() -> Mapping[tuple[str, str], Correction]:
    """Return the corrections by list and listed name."""
    with (shipped("data") / "entry-corrections.csv").open(encoding="utf-8", newline="") as file:
        found = {
            (row["list"], row["name"]): Correction(tuple(row["footnotes"].split()), row["source"], row["because"])
            for row in csv.DictReader(file)
        }
    return MappingProxyType(found)


def correction_of(entry: Entry) -> Correction | None:
    """Return what is to be added to an entry, None where its own text says as much already."""
    found = corrections().get((entry.source, entry.name))
    return None if found is None or set(found.footnotes) <= set(entry.footnotes) else found
