"""What `lists diff` tells: which two lists were compared, what changed, and how that is counted and put in order."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property

from exportgate.parties.entry import Entry
from exportgate.parties.entry_words import folded
from exportgate.parties.list_diff import ListDiff, Pair, Side
from exportgate.parties.pairing import DIGEST
from exportgate.report.wording import count_text, words

LABELS = {
    "source": "list",
    "programs": "program",
    "listed_to": "listed until",
    "of": "stands for",
    "of_list": "on the list",
}
BY_NAME = "by list, name and country"
PAIRED = {
    "id": "by the publisher's id",
    "name": BY_NAME,
    "address": "by address",
    "spelling": "by the same words in another order",
    "other name": "by a name that is one of the other's",
    "identifier": "by an identifier",
    "likeness": "by a like name and what else agrees",
}
RESPELLED = {"": "", "order": "the same words in another order", "letters": "only in other letters"}


@dataclass(frozen=True, slots=True)
class ListSide:
    """One of two lists compared: `name` is what it was asked for by, `list_id` and `snapshot` are empty for a file."""

    name: str
    list_id: str
    snapshot: str
    file_name: str
    digest: str
    layout: str
    as_of: date | None
    entries: int
    rejected: int

    @property
    def text(self) -> str:
        """The side in words: its name, day and size."""
        day = f"as of {self.as_of}" if self.as_of else "of an unknown day"
        return f"{self.name}, {day}, {count_text(self.entries, 'entry')}"


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """How many entries of one published list each side has, and what became of them.

    `changed` are those that differ in anything but the name, `otherwise` those in anything beside name and addresses.
    """

    source: str
    before: int = 0
    after: int = 0
    added: int = 0
    removed: int = 0
    renamed: int = 0
    readdressed: int = 0
    otherwise: int = 0
    changed: int = 0


@dataclass(frozen=True)
class Comparison:
    """Two lists and what changed from the first to the second."""

    before: ListSide
    after: ListSide
    diff: ListDiff

    def only(self, sources: Sequence[str]) -> "Comparison":
        """Return what concerns some published lists; all of it where none is named."""
        if not sources:
            return self
        diff = self.diff
        kept = replace(
            diff,
            added=tuple(entry for entry in diff.added if entry.source in sources),
            removed=tuple(entry for entry in diff.removed if entry.source in sources),
            pairs=tuple(pair for pair in diff.pairs if {pair.before.source, pair.after.source}.intersection(sources)),
            not_given=tuple(item for item in diff.not_given if item.source in sources),
            written_otherwise=(),
        )
        return Comparison(self.before, self.after, kept)

    @cached_property
    def sources(self) -> tuple[SourceCounts, ...]:
        """The counts of each published list; a pair counts for the list on which it is after the change."""
        diff, counts = self.diff, defaultdict[str, Counter[str]](Counter)
        for pair in diff.pairs:
            counts[pair.before.source]["before"] += 1
            counts[pair.after.source]["after"] += 1
        for what, pairs in (
            ("renamed", diff.renamed),
            ("readdressed", diff.readdressed),
            ("otherwise", diff.changed_otherwise),
            ("changed", diff.changed),
        ):
            for pair in pairs:
                counts[pair.after.source][what] += 1
        for entry in diff.added:
            counts[entry.source].update(("after", "added"))
        for entry in diff.removed:
            counts[entry.source].update(("before", "removed"))
        return tuple(SourceCounts(source, **found) for source, found in sorted(counts.items()))

    @property
    def total(self) -> SourceCounts:
        """The counts of all lists together."""
        names = [item.name for item in fields(SourceCounts)[1:]]
        return SourceCounts("all", **{name: sum(getattr(row, name) for row in self.sources) for name in names})

    @property
    def verdict(self) -> str:
        """What changed, in one sentence."""
        total = self.total
        if not self.diff.pairs and total.before and total.after:
            return "The two have no entry in common: check that both are editions of one list."
        if not any((total.added, total.removed, total.renamed, total.changed)):
            return f"Nothing changed: {count_text(self.diff.unchanged, 'entry')} in both."
        return (
            f"{total.added:,} added, {total.removed:,} removed, {total.renamed:,} renamed, "
            f"{total.readdressed:,} re-addressed, {total.otherwise:,} changed otherwise; "
            f"{self.diff.unchanged:,} unchanged."
        )

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of how the two were compared."""
        paired = Counter((pair.by, pair.sure) for pair in self.diff.pairs)
        how = [
            f"{count:,} {PAIRED[by]}{'' if sure == 'certain' else f' ({sure})'}"
            for (by, sure), count in paired.most_common()
        ]
        return (
            *([f"Entries paired: {', '.join(how)}."] if how else ()),
            *self._left_out("before", self.before),
            *self._left_out("after", self.after),
            *self._otherwise(),
            *self._layouts(),
        )

    def _left_out(self, side: Side, named: ListSide) -> tuple[str, ...]:
        """Say what one side gives to hardly any entry of a list, with how many have it on the other side."""
        by_source: defaultdict[str, list[str]] = defaultdict(list)
        for item in self.diff.not_given:
            if item.side == side:
                by_source[item.source].append(f"{label(item.field)} ({item.entries:,})")
        told = "; ".join(f"{source}: {', '.join(what)}" for source, what in by_source.items())
        return (f"What {named.name} leaves out and the other gives counts as no change: {told}.",) if told else ()

    def _otherwise(self) -> tuple[str, ...]:
        found = [f"{label(field)} ({count:,})" for field, count in self.diff.written_otherwise]
        return (f"Only in another order or case, and no change: {', '.join(found)}.",) if found else ()

    def _layouts(self) -> tuple[str, ...]:
        one, other = (side.layout.partition(",")[0] for side in (self.before, self.after))
        told = f"The two are of different formats ({one} and {other}): some of what differs is only how each writes it."
        return (told,) if one != other else ()

    @cached_property
    def _names_before(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        return _ids_by_name((*self.diff.removed, *(pair.before for pair in self.diff.pairs)))

    @cached_property
    def _names_after(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        return _ids_by_name((*self.diff.added, *(pair.after for pair in self.diff.pairs)))

    def same_name_before(self, added: Entry) -> tuple[str, ...]:
        """Return the ids under which the earlier list had the name of an entry that is new."""
        return self._names_before.get((added.source, folded(added.name)), ())

    def same_name_after(self, removed: Entry) -> tuple[str, ...]:
        """Return the ids under which the later list still has the name of an entry that is gone."""
        return self._names_after.get((removed.source, folded(removed.name)), ())


def short_id(entry: Entry) -> str:
    """Return the id of an entry, of a digest its beginning."""
    return f"{entry.entity_id[:8]}…" if DIGEST.fullmatch(entry.entity_id) else entry.entity_id


def sure_text(pair: Pair) -> str:
    """Return how surely two entries are one party, empty where that is certain."""
    return {"certain": "", "likely": "likely the same", "possible": "possibly the same"}[pair.sure]


def label(field: str) -> str:
    """Return what a person calls a field."""
    return LABELS.get(field, words(field))


def _ids_by_name(entries: Iterable[Entry]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: defaultdict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for entry in entries:
        found[entry.source, folded(entry.name)] += (entry.entity_id,)
    return found
