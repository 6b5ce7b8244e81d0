"""Holds the entries of two lists while they are paired, stage by stage: each stage pairs what those before it left.

What only one entry can have, an id or a name with its country, pairs in the order of the lists; whatever others may
share pairs two entries only where neither could have another partner.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from exportgate.parties.entry import Entry
from exportgate.parties.entry_words import folded, word_bag

PairedBy = Literal["id", "name", "spelling", "other name", "identifier", "address", "likeness"]
Sure = Literal["certain", "likely", "possible"]
DIGEST = re.compile(r"[0-9a-f]{24,64}")
"""An id that is worked out from what the row says, by us or by the publisher: another row has another one."""
SHORTEST_NAME = 4
CROWD = 20
"""What more entries than this share tells none of them from another."""

Key = Hashable


class Known:
    """An entry and what pairs it, each worked out when it is first asked for."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.named = not (entry.kind == "address" and entry.addresses)
        self.name = folded(entry.name) or entry.name
        self.has_id = DIGEST.fullmatch(entry.entity_id) is None

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name by which the entry may be known, without those that many have."""
        own = (self.entry.name, *self.entry.aliases)
        return frozenset(name for text in own if len(name := folded(text) or text) >= SHORTEST_NAME)

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries of the entry."""
        return frozenset(self.entry.countries)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses of the entry, each as its words."""
        return frozenset(filter(None, map(word_bag, self.entry.addresses)))

    def elsewhere(self, other: "Known") -> bool:
        """Tell whether both have countries, and none in common."""
        return bool(self.countries and other.countries) and self.countries.isdisjoint(other.countries)


@dataclass(frozen=True, slots=True)
class Paired:
    """Two entries that are one party, by their numbers in the lists; `by` says what pairs them, `sure` how surely."""

    before: int
    after: int
    by: PairedBy
    sure: Sure = "certain"


@dataclass(frozen=True, slots=True)
class Stage:
    """One way to pair: entries with a key in common that fit; where it is `alone`, only those without a rival."""

    by: PairedBy
    keys: Callable[[Known], Iterable[Key]]
    sure: Sure = "certain"
    alone: bool = False
    fits: Callable[[Known, Known], bool] = lambda _before, _after: True


class Left:
    """The entries of two lists that have no partner yet; `trusted` are the lists with the same ids on both sides."""

    def __init__(self, before: Sequence[Entry], after: Sequence[Entry]) -> None:
        self.known_before = [Known(entry) for entry in before]
        self.known_after = [Known(entry) for entry in after]
        self.before = dict.fromkeys(range(len(before)))
        self.after = dict.fromkeys(range(len(after)))
        self.pairs: list[Paired] = []
        self.trusted: frozenset[str] = frozenset()

    def pair(self, paired: Paired) -> None:
        """Take two entries out of those that are left."""
        del self.before[paired.before], self.after[paired.after]
        self.pairs.append(paired)

    def trust(self) -> None:
        """Let ids alone pair the entries of each list of which they paired at least half of the shorter side."""
        one, other = (
            Counter(known.entry.source for known in side if known.has_id)
            for side in (self.known_before, self.known_after)
        )
        both = Counter(known.entry.source for pair in self.pairs if (known := self.known_before[pair.before]).has_id)
        self.trusted = frozenset(code for code, count in both.items() if count * 2 >= min(one[code], other[code]))

    def open_before(self) -> list[int]:
        """Return the numbers of those of the first list that something beside the id may pair."""
        return [number for number in self.before if self._open(self.known_before[number])]

    def open_after(self) -> list[int]:
        """Return the numbers of those of the second list that something beside the id may pair."""
        return [number for number in self.after if self._open(self.known_after[number])]

    def _open(self, known: Known) -> bool:
        return not (known.has_id and known.entry.source in self.trusted)

    def run(self, stage: Stage) -> None:
        """Pair what a stage pairs."""
        befores, afters = (
            ([*self.before], [*self.after]) if stage.by == "id" else (self.open_before(), self.open_after())
        )
        if befores and afters:
            pairs = self._without_rival if stage.alone else self._in_order
            for before, after in list(pairs(stage, befores, self._keyed(stage, afters))):
                self.pair(Paired(before, after, stage.by, stage.sure))

    def _keyed(self, stage: Stage, afters: Iterable[int]) -> dict[Key, dict[int, None]]:
        found: defaultdict[Key, dict[int, None]] = defaultdict(dict)
        for number in afters:
            for key in stage.keys(self.known_after[number]):
                found[key][number] = None
        return found

    def _in_order(
        self, stage: Stage, befores: Iterable[int], keyed: Mapping[Key, dict[int, None]]
    ) -> Iterator[tuple[int, int]]:
        """Yield each entry with the first that has its key, fits and is not taken; of a crowd the first are tried."""
        groups: dict[int, list[dict[int, None]]] = defaultdict(list)
        for group in keyed.values():
            for after in group:
                groups[after].append(group)
        for before in befores:
            known = self.known_before[before]
            near = (after for key in stage.keys(known) for after in islice(keyed.get(key, ()), CROWD))
            partner = next((after for after in near if stage.fits(known, self.known_after[after])), None)
            if partner is not None:
                for group in groups[partner]:
                    del group[partner]
                yield before, partner

    def _without_rival(
        self, stage: Stage, befores: Iterable[int], keyed: Mapping[Key, dict[int, None]]
    ) -> Iterator[tuple[int, int]]:
        """Yield the entries that fit each other and nobody else."""
        partners: dict[int, set[int]] = {}
        rivals: defaultdict[int, set[int]] = defaultdict(set)
        for before in befores:
            known = self.known_before[before]
            groups = (keyed.get(key, {}) for key in stage.keys(known))
            near = {after for group in groups if len(group) <= CROWD for after in group}
            partners[before] = {after for after in near if stage.fits(known, self.known_after[after])}
            for after in partners[before]:
                rivals[after].add(before)
        for before, afters in partners.items():
            if len(afters) == 1 and len(rivals[after := next(iter(afters))]) == 1:
                yield before, after
