"""Works out what a change of lists can mean for parties that were searched before: the least that must be looked at.

A comparison of a party and an entry has the same result as before unless the entry changed or a word weighs otherwise,
since counts of words depend on the whole list. So an entry is *touched* where it is new or changed, where a word of one
of its names weighs otherwise, or where it stands for another party than before; a word is *odd* where a party that has
it must be compared with every entry anew. Nothing is known of a change where the lists grew by a step (see `weights`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from exportgate.parties.alignment import acronym_degree
from exportgate.parties.entry import Entry
from exportgate.parties.index import NameIndex
from exportgate.parties.listing import CITING, first_day
from exportgate.parties.name_tables import given_names, stands_for
from exportgate.parties.party_words import form_key, form_keys
from exportgate.parties.person_keys import listed_words
from exportgate.parties.person_words import may_be_part, spelled_of_parts
from exportgate.parties.reported import ReportedNames
from exportgate.parties.search import rarity_on
from exportgate.parties.weights import Count, Rarity

Row = tuple[str, str, str]
"""An entry as results name it: the store's id of its list, the list's own code, and the entity id."""
MOST_TOUCHED = 0.25
"""The share of touched entries beyond which it is as well to search everything."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How many entries of a list are new and gone, a changed one being both."""

    list_id: str
    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class OddWords:
    """Words that weigh otherwise than before; so may one that stands for another of the `meanings`.

    As acronyms, those `asked` say otherwise in the name of a party, and those `listed` in that of an entry. `form_keys`
    are those of the given names that weigh otherwise, whose forms do so too.
    """

    words: frozenset[str] = frozenset()
    meanings: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    form_keys: frozenset[int] = frozenset()

    def weighs(self, word: str) -> bool:
        """Tell whether a word may weigh otherwise, apart from the given names that it may be a form of."""
        meaning = stands_for(word)
        return word in self.words or (meaning != word and meaning in self.meanings)


@dataclass(frozen=True, slots=True)
class ListChange:
    """What a change of lists can mean: `touched` entries of the new lists, one tuple of numbers per list.

    A party that had a hit on one of the `rows`, or that has one of the `odd` words, may have other hits than before;
    with `everything`, any party may.
    """

    differences: tuple[Difference, ...]
    touched: tuple[tuple[int, ...], ...]
    rows: frozenset[Row]
    odd: OddWords = OddWords()
    everything: bool = False

    @property
    def nothing(self) -> bool:
        """Whether no party can have other hits than before."""
        return not (self.everything or any(self.touched) or self.rows)


def list_change(old: Sequence[NameIndex], new: Sequence[NameIndex]) -> ListChange:
    """Return what changed between two states of the same lists, both in the same order."""
    compared = [_compared(before, after) for before, after in zip(old, new, strict=True)]
    differences = tuple(
        Difference(index.list_id, len(added), len(gone)) for index, (added, gone) in zip(new, compared, strict=True)
    )
    before, after = rarity_on(old), rarity_on(new)
    odd = _odd_words(old, new, compared, before, after)
    names, earlier = ReportedNames(new), ReportedNames(old)
    touched = [
        {*added, *_with_words(index, odd), *_standing_for_others(index, earlier, names)}
        for index, (added, _) in zip(new, compared, strict=True)
    ]
    for index, (added, gone), found, was in zip(new, compared, touched, old, strict=True):
        if any(index.entry(at).kind == "address" for at in added) or any(
            was.entry(at).kind == "address" for at in gone
        ):
            found |= set(index.address_entries)
    everything = before.out_of != after.out_of or any(
        len(found) > MOST_TOUCHED * index.entries for index, found in zip(new, touched, strict=True)
    )
    rows = {row for index, found in zip(new, touched, strict=True) for row in _rows(index, found, names)}
    rows |= {row for index, (_, gone) in zip(old, compared, strict=True) for row in _rows(index, gone, earlier)}
    rows |= {row for was, index in zip(old, new, strict=True) for row in _listed_otherwise(was, index)}
    return ListChange(differences, tuple(tuple(sorted(found)) for found in touched), frozenset(rows), odd, everything)


def touched_entries(change: ListChange, new: Sequence[NameIndex]) -> list[NameIndex]:
    """Return an index of the touched entries of each list."""
    return [
        NameIndex.build(index.list_id, [index.entry(at) for at in found])
        for index, found in zip(new, change.touched, strict=True)
    ]


