"""The closed vocabulary that rules may speak of: facts with type, unit and the question to ask, and units."""

import os
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from exportgate.diagnostics.model import Collector
from exportgate.foundation.yaml_source import Mapping, Node, Scalar
from exportgate.provisions.code_tables import CodeSource, Tables
from exportgate.provisions.documents import own_document
from exportgate.provisions.headings import check_headings
from exportgate.provisions.model import Subject
from exportgate.provisions.reading import Reader, suggestion

NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
FACT_KEYS = ("type", "unit", "title", "question", "headings", "values", "known_of")
ADDED_KEYS = FACT_KEYS[:-1]
OF_ITEMS = (Subject.CIRCUIT, Subject.ITEM, Subject.TRANSACTION, Subject.PARTY, Subject.SHIPMENT)
"""Of which subjects a fact is known unless it says otherwise: what a line or a catalog says of an item."""
UNIT_KEYS = ("title", "is")
Dimension = tuple[tuple[str, int], ...]
"""Base units with their powers, in name order; empty for a pure number."""


class FactType(StrEnum):
    """What kind of value a fact has; `codes` is a set of codes, part of which may be unknown."""

    NUMBER = "number"
    YES_NO = "yes_no"
    CODE = "code"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that can be known of an item, a party or a shipment.

    `headings` name the columns of shipment files that state it; `values` are the only ones it can have, where any are,
    or `source` says where its codes come from. A rule on a subject that it is not `known_of` would ask it in vain.
    `own` is the namespace of the folder that adds it, empty where it is one of the law.
    """

    name: str
    type: FactType
    unit: str
    title: str
    question: str
    headings: tuple[Scalar, ...] = ()
    values: tuple[str, ...] = ()
    source: CodeSource | None = None
    known_of: tuple[Subject, ...] = OF_ITEMS
    own: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every fact and unit that rules may name, and the tables of the codes that facts can hold."""

    facts: dict[str, Fact]
    units: dict[str, Dimension]
    tables: Tables = field(default_factory=dict)

    def fact(self, name: str) -> Fact:
        """Return a fact by its name."""
        return self.facts[name]

    @property
    def given(self) -> dict[str, Fact]:
        """The facts that a person may give, in a file or by hand: exactly those that have headings."""
        return {name: fact for name, fact in self.facts.items() if fact.headings}

    def asks_a_person(self, name: str) -> bool:
        """Tell whether a fact is a yes or no that a person may state, so that it can be a checklist question."""
        fact = self.facts.get(name)
        return fact is not None and fact.type is FactType.YES_NO and bool(fact.headings)

    def possible(self, fact: Fact) -> tuple[str, ...]:
        """Return the codes that a fact can hold, empty where there is no list of them."""
        table = None if fact.source is None else self.tables.get(fact.source)
        return fact.values if table is None else table.held

    def holds_codes(self, name: str) -> bool:
        """Tell whether there is a fact of that name that holds a code or codes."""
        fact = self.facts.get(name)
        return fact is not None and fact.type in (FactType.CODE, FactType.CODES)


def load_vocabulary(folder: Path, collector: Collector, shown: str = "") -> Vocabulary:
    """Read `facts.yaml` and `units.yaml` of a rules folder, reporting every fault to the collector.

    `shown` is what the folder is shown as, its own name where it is not given.
    """
    reader = Reader(collector)
    shown = shown or folder.name or folder.resolve().name
    units = _units(_table(folder, "units", reader, shown), reader)
    facts = _facts(_table(folder, "facts", reader, shown), reader, units, FACT_KEYS)
    check_headings(((fact.name, fact.headings) for fact in facts.values()), collector)
    return Vocabulary(facts, units)


def add_facts(vocabulary: Vocabulary, folder: Path, shown: str, namespace: str, collector: Collector) -> Vocabulary:
    """Return the vocabulary with the facts that an added folder brings, whose names begin with its namespace."""
    if not os.path.lexists(folder / "facts.yaml"):
        return vocabulary
    reader = Reader(collector)
    node = _table(folder, "facts", reader, shown)
    start = f"{namespace}_"
    for key, _ in reader.names(node, "the table of facts"):
        if namespace and not key.text.startswith(start):
            message = f"the fact '{key.text}' does not begin with '{start}', the namespace of its folder"
            collector.error("XR123", key.span, message, f"name it '{start}{key.text}'")
        elif key.text in vocabulary.facts:
            message = f"the fact '{key.text}' stands in another folder already"
            collector.error("XR123", key.span, message, "choose a name that is not taken")
    read = _facts(node, reader, vocabulary.units, ADDED_KEYS)
    own = {name: replace(fact, own=namespace) for name, fact in read.items()}
    every = [*vocabulary.facts.values(), *(fact for fact in own.values() if fact.name not in vocabulary.facts)]
    check_headings(((fact.name, fact.headings) for fact in every), collector)
    return replace(vocabulary, facts={**own, **vocabulary.facts})


