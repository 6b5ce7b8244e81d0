"""Lists of made entries."""

from datetime import UTC, date, datetime

from exportgate.parties.entry import Entry
from exportgate.parties.lists.read_list import ReadList, RejectedEntry

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 8, 2, 12, tzinfo=UTC)


def entries(count: int, source: str = "EL") -> tuple[Entry, ...]:
    return tuple(
        Entry(
            f"{source}-{number}",
            source,
            "entity",
            f"Acme {number} Semiconductor Co., Ltd.",
            aliases=(f"顶点 {number}",),
            countries=("CN",),
            listed_from=date(2020, 12, 22),
        )
        for number in range(count)
    )


def list_of(*groups: tuple[Entry, ...], rejected: tuple[RejectedEntry, ...] = ()) -> ReadList:
    found = tuple(entry for group in groups for entry in group)
    return ReadList(found, rejected, len(found) + len(rejected), 0, "csl-csv, 29 columns")
