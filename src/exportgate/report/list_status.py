"""Which lists the store holds, for a person and for a machine."""

import json
from collections.abc import Sequence

from exportgate.store.snapshot import Snapshot

NONE_HELD = (
    "no list is imported; screening uses the curated subset that comes with exportgate\n"
    "import the full list: exportgate lists import FILE --as ID\n"
)


def status_json(snapshots: Sequence[Snapshot]) -> str:
    """Return `{"lists": [{id, as_of, entries, names, source, digest, retrieved}]}` and what else is known of each."""
    rows = [
        {
            "id": item.list_id,
            "as_of": None if item.as_of is None else item.as_of.isoformat(),
            "entries": item.entries,
            "names": item.names,
            "source": item.file_name,
            "digest": item.digest,
            "retrieved": item.retrieved.isoformat(),
            "sources": dict(item.sources),
            "rejected": item.rejected,
            "layout": item.layout,
            "forced": item.force_reason,
        }
        for item in snapshots
    ]
    return json.dumps({"lists": rows}, ensure_ascii=False, indent=2) + "\n"


def status_text(snapshots: Sequence[Snapshot]) -> str:
    """Return a table of the lists, or what to do where there is none."""
    if not snapshots:
        return NONE_HELD
    head = ("id", "as of", "entries", "names", "set aside", "retrieved", "file")
    rows = [
        (
            item.list_id,
            "unknown" if item.as_of is None else item.as_of.isoformat(),
            f"{item.entries:,}",
            f"{item.names:,}",
            f"{item.rejected:,}",
            item.retrieved.date().isoformat(),
            item.file_name,
        )
        for item in snapshots
    ]
    return columns(head, rows)


def columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return texts as a table of aligned columns, without trailing space."""
    table = [head, *rows]
    widths = [max(len(row[place]) for row in table) for place in range(len(head))]
    lines = ("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in table)
    return "\n".join(lines) + "\n"
