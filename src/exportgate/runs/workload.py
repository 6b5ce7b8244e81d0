"""Counts for a file of parties what each threshold would raise, a batch at a time."""

from collections.abc import Iterable
from itertools import islice

from exportgate.parties.search import PartyLists
from exportgate.parties.workload import Workload
from exportgate.runs.name_answers import BATCH
from exportgate.runs.name_rows import NameRow


def count_workload(rows: Iterable[NameRow], lists: PartyLists) -> Workload:
    """Return the hits at each threshold; rows that cannot be looked up are left out."""
    found = Workload()
    parties = (row.party for row in rows if not row.fault)
    while batch := list(islice(parties, BATCH)):
        found.add(batch, lists)
    return found
