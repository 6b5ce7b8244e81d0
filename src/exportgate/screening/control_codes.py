"""The control numbers that an item goes by, at every depth: what the Commerce Country Chart and others ask for.

A code stands with everything that it lies in: `3A001.a.7.a` also is `3A001`, `3A001.a` and `3A001.a.7`. They come from
the classification by the rules, from the declared ECCN and from the one that the maker publishes. An ECCN that stops
before the paragraphs that the rules ask for may be any of them, so those are possible, never denied. One that the list
of the day does not have says nothing, or no more than the paragraph in which it would lie.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from exportgate.engine.law import LawOfDay
from exportgate.engine.values import CodeSet, Value, codes
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Operator
from exportgate.screening.entries import MIRRORED, entry_of, lies_within
from exportgate.screening.items import ItemRows
from exportgate.screening.listed import listed

FACT = "control_codes"
CODE = re.compile(r"[0-9][A-E][0-9]{3}(\.[a-z0-9]+)*\Z")
EAR99 = "EAR99"


class Controls:
    """The paragraphs that the rules of a day ask for, and with them the control codes of items."""

    def __init__(self, law: LawOfDay) -> None:
        members = {code for group in law.groups.values() for code in group}
        self._asked = sorted(code for code in {*members, *_named(law), *law.classifiable} if CODE.match(code))
        self._classifiable = law.classifiable - {EAR99}
        self._own = law.own_codes
        self._law = law

    def of(self, item: ItemRows, part: str, classification: Value | None) -> CodeSet:
        """Return the control codes of one reading of an item, `part` being the catalog part that it reads.

        They are complete where the classification by the law, the declaration or the maker gives an ECCN; where none
        does, the item may go by any code. A code of an organization's own is none of the list.
        """
        given = classification if isinstance(classification, CodeSet) else CodeSet()
        found = codes(given.known - self._own, given.possible - self._own)
        declared = item.query.eccn
        makers = {code for code in _makers(item, part) if not (found.known and self._classified(code))}
        known, possible = {*_prefixes(found.known)}, {*_prefixes(found.possible)}
        stated = {declared} if declared else makers
        own = {within for code in stated if (within := listed(code, self._law).within)}
        contradicted = {code for code in own if self._contradicted(code, item, found)}
        known.update(_prefixes(own - contradicted))
        possible.update(_prefixes(contradicted | makers - own))
        for code in own & stated - contradicted:
            possible.update(self._beneath(code, item))
        return codes(known, possible, complete=bool(found.known or own))

    def _classified(self, code: str) -> bool:
        """Whether the rules say by an item's figures if it is of that code: then they know better than who names it."""
        return entry_of(code) in MIRRORED or any(lies_within(code, given) for given in self._classifiable)

    def _contradicted(self, code: str, item: ItemRows, found: CodeSet) -> bool:
        """Whether the rules know the facts of the item and do not give it the code that it is said to be of."""
        modeled = item.basis in ("catalog", "facts") and self._classified(code)
        return modeled and not any(lies_within(given, code) or lies_within(code, given) for given in found.known)

    def _beneath(self, code: str, item: ItemRows) -> Iterator[str]:
        """Yield the paragraphs that the rules ask for beneath a code, but for those that they have answered."""
        answered = item.basis in ("catalog", "facts")
        start = f"{code}."
        place = bisect_left(self._asked, start)
        while place < len(self._asked) and self._asked[place].startswith(start):
            if not (answered and self._classified(self._asked[place])):
                yield from (prefix for prefix in _prefixes({self._asked[place]}) if prefix.startswith(start))
            place += 1


def known(found: Value) -> Truth:
    """Tell whether a control number is known, be it that it is not known to the paragraph."""
    return Truth.YES if isinstance(found, CodeSet) and found.complete else Truth.NO


def _makers(item: ItemRows, part: str) -> set[str]:
    return {catalog.eccn for catalog in item.parts if catalog.name == part} - {""}


def _prefixes(found: frozenset[str] | set[str]) -> Iterator[str]:
    for code in found:
        segments = code.split(".")
        yield from (".".join(segments[:stop]) for stop in range(1, len(segments) + 1))


def _named(law: LawOfDay) -> Iterator[str]:
    for stage in law.stages.values():
        for held in stage:
            for leaf in held.paragraph.leaves():
                if leaf.fact == FACT and leaf.operator is Operator.INCLUDES:
                    yield leaf.operand
