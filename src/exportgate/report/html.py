"""Writes `report.html`: one file for the auditor, with no script, nothing loaded from elsewhere, every text escaped.

The page's content security policy names the digest of its own style sheet and forbids all else.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from exportgate.foundation.visible import clipped, visible
from exportgate.provisions.model import Outcome
from exportgate.report import wording
from exportgate.report.anchors import Anchors
from exportgate.report.basis import RunBasis
from exportgate.report.citations import entry_terms
from exportgate.report.html_bands import band_markup, way_text
from exportgate.report.html_lines import line_blocks, parties_together
from exportgate.report.lists_used import IMPORT_COMMAND
from exportgate.report.over_time import NOTHING_DRAWN, OverTime
from exportgate.report.totals import Totals

REJECTED_SHOWN = 1_000
NODES_PER_CHUNK = 256
NAME_LENGTH = 240


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the bar of outcomes, in lines."""

    outcome: str
    start: int
    lines: int


def html_chunks(
    basis: RunBasis, totals: Totals, questions: Mapping[str, str], shown_over_time: OverTime = NOTHING_DRAWN
) -> Iterator[str]:
    """Yield the page in pieces; `questions` has the question to ask for each fact that can be missing."""
    templates = environment(questions)
    anchors = Anchors(totals)
    blocks = line_blocks(templates, totals.worst, anchors)
    anchors.see(totals.worst[: len(blocks)])
    css = files("exportgate.report").joinpath("templates", "report.css").read_text("utf-8")
    stream = templates.get_template(
        "report.html"
    ).stream(
        basis=basis,
        totals=totals,
        css=Markup(css),  # noqa: S704 - the package's own style sheet; escaped, it would not match its digest
        policy=policy_of(css),
        verdict=verdict(totals),
        bar=_bar(totals),
        anchors=anchors,
        outcomes=list(Outcome),
        blocks=blocks,
        over_time=shown_over_time,
        shown_rows=frozenset(kept.line.row for kept in totals.worst[: len(blocks)]),
        shown=shown_text(len(blocks), totals.lines),
        rejected_shown=totals.rejected_rows[:REJECTED_SHOWN],
    )
    stream.enable_buffering(NODES_PER_CHUNK)
    yield from stream


def verdict(totals: Totals) -> str:
    """Return what came out in one sentence."""
    if not totals.rows:
        return "The file holds no data rows."
    said = [
        (totals.count(Outcome.PROHIBITED), "is prohibited", "are prohibited"),
        (totals.count(Outcome.LICENSE_REQUIRED), "requires a license", "require a license"),
        (totals.count(Outcome.HOLD), "is on hold", "are on hold"),
        (totals.count(Outcome.NO_FINDING), "has no finding", "have no finding"),
    ]
    parts = [f"{count:,} {one if count == 1 else many}" for count, one, many in said]
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}"
    rejected = f"; {wording.count_text(totals.rejected, 'row')} could not be read" if totals.rejected else ""
    return f"Of {wording.count_text(totals.lines, 'line')} screened, {listed}{rejected}."


def shown_text(shown: int, lines: int) -> str:
    """Return how many lines the page shows of how many."""
    if shown == lines:
        return f"All {wording.count_text(lines, 'line')} that were read are shown." if lines else "No line was read."
    return f"The worst {shown:,} of {lines:,} lines are shown. Every line is in results.jsonl and results.csv."


def environment(questions: Mapping[str, str]) -> Environment:
    """Return the templates with their filters; whatever they print is made visible and escaped."""
    made = Environment(
        loader=PackageLoader("exportgate.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters.update(
        band=band_markup,
        clipped=lambda text, limit=NAME_LENGTH: clipped(str(text), limit),
        command=_with_command,
        count=wording.count_text,
        days=wording.days_text,
        entry_terms=entry_terms,
        label=wording.finding_title,
        number="{:,}".format,
        own_mark=wording.own_mark,
        reasons=wording.reasons_text,
        question=partial(wording.question, questions=questions),
        parties_together=parties_together,
        rule_name=wording.rule_name,
        score=wording.score_text,
        title_of=wording.TITLES.__getitem__,
        verify=wording.verify,
        way=way_text,
        words=wording.words,
    )
    return made


def _shown(value: object) -> object:
    """Make what is about to be escaped visible; markup of our own is passed on."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _with_command(notice: str) -> Markup:
    """Set the command that a notice may name apart from its words."""
    return escape(visible(notice)).replace(IMPORT_COMMAND, Markup("<code>{}</code>").format(IMPORT_COMMAND))


def policy_of(css: str) -> str:
    """Return the content security policy of a page with a style sheet and nothing else."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _bar(totals: Totals) -> list[Segment]:
    segments: list[Segment] = []
    start = 0
    for outcome, lines in totals.outcomes:
        if lines:
            segments.append(Segment(outcome, start, lines))
        start += lines
    return segments
