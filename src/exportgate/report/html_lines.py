"""Renders the lines of `report.html`, worst first, as many as fit the size that a browser opens with ease."""

from collections.abc import Sequence
from functools import partial

from jinja2 import Environment, Template
from markupsafe import Markup

from exportgate.report.anchors import Anchors
from exportgate.report.per_decision import PerDecision
from exportgate.report.wording import deciding
from exportgate.report.worst import KeptLine
from exportgate.screening.findings import LineDecision, PartyView

SIZE_LIMIT = 28_000_000


def line_blocks(
    environment: Environment, lines: Sequence[KeptLine], anchors: Anchors, *, size_limit: int = SIZE_LIMIT
) -> list[Markup]:
    """Return the rendered lines in order, stopping before they exceed `size_limit` bytes together."""
    body_template = environment.get_template("decision.html")
    line_template = environment.get_template("line.html")
    body = PerDecision(partial(_body, body_template, anchors))
    blocks: list[Markup] = []
    size = 0
    for kept in lines:
        block = line_template.render(
            kept=kept,
            line=kept.line,
            decision=kept.decision,
            item=kept.decision.item,
            reason=reason(kept.decision),
            body=body(kept.decision),
            anchors=anchors,
        )
        size += len(block.encode())
        if size > size_limit:
            break
        blocks.append(Markup(block))  # noqa: S704 - rendered with every text escaped
    return blocks


def parties_together(decision: LineDecision) -> list[tuple[list[str], PartyView]]:
    """Return the parties of a line, one that stands in several roles once with all of them."""
    together: dict[tuple[object, ...], tuple[list[str], PartyView]] = {}
    for party in decision.parties:
        key = (party.name, party.country, party.hits, party.more)
        together.setdefault(key, ([], party))[0].append(party.role)
    return list(together.values())


def _body(template: Template, anchors: Anchors, decision: LineDecision) -> Markup:
    return Markup(template.render(decision=decision, anchors=anchors))  # noqa: S704 - rendered with every text escaped


def reason(decision: LineDecision) -> str:
    """Return the first deciding finding's reason, and how many more there are."""
    decisive = deciding(decision)
    if not decisive:
        return "nothing was found against the line"
    more = f" (and {len(decisive) - 1} more)" if len(decisive) > 1 else ""
    return f"{decisive[0].because}{more}"
