"""Says that a part is made of the same silicon as one that the law controls, and what has been cut to keep it outside.

A die is sold in several parts, which differ by what is fused off or locked. Where a part would meet a paragraph with
the figures of its sibling, only that cut keeps it outside: its classification rests on whether that can be undone.
A difference that no figure makes, such as whether a part is marketed for data centers, is no cut.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from exportgate.engine.conditions import Evaluated
from exportgate.engine.definitions import derive
from exportgate.engine.effects import HOLDING, ParagraphResult
from exportgate.engine.law import Law, LawOfDay
from exportgate.engine.reasons import WORDS
from exportgate.engine.stages import CERTAINTY, asked_of_items
from exportgate.engine.table import FactTable, table_of
from exportgate.engine.values import Value
from exportgate.foundation.quantities import UNKNOWN, Number, decimal_text
from exportgate.foundation.truth import Truth
from exportgate.items.catalog import Catalog
from exportgate.items.part import Part
from exportgate.provisions.model import Leaf, Threshold
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.items import ItemQuery, item_rows
from exportgate.screening.sibling_law import asked_of_siblings, naming, taken_at_the_makers

PROGRAMMABLE = "programmed"
"""In operative words: the law counts what a circuit can be set to, not only what it is set to."""
PLACES = 3
NAMED = 3
Facts = Mapping[str, Value]
Readings = Callable[[Part], tuple[Facts, ...]]


@dataclass(frozen=True, slots=True)
class Modification:
    """A sibling of a part that the law controls: the codes that it has beyond the part, or a rule that names it.

    `codes` is empty where a rule names the sibling by its part name; `confidence` is that of the rule.
    """

    codes: frozenset[str]
    cite: str
    confidence: str
    because: str


@dataclass(frozen=True, slots=True)
class _Cut:
    """A figure that a paragraph asks for: what it is of the part and of its sibling, and the line between them."""

    fact: str
    here: Number
    there: Number
    threshold: Threshold | None


class SameSilicon:
    """The siblings of catalog parts under each period's law; a part is worked out once per law on items."""

    def __init__(self, law: Law, catalog: Catalog) -> None:
        self.law = law
        self.catalog = catalog
        self._known: dict[tuple[str, int], tuple[Modification, ...]] = {}
        self._rows: dict[str, tuple[Facts, ...]] = {}
        self._periods: dict[int, int] = {}
        self._laws: dict[int, tuple[object, ...]] = {}

    def of(self, parts: Sequence[Part], day: date) -> dict[str, tuple[Modification, ...]]:
        """Return, per name of a part, what its siblings are under the law of a day that it is not itself."""
        period = self._first_alike(day)
        new = {part.name: part for part in parts if (part.name, period) not in self._known}
        pairs = [(part, sibling) for part in new.values() for sibling in self.catalog.siblings(part)]
        self._known.update({(name, period): () for name in new})
        if pairs:
            compared = _Compared(pairs, self.law.on(day), self._readings, self.catalog, self.law.rules.vocabulary)
            found = {part.name: part for part, _ in pairs}
            self._known.update({(name, period): compared.modifications(part) for name, part in found.items()})
        return {part.name: self._known[part.name, period] for part in parts}

    def _first_alike(self, day: date) -> int:
        """Return the first period asked about whose law says the same of siblings as that of the day."""
        period = self.law.period(day)
        if period not in self._periods:
            asked = asked_of_siblings(self.law.on(day))
            self._periods[period] = next((other for other, law in self._laws.items() if law == asked), period)
            self._laws.setdefault(self._periods[period], asked)
        return self._periods[period]

    def _readings(self, part: Part) -> tuple[Facts, ...]:
        """The readings of a part, as rows of facts: the same under every law."""
        if part.name not in self._rows:
            readings = item_rows(ItemQuery(part=part.name), self.catalog).rows
            self._rows[part.name] = tuple(dict(reading.facts) for reading in readings if reading.part == part.name)
        return self._rows[part.name]


