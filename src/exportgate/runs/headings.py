"""The closed vocabulary of shipment columns, and which of them a heading names.

The synonyms stand in `columns.yaml`, those of facts with each fact of the rules; which headings of one file are used is
decided in `columns`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType

from exportgate.diagnostics.model import Collector, Diagnostic, RuleError
from exportgate.foundation import yaml_source
from exportgate.foundation.errors import InputError
from exportgate.foundation.resources import shipped
from exportgate.provisions.headings import heading_words
from exportgate.provisions.reading import Reader
from exportgate.provisions.vocabulary import Fact
from exportgate.screening.shipment import ShipmentRole

ROLES: tuple[ShipmentRole, ...] = ("purchaser", "intermediate_consignee", "ultimate_consignee", "end_user", "forwarder")
IDENTIFIER_FIELDS = ("id", "registration_number", "tax_id", "lei")
PARTY_FIELDS = (
    "name",
    "address",
    "country",
    "headquarters",
    "parent",
    "parent_country",
    "parent_share",
    "owners",
    *IDENTIFIER_FIELDS,
)
LINE_COLUMNS = (
    "shipment_id",
    "line_number",
    "ship_date",
    "event",
    "export_country",
    "destination_country",
    "part_number",
    "description",
    "eccn",
    "hts",
    "quantity",
    "unit_value",
    "currency",
    "end_use",
)
WITH_UNITS = frozenset({"quantity", "unit_value"})
BLOCKS = ("columns", "roles", "party_fields", "country_endings", "abbreviations", "units", "ambiguous")


def party_column(role: str, field: str) -> str:
    """Return the name of the column that holds a field of a party: `end_user`, `end_user_address` …"""
    return role if field == "name" else f"{role}_{field}"


COLUMNS = (*LINE_COLUMNS, *(party_column(role, field) for role in ROLES for field in PARTY_FIELDS))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading names: a column (None: none that is known), a currency it fixes, and why it is not mapped."""

    column: str | None
    currency: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every known heading by its key, the words that shorten and end headings, and the facts that a line may state."""

    columns: MappingProxyType[str, str]
    written: MappingProxyType[str, str]
    abbreviations: MappingProxyType[str, str]
    units: MappingProxyType[str, str]
    hints: MappingProxyType[str, str]
    facts: Mapping[str, Fact]

    @staticmethod
    def load(facts: Mapping[str, Fact], folder: Path | None = None) -> "Vocabulary":
        """Read `columns.yaml` in a data folder, by default the shipped one, and add the headings of facts.

        Raises:
            InputError: the file is damaged, or one heading names two columns.
            RuleError: a heading of a fact names another column too.
        """
        vocabulary, faults = _with_facts(_load(folder or shipped("data")), facts)
        if faults:
            raise RuleError(faults)
        return vocabulary

    @property
    def names(self) -> tuple[str, ...]:
        """Every column and every fact that a file may state."""
        return (*COLUMNS, *self.facts)

    def key(self, heading: str) -> str:
        """Return what two spellings of one heading share."""
        return "".join(self._words(heading))

    def meaning(self, heading: str) -> Meaning:
        """Return what a heading names; the very name of a fact names it, with the unit that it has."""
        if heading.strip("\ufeff \t") in self.facts:
            return Meaning(heading.strip("\ufeff \t"))
        words = self._words(heading)
        column = self.columns.get("".join(words))
        if column is not None:
            return Meaning(column)
        stripped = list(words)
        units = []
        while stripped and stripped[-1] in {*self.units, "in"}:
            units.append(self.units.get(stripped.pop(), ""))
        column = self.columns.get("".join(stripped))
        if column in WITH_UNITS:
            return Meaning(column, next(filter(None, units), None))
        return Meaning(None, hint=self.hints.get("".join(words)))

    def nearest(self, heading: str) -> tuple[str, str] | None:
        """Return the most similar known heading and its column, or None where nothing is similar."""
        near = get_close_matches(self.key(heading), self.columns, n=1, cutoff=0.75)
        return (self.written[near[0]], self.columns[near[0]]) if near else None

    def _words(self, heading: str) -> tuple[str, ...]:
        return tuple(_words(heading, self.abbreviations))


def _words(heading: str, abbreviations: Mapping[str, str]) -> Iterator[str]:
    for word in heading_words(heading):
        if word != "the":
            yield from abbreviations.get(word, word).split()


def heading_faults(facts: Iterable[Fact]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with headings of facts beside those of the other columns."""
    return _with_facts(_load(shipped("data")), {fact.name: fact for fact in facts if fact.headings})[1]


