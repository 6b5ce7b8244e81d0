"""One item on its way to a buyer, asked about as `classify` does, and what the answer says."""

from datetime import date

from exportgate.engine.law import Law
from exportgate.engine.typed import parse_value
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog
from exportgate.screening.findings import Finding, LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item


class Asked:
    """Asks the shipped law about an item: from the United States, unless told, to a buyer at the destination."""

    def __init__(self, law: Law, catalog: Catalog) -> None:
        self.law = law
        self.catalog = catalog

    def __call__(
        self,
        part: str,
        to: str,
        day: str,
        *,
        parent: str | None = None,
        event: str = "export",
        start: str = "US",
        eccn: str = "",
        hts: str = "",
        **facts: str,
    ) -> LineDecision:
        """Return the decision; `parent` is where the buyer's ultimate parent sits, None where nobody knows."""
        typed = ((name, parse_value(self.law.rules.vocabulary.fact(name), text)) for name, text in facts.items())
        given = tuple(sorted((name, value) for name, value in typed if value is not None))
        assert len(given) == len(facts), "a fact has no such value"
        places = [to] if parent is None else [to, parent]
        route = Route(
            event=event,
            export_country=start,
            destination=to,
            headquarters=codes(places, complete=parent is not None),
            end_user_country=to,
            end_user_parent=parent,
        )
        query = ItemQuery(part, eccn=eccn, hts=hts, facts=given)
        return classify_item(query, route, date.fromisoformat(day), self.law, self.catalog)


def answer(decision: LineDecision) -> tuple[str, str | None]:
    """Return the outcome and the review policy in plain words."""
    policy = decision.review_policy
    return str(decision.outcome), None if policy is None else str(policy)


def statuses(decision: LineDecision) -> dict[str, str]:
    """Return the status of each license exception."""
    return {item.id: item.status for item in decision.license_exceptions}


def of(decision: LineDecision, provision: str) -> list[Finding]:
    """Return the findings of one provision."""
    return [finding for finding in decision.findings if finding.provision == provision]