class _Compared:
    """Parts, their siblings, and each part with the figures of each sibling, as rows of one table."""

    def __init__(
        self,
        pairs: Sequence[tuple[Part, Part]],
        law: LawOfDay,
        readings: Readings,
        catalog: Catalog,
        vocabulary: Vocabulary,
    ) -> None:
        self.law, self.vocabulary = law, vocabulary
        self.siblings: dict[str, list[Part]] = {}
        for part, sibling in pairs:
            self.siblings.setdefault(part.name, []).append(sibling)
        rows: list[Facts] = []
        self.spans: dict[str, range] = {}
        for part in {part.name: part for pair in pairs for part in pair}.values():
            start = len(rows)
            rows.extend(readings(part))
            self.spans[part.name] = range(start, len(rows))
        self.by_maker = taken_at_the_makers([part for pair in pairs for part in pair], law, catalog, vocabulary)
        self.swapped: dict[tuple[str, str], int] = {}
        for part, sibling in pairs:
            self.swapped[part.name, sibling.name] = len(rows)
            rows.append(_with_figures_of(rows[self.spans[sibling.name][0]], rows[self.spans[part.name][0]]))
        self.rows = rows
        self.table: FactTable = derive(table_of(rows, vocabulary), law.definitions)
        self.results = [result for stage in asked_of_items(self.table, law) for result in stage.values()]
        self.giving = [result for result in self.results if result.held.paragraph.classifies]
        self.certainty = CERTAINTY[
            np.array([result.effects for result in self.giving], dtype=np.int8).reshape(-1, len(rows))
        ]
        self.naming = list(naming(law))

    def modifications(self, part: Part) -> tuple[Modification, ...]:
        """Return what the siblings of a part are beyond it: one per set of codes, and one per rule that names some."""
        own = self._codes(part.name, certain=False) | self._behind(part.name)
        gained: dict[frozenset[str], list[Part]] = {}
        for sibling in self.siblings[part.name]:
            swapped = self._codes_at(self.swapped[part.name, sibling.name], certain=True)
            if more := (self._codes(sibling.name, certain=True) & swapped) - own:
                gained.setdefault(more, []).append(sibling)
        by_codes = (self._by_codes(part, codes, found) for codes, found in gained.items())
        return (*by_codes, *self._by_name(part))

    def _codes_at(self, row: int, *, certain: bool) -> frozenset[str]:
        given = np.flatnonzero(self.certainty[:, row] >= (2 if certain else 1)).tolist()
        return frozenset(self.giving[place].held.paragraph.classifies for place in given)

    def _codes(self, name: str, *, certain: bool) -> frozenset[str]:
        """The codes of a part: those of every reading for certain, else those of any; none where the maker decides."""
        if name in self.by_maker:
            return frozenset()
        sets = [self._codes_at(row, certain=certain) for row in self.spans[name]]
        return frozenset.intersection(*sets) if certain else frozenset[str]().union(*sets)

    def _behind(self, name: str) -> frozenset[str]:
        """The codes that a part lacks only because it is in a stricter paragraph: being less controlled is no cut."""
        held = {found.held.id for found in self.giving if any(found.effect(row) in HOLDING for row in self.spans[name])}
        behind = (found.held.paragraph for found in self.giving if held.intersection(found.held.paragraph.yields_to))
        return frozenset(paragraph.classifies for paragraph in behind)

    def _by_codes(self, part: Part, codes: frozenset[str], siblings: Sequence[Part]) -> Modification:
        nearest = sorted(siblings, key=lambda sibling: self._likeness(part, sibling))
        row, other = self.spans[part.name][0], self.swapped[part.name, nearest[0].name]
        deciding = [found for found in self.giving if found.held.paragraph.classifies in codes]
        cuts = [cut for found in deciding for cut in self._cuts(found, row, other)]
        first = next((found.held for found in deciding if any(self._cuts(found, row, other))), deciding[0].held)
        met = " and ".join(sorted(codes))
        meets = "meet" if len(nearest) > 1 else "meets"
        told = "; ".join(dict.fromkeys(self._cut_text(cut) for cut in cuts))
        because = f"{_silicon(part)} as {_names(nearest)}, which {meets} {met}: {told}. {_rests(cuts)}"
        cite = first.paragraph.cite or first.provision.cite
        return Modification(codes, cite, str(first.version.confidence), because)

    def _likeness(self, part: Part, sibling: Part) -> tuple[int, date, str]:
        """How many of their facts differ, then the older one: the sibling most like a part is named first."""
        here, there = self.rows[self.spans[part.name][0]], self.rows[self.spans[sibling.name][0]]
        differing = sum(here.get(name) != there.get(name) for name in here.keys() | there.keys())
        return differing, sibling.released or date.max, sibling.name

    def _cuts(self, found: ParagraphResult, row: int, other: int) -> Iterator[_Cut]:
        """The figures that a paragraph asks for, and those that decide what stands before it, cut ones last."""
        before = (result for result in self.results if result.held.provision is found.held.provision)
        asked = [(leaf, found) for leaf in _leaves(found.evaluated)]
        asked += [
            (leaf, result)
            for result in before
            if not result.held.paragraph.classifies
            for leaf in _leaves(result.evaluated)
        ]
        lines: dict[str, Threshold | None] = {}
        for leaf, result in asked:
            condition = leaf.condition
            if isinstance(condition, Leaf) and condition.operator in WORDS:
                crossed = leaf.truth[row] != leaf.truth[other] == Truth.YES
                threshold = result.held.version.thresholds[condition.operand] if crossed else None
                lines[condition.fact] = lines.get(condition.fact) or threshold
        for fact in sorted(lines, key=lambda name: (lines[name] is not None, name)):
            here, there = (self.table.column(fact).at(place) for place in (row, other))
            if isinstance(here, Number) and isinstance(there, Number) and UNKNOWN not in (here, there):
                yield _Cut(fact, here, there, lines[fact])

    def _cut_text(self, cut: _Cut) -> str:
        fact = self.vocabulary.fact(cut.fact)
        here, there = (_figure(value, fact.unit) for value in (cut.here, cut.there))
        if cut.here == cut.there:
            return f"{fact.title} is {here} in both"
        line = f", with the line at {_figure(cut.threshold.value, fact.unit)}" if cut.threshold else ""
        return f"{fact.title} is {here} here and {there} there{line}"

    def _by_name(self, part: Part) -> Iterator[Modification]:
        """Rules that name a sibling and not the part, as a letter does that lists part numbers."""
        for held, members in self.naming:
            named = [sibling for sibling in self.siblings[part.name] if sibling.name in members]
            if named and part.name not in members:
                named.sort(key=lambda sibling: self._likeness(part, sibling))
                verb = "are" if len(named) > 1 else "is"
                because = f"{_silicon(part)} as {_names(named)}, which {verb} named in '{held.provision.title}'"
                yield Modification(frozenset(), held.provision.cite, str(held.version.confidence), because)


