"""The published lists that are known by their codes: who publishes each, and how soon a copy of it is stale."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from exportgate.foundation.resources import shipped


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A published list; a copy is stale when it is more than `stale_after` days old, unless its user says otherwise."""

    code: str
    title: str
    publisher: str
    stale_after: int


@cache
def published_lists() -> Mapping[str, PublishedList]:
    """Return the known lists by their codes, in the order in which they are shown."""
    with (shipped("data") / "published-lists.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = (PublishedList(row["code"], row["title"], row["publisher"], int(row["stale_after"])) for row in rows)
    return MappingProxyType({item.code: item for item in found})


def usual_staleness(codes: Iterable[str]) -> int | None:
    """Return after how many days a copy of these lists is stale: that of the shortest; None where none is known."""
    known = published_lists()
    return min((known[code].stale_after for code in codes if code in known), default=None)