def _with_facts(vocabulary: Vocabulary, facts: Mapping[str, Fact]) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    collector = Collector()
    columns, written = dict(vocabulary.columns), dict(vocabulary.written)
    for fact in facts.values():
        for heading in fact.headings:
            key = vocabulary.key(heading.text)
            other = columns.setdefault(key, fact.name)
            written.setdefault(key, heading.text)
            if other != fact.name and not (other in facts and _alike(heading.text, written[key])):
                message = f"the heading '{heading.text}' of '{fact.name}' also names {other} ('{written[key]}')"
                collector.error("XR131", heading.span, message, "let a heading name one column")
    added = replace(
        vocabulary,
        columns=MappingProxyType(columns),
        written=MappingProxyType(written),
        facts=MappingProxyType(dict(facts)),
    )
    return added, tuple(collector.found)


def _alike(heading: str, other: str) -> bool:
    """Whether two headings differ not even by an abbreviation, which the vocabulary of facts reports itself."""
    return heading_words(heading) == heading_words(other)


@cache
def _load(folder: Path) -> Vocabulary:
    path = folder / "columns.yaml"
    collector = Collector()
    try:
        vocabulary = _Loader(collector).vocabulary(yaml_source.read(path))
    except (OSError, yaml_source.YamlError) as error:
        raise InputError(f"{path}: the column names cannot be read ({error}); install exportgate again") from None
    if collector.found:
        first = collector.found[0]
        raise InputError(f"{first.span}: {first.message}; {first.help}")
    return vocabulary


class _Loader:
    """Spells out every heading of the vocabulary, reporting one that names two columns."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.reader = Reader(collector)
        self.columns: dict[str, str] = {}
        self.written: dict[str, str] = {}
        self.abbreviations: MappingProxyType[str, str] = MappingProxyType({})
        self.endings: tuple[str, ...] = ()

    def vocabulary(self, root: yaml_source.Node) -> Vocabulary:
        top = self.reader.mapping(root, "the column vocabulary", BLOCKS) or yaml_source.Mapping(root.span, ())
        self.abbreviations = MappingProxyType(self._pairs(top, "abbreviations"))
        self.endings = (
            "",
            *(f" {ending.text}" for ending in self.reader.texts(top.get("country_endings"), "an ending")),
        )
        for name, node in self._lists(top, "columns", LINE_COLUMNS):
            for synonym in self.reader.texts(node, name):
                self._add(synonym, synonym.text, name)
        patterns = tuple(self._lists(top, "party_fields", PARTY_FIELDS))
        for role, node in self._lists(top, "roles", ROLES):
            for word in self.reader.texts(node, role):
                for field, forms in patterns:
                    for form in self.reader.texts(forms, field):
                        self._add(word, form.text.replace("{role}", word.text), party_column(role, field))
        hints = {self._key(word): hint for word, hint in self._pairs(top, "ambiguous").items()}
        return Vocabulary(
            MappingProxyType(self.columns),
            MappingProxyType(self.written),
            self.abbreviations,
            MappingProxyType(self._pairs(top, "units")),
            MappingProxyType(hints),
            MappingProxyType({}),
        )

    def _lists(
        self, top: yaml_source.Mapping, block: str, names: tuple[str, ...]
    ) -> Iterator[tuple[str, yaml_source.Node]]:
        node = self.reader.mapping(top.get(block), f"'{block}'", names)
        for name, values in node.entries if node is not None else ():
            yield name.text, values

    def _pairs(self, top: yaml_source.Mapping, block: str) -> dict[str, str]:
        pairs = self.reader.names(top.get(block), f"'{block}'")
        return {key.text: node.text for key, node in pairs if isinstance(node, yaml_source.Scalar)}

    def _key(self, heading: str) -> str:
        return "".join(_words(heading, self.abbreviations))

    def _add(self, place: yaml_source.Scalar, heading: str, column: str) -> None:
        """Add a heading for a column; a country's heading in each of its endings."""
        for ending in self.endings if column.endswith(("country", "headquarters")) else ("",):
            key = self._key(heading + ending)
            other = self.columns.setdefault(key, column)
            self.written.setdefault(key, heading + ending)
            if other != column:
                message = f"'{heading}{ending}' names both {other} and {column}"
                self.collector.error("XR004", place.span, message, "let it name one column")
