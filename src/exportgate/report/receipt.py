"""Builds the receipt of a run, `receipt.json`: what was screened, with what, and what came out.

Two runs of the same input, rules and lists differ in `started` and `finished` only.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from exportgate.report.basis import RunBasis
from exportgate.report.lists_used import ListUsed, StateUsed
from exportgate.report.rules_used import rules_object
from exportgate.report.totals import Totals

Receipt = dict[str, Any]


def build_receipt(
    basis: RunBasis, totals: Totals, *, started: datetime, finished: datetime, digests: Mapping[str, str] | None = None
) -> Receipt:
    """Return the receipt; both times carry their time zone, `digests` are SHA-256 of files of the run by name."""
    return {
        "tool": {"name": basis.tool, "version": basis.version},
        "rules": rules_object(basis.rules),
        "lists": [list_object(used) for used in basis.lists],
        "input": {
            "name": basis.input.name,
            "sha256": basis.input.sha256,
            "rows": totals.rows,
            "read": totals.lines,
            "rejected": totals.rejected,
        },
        "on": basis.on.isoformat() if basis.on else None,
        "outcomes": dict(totals.outcomes),
        "days": [day.isoformat() for day in (totals.first_day, totals.last_day) if day],
        "notices": list(basis.all_notices),
        "assumptions": list(basis.assumptions),
        "not_modeled": {name: list(texts) for name, texts in totals.not_modeled},
        **({"files": dict(digests)} if digests else {}),
        "started": started.isoformat(),
        "finished": finished.isoformat(),
    }


def receipt_text(receipt: Receipt) -> str:
    """Return the receipt as it is written to `receipt.json`."""
    return json.dumps(receipt, ensure_ascii=False, indent=2) + "\n"


def list_object(used: ListUsed) -> dict[str, Any]:
    """Return a list as receipts show it."""
    return {
        "id": used.id,
        "title": used.title,
        "as_of": used.as_of.isoformat() if used.as_of else None,
        "entries": used.entries,
        "names": used.names,
        "source": used.source,
        "digest": used.digest,
        "retrieved": used.retrieved.isoformat() if used.retrieved else None,
        "curated": used.curated,
        **({"snapshot": used.snapshot} if used.snapshot else {}),
        **({"address": used.address} if used.address else {}),
        **({"forced": used.forced} if used.forced else {}),
        **({"stale_from": used.stale_from.isoformat()} if used.stale_from else {}),
        "undated": used.undated,
        "states": [_state(state) for state in used.states],
    }


def _state(state: StateUsed) -> dict[str, Any]:
    return {
        "snapshot": state.snapshot or None,
        "day": state.day.isoformat(),
        "digest": state.digest,
        "entries": state.entries,
        "way": "dates of listing" if state.by_dates else "snapshot",
        "undated": state.undated,
        "from": state.first.isoformat(),
        "to": state.last.isoformat(),
        "lines": state.lines,
        **({"forced": state.forced} if state.forced else {}),
        **({"and_gone_since": state.since.isoformat()} if state.since else {}),
    }
