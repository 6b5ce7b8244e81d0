"""Reads party lists in our own YAML form: one file, or a folder of `list.yaml` and files with entries.

Every fault of every file is collected, with line and column, and refused together: a hand-written list is mended, not
read in part. What the texts mean is left to the rules.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from exportgate.diagnostics.model import Collector, in_order
from exportgate.foundation import yaml_source
from exportgate.foundation.errors import ListError
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Fault, Mapping, Node, Scalar, YamlError
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, EntryKind
from exportgate.parties.lists.read_list import ReadList
from exportgate.provisions.reading import Reader

LIST_CODES = (
    *("EL", "DPL", "UVL", "MEU", "MIEU", "SDN", "CMIC", "SSI", "MBS", "CAP", "PLC", "FSE", "DTC", "ISN"),
    *("1260H", "1286", "UFLPA", "FCC"),
)
KINDS: tuple[EntryKind, ...] = ("entity", "individual", "vessel", "aircraft", "address")
FOOTNOTES = ("1", "3", "4", "5")
OWN_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}\Z")
HEADER_KEYS = ("id", "title", "as_of", "curated", "sources", "note", "code")
ENTRY_KEYS = (
    *("id", "list", "kind", "name", "aliases", "weak_aliases", "han", "countries", "addresses", "identifiers"),
    *("programs", "requirement", "policy", "policy_note", "footnotes", "notices", "listed", "delisted", "family"),
)
FAULTS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class _Header:
    title: str = ""
    as_of: str | None = None
    curated: bool = False


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read a list file, or a folder with `list.yaml` and further files of entries.

    Raises:
        ListError: the path is not there, or any file has a fault; names the first ten in their places and counts all.
    """
    reading = _Reading(countries or Countries.load())
    header = _Header()
    for file in _files(path):
        root = reading.parsed(file)
        if root is None:
            continue
        describes_list = file.name == "list.yaml" or path.is_file()
        if describes_list:
            header = reading.header(root)
        reading.entries(root, allowed=("entries", *HEADER_KEYS) if describes_list else ("entries",))
    reading.refuse_faults(path)
    entries = tuple(reading.found.values())
    return ReadList(entries, (), len(entries), 0, "yaml", header.as_of, header.title, header.curated)


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise ListError(f"{path}: there is no such file or folder; check the path")
    if path.is_file():
        return [path]
    if not (path / "list.yaml").is_file():
        raise ListError(f"{path}: the folder has no list.yaml, which says what the list is; add it")
    return [path / "list.yaml", *sorted(file for file in path.glob("*.yaml") if file.name != "list.yaml")]


