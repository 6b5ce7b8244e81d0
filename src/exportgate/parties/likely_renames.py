"""Finds the party that is there under another name and another id: what the list says of it beside the name agrees.

Agreement is summed up in points. Two entries are paired where the sum is high and neither agrees as well with another.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from rapidfuzz.fuzz import token_sort_ratio

from exportgate.parties.entry_words import word_bag
from exportgate.parties.listing import notices_of
from exportgate.parties.pairing import CROWD, Known, Left, Paired, PairedBy

LIKELY, POSSIBLE = 5, 4
LIKENESS = ((90, 3), (75, 2), (60, 1))
"""How alike two names are, of 100, and the points for it."""
ADDRESS, REMARKS, NOTICE, COUNTRY = 2, 1, 1, 1
SHORTEST_WORD = 4
TELLING_REMARKS = 24
"""Remarks shorter than this (a gender, a flag) are those of many."""


def pair_by_agreement(left: Left) -> None:
    """Pair those of the entries left that agree in enough beside their names, and are each other's one best partner."""
    points = {
        (before, after): sum_
        for before, after in _candidates(left)
        if (sum_ := agreement(left.known_before[before], left.known_after[after])) >= POSSIBLE
    }
    best_before, best_after = _best(points, 0), _best(points, 1)
    for (before, after), sum_ in sorted(points.items(), key=lambda item: item[0][1]):
        if best_before[before] == best_after[after] == (before, after):
            by: PairedBy = "likeness" if _likeness(left.known_before[before], left.known_after[after]) else "address"
            left.pair(Paired(before, after, by, "likely" if sum_ >= LIKELY else "possible"))


def agreement(before: Known, after: Known) -> int:
    """Return in how much two entries of one list agree: 0 where they cannot be one party."""
    one, other = before.entry, after.entry
    if one.kind != other.kind or before.elsewhere(after):
        return 0
    alike = _likeness(before, after)
    place = ADDRESS * (not before.addresses.isdisjoint(after.addresses))
    remarks = REMARKS * (len(one.remarks) >= TELLING_REMARKS and word_bag(one.remarks) == word_bag(other.remarks))
    if alike < LIKENESS[1][1] and not place and not remarks:
        return 0
    notice = NOTICE * (_same_notice(before, after) or one.listed_from == other.listed_from is not None)
    country = COUNTRY * (not before.countries.isdisjoint(after.countries))
    return alike + place + remarks + notice + country


def _likeness(before: Known, after: Known) -> int:
    ratio = token_sort_ratio(before.name, after.name)
    return next((points for least, points in LIKENESS if ratio >= least), 0)


def _same_notice(before: Known, after: Known) -> bool:
    return not notices_of(before.entry.notice).keys().isdisjoint(notices_of(after.entry.notice))


def _candidates(left: Left) -> Iterator[tuple[int, int]]:
    """Yield the pairs of entries of one list that share something which few have."""
    keyed: defaultdict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number in left.open_before():
        for key in _keys(left.known_before[number]):
            keyed[key][0].append(number)
    for number in left.open_after():
        for key in _keys(left.known_after[number]):
            if key in keyed:
                keyed[key][1].append(number)
    seen: set[tuple[int, int]] = set()
    for befores, afters in keyed.values():
        if len(befores) <= CROWD and len(afters) <= CROWD:
            seen.update((before, after) for before in befores for after in afters)
    yield from sorted(seen)


def _keys(known: Known) -> Iterable[Hashable]:
    source = known.entry.source
    yield from ((source, "address", address) for address in known.addresses)
    yield from ((source, "word", word) for word in set(known.name.split(" ")) if len(word) >= SHORTEST_WORD)
    if len(known.entry.remarks) >= TELLING_REMARKS:
        yield source, "remarks", word_bag(known.entry.remarks)


def _best(points: dict[tuple[int, int], int], side: int) -> dict[int, tuple[int, int] | None]:
    """Return for each entry of a side the pair with the most points; None where two have as many."""
    best: dict[int, tuple[int, int] | None] = {}
    most: dict[int, int] = {}
    for pair, sum_ in points.items():
        number = pair[side]
        if sum_ > most.get(number, 0):
            best[number], most[number] = pair, sum_
        elif sum_ == most[number]:
            best[number] = None
    return best
