"""What the store holds of each list, the damaged ones too: its snapshots, the one in force, and how fresh that is."""

from dataclasses import dataclass

from exportgate.foundation.errors import StoreError
from exportgate.store.freshness import Freshness, freshness
from exportgate.store.snapshot import Snapshot
from exportgate.store.snapshots import Store


@dataclass(frozen=True, slots=True)
class ListState:
    """A list of the store: every intact snapshot by day, the names of the damaged ones, and which one is in force.

    Where none can be, `fault` says why.
    """

    list_id: str
    snapshots: tuple[Snapshot, ...]
    damaged: tuple[str, ...]
    current: Snapshot | None = None
    fresh: Freshness | None = None
    fault: str = ""


def list_states(store: Store) -> tuple[ListState, ...]:
    """Return the state of every list, by id."""
    return tuple(_state(store, list_id) for list_id in store.ids())


def _state(store: Store, list_id: str) -> ListState:
    held = store.snapshots(list_id)
    damaged = tuple(sorted(set(store.names(list_id)) - {item.name for item in held}))
    try:
        current = store.snapshot(list_id)
        fresh = freshness(current, store.settings(list_id))
    except StoreError as error:
        return ListState(list_id, held, damaged, fault=str(error))
    return ListState(list_id, held, damaged, current, fresh)
