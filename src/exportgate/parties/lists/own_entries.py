"""Turns the rows of an organization's own list into entries, whatever form the list has, and collects every fault.

An entry with `of` is a reported name: another name of a listed party, or a company that acts for it or belongs to it.
What the texts mean is left to the rules.
"""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypedDict

from exportgate.diagnostics.model import Collector, in_order
from exportgate.foundation.characters import shown
from exportgate.foundation.errors import ListError
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Fault, Mapping, Scalar
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, EntryKind, Relation
from exportgate.parties.identifier_reading import says_nothing
from exportgate.parties.lists.united import united
from exportgate.parties.names import normalize
from exportgate.provisions.reading import Reader, place_of

LIST_CODES = (
    *("EL", "DPL", "UVL", "MEU", "MIEU", "SDN", "CMIC", "SSI", "MBS", "CAP", "PLC", "FSE", "DTC", "ISN"),
    *("1260H", "1286", "UFLPA", "FCC"),
)
KINDS: tuple[EntryKind, ...] = ("entity", "individual", "vessel", "aircraft", "address")
FOOTNOTES = ("1", "3", "4", "5")
OWN_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}\Z")
ENTRY_KEYS = (
    *("id", "list", "kind", "name", "aliases", "weak_aliases", "han", "countries", "addresses", "identifiers"),
    *("programs", "requirement", "policy", "policy_note", "footnotes", "notices", "listed", "delisted", "family"),
    *("of", "of_list", "relation", "source", "since", "until", "note"),
)
OWN, REPORTED = "OWN", "REPORTED"
"""The list codes of an organization's own table and of reported names where the file has no code of its own."""
RELATIONS: tuple[Relation, ...] = ("alias", "branch", "shell", "owned")
ONLY_LISTED = ("programs", "requirement", "policy", "policy_note", "footnotes", "notices", "listed", "delisted")
ONLY_REPORTED = ("of_list", "relation", "source", "since", "until")
SAME = {"of": "of", "of_list": "of_list", "relation": "relation", "since": "listed_from", "until": "listed_to"}
"""What all rows of one reported name say alike, by its field in the entry."""
FAULTS_SHOWN = 10
FAULTS_COUNTED = 1000
"""A list with so many is not read to its end."""
PLAIN = re.compile("[A-Za-z0-9]")
"""What gives a name something to be compared, so that it need not be normalized to see it."""
SAYS_MORE = (
    "write five letters and digits or more, and what number it is where they are fewer than seven: 'Tax ID 48213'"
)


class _Common(TypedDict):
    kind: EntryKind
    aliases: tuple[str, ...]
    weak_aliases: tuple[str, ...]
    countries: tuple[str, ...]
    addresses: tuple[str, ...]
    identifiers: tuple[str, ...]


class _TableReader(Reader):
    """Reads the values of a row of a table, and speaks of its columns."""

    __slots__ = ()

    def missing(self, span: Span, key: str, what: str) -> None:
        """Report a column that must be filled."""
        self.collector.error(
            "XR005", span, f"{what} has no '{key}'", f"fill its column, or name it with --map {key}=HEADING"
        )


