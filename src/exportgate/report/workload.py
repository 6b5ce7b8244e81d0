"""What each threshold would raise, for a person to choose one: as a table, JSON or CSV."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from exportgate.parties.explanation import figure
from exportgate.parties.score import DEFAULT_MIN_SCORE
from exportgate.parties.workload import Band, Tally, Workload
from exportgate.report.csv_results import guarded
from exportgate.report.lookup_answer import json_text
from exportgate.report.lookup_model import Searched
from exportgate.report.lookup_table import searched_lists
from exportgate.report.text_table import columns, paragraph
from exportgate.report.wording import count_text

CSV_HEAD = ("threshold", "group", "of", "parties", "hits", "minutes")
HEAD = ("threshold", "parties", "share", "hits", "hours")
AFFILIATES = (
    "affiliates: names that agree but for the place count at each threshold that they would reach without it, whatever "
    "their score, and never as exact; a listed party that several lists hold counts once"
)
LISTS_SHOWN = 8
PLACES = 4


def workload_text(found: Workload, searched: Searched, minutes: float, form: str, width: int) -> str:
    """Return the counts in a form; `minutes` is what a person needs to judge one hit."""
    if form == "csv":
        return _csv(found, minutes)
    if form == "table":
        return "\n".join(_table(found, searched, minutes, width)) + "\n"
    return json_text(workload_object(found, searched, minutes), 2 if form == "json" else None) + "\n"


def workload_object(found: Workload, searched: Searched, minutes: float) -> dict[str, Any]:
    """Return the counts as an object; at the threshold 1 only exact names and identifiers count."""
    return {
        "parties": found.parties,
        "on": searched.on.isoformat(),
        "lists": [
            {"id": used.id, "as_of": used.as_of.isoformat() if used.as_of else None, "entries": used.entries}
            for used in searched.lists
        ],
        "minutes_per_hit": minutes,
        "default_threshold": DEFAULT_MIN_SCORE,
        "thresholds": [
            {
                "threshold": tally.threshold,
                "parties": tally.parties,
                "share": round(share(tally, found), PLACES),
                "hits": tally.hits,
                "minutes": round(tally.hits * minutes, 1),
                "by_list": dict(tally.by_list.most_common()),
                "by_kind": dict(tally.by_kind.most_common()),
            }
            for tally in found.tallies
        ],
        "bands": [
            {
                "from": band.lower,
                "to": band.upper,
                "parties": band.parties,
                "nearest": [
                    {
                        "name": one.name,
                        "matched_name": one.matched_name,
                        "source": one.source,
                        "score": round(one.score, PLACES),
                        "affiliate": one.affiliate,
                    }
                    for one in band.examples
                ],
            }
            for band in found.bands
        ],
    }


def share(tally: Tally, found: Workload) -> float:
    """Return the share of the parties that have a hit."""
    return tally.parties / found.parties if found.parties else 0.0


def threshold_text(threshold: float) -> str:
    """Return a threshold as a person reads it."""
    return "exact" if threshold == 1 else f"{threshold:.2f}"


def _table(found: Workload, searched: Searched, minutes: float, width: int) -> Iterator[str]:
    yield from paragraph(
        f"{count_text(found.parties, 'party')} looked up on {searched_lists(searched)}", width, "", "  "
    )
    yield ""
    rows = [
        (
            threshold_text(tally.threshold),
            f"{tally.parties:,}",
            f"{share(tally, found) * 100:.2f} %",
            f"{tally.hits:,}",
            f"{tally.hits * minutes / 60:,.1f}",
        )
        for tally in found.tallies
    ]
    yield from columns([HEAD, *rows], width, "  ", right=(0, 1, 2, 3, 4))
    yield ""
    yield from paragraph(
        f"hours: at {minutes:g} minutes per hit (--minutes-per-hit); the default threshold is {DEFAULT_MIN_SCORE:.2f}",
        width,
        "  ",
    )
    yield from paragraph(AFFILIATES, width, "  ")
    for title, counts in (("list", "by_list"), ("kind", "by_kind")):
        yield from _by(found, title, counts, width)
    yield ""
    yield "what a higher threshold would lose, the nearest to it first"
    for band in found.bands:
        yield from _band_lines(band, width)


def _by(found: Workload, title: str, counts: str, width: int) -> Iterator[str]:
    """Yield the hits by list or by kind, the most frequent first; lists beyond those that fit are added up."""
    keys = [key for key, _ in getattr(found.tallies[0], counts).most_common()]
    if not keys:
        return
    shown, rest = keys[:LISTS_SHOWN], keys[LISTS_SHOWN:]
    rows: list[Sequence[str]] = [(f"hits by {title}", *shown, *(["others"] if rest else []))]
    for tally in found.tallies:
        hits = getattr(tally, counts)
        others = [f"{sum(hits[key] for key in rest):,}"] if rest else []
        rows.append((threshold_text(tally.threshold), *(f"{hits[key]:,}" for key in shown), *others))
    yield ""
    yield from columns(rows, width, "  ", right=range(len(rows[0])))


def _band_lines(band: Band, width: int) -> Iterator[str]:
    lost = count_text(band.parties, "party")
    yield f"  {threshold_text(band.lower)} to {threshold_text(band.upper)}: {lost}{', such as' if band.parties else ''}"
    for one in band.examples:
        source = f"{one.source}, affiliate" if one.affiliate else one.source
        text = f"{figure(one.score)}  '{one.name}': {one.matched_name} ({source})"
        yield from paragraph(text, width, "    ", " " * 10)


def _csv(found: Workload, minutes: float) -> str:
    """Return a row for each threshold and group: all hits, those of a list, those of a kind."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_HEAD)
    for tally in found.tallies:
        groups = [("all", "", str(tally.parties), tally.hits)]
        groups += [("list", key, "", hits) for key, hits in tally.by_list.most_common()]
        groups += [("kind", key, "", hits) for key, hits in tally.by_kind.most_common()]
        for group, of, parties, hits in groups:
            writer.writerow([f"{tally.threshold:.2f}", group, guarded(of), parties, hits, f"{hits * minutes:g}"])
    return text.getvalue()
