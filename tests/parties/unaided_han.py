"""Measures how well Han names find their own entries when the lists hold no Han, as the published lists do not.

    python tests/parties/unaided_han.py [LIST.csv]

The Han names of the embedded lists are taken out of the index, beside the names of LIST.csv (a Consolidated Screening
List) where one is given, and then looked up. A hit is right where the entry, or another of the same English name, bears
the Han name. Of the other hits those are shown that no English name of such an entry raises as well.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from exportgate.foundation.resources import shipped
from exportgate.parties.entry import Entry, Party
from exportgate.parties.index import NameIndex
from exportgate.parties.lists import csl_csv, own_yaml
from exportgate.parties.score import DEFAULT_MIN_SCORE
from exportgate.parties.scripts import has_han
from exportgate.parties.search import PartyLists


@dataclass(frozen=True)
class Outcome:
    """What one Han name found: the score of its own entry (0 if none), and other entries that its English does not."""

    name: str
    own: str
    score: float
    others: tuple[tuple[str, float], ...]


def embedded() -> tuple[Entry, ...]:
    """Return the entries of the embedded lists."""
    return own_yaml.read(shipped("data") / "parties").entries


def without_han(entry: Entry) -> Entry:
    """Return an entry without its Han aliases."""
    return replace(
        entry,
        aliases=tuple(name for name in entry.aliases if not has_han(name)),
        weak_aliases=tuple(name for name in entry.weak_aliases if not has_han(name)),
    )


def measure(entries: Sequence[Entry], more: Sequence[Entry] = (), least: float = DEFAULT_MIN_SCORE) -> list[Outcome]:
    """Look up every Han name of the entries among the same entries without Han and others."""
    owners: dict[str, list[Entry]] = {}
    for entry in entries:
        # A name that stands for a listed party raises that party's entry.
        for name in filter(has_han, () if entry.of else entry.names):
            owners.setdefault(name, []).append(entry)
    lists = PartyLists([NameIndex.build("without Han", [*map(without_han, entries), *more])])
    outcomes = []
    for name, own in owners.items():
        english = [text for entry in own for text in without_han(entry).names]
        hits, *of_english = lists.search([Party(text) for text in (name, *english)], least)
        known = {hit.entry.name for found in of_english for hit in found.hits} | {entry.name for entry in own}
        right = [hit.score for hit in hits.hits if hit.entry.name in {entry.name for entry in own}]
        others = {hit.entry.name: hit.score for hit in hits.hits if hit.score >= least and hit.entry.name not in known}
        outcomes.append(Outcome(name, own[0].name, max(right, default=0.0), tuple(others.items())))
    return outcomes


def main(list_file: str = "") -> None:
    """Print what was found, what was not, and what else was."""
    more = csl_csv.read(Path(list_file)).entries if list_file else ()
    outcomes = measure(embedded(), more)
    for outcome in outcomes:
        mark = f"{outcome.score:.2f}" if outcome.score else "-   "
        sys.stdout.write(f"{mark} {outcome.name} = {outcome.own}\n")
        for other, score in outcome.others:
            sys.stdout.write(f"         {score:.2f} {other}\n")
    found = sum(outcome.score > 0 for outcome in outcomes)
    others = sum(len(outcome.others) for outcome in outcomes)
    sys.stdout.write(
        f"{found} of {len(outcomes)} Han names found their entry; {others} more hits than by their English\n"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
