"""In which order `lists diff` tells people what changed, and how much of two long texts it shows."""

from collections.abc import Iterable

from exportgate.parties.entry import Entry
from exportgate.parties.list_diff import FieldChange, Pair

WEIGHTIEST = (
    *("source", "requirement", "policy", "footnotes", "programs", "listed_from", "listed_to", "notice"),
    *("kind", "relation", "of", "of_list", "aliases", "weak_aliases", "identifiers", "countries", "remarks"),
)
"""The fields that are told under "changed", what changes the law of a party first."""
SAME_WORDS = 3


def entries_in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries by published list and name."""
    return sorted(entries, key=lambda entry: (entry.source, entry.name.casefold()))


def renamed_in_order(pairs: Iterable[Pair]) -> list[Pair]:
    """Return renamed parties, those with another name before those whose name is only written otherwise."""
    rank = ("", "order", "letters")
    return sorted(pairs, key=lambda pair: (rank.index(_name_change(pair).respelled), *_place(pair)))


def changed_in_order(pairs: Iterable[Pair]) -> list[Pair]:
    """Return changed parties, those of which the law changed first."""
    return sorted(pairs, key=lambda pair: (min(map(_weight, other_changes(pair))), *_place(pair)))


def addresses_in_order(pairs: Iterable[Pair]) -> list[Pair]:
    """Return re-addressed parties by published list and name."""
    return sorted(pairs, key=_place)


def other_changes(pair: Pair) -> list[FieldChange]:
    """Return what differs beside name and addresses, the weightiest first."""
    return sorted((change for change in pair.changes if change.field in WEIGHTIEST), key=_weight)


def set_apart(before: str, after: str) -> tuple[str, str, str, str]:
    """Return two texts as what both begin with, what each then has of its own, and what both end with.

    Of a long beginning or end only the words next to the difference are left.
    """
    one, other = before.split(), after.split()
    shorter = min(len(one), len(other))
    head = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    tail = next((at for at in range(shorter - head) if one[-1 - at] != other[-1 - at]), shorter - head)
    start, end = one[:head], one[len(one) - tail :]
    begins = ["…", *start[-SAME_WORDS:]] if head > SAME_WORDS + 1 else start
    ends = [*end[:SAME_WORDS], "…"] if tail > SAME_WORDS + 1 else end
    pieces = (begins, one[head : len(one) - tail], other[head : len(other) - tail], ends)
    return tuple(" ".join(piece) for piece in pieces)  # type: ignore[return-value]


def _name_change(pair: Pair) -> FieldChange:
    return next(change for change in pair.changes if change.field == "name")


def _weight(change: FieldChange) -> int:
    return WEIGHTIEST.index(change.field)


def _place(pair: Pair) -> tuple[str, str]:
    return pair.after.source, pair.after.name.casefold()