class _Reading:
    """Collects the entries and faults of all files of a list."""

    def __init__(self, countries: Countries) -> None:
        self.countries = countries
        self.collector = Collector()
        self.nodes = Reader(self.collector)
        self.found: dict[tuple[str, str], Entry] = {}
        self.places: dict[tuple[str, str], Span] = {}
        self.broken: list[Fault] = []
        self.codes: tuple[str, ...] = LIST_CODES

    def parsed(self, file: Path) -> Node | None:
        try:
            return yaml_source.read(file)
        except YamlError as error:
            self.broken.extend(error.faults)
        except OSError as error:
            self.broken.append(Fault(Span(str(file), 1, 1, 1, 1), f"cannot be opened ({error.strerror})", "check it"))
        return None

    def header(self, root: Node) -> _Header:
        if not isinstance(root, Mapping):
            return _Header()
        day = self.nodes.day(root, "as_of", "the list")
        curated = self.nodes.choice(root, "curated", "the list", ("true", "false"), required=False)
        title = self.nodes.text(root, "title", "the list")
        self._own_code(root)
        return _Header(title, None if day is None else day.isoformat(), curated == "true")

    def _own_code(self, root: Mapping) -> None:
        """Take the code of an organization's own list, by which its own rules know the entries."""
        code = self.nodes.text(root, "code", "the list", required=False)
        span = (root.get("code") or root).span
        if code in LIST_CODES:
            self._fault(span, f"'{code}' is the code of a published list", "choose a code of your own, such as ACME")
        elif code and not OWN_CODE.match(code):
            self._fault(span, f"'{code}' is no code", "write two to twelve capital letters or digits, such as ACME")
        elif code:
            self.codes = (*LIST_CODES, code)

    def entries(self, root: Node, *, allowed: tuple[str, ...]) -> None:
        document = self.nodes.mapping(root, "the list file", allowed)
        block = None if document is None else document.get("entries")
        for node in self.nodes.items(block, "'entries'"):
            row = self.nodes.mapping(node, "an entry", ENTRY_KEYS)
            if row is not None:
                self._take(row)

    def _take(self, row: Mapping) -> None:
        entry = self._entry(row)
        key = (entry.source, entry.entity_id)
        if entry.entity_id and key in self.places:
            span = row.get("id") or row
            first = self.places[key]
            self._fault(span.span, f"the id '{key[1]}' stands twice", f"it stands first at {first.file}:{first.line}")
        self.places.setdefault(key, row.span)
        self.found.setdefault(key, entry)

    def _entry(self, row: Mapping) -> Entry:
        name = self.nodes.text(row, "name", "the entry")
        what = f"the entry '{name}'" if name else "the entry"
        kind = self.nodes.choice(row, "kind", what, KINDS, required=False)
        note = self.nodes.text(row, "policy_note", what, required=False)
        family = self.nodes.text(row, "family", what, required=False)
        return Entry(
            entity_id=self.nodes.text(row, "id", what),
            source=self.nodes.choice(row, "list", what, self.codes),
            kind=next((known for known in KINDS if known == kind), "entity"),
            name=name,
            aliases=(*self._texts(row, "aliases", what), *self._texts(row, "han", what)),
            weak_aliases=self._texts(row, "weak_aliases", what),
            countries=self._countries(row, what),
            addresses=self._texts(row, "addresses", what),
            identifiers=self._texts(row, "identifiers", what),
            programs=self._texts(row, "programs", what),
            requirement=self.nodes.text(row, "requirement", what, required=False),
            policy=self.nodes.text(row, "policy", what, required=False),
            footnotes=self._footnotes(row, what),
            notice="; ".join(self._texts(row, "notices", what)),
            listed_from=self.nodes.day(row, "listed", what),
            listed_to=self.nodes.day(row, "delisted", what),
            remarks="; ".join(text for text in (note, f"family: {family}" if family else "") if text),
        )

    def _scalars(self, row: Mapping, key: str, what: str) -> tuple[Scalar, ...]:
        return self.nodes.texts(row.get(key), f"'{key}' of {what}")

    def _texts(self, row: Mapping, key: str, what: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(scalar.text.strip() for scalar in self._scalars(row, key, what)))

    def _countries(self, row: Mapping, what: str) -> tuple[str, ...]:
        for scalar in self._scalars(row, "countries", what):
            if scalar.text not in self.countries.names:
                self._fault(scalar.span, f"'{scalar.text}' is no country code", "write ISO 3166-1 alpha-2, such as CN")
        return self._texts(row, "countries", what)

    def _footnotes(self, row: Mapping, what: str) -> tuple[str, ...]:
        for scalar in self._scalars(row, "footnotes", what):
            if scalar.text not in FOOTNOTES:
                self._fault(scalar.span, f"'{scalar.text}' is no footnote", f"expected one of {', '.join(FOOTNOTES)}")
        return self._texts(row, "footnotes", what)

    def _fault(self, span: Span, message: str, advice: str) -> None:
        self.broken.append(Fault(span, message, advice))

    def refuse_faults(self, path: Path) -> None:
        found = [*self.broken, *(Fault(item.span, item.message, item.help) for item in in_order(self.collector.found))]
        faults = sorted(dict.fromkeys(found), key=lambda fault: fault.span)
        if not faults:
            return
        shown = "\n".join(f"  {fault.span}: {fault.message}; {fault.help}" for fault in faults[:FAULTS_SHOWN])
        more = f"\n  and {len(faults) - FAULTS_SHOWN} more" if len(faults) > FAULTS_SHOWN else ""
        count = f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
        raise ListError(f"{path}: the list has {count} and is not read; correct every one:\n{shown}{more}")
