"""Answers for one item on one day: what it is, and what follows for a destination and a parent, without any list."""

from datetime import date

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.screening.classification import classify
from exportgate.screening.decision import decide, item_view, undated
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery, item_rows
from exportgate.screening.own_findings import item_findings
from exportgate.screening.shipments import Route, screen_shipments


def classify_item(query: ItemQuery, route: Route, day: date, law: Law, catalog: Catalog) -> LineDecision:
    """Return the decision on one item, with no parties but what the route says of headquarters."""
    of_day, vocabulary = law.on(day), law.rules.vocabulary
    item = item_rows(query, catalog)
    classified = classify([item], of_day, vocabulary)[0]
    if day < law.begins:
        return undated(item_view(classified), (), day, law.begins)
    stated = classify([item.as_stated], of_day, vocabulary)[0] if item.stated else None
    shipment = screen_shipments([(classified, route)], of_day, vocabulary)[0]
    held = (*classified.findings, *item_findings(classified, stated, of_day))
    return decide(item_view(classified), held, shipment, (), ())
