"""What is kept of a list beside its snapshots: when it is stale, and when each was last seen to be in force.

A snapshot never changes, but its publisher may say later that it still is the list in force.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from exportgate.foundation.errors import StoreError
from exportgate.store.files import replace_file

FILE = "settings.json"
NEVER = "never"
MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class ListSettings:
    """`stale_after` is a number of days, "never", or None for what is usual.

    `seen` has, by the name of a snapshot, the last day on which it was seen to be in force.
    """

    stale_after: int | str | None = None
    seen: dict[str, date] = field(default_factory=dict)


def read_settings(home: Path) -> ListSettings:
    """Return the settings of the list in a folder.

    Raises:
        StoreError: they are damaged.
    """
    path = home / FILE
    try:
        values = json.loads(path.read_bytes())
        stale_after = _days(values["stale_after"])
        seen = {str(name): date.fromisoformat(day) for name, day in values["seen"].items()}
    except FileNotFoundError:
        return ListSettings()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StoreError(
            f"the settings of the list '{home.name}' are damaged ({error}); remove {path}, and set again when it is "
            f"stale: exportgate lists status --stale-after {home.name}=DAYS"
        ) from None
    return ListSettings(stale_after, seen)


def _days(value: object) -> int | str | None:
    if value is None or value == NEVER:
        return None if value is None else NEVER
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_DAYS:
        return value
    raise ValueError(f"{value!r} is no number of days from 1 to {MOST_DAYS}")


def write_settings(home: Path, settings: ListSettings) -> None:
    """Write the settings of the list in a folder, in one step.

    Raises:
        OSError: they cannot be written.
    """
    values = {
        "stale_after": settings.stale_after,
        "seen": {name: day.isoformat() for name, day in sorted(settings.seen.items())},
    }
    replace_file(home / FILE, json.dumps(values, indent=1).encode())


def seen_on(settings: ListSettings, name: str, day: date) -> ListSettings:
    """Return settings that say that a snapshot was seen to be in force on a day; the latest such day counts."""
    return replace(settings, seen=settings.seen | {name: max(day, settings.seen.get(name, day))})
