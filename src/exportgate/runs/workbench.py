"""Opens what a run works with: the law, the chip catalog, the country table, and the lists to search."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from exportgate.engine.law import Law
from exportgate.engine.verify import load_law
from exportgate.foundation.errors import StoreError, UsageError
from exportgate.foundation.intervals import parse_day
from exportgate.foundation.resources import shipped
from exportgate.items.catalog import Catalog, load_catalog
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.index import NameIndex
from exportgate.parties.lists import own_yaml
from exportgate.parties.reported import ReportedNames
from exportgate.parties.search import PartyHits, PartyLists
from exportgate.report.basis import ListUsed, list_notices
from exportgate.runs.code_tables import code_tables
from exportgate.runs.search_workers import Search, SearchWorkers
from exportgate.store.digests import folder_digest
from exportgate.store.snapshot import Snapshot
from exportgate.store.snapshots import Store

EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class OpenLists:
    """The lists of a run, ready to be searched, and what the receipt says of them."""

    search: PartyLists
    used: tuple[ListUsed, ...]
    reopening: "Reopening"
    gaps: tuple[str, ...] = ()

    def workers(self, jobs: int, **options: Any) -> SearchWorkers[PartyHits]:
        """Return a search of these lists by up to so many processes; the options are those of `PartyLists.search`."""
        here = partial(self.search.search, **options)
        return SearchWorkers(here, partial(_search_again, self.reopening, options), jobs, PartyHits())

    @property
    def notices(self) -> tuple[str, ...]:
        """What every output must say of these lists."""
        return (*list_notices(self.used), *self.gaps)


@dataclass(frozen=True, slots=True)
class Reopening:
    """What it takes to open the lists of a run once more, in another process: where they are, and their digests."""

    root: Path
    ids: tuple[str, ...]
    digests: tuple[str, ...]


def _search_again(reopening: Reopening, options: Mapping[str, Any]) -> Search[PartyHits]:
    """Return a search of the lists of a run, opened once more.

    Raises:
        StoreError: a list is not what it was when the run began.
    """
    opened = open_lists(reopening.root, reopening.ids)
    if tuple(used.digest for used in opened.used) != reopening.digests:
        raise StoreError("a list was imported anew while its old state was being searched; run the command again")
    return partial(opened.search.search, **options)


def open_law(more: tuple[Path, ...], today: date, working: Path | None = None) -> Law:
    """Load and check the shipped rules and any further folders; files are named for one who works in `working`.

    Raises:
        UsageError: a folder is not there.
        RuleError: any rule has an error.
    """
    for folder in more:
        if not folder.is_dir():
            raise UsageError(f"--rules: '{folder}' is no folder; name a folder of rule files")
    return load_law(shipped("rules"), more, today, working, tables=code_tables())


@cache
def open_catalog() -> Catalog:
    """Load the shipped chip catalog."""
    return load_catalog(shipped("data") / "chips")


@cache
def open_countries() -> Countries:
    """Load the shipped country table."""
    return Countries.load(shipped("data"))


def open_lists(root: Path, wanted: Sequence[str]) -> OpenLists:
    """Open the lists named, or all imported ones, or the embedded one where none is imported.

    Where nothing but reported names is imported, the embedded list is opened beside, since they stand for its parties.

    Raises:
        StoreError: a list is not in the store, or is damaged.
    """
    if root.exists() and not root.is_dir():
        raise StoreError(f"'{root}' is no folder, so no list can be kept there; correct EXPORTGATE_HOME")
    store = Store(root)
    held = list(store.ids())
    ids = list(dict.fromkeys(wanted)) or held or [EMBEDDED]
    unknown = [name for name in ids if name not in held and name != EMBEDDED]
    if unknown:
        known = ", ".join([*held, EMBEDDED])
        raise StoreError(f"--list: there is no list '{unknown[0]}' (there are: {known}); import it first")
    opened = [_embedded() if name == EMBEDDED else _stored(store, name) for name in ids]
    if not wanted and all(len(index.reported_entries) == index.entries for index, _ in opened):
        ids, opened = [*ids, EMBEDDED], [*opened, _embedded()]
    search = PartyLists([index for index, _ in opened], _country, open_countries())
    gaps = [] if EMBEDDED in ids else [gap for index, _ in opened for gap in _address_gap(index)]
    used = tuple(about for _, about in opened)
    return OpenLists(search, used, Reopening(root, tuple(ids), tuple(about.digest for about in used)), tuple(gaps))


def standing_for_nobody(root: Path, list_id: str) -> list[Entry]:
    """Return the reported names of an imported list that stand for a party on no list searched without `--list`.

    Raises:
        StoreError: a list is damaged.
    """
    indexes = open_lists(root, ()).search.indexes
    names = ReportedNames(indexes)
    reported = [index.entry(at) for index in indexes if index.list_id == list_id for at in index.reported_entries]
    return [entry for entry in reported if not names.listed(entry)]


def _country(code: str) -> str:
    """The country that a code counts as when it is compared with an entry's: of a region, the country it lies in."""
    return open_countries().territory(code.partition("-")[0])


def _address_gap(index: NameIndex) -> Iterator[str]:
    """Say that address entries came without a street, so that nobody can match them."""
    entries = [index.entry(at) for at in index.address_entries]
    bare = sum(not any(" " in address for address in entry.addresses) for entry in entries)
    if bare:
        yield (
            f"The list '{index.list_id}' has {bare} address-only entries without a street address, which nobody can "
            f"match. Search the addresses that come with exportgate beside it: --list {index.list_id} --list {EMBEDDED}"
        )


def _stored(store: Store, list_id: str) -> tuple[NameIndex, ListUsed]:
    opened = store.open_list(list_id)
    opened.index.held_on = opened.snapshot.day
    return opened.index, _about(opened.snapshot)


def _about(snapshot: Snapshot) -> ListUsed:
    return ListUsed(
        id=snapshot.list_id,
        title=snapshot.title or snapshot.file_name,
        as_of=snapshot.as_of,
        entries=snapshot.entries,
        names=snapshot.names,
        source=snapshot.file_name,
        digest=snapshot.digest,
        retrieved=snapshot.retrieved,
        curated=snapshot.curated,
        sources=tuple(code for code, _ in snapshot.sources),
    )


@cache
def _embedded() -> tuple[NameIndex, ListUsed]:
    folder = shipped("data") / "parties"
    read = own_yaml.read(folder, open_countries())
    about = ListUsed(
        id=EMBEDDED,
        title=read.title,
        as_of=None if read.as_of is None else parse_day(read.as_of),
        entries=len(read.entries),
        names=len({name for entry in read.entries for name in entry.names}),
        source="data/parties",
        digest=folder_digest(folder),
        retrieved=None,
        curated=read.curated,
        sources=tuple(sorted({entry.source for entry in read.entries})),
    )
    return NameIndex.build(EMBEDDED, read.entries), about
