"""Answers for one item on one day: what it is, and what follows for a destination and a parent, without any list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exportgate.engine.law import Law
from exportgate.engine.trace.model import Stage
from exportgate.items.catalog import Catalog
from exportgate.screening.classification import Classified, classify, classify_in_stages, classify_with_stated
from exportgate.screening.decision import decide, item_view, undated
from exportgate.screening.findings import LineDecision
from exportgate.screening.given_facts import given_notes
from exportgate.screening.item_notes import item_notes
from exportgate.screening.items import ItemQuery, ItemRows, item_rows
from exportgate.screening.line_facts import settled
from exportgate.screening.own_findings import item_findings
from exportgate.screening.shipments import Route, screen_in_stages, screen_shipments
from exportgate.screening.siblings import SameSilicon
from exportgate.screening.stated_eccn import at_stated_eccn


@dataclass(frozen=True, slots=True)
class Question:
    """An item, the way it goes, and the day and law under which it is asked about."""

    query: ItemQuery
    route: Route
    day: date
    law: Law
    catalog: Catalog


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A decision on one item, with the stages that it came from; there are none on a day before the rules begin."""

    decision: LineDecision
    item: Classified
    stages: tuple[Stage, ...]


def classify_item(query: ItemQuery, route: Route, day: date, law: Law, catalog: Catalog) -> LineDecision:
    """Return the decision on one item, with no parties but what the route says of headquarters."""
    return work_out_item(Question(query, route, day, law, catalog)).decision


def work_out_item(question: Question) -> WorkedOut:
    """Return the decision on one item together with the columns that it was read from."""
    day, law, route = question.day, question.law, question.route
    of_day, vocabulary = law.on(day), law.rules.vocabulary
    item = item_rows(question.query, question.catalog)
    found, stages = classify_in_stages([item], of_day, vocabulary)
    (classified,) = at_stated_eccn(found, of_day, vocabulary)
    if day < law.begins:
        return WorkedOut(undated(item_view(classified), (), day, law.begins), classified, ())
    stated = classify([item.as_stated], of_day, vocabulary)[0] if item.stated else None
    (shipment,), last = screen_in_stages([(classified, route)], of_day, vocabulary)
    (notes,) = item_notes([classified], stages, day, SameSilicon(law, question.catalog))
    given = given_notes(item, of_day, vocabulary, question.catalog.makers)
    held = (*classified.findings, *item_findings(classified.by_law, stated, of_day), *given, *notes)
    return WorkedOut(decide(item_view(classified), held, shipment, (), ()), classified, (*stages, *last))


def decide_items(asked: Sequence[tuple[ItemRows, Route]], day: date, silicon: SameSilicon) -> list[LineDecision]:
    """Return the decisions on items and the ways they go, all of them in the same columns.

    Each is what `classify_item` says of it; what the lines of the items state is taken as in a screening.
    """
    law, vocabulary = silicon.law.on(day), silicon.law.rules.vocabulary
    distinct = {item.query: item for item, _ in asked}
    found, other, stages = classify_with_stated(
        settled(list(distinct.values()), law.definitions, vocabulary), law, vocabulary
    )
    classified = dict(zip(distinct, at_stated_eccn(found, law, vocabulary), strict=True))
    views = {query: item_view(item) for query, item in classified.items()}
    if day < silicon.law.begins:
        return [undated(views[item.query], (), day, silicon.law.begins) for item, _ in asked]
    notes = dict(zip(distinct, item_notes(list(classified.values()), stages, day, silicon), strict=True))
    held = {
        query: (*item.findings, *item_findings(item.by_law, other.get(query), law), *notes[query])
        for query, item in classified.items()
    }
    shipments = screen_shipments([(classified[item.query], route) for item, route in asked], law, vocabulary)
    return [
        decide(views[item.query], held[item.query], shipment, (), ())
        for (item, _), shipment in zip(asked, shipments, strict=True)
    ]


def decide_variants(queries: Sequence[ItemQuery], question: Question) -> list[LineDecision]:
    """Return the decisions on many items in place of the one asked about, all of them in the same columns.

    What a maker states otherwise, and what is noted of near lines and siblings, is left out: it changes no outcome.
    """
    law, vocabulary = question.law.on(question.day), question.law.rules.vocabulary
    items = [item_rows(query, question.catalog) for query in queries]
    classified = at_stated_eccn(classify(items, law, vocabulary), law, vocabulary)
    shipments = screen_shipments([(item, question.route) for item in classified], law, vocabulary)
    return [
        decide(item_view(item), (*item.findings, *item_findings(item.by_law, None, law)), shipment, (), ())
        for item, shipment in zip(classified, shipments, strict=True)
    ]
