"""The answer of `lists search`, written as it comes: as a table, one JSON object, or CSV."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from exportgate.foundation.characters import seen, shown
from exportgate.parties.entry import Entry
from exportgate.parties.entry_search import Found
from exportgate.report.entry_object import entry_object
from exportgate.report.list_diff_model import short_id
from exportgate.report.lookup_answer import csv_row, json_text
from exportgate.report.text_table import paragraph
from exportgate.report.wording import count_text

INDENT, DEEPER = "  ", " " * 8
LONGEST = 300
PLACE_COLUMNS = ("list", "snapshot", "as_of", "matched_name", "matched_number")
ENTRY_COLUMNS = (
    *("source", "entity_id", "kind", "name", "aliases", "weak_aliases", "countries", "addresses", "identifiers"),
    *("programs", "requirement", "policy", "footnotes", "notice", "listed_from", "listed_to", "remarks", "url"),
)


@dataclass(frozen=True, slots=True)
class SearchedList:
    """A list that is searched: the store's id and the snapshot (empty for the embedded list), its day, its entries."""

    list_id: str
    snapshot: str
    as_of: date | None
    entries: int

    @property
    def text(self) -> str:
        """The list in words."""
        if self.as_of is not None:
            return f"{self.list_id} as of {self.as_of} ({count_text(self.entries, 'entry')})"
        name = f"{self.list_id}@{self.snapshot}" if self.snapshot else self.list_id
        return f"{name} of an unknown day ({count_text(self.entries, 'entry')})"


@dataclass(slots=True)
class Tally:
    """What was searched so far: entries, those that fit, and those of them without a day though one was asked for.

    `passed_over` are those that would fit, but give no day and so may not have been listed since the one asked for.
    """

    searched: int = 0
    found: int = 0
    undated: int = 0
    passed_over: int = 0


Fitting = Iterable[tuple[SearchedList, Found]]


def found_table(fitting: Fitting, lists: Iterable[SearchedList], tally: Tally, limit: int, width: int) -> Iterator[str]:
    """Yield what fits, at most `limit` entries (0: all), and at the end how many there are, in whole lines."""
    place: SearchedList | None = None
    number = 0
    for number, (here, found) in enumerate(fitting, 1):
        if limit and number > limit:
            continue
        if here is not place:
            place = here
            yield f"{seen(here.text)}\n"
        yield "\n".join(_entry_lines(found, width)) + "\n"
    more = f", the first {limit:,} shown (--limit 0 shows all)" if limit and number > limit else ""
    searched = "; ".join(item.text for item in lists) or "no list"
    told = f"{count_text(number, 'entry')} found{more}; searched: {searched}"
    yield "\n".join(paragraph(told, width, "", INDENT)) + "\n"
    if tally.undated:
        given = f"{tally.undated:,} of them give no day, and count as listed from the beginning"
        yield "\n".join(paragraph(given, width, "", INDENT)) + "\n"


def found_json(fitting: Fitting, lists: Iterable[SearchedList], tally: Tally, limit: int) -> Iterator[str]:
    """Yield one object, its entries as they come: `{lists[], entries[], searched, found, shown, undated}`."""
    yield f'{{\n"lists": {json_text([_list_object(item) for item in lists])},\n"entries": ['
    count = 0
    for here, found in fitting:
        if not limit or count < limit:
            yield ("\n" if not count else ",\n") + json_text(_found_object(here, found), 2)
            count += 1
    counts = {"searched": tally.searched, "found": tally.found, "shown": count, "undated": tally.undated}
    yield "\n],\n" + ",\n".join(f'"{name}": {number}' for name, number in counts.items()) + "\n}\n"


def found_csv(fitting: Fitting, limit: int) -> Iterator[str]:
    """Yield a row for each entry that fits, under a row of headings; what has several values has them apart by `; `."""
    yield csv_row((*PLACE_COLUMNS, *ENTRY_COLUMNS))
    for number, (here, found) in enumerate(fitting):
        if not limit or number < limit:
            values = _found_object(here, found)
            yield csv_row([_cell(values[name]) for name in (*PLACE_COLUMNS, *ENTRY_COLUMNS)])


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


def _list_object(item: SearchedList) -> dict[str, Any]:
    day = None if item.as_of is None else item.as_of.isoformat()
    return {"id": item.list_id, "snapshot": item.snapshot, "as_of": day, "entries": item.entries}


def _found_object(here: SearchedList, found: Found) -> dict[str, Any]:
    return {
        "list": here.list_id,
        "snapshot": here.snapshot,
        "as_of": None if here.as_of is None else here.as_of.isoformat(),
        "matched_name": found.name,
        "matched_number": found.number,
        **entry_object(found.entry),
    }


def _entry_lines(found: Found, width: int) -> Iterator[str]:
    entry = found.entry
    places = f", {'/'.join(entry.countries)}" if entry.countries else ""
    kind = "" if entry.kind == "entity" else f", {entry.kind}"
    first = f"{INDENT}{seen(entry.source):<5} "
    yield from paragraph(f"{entry.name}{places}{kind}  [{short_id(entry)}]", width, first, DEEPER)
    if found.name and found.name != entry.name:
        yield from paragraph(f"as '{found.name}'", width, DEEPER)
    if found.number and found.number != entry.entity_id:
        yield from paragraph(shown(found.number, LONGEST), width, DEEPER)
    told = (entry.requirement, ", ".join(entry.programs), entry.notice, _days(entry))
    if said := "; ".join(shown(text, LONGEST) for text in told if text):
        yield from paragraph(said, width, DEEPER)


def _days(entry: Entry) -> str:
    from_ = f"listed from {entry.listed_from}" if entry.listed_from else ""
    to = f"listed until {entry.listed_to}" if entry.listed_to else ""
    return f"{from_} until {entry.listed_to}" if from_ and to else from_ or to
