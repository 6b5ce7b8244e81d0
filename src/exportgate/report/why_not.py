"""Why an entry is a hit or none, for a person and as an object of the machine formats."""

from typing import Any

from exportgate.foundation.truth import Truth
from exportgate.parties.explanation import figure
from exportgate.parties.listing import in_force
from exportgate.parties.why_not import Asked, WhyNot
from exportgate.report.lookup_explained import explanation_lines, explanation_object, rounded
from exportgate.report.lookup_model import Searched
from exportgate.report.lookup_table import party_text, searched_text
from exportgate.report.text_table import paragraph


def why_not_text(found: WhyNot, asked: Asked, searched: Searched, width: int) -> str:
    """Return the answer for a person, no line wider than `width`."""
    entry = found.entry
    verdict = "a hit" if found.hit else "no hit"
    whom = f"{entry.entity_id} {entry.name} ({entry.source}, {found.list_id})"
    lines = paragraph(f"{party_text(asked.party)} against {whom}: {verdict}", width, "", "  ")
    if found.explanation is not None:
        lines += paragraph(f"nearest listed name: {found.matched_name}, score {figure(found.score)}", width, "  ")
    for reason in found.reasons:
        lines += paragraph(reason.text[:1].upper() + reason.text[1:], width, "  - ", "    ")
    if found.explanation is not None:
        priority = sum(part.adds for part in found.explanation.priority) * found.explanation.reduced
        lines += explanation_lines(found.explanation, found.score, priority, width)
    return "\n".join(lines) + "\n" + searched_text(searched, width, "  ")


def why_not_object(found: WhyNot, asked: Asked, searched: Searched) -> dict[str, Any]:
    """Return the answer as an object."""
    entry = found.entry
    return {
        "query": asked.party.name,
        "country": asked.party.country,
        "address": asked.party.address,
        "on": asked.on.isoformat(),
        "min_score": searched.min_score,
        "against": {
            "list": found.list_id,
            "source": entry.source,
            "entity_id": entry.entity_id,
            "kind": entry.kind,
            "name": entry.name,
            "in_force": in_force(entry, asked.on) is not Truth.NO,
        },
        "hit": found.hit is not None,
        "hit_kind": found.hit.kind if found.hit else None,
        "rank": found.rank or None,
        "matched_name": found.matched_name,
        "score": rounded(found.score),
        "reasons": [{"code": reason.code, "text": reason.text} for reason in found.reasons],
        "explanation": explanation_object(found.explanation) if found.explanation else None,
    }
