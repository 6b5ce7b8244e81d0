"""Says which paragraphs an item only just misses: the fact, its value, the threshold, and how far it is from it.

A part that stays just under a line is lawful, and it is where a mistaken data sheet, an unlocked clock or the next rule
changes the answer first. So it is a note on the line: it neither holds nor passes anything.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from exportgate.engine.law import LawOfDay
from exportgate.engine.nearness import Gap, Near, Way, near_stages
from exportgate.engine.trace.model import Stage
from exportgate.foundation.quantities import decimal_text
from exportgate.provisions.model import Outcome
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.classification import Classified
from exportgate.screening.findings import Finding
from exportgate.screening.own_findings import own

MARGIN = Fraction(1, 10)
"""How near is near, as a part of the threshold. No law sets it; every finding states it."""
TENTH = Decimal("0.1")
SHOWN_PLACES = 4
"""Digits of a figure after the point; it is cut there, so that it never shows on the far side of a threshold."""
TOLD = 4


def near_findings(
    items: Sequence[Classified], stages: Sequence[Stage], law: LawOfDay, vocabulary: Vocabulary
) -> list[tuple[Finding, ...]]:
    """Return, per item, a note for each paragraph that it just misses; `stages` are those that classified the items.

    An item taken at its declared ECCN was not asked for its figures, so nothing is near.
    """
    asked = near_stages(stages, law, MARGIN)
    found: list[tuple[Finding, ...]] = []
    start = 0
    for item in items:
        span = range(start, start + len(item.item.rows))
        start = span.stop
        told = item.item.basis in ("catalog", "facts") and asked
        near = [near for stage in asked for near in stage.near(span)] if told else []
        found.append(tuple(_finding(each, vocabulary) for each in near))
    return found


def _finding(near: Near, vocabulary: Vocabulary) -> Finding:
    paragraph, held = near.held.paragraph, near.held
    cite = paragraph.cite or held.provision.cite
    ways = dict.fromkeys(_way_text(way, vocabulary) for way in near.ways)
    told = "; or ".join(list(ways)[:TOLD])
    because = f"outside {paragraph.classifies}, but within {percent_text(MARGIN)} of it: {told}"
    note = own("near_miss", because, outcome=Outcome.NO_FINDING)
    return replace(note, cite=cite, confidence=str(held.version.confidence))


def _way_text(way: Way, vocabulary: Vocabulary) -> str:
    gaps = " and ".join(_gap_text(gap, vocabulary) for gap in way.gaps)
    unknown = ", ".join(vocabulary.fact(name).title for name in way.unknown)
    cite = f" ({way.cite})" if way.cite else ""
    return f"{gaps}{cite}{f', and not known is {unknown}' if unknown else ''}"


def _gap_text(gap: Gap, vocabulary: Vocabulary) -> str:
    fact, limit = vocabulary.fact(gap.leaf.fact), gap.threshold
    unit = f" {fact.unit}" if fact.unit else ""
    least = "" if gap.value.exact is not None else "at least "
    value = f"{fact.title} {least}{decimal_text(gap.value.low, SHOWN_PLACES)}{unit}"
    if not gap.distance:
        return f"{value} is exactly the limit"
    side = "below" if gap.value.low < limit.value else "above"
    return f"{value} is {percent_text(gap.distance)} {side} {limit.text}{unit}"


def percent_text(part: Fraction) -> str:
    """Return a part of something in percent, to one place; what is more than nothing never reads as nothing."""
    percent = Decimal(part.numerator * 100) / Decimal(part.denominator)
    rounded = percent.quantize(TENTH, rounding=ROUND_HALF_UP)
    if percent and not rounded:
        return "less than 0.1 %"
    return f"{rounded.normalize():f} %"
