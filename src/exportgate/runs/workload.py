"""Counts for a file of parties what each threshold would raise, a batch at a time."""

from collections.abc import Iterable

from exportgate.parties.search import PartyLists
from exportgate.parties.workload import Workload
from exportgate.runs.name_answers import batches_of
from exportgate.runs.name_rows import NameRow


def count_workload(rows: Iterable[NameRow], lists: PartyLists) -> Workload:
    """Return the hits at each threshold; rows that cannot be looked up are left out."""
    found = Workload()
    for batch in batches_of(rows):
        found.add([row.party for row in batch if not row.fault], lists)
    return found