def _compared(old: NameIndex, new: NameIndex) -> tuple[list[int], list[int]]:
    """Return the numbers of the entries that only the new state has, and of those that only the old one had."""
    left = Counter(old.lines())
    added = [at for at, line in enumerate(new.lines()) if not _taken(left, line)]
    gone = [at for at, line in enumerate(old.lines()) if _taken(left, line)] if left.total() else []
    return added, gone


def _taken(left: Counter[bytes], line: bytes) -> bool:
    if not left[line]:
        return False
    left[line] -= 1
    return True


def _odd_words(
    old: Sequence[NameIndex],
    new: Sequence[NameIndex],
    compared: Sequence[tuple[list[int], list[int]]],
    before: Rarity,
    after: Rarity,
) -> OddWords:
    """Return the words that weigh otherwise than before, or say otherwise as acronyms."""
    changed: set[str] = set()
    for was, index, (added, gone) in zip(old, new, compared, strict=True):
        for side, numbers in ((was, gone), (index, added)):
            for name in map(side.listed_name, side.names_of_entries(numbers)):
                changed.update(name.normal.tokens, name.normal.acronyms)
    changed |= set(map(stands_for, changed))
    odd = frozenset(word for word in changed if before.weight(word) != after.weight(word))
    return OddWords(
        words=odd,
        meanings=odd | {word for word in changed if before.share(word) != after.share(word)},
        asked=frozenset(_says_otherwise(changed, before.with_acronym, after.with_acronym)),
        listed=frozenset(_says_otherwise(changed, before.with_word, after.with_word)),
        form_keys=frozenset(map(form_key, odd)),
    )


def _says_otherwise(words: Iterable[str], before: Count, after: Count) -> Iterator[str]:
    return (word for word in words if acronym_degree(word, before(word)) != acronym_degree(word, after(word)))


def _with_words(index: NameIndex, odd: OddWords) -> Iterator[int]:
    """Yield the entries with a name of which a word weighs otherwise than before."""
    given = {name for name, forms in given_names().items() if not odd.words.isdisjoint(forms)}
    words, parts = [], []
    for at, word in enumerate(index.arrays.words):
        may_be_form = word in given or spelled_of_parts(word)
        if odd.weighs(word) or word in odd.listed or (may_be_form and not odd.form_keys.isdisjoint(form_keys(word))):
            words.append(at)
        elif may_be_part(word):
            parts.append(at)
    yield from map(index.entry_of, index.names_with_words(words))
    for name in index.names_with_words(parts):
        _, found = listed_words(index.listed_name(name).normal)
        if any(not odd.words.isdisjoint(form.rstrip("+") for form in word.forms) for word in found):
            yield index.entry_of(name)


def _standing_for_others(index: NameIndex, earlier: ReportedNames, names: ReportedNames) -> Iterator[int]:
    """Yield the reported names that stand for other parties than before."""
    for at in index.reported_entries:
        entry = index.entry(at)
        if _stood_for(index, entry, earlier) != _stood_for(index, entry, names):
            yield at


def _stood_for(index: NameIndex, entry: Entry, names: ReportedNames) -> list[tuple[str, Entry]]:
    return [(list_id, _undated(listed)) for list_id, listed, _ in names.standing_for(index.list_id, entry)]


def _undated(entry: Entry, day: date | None = None) -> Entry:
    return replace(entry, held_on=day)


def _rows(index: NameIndex, numbers: Iterable[int], names: ReportedNames) -> Iterator[Row]:
    """Yield the rows that results name for some entries: their own, and that of the party that one stands for."""
    for at in numbers:
        for list_id, entry, _ in names.standing_for(index.list_id, index.entry(at)):
            yield list_id, entry.source, entry.entity_id


def _listed_otherwise(old: NameIndex, new: NameIndex) -> Iterator[Row]:
    """Yield the rows of entries whose first day of listing is read otherwise because the list is of another day."""
    if old.held_on == new.held_on:
        return
    for at in new.entries_on(sorted(CITING)):
        entry = new.entry(at)
        if first_day(entry) != first_day(_undated(entry, old.held_on)):
            yield new.list_id, entry.source, entry.entity_id