def _with_figures_of(sibling: Facts, part: Facts) -> Facts:
    """A part with every figure of its sibling, and all else as it is."""
    kept = {name: value for name, value in part.items() if not isinstance(value, Number)}
    return {**kept, **{name: value for name, value in sibling.items() if isinstance(value, Number)}}


def _leaves(node: Evaluated) -> Iterator[Evaluated]:
    if isinstance(node.condition, Leaf):
        yield node
    for child in node.children:
        yield from _leaves(child)


def _silicon(part: Part) -> str:
    known = f" ({part.silicon})" if part.silicon else ", judged by maker, dies, process and number of transistors,"
    return f"{part.name} is the same silicon{known}"


def _names(parts: Sequence[Part]) -> str:
    names = [part.name for part in parts[:NAMED]]
    more = len(parts) - len(names)
    if more:
        return f"{', '.join(names)} and {more} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _figure(value: Number | Fraction, unit: str) -> str:
    if isinstance(value, Fraction):
        return f"{decimal_text(value, PLACES)} {unit}".rstrip()
    if value.undefined:
        return "undefined"
    least = "" if value.exact is not None else "at least "
    return f"{least}{decimal_text(value.low, PLACES)} {unit}".rstrip()


def _rests(cuts: Sequence[_Cut]) -> str:
    """What the classification rests on, in the law's words where those speak of what can be programmed."""
    words = [cut.threshold.words or "" for cut in cuts if cut.threshold is not None]
    if any(PROGRAMMABLE in text for text in words):
        return (
            "The entry counts what a circuit has or can be programmed to have, so the classification rests on the "
            "limit not being reversible"
        )
    return "The classification rests on the cut not being reversible"
