"""Which parts of the catalog get another answer when the day changes: their classifications and what follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exportgate.engine.law import Law
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog
from exportgate.provisions.model import Outcome, ReviewPolicy
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery, item_rows
from exportgate.screening.shipments import Route
from exportgate.screening.siblings import SameSilicon
from exportgate.screening.single import decide_items

SUPPLIED = frozenset(
    {
        *("circuit_classification", "classification", "on_control_list", "event", "export_country", "destination"),
        *("party_headquarters", "party_countries", "end_user_country", "end_user_parent", "transaction"),
        *("control_codes", "control_number_known"),
    }
)
"""Facts that the stages after the catalog add to every row."""


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """What a part is on a day and what its export means; on a day before any rule is modeled it is on hold."""

    known: tuple[str, ...]
    possible: tuple[str, ...]
    outcome: Outcome
    review_policy: ReviewPolicy | None
    modeled: bool

    @property
    def compared(self) -> tuple[object, ...]:
        """What counts as a difference."""
        return self.known, self.possible, self.outcome, self.review_policy


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part whose answer differs."""

    part: str
    before: PartAnswer
    after: PartAnswer


def export_route(destination: str) -> Route:
    """Return an export from the United States to a buyer at the destination, of whose parent nothing is known."""
    return Route(
        event="export",
        export_country="US",
        destination=destination,
        headquarters=codes([destination], complete=False),
        end_user_country=destination,
    )


def catalog_changes(law: Law, catalog: Catalog, route: Route, first: date, second: date) -> tuple[PartChange, ...]:
    """Return the parts whose answer on the second day differs from that on the first, by name."""
    if law.period(first) == law.period(second):
        return ()
    return tuple(_changes(law, catalog, route, first, second))


def lacking_facts(catalog: Catalog, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the facts that the catalog gives and a vocabulary lacks, without which no part can be asked about."""
    given = set(SUPPLIED)
    for part in catalog.parts:
        rows = item_rows(ItemQuery(part=part.name), catalog)
        given.update(name for reading in (*rows.rows, *rows.stated) for name, _ in reading.facts)
    return tuple(sorted(given - vocabulary.facts.keys()))


def _changes(law: Law, catalog: Catalog, route: Route, first: date, second: date) -> Iterator[PartChange]:
    names = sorted({part.name for part in catalog.parts})
    items = [(item_rows(ItemQuery(part=name), catalog), route) for name in names]
    silicon = SameSilicon(law, catalog)
    answers = ([_answer(found, day, law) for found in decide_items(items, day, silicon)] for day in (first, second))
    for name, before, after in zip(names, *answers, strict=True):
        if before.compared != after.compared:
            yield PartChange(name, before, after)


def _answer(decision: LineDecision, day: date, law: Law) -> PartAnswer:
    return PartAnswer(
        known=decision.item.classifications,
        possible=decision.item.possible,
        outcome=decision.outcome,
        review_policy=decision.review_policy,
        modeled=day >= law.begins,
    )
