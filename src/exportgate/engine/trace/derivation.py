"""Shows how a derived fact came about: its definition, the inputs with their sources, and which term decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from exportgate.engine.definitions import Definition, calculate
from exportgate.engine.table import FactTable
from exportgate.engine.trace.reading import Origins, source_of
from exportgate.engine.values import Value
from exportgate.foundation.quantities import UNKNOWN, Number
from exportgate.provisions.formula import Formula, Operation, names_in
from exportgate.provisions.model import Provision, Version
from exportgate.provisions.vocabulary import Fact


@dataclass(frozen=True, slots=True)
class Input:
    """A fact that a formula uses, with its value and where that came from."""

    fact: Fact
    value: Value
    source: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a formula with its value; `decides` where the result is this term's, as of the highest stated."""

    formula: Formula
    value: Number
    stated: bool
    decides: bool


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derived fact: the definition in force, its version, its inputs by name, and its terms.

    A formula that takes the highest of several figures has one term for each, any other formula a single one.
    """

    definition: Definition
    version: Version
    fact: Fact
    value: Value
    inputs: Mapping[str, Input]
    terms: tuple[Term, ...]

    @property
    def highest(self) -> bool:
        """Whether the result is the highest of the terms."""
        return _is_highest(self.definition.formula)


@dataclass(frozen=True, slots=True)
class DefinitionsOfDay:
    """The definitions in force on a day, with the provisions that hold them."""

    definitions: Sequence[Definition]
    provisions: Mapping[str, Provision]
    day: date

    def version(self, definition: Definition) -> Version:
        """Return the version that a definition is from."""
        found = self.provisions[definition.provision].on(self.day)
        if found is None:
            raise ValueError(f"{definition.provision} is not in force on {self.day}")
        return found


def derivations(
    law: DefinitionsOfDay, table: FactTable, row: int, origins: Origins, given: frozenset[str]
) -> Iterator[Derivation]:
    """Yield how each derived fact of a row came about, or what it lacks; a fact that was given is not derived."""
    for definition in law.definitions:
        names = names_in(definition.formula)
        facts = {name: table.column(name).at(row) for name in names}
        stated = any(value != UNKNOWN for value in facts.values())
        if definition.fact in given or not stated:
            continue
        value = table.column(definition.fact).at(row)
        vocabulary = table.vocabulary
        inputs = {
            name: Input(fact := vocabulary.fact(name), facts[name], source_of(fact, facts[name], origins))
            for name in names
        }
        yield Derivation(
            definition=definition,
            version=law.version(definition),
            fact=vocabulary.fact(definition.fact),
            value=value,
            inputs=inputs,
            terms=tuple(_terms(definition.formula, table, row)),
        )


def _terms(formula: Formula, table: FactTable, row: int) -> Iterator[Term]:
    """Each term with its value; of a formula that takes the highest, those that reach it decide."""
    parts = formula.parts if isinstance(formula, Operation) and _is_highest(formula) else (formula,)
    result = calculate(formula, table).at(row)
    for part in parts:
        value = calculate(part, table).at(row)
        stated = any(table.column(name).at(row) != UNKNOWN for name in names_in(part))
        yield Term(part, value, stated, decides=value.exact is not None and value == result)


def _is_highest(formula: Formula) -> bool:
    return isinstance(formula, Operation) and formula.sign == "highest_stated"
