"""Which lists were searched, in which of their states, and what every output must say of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from exportgate.foundation.characters import shown

DECISIVE = {"EL": "the Entity List", "DPL": "the Denied Persons List", "SDN": "the SDN list"}
IMPORT_COMMAND = "exportgate lists import FILE --as ID"


@dataclass(frozen=True, slots=True)
class StateUsed:
    """The state of a list in which `lines` lines were screened, whose days go from `first` to `last`.

    `snapshot` is its name, `day` the one it stands for. With `by_dates` the lines are older than the list, so that its
    entries counted by their own dates; the `undated` ones counted as listed from the beginning, and who is gone from
    it since the list of the day `since`, the first one held, was searched too. `forced` is why it was imported although
    it had lost entries.
    """

    snapshot: str
    day: date
    digest: str
    entries: int
    undated: int
    by_dates: bool
    first: date
    last: date
    lines: int
    forced: str | None = None
    since: date | None = None

    @property
    def of_its_days(self) -> bool:
        """Whether no line is of another day than the list."""
        return self.first == self.last == self.day


@dataclass(frozen=True, slots=True)
class ListUsed:
    """A party list that was searched; `source` is the file it was imported from, `digest` that file's SHA-256.

    `as_of` is None where the list does not say its day, `retrieved` where it came with the tool. A `curated` list is a
    chosen part of what is published. `sources` are the codes of the lists whose entries it holds, empty where unknown.
    `snapshot` is its name in the store and `address` where it was fetched from, if there is one; `forced` is why it was
    imported although it had lost entries; `stale_from` the day on which it became too old, None where it is not. Of
    `undated` entries nothing says when they were listed. `states` are those in which lines were screened.
    """

    id: str
    title: str
    as_of: date | None
    entries: int
    names: int
    source: str
    digest: str
    retrieved: datetime | None
    curated: bool
    sources: tuple[str, ...] = ()
    snapshot: str = ""
    address: str = ""
    forced: str | None = None
    stale_from: date | None = None
    undated: int = 0
    states: tuple[StateUsed, ...] = ()

    @property
    def day(self) -> date:
        """The day that the list stands for: its own, else the one on which it was retrieved."""
        return self.as_of or (self.retrieved.date() if self.retrieved else date.min)


def list_notices(lists: Sequence[ListUsed]) -> tuple[str, ...]:
    """Return what must be said of the lists: that one is a subset, stale, forced or without a date, or none there."""
    if not lists:
        return ("No party list was searched: no party of any line was screened.",)
    curated = [curated_notice(used.id, used.as_of) for used in lists if used.curated]
    undated = [
        f"The list '{used.id}' does not say of which day it is."
        for used in lists
        if not used.curated and not used.as_of
    ]
    stale = [stale_notice(used) for used in lists if used.stale_from]
    forced = [_forced_notice(used.id, used.day, used.forced) for used in lists if used.forced]
    return (*_not_searched(lists), *curated, *undated, *stale, *forced)


def stale_notice(used: ListUsed) -> str:
    """Return the notice that a list is too old; it reads alike on every day after."""
    of = f" of {used.as_of}" if used.as_of else ""
    return (
        f"The list '{used.id}'{of} is stale since {used.stale_from}: who was listed or released since is not in it. "
        f"Get the list of today and import it: exportgate lists import FILE --as {used.id}"
    )


def _forced_notice(list_id: str, day: date, reason: str) -> str:
    return f"The list '{list_id}' of {day} was imported although it had lost many entries: {shown(reason)}"


def _not_searched(lists: Sequence[ListUsed]) -> tuple[str, ...]:
    """An own list alone must not pass for the law's: say which lists that stop a shipment nobody was looked up on."""
    if not all(used.sources for used in lists):
        return ()
    held = {source for used in lists for source in used.sources}
    missing = [name for code, name in DECISIVE.items() if code not in held]
    if not missing or any(used.curated for used in lists):
        return ()
    ids = " ".join(f"--list {used.id}" for used in lists)
    mend = f"Search the subset that comes with exportgate as well ({ids} --list embedded), or import the full list."
    return (f"Nobody was looked up on {' or '.join(missing)}: no list that was searched holds it. {mend}",)


def state_notices(lists: Sequence[ListUsed]) -> tuple[str, ...]:
    """Return what must be said of the states in which the lists answered, where these are not of the very days."""
    said = [_state_notice(used, state) for used in lists for state in used.states if not state.of_its_days]
    forced = [
        _forced_notice(used.id, state.day, state.forced)
        for used in lists
        for state in used.states
        if state.forced and state.snapshot != used.snapshot
    ]
    return (*said, *forced)


def _state_notice(used: ListUsed, state: StateUsed) -> str:
    days = str(state.first) if state.first == state.last else f"the days from {state.first} to {state.last}"
    if not state.by_dates:
        since = "who was listed in between is not in it"
        if state.snapshot != used.snapshot:
            since = (
                "who was listed in between is taken from the next one held, and the line is held where that gives no "
                "day; what changed of the others is not seen"
            )
        return (
            f"For {days} the list '{used.id}' of {state.day} was searched, the newest one held that is not after them: "
            f"{since}."
        )
    return (
        f"For {days} no state of the list '{used.id}' is held: its entries of {state.day} counted by their dates of "
        f"listing; {state.undated:,} of {state.entries:,} have none and counted as listed from the beginning."
        + (
            f" Who is gone since the list of {state.since}, the first one held, was searched beside."
            if state.since
            else ""
        )
    )


def curated_notice(list_id: str, as_of: date | None) -> str:
    """Return the notice that a list is only a chosen part of what is published."""
    when = f" as of {as_of}" if as_of else ""
    return (
        f"The party list '{list_id}' is a curated subset{when}; import the full list with {IMPORT_COMMAND}."
        " A party that is not in the subset may well be listed."
    )
