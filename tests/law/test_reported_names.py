"""Names that stand for a listed party, and companies that are named like one: what follows on which day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import pytest

from exportgate.engine.law import Law
from exportgate.foundation.truth import Truth
from exportgate.items.catalog import Catalog
from exportgate.parties.entry import Entry, Hit, HitKind, Party, Relation, Reported
from exportgate.parties.search import PartyHits
from exportgate.runs.owner_values import read_owners
from exportgate.screening.findings import LineDecision
from exportgate.screening.kernel import Kernel
from exportgate.screening.owners import holdings_of, owners_stated
from exportgate.screening.party_search import PartySearch
from exportgate.screening.shipment import Facts, LineParty, Owner, ShipmentLine

from .listed_lines import of, row, screen

SHELL, AFFILIATE = "us.ear.732.reported", "us.ear.732.affiliate"
ACTIVE, STAYED, AGAIN = "2025-10-15", "2026-06-01", "2026-11-20"


@dataclass(frozen=True)
class Lists:
    """Lists on which one party is found by some hits."""

    hits: tuple[Hit, ...]

    def search(self, parties: Sequence[Party]) -> list[PartyHits]:
        return [PartyHits(self.hits if party.name == "Quartz Harbor" else ()) for party in parties]


def hit(entry: Entry, relation: Relation = "", kind: HitKind = "name", since: str = "2024-01-01") -> Hit:
    name = Entry("n1", "REPORTED", "entity", "Quartz Harbor", notice="a letter", relation=relation, of="e1")
    reported = Reported("own", replace(name, listed_from=date.fromisoformat(since))) if relation else None
    decisive = kind == "name" and relation in {"", "alias", "branch"}
    return Hit("us", entry, kind, "Quartz Harbor", 1.0, 1.0, decisive, ("written",), reported=reported)


def ask(
    law: Law,
    catalog: Catalog,
    hits: Sequence[Hit],
    day: str,
    owners: tuple[Owner, ...] = (),
    facts: Facts = (),
    parent: str | None = None,
    parent_share: Fraction | None = None,
) -> LineDecision:
    """Return the decision on a line with the party that the hits are of."""
    given = dict.fromkeys(("shipment_id", "line_number", "description", "hts", "quantity", "unit_value", "currency"))
    line = ShipmentLine(
        row=1,
        line=2,
        date=date.fromisoformat(day),
        event="export",
        export_country="US",
        destination_country="DE",
        part_number="CABLE",
        eccn="EAR99",
        end_use=None,
        parties=(
            LineParty("end_user", "Quartz Harbor", "DE", parent=parent, parent_share=parent_share, owners=owners),
        ),
        facts=facts,
        **given,  # type: ignore[arg-type]
    )
    kernel = Kernel(law, catalog, PartySearch(Lists(tuple(hits))), str)
    return kernel.screen([line])[0]


def _owners(written: str) -> tuple[Owner, ...]:
    return read_owners(written) or ()


def test_another_name_of_a_listed_party_has_the_consequence_of_its_entry(law: Law, catalog: Catalog) -> None:
    itself = screen(law, catalog, row(), "2024-06-03")
    alias = ask(law, catalog, [hit(row(), "alias")], "2024-06-03")
    assert (alias.outcome, alias.review_policy) == (itself.outcome, itself.review_policy)
    (told,) = of(alias, "us.ear.744.11")
    assert "reported as another name of 'Listed Party' (EL) (a letter, since 2024-01-01)" in told.because


@pytest.mark.parametrize(("relation", "paragraph"), [("shell", "shell"), ("owned", "owned")])
def test_a_company_of_a_listed_party_holds_the_line_and_says_what_would_apply(
    law: Law, catalog: Catalog, relation: Relation, paragraph: str
) -> None:
    found = ask(law, catalog, [hit(row(), relation)], "2024-06-03")
    assert found.outcome == "hold"
    (flag,) = of(found, SHELL)
    assert flag.paragraph == paragraph
    assert "where it acts for it or belongs to it, requirement: For all items subject to the EAR" in flag.because


@pytest.mark.parametrize("day", ["2023-12-31", "2019-12-31"])
def test_a_report_counts_only_from_its_day_and_while_the_party_is_listed(law: Law, catalog: Catalog, day: str) -> None:
    found = ask(law, catalog, [hit(row(), "shell", since="2019-01-01" if day < "2020" else "2024-01-01")], day)
    assert of(found, SHELL) == []


def test_a_reported_name_of_a_party_on_no_list_is_held_and_says_so(law: Law, catalog: Catalog) -> None:
    alone = Entry("n1", "REPORTED", "entity", "Quartz Harbor", notice="a letter", relation="alias", of="Nobody")
    found = ask(law, catalog, [hit(alone)], "2024-06-03")
    (held,) = of(found, "exportgate.list_not_modeled")
    assert found.outcome == "hold"
    assert "reported as another name of 'Nobody', whom no list has that is searched" in held.because


@pytest.mark.parametrize(
    ("day", "outcome", "asked"),
    [
        ("2024-06-03", "no_finding", 1),
        ("2025-09-28", "no_finding", 1),
        ("2025-09-29", "hold", 0),
        (STAYED, "no_finding", 1),
        (AGAIN, "hold", 0),
    ],
)
def test_a_likely_affiliate_is_asked_about_and_held_while_the_affiliates_rule_is_in_force(
    law: Law, catalog: Catalog, day: str, outcome: str, asked: int
) -> None:
    found = ask(law, catalog, [hit(row(), kind="affiliate")], day)
    assert found.outcome == outcome
    assert len([item for item in found.checklist if item.provision == AFFILIATE]) == asked
    assert ("owned_by_listed" in found.needs) is (outcome == "hold")


@pytest.mark.parametrize(
    ("written", "released"),
    [
        ("Elbe AG 50.1 %", True),
        ("Elbe AG 30 %; Li Wei 30 %", True),
        ("Elbe AG 50 %", False),
        ("Li Wei 10 %", False),
        ("Li Wei ?", False),
        ("Elbe AG 40 %; Li Wei ?", False),
        ("Quartz Harbor 60 %", False),
    ],
)
def test_only_others_with_more_than_half_release_a_likely_affiliate(
    law: Law, catalog: Catalog, written: str, *, released: bool
) -> None:
    sister = [hit(row(), kind="affiliate")]
    active, before = (ask(law, catalog, sister, day, owners=_owners(written)) for day in (ACTIVE, "2024-06-03"))
    assert active.outcome == ("no_finding" if released else "hold")
    assert ("owned_by_listed" in active.needs) is not released
    assert any(item.provision == AFFILIATE for item in before.checklist) is not released


def test_a_parent_without_a_share_releases_no_likely_affiliate(law: Law, catalog: Catalog) -> None:
    sister = [hit(row(), kind="affiliate")]
    for share, outcome in ((None, "hold"), (Fraction(50), "hold"), (Fraction(51), "no_finding")):
        found = ask(law, catalog, sister, ACTIVE, parent="Elbe AG", parent_share=share)
        assert found.outcome == outcome


def test_an_answer_resolves_a_likely_affiliate(law: Law, catalog: Catalog) -> None:
    sister = [hit(row(), kind="affiliate")]
    assert ask(law, catalog, sister, ACTIVE, facts=(("owned_by_listed", Truth.NO),)).outcome == "no_finding"
    assert ask(law, catalog, sister, STAYED, facts=(("owned_by_listed", Truth.YES),)).outcome == "hold"


def test_several_rows_of_which_a_party_may_be_an_affiliate_are_told_once(law: Law, catalog: Catalog) -> None:
    rows = [replace(row(), entity_id=f"e{at}", name=f"Listed {at}") for at in range(7)]
    found = ask(law, catalog, [hit(entry, kind="affiliate") for entry in rows], ACTIVE)
    (flag,) = of(found, AFFILIATE)
    assert (
        "'Listed 0' (EL), 'Listed 1' (EL), 'Listed 2' (EL), 'Listed 3' (EL), 'Listed 4' (EL) and 2 more" in flag.because
    )


def test_an_affiliate_beside_the_listed_party_itself_is_not_told(law: Law, catalog: Catalog) -> None:
    other = replace(row(), entity_id="e2", name="Listed Sister")
    found = ask(law, catalog, [hit(row()), hit(other, kind="affiliate")], ACTIVE)
    assert found.outcome == "license_required"
    assert of(found, AFFILIATE) == []


def test_of_two_shares_that_a_line_gives_an_owner_the_lower_one_releases() -> None:
    def stated(consignee: str, user: str) -> Truth:
        parties = (
            LineParty("ultimate_consignee", "Quartz Harbor", "DE", owners=_owners(consignee)),
            LineParty("end_user", "Quartz Harbor", "DE", owners=_owners(user)),
        )
        ((_, value),) = owners_stated("Quartz Harbor", holdings_of(parties, str), (), date.fromisoformat(ACTIVE))
        assert isinstance(value, Truth)
        return value

    assert stated("Elbe AG 60 %", "Elbe AG 60 %") is Truth.YES
    assert stated("Elbe AG 60 %", "Elbe AG 20 %") is Truth.NO
    assert stated("Elbe AG 60 %", "Elbe AG ?") is Truth.NO