def dimension_of(expression: str, units: dict[str, Dimension]) -> Dimension | None:
    """Return the dimension of an expression of units such as `TOPS * bit`; None where it names an unknown unit."""
    powers: Counter[str] = Counter()
    sign = 1
    for word in re.split(r"\s+([*/])\s+", expression.strip()):
        if word in "*/":
            sign = 1 if word == "*" else -1
        elif word not in units:
            return None
        else:
            for base, power in units[word]:
                powers[base] += sign * power
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def multiply(left: Dimension, right: Dimension, sign: int = 1) -> Dimension:
    """Return the dimension of a product, or of a quotient where sign is -1."""
    powers = Counter(dict(left))
    for base, power in right:
        powers[base] += sign * power
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def _table(folder: Path, key: str, reader: Reader, shown: str) -> Node | None:
    name = f"{key}.yaml"
    root = own_document(folder, name, shown, reader.collector)
    document = None if root is None else reader.mapping(root, name, (key,))
    if document is not None and document.get(key) is None:
        reader.missing(document.span, key, name)
    return None if document is None else document.get(key)


def _units(node: Node | None, reader: Reader) -> dict[str, Dimension]:
    units: dict[str, Dimension] = {}
    for key, value in reader.names(node, "the table of units"):
        entry = reader.mapping(value, f"unit '{key.text}'", UNIT_KEYS)
        if entry is None:
            continue
        definition = reader.text(entry, "is", f"unit '{key.text}'", required=False)
        dimension = dimension_of(definition, units) if definition else ((key.text, 1),)
        if dimension is None:
            message = f"unit '{key.text}' is made of a unit that is not defined above it"
            node = entry.get("is") or entry
            reader.collector.error("XR201", node.span, message, "define base units first")
            continue
        units[key.text] = dimension
    return units


def _facts(node: Node | None, reader: Reader, units: dict[str, Dimension], keys: tuple[str, ...]) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for key, value in reader.names(node, "the table of facts"):
        what = f"fact '{key.text}'"
        entry = reader.mapping(value, what, keys)
        if entry is None:
            continue
        if not NAME.match(key.text):
            reader.collector.error("XR101", key.span, f"'{key.text}' is no name", "use lower-case words joined by '_'")
        kind = reader.choice(entry, "type", what, [str(item) for item in FactType])
        facts[key.text] = Fact(
            name=key.text,
            type=FactType(kind or "code"),
            unit=_unit(entry, what, kind, reader, units),
            title=reader.text(entry, "title", what),
            question=reader.text(entry, "question", what),
            headings=reader.texts(entry.get("headings"), f"a heading of {what}"),
            values=_values(entry, what, kind, reader),
            source=_source(entry, what, kind, reader),
            known_of=_known_of(entry, what, reader),
        )
    return facts


def _values(entry: Mapping, what: str, kind: str, reader: Reader) -> tuple[str, ...]:
    """The only codes that a fact can have; empty where there is no such list."""
    if isinstance(entry.get("values"), Scalar):
        return ()
    values = reader.texts(entry.get("values"), f"a value of {what}")
    if values and kind != FactType.CODE:
        message = f"{what} of type {kind} cannot be limited to a list of values"
        reader.collector.error("XR133", values[0].span, message, "remove 'values'; only a code can be limited")
    return tuple(value.text for value in values)


def _source(entry: Mapping, what: str, kind: str, reader: Reader) -> CodeSource | None:
    """Where the codes of a fact come from, where `values` names that instead of listing them."""
    node = entry.get("values")
    if not isinstance(node, Scalar):
        return None
    word = reader.choice(entry, "values", what, [str(source) for source in CodeSource])
    if not word:
        return None
    if kind not in (FactType.CODE, FactType.CODES):
        message = f"{what} of type {kind} holds no codes, so none of the {word}"
        reader.collector.error("XR133", node.span, message, "remove 'values'; only a code can be limited")
    elif entry.get("headings") is not None and word != CodeSource.COUNTRIES:
        message = f"{what} is stated by a person, whose text is not compared with the {word}"
        reader.collector.error("XR133", node.span, message, "list the codes that may be stated")
    return CodeSource(word)


def _known_of(entry: Mapping, what: str, reader: Reader) -> tuple[Subject, ...]:
    """The subjects of which a fact is known; an empty list says that only reports speak of it."""
    if entry.get("known_of") is None:
        return OF_ITEMS
    found: list[Subject] = []
    for name in reader.texts(entry.get("known_of"), f"'known_of' of {what}"):
        if name.text not in list(Subject):
            message = f"'{name.text}' is no subject of which {what} can be known"
            reader.collector.error("XR004", name.span, message, suggestion(name.text, list(Subject)))
        else:
            found.append(Subject(name.text))
    return tuple(found)


def _unit(entry: Mapping, what: str, kind: str, reader: Reader, units: dict[str, Dimension]) -> str:
    if kind == FactType.NUMBER:
        return reader.choice(entry, "unit", what, units)
    node = entry.key("unit")
    if node is not None:
        reader.collector.error("XR201", node.span, f"{what} is no number and has no unit", "remove 'unit'")
    return ""
