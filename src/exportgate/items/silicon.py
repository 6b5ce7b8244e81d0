"""Which parts are made of the same silicon: the die that a part is known to hold, or figures of its dies that agree.

A die sold in several parts differs among them by what is fused off, locked or left unsoldered. Two parts whose dies
have known names are of the same silicon where maker, name and number of dies are the same; otherwise where maker, dies,
process node and number of transistors all agree, and all of them are known.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from exportgate.items.part import Part

Figures = tuple[object, ...]


@dataclass(slots=True)
class SiliconIndex:
    """Parts by the name of their die, and by the figures of their dies."""

    _named: dict[Figures, list[Part]] = field(default_factory=lambda: defaultdict(list))
    _alike: dict[Figures, list[Part]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, parts: Iterable[Part]) -> "SiliconIndex":
        """Return the index of a catalog's parts."""
        index = cls()
        for part in parts:
            if part.silicon:
                index._named[_named(part)].append(part)
            if figures := _figures(part):
                index._alike[figures].append(part)
        return index

    def siblings(self, part: Part) -> tuple[Part, ...]:
        """Return the other parts of the same silicon, by name."""
        named = self._named.get(_named(part), []) if part.silicon else []
        alike = self._alike.get(_figures(part), [])
        inferred = [other for other in alike if not (part.silicon and other.silicon)]
        found = {other.name: other for other in (*named, *inferred) if other.name != part.name}
        return tuple(found[name] for name in sorted(found))


def _named(part: Part) -> Figures:
    """A package of two such dies, or a board of four, is not the same silicon as one of them."""
    return (part.vendor, part.silicon, None if part.dies is None else sum(die.count for die in part.dies))


def _figures(part: Part) -> Figures:
    """Return what tells the silicon of a part by its figures; empty where one of them is not known."""
    if not part.dies or part.node is None or part.transistors is None:
        return ()
    dies = tuple(sorted((die.role, die.count, die.area) for die in part.dies))
    return (part.vendor, dies, part.node, part.transistors)
