"""What changed from one list to another, for a terminal: the counts, then each section with its first entries."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from exportgate.foundation.characters import seen
from exportgate.parties.entry import Entry
from exportgate.parties.list_diff import FieldChange, Pair
from exportgate.report.list_diff_model import (
    RESPELLED,
    Comparison,
    SourceCounts,
    label,
    short_id,
    sure_text,
)
from exportgate.report.list_diff_order import (
    addresses_in_order,
    changed_in_order,
    entries_in_order,
    other_changes,
    renamed_in_order,
    set_apart,
)
from exportgate.report.text_table import columns, paragraph
from exportgate.report.wording import count_text, one_line

HEAD = ("list", "before", "after", "added", "removed", "renamed", "re-addressed", "otherwise")
INDENT = "  "
DEEPER = " " * 8
LONGEST = 300

Item = TypeVar("Item", Entry, Pair)


def diff_text(comparison: Comparison, width: int, limit: int) -> str:
    """Return the comparison, no line wider than `width`; each section shows at most `limit` entries, 0 shows all."""
    diff = comparison.diff
    lines = [
        *paragraph(comparison.before.text, width, "from  ", DEEPER),
        *paragraph(comparison.after.text, width, "to    ", DEEPER),
        *paragraph(comparison.verdict, width, ""),
        "",
        *columns([HEAD, *map(_count_row, (*comparison.sources, comparison.total))], width, "", right=range(1, 8)),
        "",
        *(line for note in comparison.notes for line in paragraph(note, width, "", INDENT)),
        *_section(
            "Added", entries_in_order(diff.added), limit, _singles(comparison.same_name_before, "listed before", width)
        ),
        *_section(
            "Removed",
            entries_in_order(diff.removed),
            limit,
            _singles(comparison.same_name_after, "still listed", width),
        ),
        *_section("Renamed", renamed_in_order(diff.renamed), limit, lambda pair: _renamed(pair, width)),
        *_section("Re-addressed", addresses_in_order(diff.readdressed), limit, lambda pair: _readdressed(pair, width)),
        *_section(
            "Changed otherwise", changed_in_order(diff.changed_otherwise), limit, lambda pair: _changed(pair, width)
        ),
    ]
    return "\n".join(lines) + "\n"


def _count_row(row: SourceCounts) -> Sequence[str]:
    counts = (row.before, row.after, row.added, row.removed, row.renamed, row.readdressed, row.otherwise)
    return (row.source, *(f"{count:,}" if count else "-" for count in counts))


def _section(title: str, items: Sequence[Item], limit: int, lines: Callable[[Item], Iterable[str]]) -> Iterator[str]:
    if not items:
        return
    shown = items[: limit or None]
    yield ""
    yield f"{title}: {len(items):,}"
    for item in shown:
        yield from lines(item)
    if len(items) > len(shown):
        yield f"{INDENT}… {len(items) - len(shown):,} more; --limit 0 shows all"


def _singles(same_name: Callable[[Entry], tuple[str, ...]], when: str, width: int) -> Callable[[Entry], Iterator[str]]:
    """Return what writes an entry that only one side has."""

    def lines(entry: Entry) -> Iterator[str]:
        yield from _head(entry, "", width)
        told = "; ".join(filter(None, (entry.requirement, entry.notice, ", ".join(entry.programs))))
        if told:
            yield from paragraph(_clipped(told), width, DEEPER)
        ids = same_name(entry)
        if ids:
            under = (
                f"{when} under this name: {count_text(len(ids), 'other entry', 'other entries')} ({', '.join(ids[:5])})"
            )
            yield from paragraph(under, width, DEEPER)

    return lines


def _renamed(pair: Pair, width: int) -> Iterator[str]:
    change = pair.change("name")
    how = RESPELLED[change.respelled] if change else ""
    yield from _head(pair.before, sure_text(pair), width)
    yield from paragraph(f"→ {pair.after.name}{how and f' ({how})'}", width, DEEPER, f"{DEEPER}  ")


def _readdressed(pair: Pair, width: int) -> Iterator[str]:
    change = pair.change("addresses")
    yield from _head(pair.after, sure_text(pair), width)
    if change:
        yield from _gone_and_new(change, width, DEEPER)


def _changed(pair: Pair, width: int) -> Iterator[str]:
    yield from _head(pair.after, sure_text(pair), width)
    for change in other_changes(pair):
        if len(change.before) == len(change.after) == 1:
            begins, gone, new, ends = set_apart(change.before[0], change.after[0])
            one, other = (one_line(f"{begins} {text} {ends}") for text in (gone, new))
            told = f"{label(change.field)}: {_clipped(one)} → {_clipped(other)}"
            yield from paragraph(told, width, DEEPER, f"{DEEPER}  ")
        else:
            yield f"{DEEPER}{label(change.field)}:"
            yield from _gone_and_new(change, width, f"{DEEPER}  ")


def _gone_and_new(change: FieldChange, width: int, indent: str) -> Iterator[str]:
    for sign, texts in (("-", change.before), ("+", change.after)):
        for text in texts:
            yield from paragraph(f"{sign} {_clipped(text)}", width, indent, f"{indent}  ")


def _head(entry: Entry, said: str, width: int) -> Iterator[str]:
    """Yield the line that names an entry: its list, its name and countries, its id."""
    places = f", {'/'.join(entry.countries)}" if entry.countries else ""
    text = f"{entry.name}{places}  [{short_id(entry)}]{said and f' {said}'}"
    yield from paragraph(text, width, f"{INDENT}{seen(entry.source):<5} ", DEEPER)


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
