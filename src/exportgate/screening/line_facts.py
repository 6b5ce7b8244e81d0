"""What the facts that a line states mean for its item: the catalog stands over them, and they fill its gaps.

A figure that the definitions of the day derive counts as known where what it is made of is. A line that states
another value than is known contradicts it; the known one is used, and the line is held.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor

from exportgate.engine.definitions import Definition, derive
from exportgate.engine.table import table_of
from exportgate.engine.values import Code, CodeSet, Value
from exportgate.foundation.quantities import UNKNOWN, Number
from exportgate.foundation.truth import Truth
from exportgate.items.readings import Reading
from exportgate.provisions.formula import names_in
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.items import Contradiction, ItemRows

MAKERS_OWN = {"tpp": "stated_tpp"}
"""A figure that the catalog has twice: a line may state what the maker does, which the rules do not count with."""
BIT_LENGTH = "tf32_bit_length"
"""Both lengths are in use: with which of them a part is read is no figure of the catalog."""
PLACES = 12


def settled(items: Sequence[ItemRows], definitions: Sequence[Definition], vocabulary: Vocabulary) -> list[ItemRows]:
    """Return items with what their lines state in their rows, as far as nothing else is known.

    A line contradicts what is known only where it does so under every reading.
    """
    filled = {
        number: (
            [_Row(row, item, definitions) for row in item.rows],
            [_Row(row, item, definitions) for row in item.stated],
        )
        for number, item in enumerate(items)
        if item.query.line
    }
    rows = [row for pair in filled.values() for found in pair for row in found]
    for place, definition in enumerate(definitions):
        asking = [row for row in rows if row.asks(definition)]
        if asking:
            column = derive(table_of([row.facts for row in asking], vocabulary), definitions[: place + 1]).column(
                definition.fact
            )
            for number, row in enumerate(asking):
                row.settle_derived(definition, column.at(number))
    return [_filled(item, *filled[number]) if number in filled else item for number, item in enumerate(items)]


def _filled(item: ItemRows, rows: list["_Row"], stated: list["_Row"]) -> ItemRows:
    return replace(
        item,
        rows=tuple(row.reading() for row in rows),
        stated=tuple(row.reading() for row in stated),
        from_line=frozenset[str]().union(*(row.used for row in rows)),
        contradictions=_contradictions(rows, dict(item.query.line)),
    )


class _Row:
    """One reading of an item, filled with what the line states; `against` are the known values that it contradicts."""

    def __init__(self, source: Reading, item: ItemRows, definitions: Sequence[Definition]) -> None:
        self.source, self.in_catalog = source, bool(item.parts)
        named = {name: value for name, value in item.named if name in dict(item.query.line)}
        self.line, self.facts = {**dict(item.query.line), **named}, dict(source.facts)
        self.used: set[str] = set()
        self.against: dict[str, Value] = {}
        for name in self.line.keys() - {definition.fact for definition in definitions}:
            self._settle(name, self.line[name])

    def reading(self) -> Reading:
        return Reading(self.source.part, tuple(sorted(self.facts.items())), self.source.convention)

    def _settle(self, name: str, stated: Value) -> None:
        """Take what the line states where nothing is known, be it that it does not know either."""
        known = self.facts.get(name)
        if known is None or not is_known(known):
            self.facts[name] = stated
            self.used.add(name)
        elif is_known(stated) and stated != known and not (self.in_catalog and name == BIT_LENGTH):
            self.against[name] = known

    def asks(self, definition: Definition) -> bool:
        """Whether the line bears on a fact that is derived, by stating it or what it is the highest of."""
        return definition.fact in self.line or self._may_be_higher(definition)

    def settle_derived(self, definition: Definition, known: Value) -> None:
        """As `_settle`, for a derived fact of which `known` is what the facts settled so far give."""
        name, stated = definition.fact, self.line.get(definition.fact)
        if self._may_be_higher(definition) and isinstance(known, Number):
            known = self._at_least(definition, known)
        if not isinstance(known, Number) or not isinstance(stated, Number):
            return
        if fits(stated, known):
            self.facts[name] = stated
            self.used.add(name)
        elif stated not in (UNKNOWN, self.facts.get(MAKERS_OWN.get(name, ""))) and not agrees(stated, known):
            self.against[name] = known

    def _may_be_higher(self, definition: Definition) -> bool:
        return not self.in_catalog and getattr(definition.formula, "sign", "") == "highest_stated"

    def _at_least(self, definition: Definition, known: Number) -> Number:
        """A line need not state every rate, so the highest of those that it does is the least that may be.

        Where it states one as unknown, that one may be higher still.
        """
        names = names_in(definition.formula)
        if known != UNKNOWN and any(self.line.get(name) == UNKNOWN for name in names if name != BIT_LENGTH):
            self.facts[definition.fact] = Number(known.low)
            self.used.add(definition.fact)
            return Number(known.low)
        return known if self.line.get(definition.fact, UNKNOWN) == UNKNOWN else Number(known.low)


def is_known(value: Value) -> bool:
    """Tell whether a value says anything."""
    if isinstance(value, CodeSet):
        return value.complete or bool(value.known | value.possible)
    return value not in (UNKNOWN, Truth.UNKNOWN, Code(None))


def fits(stated: Number, known: Number) -> bool:
    """Tell whether a stated figure may stand: not all is known, and it lies within what is."""
    if known.known:
        return False
    if stated.exact is None:
        return known == UNKNOWN
    return stated.exact >= known.low and (known.high is None or stated.exact <= known.high)


def agrees(stated: Number, known: Number) -> bool:
    """Tell whether a stated figure is the known one, exactly.

    A quotient that no decimal number writes exactly is compared at the digits that are stated, rounded or cut.
    """
    exact, wanted = known.exact, stated.exact
    if exact is None or wanted is None or _terminates(exact):
        return stated == known
    scale = next((10**places for places in range(PLACES) if (wanted * 10**places).denominator == 1), 10**PLACES)
    return wanted * scale in (round(exact * scale), floor(exact * scale))


def _terminates(value: Fraction) -> bool:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _contradictions(rows: Sequence[_Row], line: Mapping[str, Value]) -> tuple[Contradiction, ...]:
    if not rows or not all(row.against for row in rows):
        return ()
    names = sorted({name for row in rows for name in row.against})
    return tuple(
        Contradiction(name, line[name], tuple(dict.fromkeys(row.against[name] for row in rows if name in row.against)))
        for name in names
    )
