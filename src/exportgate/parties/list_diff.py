"""Tells what changed from one list to another: who is new, who is gone, and of everybody else what is said otherwise.

Which entries are one party `entry_pairs` says. A pair is compared field by field; what is only written otherwise, in
another order or case, is counted and is no change, but for a name, whose every sign is told. Where one of the two files
gives a field of a list to nobody, such as the addresses in a short layout, that is told once and not of each entry.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from exportgate.parties.entry import Entry
from exportgate.parties.entry_pairs import paired
from exportgate.parties.entry_words import folded, word_bag
from exportgate.parties.pairing import PairedBy, Sure

TEXTS = ("source", "kind", "name", "requirement", "policy", "notice", "remarks", "relation", "of", "of_list")
SETS = ("aliases", "weak_aliases", "countries", "addresses", "identifiers", "programs", "footnotes")
DAYS = ("listed_from", "listed_to")
FIELDS = (*TEXTS[:3], *SETS[:5], *TEXTS[3:5], *SETS[5:], *TEXTS[5:6], *DAYS, *TEXTS[6:])
"""What is compared, in the order in which it is told. Left out: the id, which is told beside the name; the address of
the publisher's page, which says nothing of the party; and the day on which the list held the entry."""
IN_ORDER = frozenset({"requirement", "policy"})
"""Texts of law, in which the order of words says something."""
ENOUGH, SHARE = 20, 50
"""A file gives a field to nobody where the other gives it to at least so many entries, and to so many for each here."""

Side = Literal["before", "after"]
Respelled = Literal["", "letters", "order"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs: what it said before and says after; of one with several items, those gone and those new.

    `respelled` says of a name that only the case and the marks of its letters differ, or the order of its words.
    """

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    respelled: Respelled = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One party in both lists: what pairs its entries, how surely, and which fields differ."""

    before: Entry
    after: Entry
    by: PairedBy
    sure: Sure
    changes: tuple[FieldChange, ...]

    def change(self, field: str) -> FieldChange | None:
        """Return how a field differs, None where it does not."""
        return next((change for change in self.changes if change.field == field), None)


@dataclass(frozen=True, slots=True)
class NotGiven:
    """A field that one file gives to no entry of a list, or hardly any: `entries` is how many have it in the other."""

    source: str
    field: str
    side: Side
    entries: int


@dataclass(frozen=True, slots=True)
class ListDiff:
    """What changed. Every entry is in `added`, in `removed`, or in one of `pairs`, in the order of its list.

    `not_given` names the fields that only one file gives; `written_otherwise` counts by field the pairs in which only
    order or case differ.
    """

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    pairs: tuple[Pair, ...]
    not_given: tuple[NotGiven, ...] = ()
    written_otherwise: tuple[tuple[str, int], ...] = ()

    @property
    def renamed(self) -> tuple[Pair, ...]:
        """The parties with another name, be it only in other letters."""
        return tuple(pair for pair in self.pairs if pair.change("name"))

    @property
    def readdressed(self) -> tuple[Pair, ...]:
        """The parties with other addresses."""
        return tuple(pair for pair in self.pairs if pair.change("addresses"))

    @property
    def changed(self) -> tuple[Pair, ...]:
        """The parties of which anything but the name is said otherwise, the addresses too."""
        return tuple(pair for pair in self.pairs if any(change.field != "name" for change in pair.changes))

    @property
    def changed_otherwise(self) -> tuple[Pair, ...]:
        """The parties of which something is said otherwise beside name and addresses."""
        apart = {"name", "addresses"}
        return tuple(pair for pair in self.pairs if any(change.field not in apart for change in pair.changes))

    @property
    def unchanged(self) -> int:
        """How many parties are as they were."""
        return sum(not pair.changes for pair in self.pairs)


def list_diff(before: Sequence[Entry], after: Sequence[Entry]) -> ListDiff:
    """Compare two lists; the same lists in the same order give the same answer."""
    pairs, removed, added = paired(before, after)
    not_given = _not_given([(before[pair.before], after[pair.after]) for pair in pairs])
    silent = {(item.source, item.field, item.side) for item in not_given}
    otherwise: Counter[str] = Counter()
    compared = tuple(
        Pair(one, other, pair.by, pair.sure, _changes(one, other, silent, otherwise))
        for pair in pairs
        for one, other in ((before[pair.before], after[pair.after]),)
    )
    counted = tuple((field, otherwise[field]) for field in FIELDS if otherwise[field])
    gone, new = tuple(before[at] for at in removed), tuple(after[at] for at in added)
    return ListDiff(new, gone, compared, not_given, counted)


def values_of(entry: Entry, field: str) -> tuple[str, ...]:
    """Return what an entry says in a field, as texts; nothing where it says nothing."""
    value = getattr(entry, field)
    if isinstance(value, tuple):
        return value
    if isinstance(value, date):
        return (value.isoformat(),)
    return (value,) if value else ()


def _not_given(pairs: Sequence[tuple[Entry, Entry]]) -> tuple[NotGiven, ...]:
    """Return which fields one side gives to hardly any entry of a list, though the other gives them to many."""
    given: Counter[tuple[str, str, Side]] = Counter()
    for pair in pairs:
        sides: tuple[tuple[Side, Entry], ...] = (("before", pair[0]), ("after", pair[1]))
        for side, entry in sides:
            given.update((pair[0].source, field, side) for field in FIELDS if getattr(entry, field))
    found: list[NotGiven] = []
    for source in sorted({source for source, _, _ in given}):
        for field in FIELDS:
            before, after = given[source, field, "before"], given[source, field, "after"]
            if after >= ENOUGH and before * SHARE <= after:
                found.append(NotGiven(source, field, "before", after))
            elif before >= ENOUGH and after * SHARE <= before:
                found.append(NotGiven(source, field, "after", before))
    return tuple(found)


def _changes(
    before: Entry, after: Entry, silent: set[tuple[str, str, Side]], otherwise: Counter[str]
) -> tuple[FieldChange, ...]:
    """Return the fields in which two entries differ; count those that are only written otherwise."""
    found: list[FieldChange] = []
    for field in FIELDS:
        one, other = getattr(before, field), getattr(after, field)
        if one == other:
            continue
        unsaid: Side | None = "before" if not one else "after" if not other else None
        if unsaid is not None and (before.source, field, unsaid) in silent:
            continue
        change = _change(field, values_of(before, field), values_of(after, field))
        if change is None:
            otherwise[field] += 1
        else:
            found.append(change)
    return tuple(found)


def _change(field: str, before: tuple[str, ...], after: tuple[str, ...]) -> FieldChange | None:
    """Return how two values differ, None where they say the same in another order or case."""
    if field == "name":
        return FieldChange(field, before, after, _respelled(before[0], after[0]))
    said = folded if field in IN_ORDER else word_bag
    there, here = ({said(value) or value for value in values} for values in (before, after))
    gone = tuple(value for value in before if (said(value) or value) not in here)
    new = tuple(value for value in after if (said(value) or value) not in there)
    return FieldChange(field, gone, new) if gone or new else None


def _respelled(before: str, after: str) -> Respelled:
    if folded(before) == folded(after) != "":
        return "letters"
    return "order" if word_bag(before) == word_bag(after) != "" else ""