class OwnEntries:
    """Collects the entries and faults of all files of a list.

    In a `table`, rows of one id are names of one entry and say the same of whom they stand for, and a row without id or
    list code has its name as its id and the code OWN; elsewhere only a reported name goes without, and no id may stand
    twice.
    """

    def __init__(self, countries: Countries, *, table: bool = False) -> None:
        self.table = table
        self.countries = countries
        self.collector = Collector()
        self.nodes = _TableReader(self.collector) if table else Reader(self.collector)
        self.found: dict[tuple[str, str], Entry] = {}
        self.places: dict[tuple[str, str], Span] = {}
        self.standing: list[tuple[Entry, Span]] = []
        self.firsts: dict[str, tuple[Entry, Span]] = {}
        self.broken: list[Fault] = []
        self.codes: tuple[str, ...] = (*LIST_CODES, OWN) if table else LIST_CODES
        self.own = ""

    def take(self, row: Mapping) -> None:
        """Take the entry of a row."""
        entry = self.entry(row)
        key = (entry.source, entry.entity_id)
        if self.table:
            self._refuse_another(row, entry)
        if self.table and key in self.found:
            self.found[key] = united([self.found[key], entry])
        elif entry.entity_id and key in self.places:
            span = row.get("id") or row
            first = self.places[key]
            self.fault(span.span, f"the id '{key[1]}' stands twice", f"it stands first at {first.file}:{first.line}")
        if entry.of:
            self.standing.append((entry, place_of(row, "of")))
        self.places.setdefault(key, row.span)
        self.found.setdefault(key, entry)

    def entry(self, row: Mapping) -> Entry:
        """Return the entry of a row; whatever does not fit is a fault and left out."""
        name = self.nodes.text(row, "name", "the entry")
        what = f"the entry '{shown(name)}'" if name else "the entry"
        self._refuse_nameless(place_of(row, "name"), name, what)
        if row.get("of") is not None:
            return self._reported(row, name, what)
        self._refuse(row, ONLY_REPORTED, f"{what} has no 'of'", "name the listed party that it stands for under 'of'")
        note = self.nodes.text(row, "policy_note", what, required=False)
        family = self.nodes.text(row, "family", what, required=False)
        remarks = (note, f"family: {family}" if family else "", self.nodes.text(row, "note", what, required=False))
        return Entry(
            entity_id=self.nodes.text(row, "id", what, required=not self.table) or name,
            source=self.nodes.choice(row, "list", what, self.codes, required=not self.table) or OWN,
            name=name,
            **self._common(row, what),
            programs=self._texts(row, "programs", what),
            requirement=self.nodes.text(row, "requirement", what, required=False),
            policy=self.nodes.text(row, "policy", what, required=False),
            footnotes=self._footnotes(row, what),
            notice="; ".join(self._texts(row, "notices", what)),
            listed_from=self.nodes.day(row, "listed", what),
            listed_to=self.nodes.day(row, "delisted", what),
            remarks="; ".join(filter(None, remarks)),
        )

    def _refuse_another(self, row: Mapping, entry: Entry) -> None:
        """Refuse a row that says of a reported name something else than the first row with its id."""
        first, at = self.firsts.setdefault(entry.entity_id, (entry, row.span))
        what = f"the id '{entry.entity_id}'" if row.get("id") else f"'{entry.name}'"
        for key, field in SAME.items():
            if (first.of or entry.of) and getattr(first, field) != getattr(entry, field):
                message = f"{what} stands twice with another '{key}'"
                advice = f"say the same as line {at.line}, or give the row an id of its own"
                self.fault(place_of(row, key), message, advice)
                return

    def _refuse_reported_of_reported(self) -> None:
        """Refuse an `of` that is the id of another reported name: only a listed party can be stood for."""
        ids = {entry.entity_id for entry in self.found.values() if entry.of not in {"", entry.entity_id}}
        for entry, place in self.standing:
            if entry.of in ids:
                message = f"'of' of the entry '{entry.name}' names an entry of this file, '{shown(entry.of)}'"
                self.fault(place, message, "name the listed party")

    def _reported(self, row: Mapping, name: str, what: str) -> Entry:
        """Return the entry of a reported name; without an id its own words tell it from others."""
        self._refuse(row, ONLY_LISTED, f"{what} stands for another party", "these are said of the listed party itself")
        relation = self.nodes.choice(row, "relation", what, RELATIONS)
        of = self.nodes.text(row, "of", what)
        since, until = self.nodes.day(row, "since", what), self.nodes.day(row, "until", what)
        self._refuse_turned(row, since, until, what)
        codes = (*self.codes, REPORTED)
        return Entry(
            entity_id=self.nodes.text(row, "id", what, required=False) or f"{name} ({relation} of {of})",
            source=self.nodes.choice(row, "list", what, codes, required=False) or self.own or REPORTED,
            name=name,
            **self._common(row, what),
            notice=self.nodes.text(row, "source", what),
            listed_from=since,
            listed_to=until,
            remarks=self.nodes.text(row, "note", what, required=False),
            relation=next((known for known in RELATIONS if known == relation), ""),
            of=of,
            of_list=self._of_list(row, what),
        )

    def _of_list(self, row: Mapping, what: str) -> str:
        code = self.nodes.text(row, "of_list", what, required=False)
        known = tuple(dict.fromkeys((*self.codes, OWN)))
        if code and code not in known:
            message = f"'{shown(code)}' is no list code that is known, so 'of_list' of {what} finds nobody"
            self.fault(place_of(row, "of_list"), message, f"write one of {', '.join(known)}, or leave it out")
        return code

    def _common(self, row: Mapping, what: str) -> _Common:
        """Return what listed and reported entries have in common."""
        kind = self.nodes.choice(row, "kind", what, KINDS, required=False)
        return {
            "kind": next((known for known in KINDS if known == kind), "entity"),
            "aliases": (*self._names(row, "aliases", what), *self._names(row, "han", what)),
            "weak_aliases": self._names(row, "weak_aliases", what),
            "countries": self._countries(row, what),
            "addresses": self._texts(row, "addresses", what),
            "identifiers": self._identifiers(row, what),
        }

    def _names(self, row: Mapping, key: str, what: str) -> tuple[str, ...]:
        for scalar in self._scalars(row, key, what):
            self._refuse_nameless(scalar.span, scalar.text, what)
        return self._texts(row, key, what)

    def _refuse_nameless(self, span: Span, text: str, what: str) -> None:
        """Refuse a name that no name can be compared with, such as one of punctuation only."""
        if text and not PLAIN.search(text) and not normalize(text).key:
            message = f"the name '{shown(text)}' of {what} has no letter and no digit, so nobody is found by it"
            self.fault(span, message, "write the name, or leave it out")

    def _identifiers(self, row: Mapping, what: str) -> tuple[str, ...]:
        for scalar in self._scalars(row, "identifiers", what):
            if says_nothing(scalar.text):
                message = f"the identifier '{shown(scalar.text)}' of {what} is too short or too plain to be compared"
                self.fault(scalar.span, message, SAYS_MORE)
        return self._texts(row, "identifiers", what)

    def _refuse(self, row: Mapping, keys: Iterable[str], why: str, advice: str) -> None:
        for key in keys:
            if (node := row.get(key)) is not None:
                self.fault(node.span, f"{why}, so '{key}' says nothing", advice)

    def _refuse_turned(self, row: Mapping, since: date | None, until: date | None, what: str) -> None:
        if since is not None and until is not None and until < since:
            self.fault(place_of(row, "until"), f"'until' of {what} lies before 'since'", "turn the two days")

    def _scalars(self, row: Mapping, key: str, what: str) -> tuple[Scalar, ...]:
        return self.nodes.texts(row.get(key), f"'{key}' of {what}")

    def _texts(self, row: Mapping, key: str, what: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(scalar.text.strip() for scalar in self._scalars(row, key, what)))

    def _countries(self, row: Mapping, what: str) -> tuple[str, ...]:
        for scalar in self._scalars(row, "countries", what):
            if scalar.text not in self.countries.names:
                self.fault(scalar.span, f"'{scalar.text}' is no country code", "write ISO 3166-1 alpha-2, such as CN")
        return self._texts(row, "countries", what)

    def _footnotes(self, row: Mapping, what: str) -> tuple[str, ...]:
        for scalar in self._scalars(row, "footnotes", what):
            if scalar.text not in FOOTNOTES:
                self.fault(scalar.span, f"'{scalar.text}' is no footnote", f"expected one of {', '.join(FOOTNOTES)}")
        return self._texts(row, "footnotes", what)

    def fault(self, span: Span, message: str, advice: str) -> None:
        """Note a fault in its place."""
        self.broken.append(Fault(span, message, advice))

    def refuse_many_faults(self, path: Path) -> None:
        """Refuse the list before its end if very many faults were noted.

        Raises:
            ListError: as `refuse_faults`.
        """
        if len(self.broken) + len(self.collector.found) >= FAULTS_COUNTED:
            self.refuse_faults(path)

    def refuse_faults(self, path: Path) -> None:
        """Refuse the list if anything was noted, all of it at once.

        Raises:
            ListError: a fault was noted; names the first ten in their places and counts all.
        """
        self._refuse_reported_of_reported()
        found = [*self.broken, *(Fault(item.span, item.message, item.help) for item in in_order(self.collector.found))]
        faults = sorted(dict.fromkeys(found), key=lambda fault: fault.span)
        if not faults:
            return
        shown = "\n".join(f"  {fault.span}: {fault.message}; {fault.help}" for fault in faults[:FAULTS_SHOWN])
        more = f"\n  and {len(faults) - FAULTS_SHOWN} more" if len(faults) > FAULTS_SHOWN else ""
        least = "at least " if len(faults) >= FAULTS_COUNTED else ""
        count = f"{least}{len(faults)} fault{'s' if len(faults) > 1 else ''}"
        raise ListError(f"{path}: the list has {count} and is not read; correct every one:\n{shown}{more}")
