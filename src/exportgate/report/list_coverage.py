"""Which of the known published lists are held, in which list of the store, and which are not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from exportgate.parties.lists.published import PublishedList, published_lists
from exportgate.report.text_table import paragraph
from exportgate.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Held:
    """A published list that is held: in which lists of the store, with how many entries; `part` where only chosen ones.

    Of several lists that hold it `entries` is the largest number.
    """

    published: PublishedList
    lists: tuple[str, ...]
    entries: int
    part: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The published lists that are held and those that are not, and codes of lists that are not known."""

    held: tuple[Held, ...]
    missing: tuple[PublishedList, ...]
    others: tuple[str, ...]


def coverage(snapshots: Sequence[Snapshot]) -> Coverage:
    """Return which published lists these snapshots cover."""
    found: dict[str, list[tuple[Snapshot, int]]] = {}
    for item in snapshots:
        for code, count in item.sources:
            found.setdefault(code, []).append((item, count))
    known = published_lists()
    held = tuple(
        Held(
            known[code],
            tuple(item.list_id for item, _ in found[code]),
            max(count for _, count in found[code]),
            all(item.curated for item, _ in found[code]),
        )
        for code in known
        if code in found
    )
    missing = tuple(item for code, item in known.items() if code not in found)
    return Coverage(held, missing, tuple(sorted(set(found) - set(known))))


def coverage_object(found: Coverage) -> dict[str, Any]:
    """Return `{held[{code, title, publisher, entries, lists, part}], missing[{code, title, publisher}], others[]}`."""
    return {
        "held": [
            {**_named(item.published), "entries": item.entries, "lists": list(item.lists), "part": item.part}
            for item in found.held
        ],
        "missing": [_named(item) for item in found.missing],
        "others": list(found.others),
    }


def coverage_text(found: Coverage, width: int) -> str:
    """Return the coverage as a paragraph each, no line wider than `width`."""
    held = [
        f"{item.published.code} {item.entries:,} ({', '.join(item.lists)}{', in part' if item.part else ''})"
        for item in found.held
    ]
    said = [
        f"published lists held: {', '.join(held) or 'none'}",
        f"not held: {', '.join(f'{item.title} ({item.code})' for item in found.missing) or 'none'}",
    ]
    if found.others:
        said.append(f"codes of no known published list: {', '.join(found.others)}")
    return "".join(f"{line}\n" for text in said for line in paragraph(text, width, "", "  "))


def _named(item: PublishedList) -> dict[str, str]:
    return {"code": item.code, "title": item.title, "publisher": item.publisher}
