"""Boils the hits of a party down to what tells a later screening whether they are still the same."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from exportgate.parties import entry_lines
from exportgate.parties.entry import Entry, Hit
from exportgate.parties.list_change import Row
from exportgate.parties.listing import first_day
from exportgate.parties.search import PartyHits


@dataclass(frozen=True, slots=True)
class KeptHits:
    """The rows of the lists that a party hit, whether there were more hits than those kept, and a digest of them."""

    rows: tuple[Row, ...]
    more: bool
    digest: str


def kept_hits(found: PartyHits) -> KeptHits:
    """Return what is kept of the hits of a party.

    The digest covers all that an answer to a line rests on. It leaves out the reasons given, which count words on lists
    that change from day to day, and the day of the list but for what it says of the day of listing.
    """
    digest = hashlib.blake2b(digest_size=12)
    for hit in found.hits:
        told = (hit.list_id, hit.kind, hit.matched_name, hit.score, hit.priority, hit.decisive)
        digest.update(repr((told, *map(_entry_text, _entries(hit)))).encode("utf-8", "surrogatepass"))
    digest.update(str(found.more).encode())
    rows = tuple(dict.fromkeys(row for hit in found.hits for row in _rows(hit)))
    return KeptHits(rows, found.more > 0, digest.hexdigest())


def _entries(hit: Hit) -> tuple[Entry, ...]:
    return (hit.entry, hit.reported.entry) if hit.reported else (hit.entry,)


def _rows(hit: Hit) -> Iterator[Row]:
    yield hit.list_id, hit.entry.source, hit.entry.entity_id
    if hit.reported:
        yield hit.reported.list_id, hit.reported.entry.source, hit.reported.entry.entity_id


def _entry_text(entry: Entry) -> str:
    return f"{entry_lines.to_line(replace(entry, held_on=None))}{first_day(entry)}"
