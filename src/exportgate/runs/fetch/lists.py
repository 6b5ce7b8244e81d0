"""Fetches lists, from their publishers, from a mirror or from a folder, and imports what came like any other list.

What does not come whole, or is refused, leaves the list in force as it was; and no list keeps another one waiting.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from exportgate.foundation.characters import shown
from exportgate.foundation.errors import ExportgateError, FetchError, ListError
from exportgate.parties.lists.formats import format_named
from exportgate.runs.fetch import bring
from exportgate.runs.fetch.client import shown_address
from exportgate.runs.fetch.download import Means
from exportgate.runs.fetch.partial import Marks
from exportgate.runs.fetch.sources import Source
from exportgate.store.fetched import LastFetch, fetch_folder, keep_last_fetch, last_fetch
from exportgate.store.locks import writing
from exportgate.store.snapshot import Snapshot
from exportgate.store.snapshots import Store

LINE = 2000
"""How long a line of talk may be; what a server says of itself is cut there."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one list: `snapshot` is what came or, where nothing changed, what is held.

    `fault` says why it failed; `in_force` is the day of the list in force, where that is another one than the snapshot;
    `size` is in bytes.
    """

    list_id: str
    state: Literal["fetched", "unchanged", "failed"]
    address: str = ""
    size: int = 0
    snapshot: Snapshot | None = None
    in_force: date | None = None
    fault: str = ""


class Fetching:
    """Fetches lists into a store; `now` is when, and `force_reason` why a list that shrank is taken all the same."""

    def __init__(self, root: Path, now: datetime, force_reason: str | None = None) -> None:
        self._root = root
        self._store = Store(root)
        self._now = now
        self._force_reason = force_reason

    def from_web(self, sources: Sequence[Source], means: Means) -> Iterator[Outcome]:
        """Fetch lists from their addresses, one after the other."""
        for source in sources:
            address = shown_address(source.files[0].addresses[0])
            try:
                with writing(fetch_folder(self._root, source.id), patience=0):
                    outcome = self._from_web(source, replace(means, tell=partial(_tell, means, source.id)))
            except (ExportgateError, OSError) as error:
                outcome = self._failed(source, error, address)
            yield outcome

    def from_folder(self, sources: Sequence[Source], folder: Path) -> Iterator[Outcome]:
        """Take lists from a folder that has their files under their official names."""
        for source in sources:
            try:
                outcome = self._taken(source, bring.from_folder(source, folder))
            except (ExportgateError, OSError) as error:
                outcome = self._failed(source, error)
            yield outcome

    def _from_web(self, source: Source, means: Means) -> Outcome:
        files = fetch_folder(self._root, source.id) / "files"
        last = last_fetch(self._root, source.id)
        held = next((one for one in self._held(source.id) if last and one.digest == last.digest), None)
        known = {(file.name, file.address): Marks(file.etag, file.modified) for file in last.files} if last else {}
        brought = bring.from_web(means, source, files, known if held else {})
        if brought is None:
            if last is None or held is None:
                raise FetchError("the server answered that nothing changed, and nothing is held; try again later")
            self._confirm(source, held)
            address = shown_address(source.files[0].addresses[0])
            return Outcome(source.id, "unchanged", address, 0, held, self._another_in_force(held))
        try:
            outcome = self._taken(source, brought)
        except ListError as error:
            raise ListError(f"{error} (what came is kept at {brought.paths[0]})") from None
        keep_last_fetch(self._root, source.id, LastFetch(brought.digest, brought.files))
        self._confirm(source, outcome.snapshot)
        shutil.rmtree(files, ignore_errors=True)
        return outcome

    def _taken(self, source: Source, brought: bring.Brought) -> Outcome:
        """Import what came, unless it is what is in force already."""
        held = self._held(source.id)
        if held and held[-1].digest == brought.digest:
            return Outcome(source.id, "unchanged", brought.address, brought.size, held[-1])
        day = brought.changed if source.day == "server" else None
        snapshot = self._store.import_list(
            source.id,
            format_named(source.format).read(brought.paths[0]),
            file_name=brought.paths[0].name,
            digest=brought.digest,
            retrieved=self._now,
            address=brought.address,
            as_of=None if day is None else min(day, self._now).date(),
            force_reason=self._force_reason,
        )
        another = self._another_in_force(snapshot)
        return Outcome(source.id, "fetched", brought.address, brought.size, snapshot, another)

    def _confirm(self, source: Source, snapshot: Snapshot | None) -> None:
        """Keep that a publisher has this list today, so that it is not stale; a mirror may have stood still."""
        if source.official and snapshot is not None:
            self._store.confirm(source.id, snapshot.name, self._now.date())

    def _held(self, list_id: str) -> tuple[Snapshot, ...]:
        """Return the intact snapshots of a list, the one in force last."""
        return self._store.snapshots(list_id) if list_id in self._store.ids() else ()

    def _failed(self, source: Source, error: Exception, address: str = "") -> Outcome:
        held = self._held(source.id)
        fault = str(error)
        if isinstance(error, OSError):
            fault = f"{error.filename or self._root} cannot be read or written ({error.strerror}); correct that first"
        return Outcome(source.id, "failed", address, in_force=held[-1].day if held else None, fault=fault)

    def _another_in_force(self, snapshot: Snapshot) -> date | None:
        current = self._held(snapshot.list_id)[-1]
        return None if current.name == snapshot.name else current.day


def _tell(means: Means, list_id: str, line: str) -> None:
    means.tell(shown(f"{list_id}: {line}", LINE))
