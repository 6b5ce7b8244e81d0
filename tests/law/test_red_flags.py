"""Red flags of Supplement No. 3 to part 732 and of the guidance of May 2025: what a line shows, and what is asked."""

from collections.abc import Callable
from datetime import date

import pytest

from exportgate.engine.law import Law
from exportgate.engine.values import codes
from exportgate.foundation.truth import Truth
from exportgate.items.catalog import Catalog
from exportgate.parties.end_uses import EndUses
from exportgate.provisions.model import IfUnknown, Kind, Operator
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.kernel import Kernel
from exportgate.screening.party_search import PartySearch
from exportgate.screening.shipment import Facts, LineParty, Role, ShipmentLine
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item

from .owned_lines import Lists

Screen = Callable[..., LineDecision]
FIRST_DAY = {
    **dict.fromkeys((2, 3, 4, 5, 6, 7, 8, 11, 12), "2022-08-26"),
    **dict.fromkeys((15, 16, 17, 18, 19), "2023-11-17"),
    **dict.fromkeys((20, 21, 22, 23, 24, 25), "2024-12-02"),
}


def party(role: Role, name: str, country: str, parent: str | None = None) -> LineParty:
    return LineParty(role, name, country, parent=parent and f"{parent} Holding", parent_country=parent)


@pytest.fixture
def screen(law: Law, catalog: Catalog) -> Screen:
    """Returns the decision on a line of a given part to Malaysia, for a buyer whose parent is there too."""
    kernel = Kernel(law, catalog, PartySearch(Lists({})), lambda code: "CN" if code == "HK" else code, EndUses.load())

    def decide(
        part: str = "H100 SXM5 80GB",
        day: str = "2026-06-01",
        to: str = "MY",
        *,
        eccn: str | None = None,
        end_use: str | None = "training of language models",
        hts: str | None = None,
        others: tuple[LineParty, ...] = (),
        buyer: str = "Merbau Data Sdn Bhd",
        facts: Facts = (),
    ) -> LineDecision:
        line = ShipmentLine(
            row=1,
            line=2,
            shipment_id=None,
            line_number=None,
            date=date.fromisoformat(day),
            event="export",
            export_country="US",
            destination_country=to,
            part_number=part,
            description=None,
            eccn=eccn,
            hts=hts,
            quantity=None,
            unit_value=None,
            currency=None,
            end_use=end_use,
            parties=(party("ultimate_consignee", buyer, to, to), *others),
            facts=facts,
        )
        return kernel.screen([line])[0]

    return decide


def flags(decision: LineDecision) -> set[str]:
    """The red flags that hold the line, by the last part of their rule's id and paragraph."""
    held = (
        found for found in decision.findings if found.provision.startswith("us.ear.732.") and found.outcome == "hold"
    )
    return {f"{found.provision.removeprefix('us.ear.732.')}#{found.paragraph}" for found in held}


def asked(decision: LineDecision) -> set[str]:
    return {item.fact for item in decision.checklist}


def test_an_h100_to_malaysia_is_free_by_country_and_leaves_the_reviewer_his_questions(screen: Screen) -> None:
    found = screen()
    assert (found.outcome, flags(found)) == ("no_finding", set())
    assert {"declines_service", "listed_overlap", "site_without_power", "third_party_payment"} <= asked(found)
    assert "only_for_advanced_node" not in asked(found)
    assert all(item.question.endswith("?") and item.cite for item in found.checklist)


def test_the_same_chip_to_germany_and_a_cable_to_malaysia_leave_none(screen: Screen) -> None:
    assert asked(screen(to="DE")) == set()
    assert asked(screen("CABLE", eccn="EAR99")) == set()


def test_an_etcher_to_china_asks_for_the_node_and_not_for_a_data_center(screen: Screen) -> None:
    found = asked(screen("ETCH-9", to="CN", eccn="3B001.c.1"))
    assert {
        "advertised_advanced_node",
        "only_for_advanced_node",
        "plans_advanced_node",
        "beyond_fab_capability",
    } <= found
    assert not found & {"site_without_power", "iaas_without_checks", "supplies_supercomputers"}


def test_an_answer_of_yes_holds_the_line_and_one_of_no_takes_the_question_away(screen: Screen) -> None:
    held = screen(facts=(("declines_service", Truth.YES),))
    assert (held.outcome, flags(held)) == ("hold", {"order#service"})
    assert "declines_service" not in asked(held)
    free = screen(facts=(("declines_service", Truth.NO),))
    assert (free.outcome, flags(free)) == ("no_finding", set())
    assert "declines_service" not in asked(free)


def test_no_checklist_question_is_asked_before_its_red_flag_was_published(law: Law) -> None:
    for provision in law.rules.provisions.values():
        if not provision.id.startswith("us.ear.732."):
            continue
        for paragraph in provision.versions[0].paragraphs:
            number = paragraph.cite.rpartition("red flag ")[2]
            if paragraph.if_unknown is IfUnknown.CHECKLIST and number.isdigit() and int(number) in FIRST_DAY:
                assert str(provision.versions[0].in_force.first) == FIRST_DAY[int(number)], paragraph.id


def test_every_red_flag_of_the_supplement_is_evaluated_asked_or_said_to_be_left_out(law: Law) -> None:
    texts = [
        f"{item.cite} {' '.join(part.cite for version in item.versions for part in version.paragraphs)} "
        f"{' '.join(text for version in item.versions for text in version.not_modeled)}"
        for item in law.rules.provisions.values()
        if item.id.startswith("us.ear.732.")
    ]
    said = " ".join(texts).casefold()
    numbers = {
        number for number in range(1, 30) if f"red flag {number} " in f"{said} " or f"red flag {number};" in said
    }
    assert {*range(1, 26), 28, 29} - numbers - {10, 13, 14} == set()
    assert "red flags 13 and 14" in said
    assert "red flags 8 and 10" in said


@pytest.mark.parametrize(("day", "asked_for"), [("2025-05-12", False), ("2025-05-13", True)])
def test_the_signs_of_diversion_are_asked_from_the_day_of_the_guidance(
    screen: Screen, day: str, *, asked_for: bool
) -> None:
    found = screen(day=day)
    assert ("site_without_power" in asked(found)) is asked_for
    assert {item.confidence for item in found.checklist if item.fact == "site_without_power"} <= {"M"}


def test_a_forwarder_that_is_the_last_party_holds_any_line(screen: Screen) -> None:
    forwarder = party("forwarder", "MERBAU DATA Sdn. Bhd.", "MY")
    held = screen("CABLE", eccn="EAR99", to="DE", others=(forwarder,))
    assert flags(held) == {"shown#forwarder-final"}
    assert (
        screen("CABLE", eccn="EAR99", to="DE", others=(party("forwarder", "Rhein Cargo", "DE"),)).outcome
        == "no_finding"
    )


def test_a_chip_for_a_buyer_named_as_a_forwarder_is_held_and_a_cable_is_not(screen: Screen) -> None:
    assert flags(screen(buyer="Straits Freight Forwarding")) == {"shown#forwarder-named"}
    assert flags(screen("CABLE", eccn="EAR99", buyer="Straits Freight Forwarding")) == set()


def test_a_forwarder_before_an_end_user_of_another_trade_is_no_red_flag(screen: Screen) -> None:
    user = party("end_user", "Merbau Data Sdn Bhd", "MY", "MY")
    assert flags(screen(buyer="Straits Freight Forwarding", others=(user,))) == set()


def test_a_purchaser_and_a_way_by_a_third_country_hold_a_chip_outside_the_allies(screen: Screen) -> None:
    third = (party("purchaser", "Tabor Trade", "SG", "SG"), party("intermediate_consignee", "Palm Hub", "AE", "AE"))
    assert flags(screen(others=third)) == {"shown#bought-elsewhere", "shown#passes-elsewhere"}
    assert flags(screen(to="DE", others=third)) == set()
    same = (party("purchaser", "Tabor Trade", "MY", "MY"), party("intermediate_consignee", "Texas Hub", "US", "US"))
    assert flags(screen(others=same)) == set()


@pytest.mark.parametrize(("hts", "expected"), [("8471.50", set()), ("9504.50", {"shown#tariff"}), ("", set())])
def test_a_chip_under_a_tariff_chapter_of_toys_is_held(screen: Screen, hts: str, expected: set[str]) -> None:
    assert flags(screen(hts=hts)) == expected


@pytest.mark.parametrize("text", ["various", "N/A", "T.B.D.", "民用", "for resale"])
def test_an_end_use_that_says_nothing_holds_a_chip(screen: Screen, text: str) -> None:
    assert flags(screen(end_use=text)) == {"shown#end-use-evasive"}


def test_a_line_without_an_end_use_is_asked_whether_the_buyer_keeps_it_back(screen: Screen) -> None:
    found = screen(end_use=None)
    assert (found.outcome, "withholds_end_use" in asked(found)) == ("no_finding", True)
    assert "withholds_end_use" not in asked(screen())
    assert flags(screen(end_use=None, facts=(("withholds_end_use", Truth.YES),))) == {"shown#end-use-missing"}


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("radar processing for the Army", "end_use#military"),
        ("国防大学", "end_use#military"),
        ("國防部", "end_use#military"),
        ("militärische Aufklärung", "end_use#military"),
        ("missile guidance", "end_use#proliferation"),
        ("nuclear power plant", "end_use#proliferation"),
        ("study of nerve agents", "end_use#chemical-biological"),
    ],
)
def test_words_of_forbidden_end_uses_hold_any_item(screen: Screen, text: str, flag: str) -> None:
    found = screen("CABLE", eccn="EAR99", end_use=text)
    assert flags(found) == {flag}
    (note,) = (item for item in found.findings if item.provision == "exportgate.end_use_words")
    assert note.outcome == "no_finding"


def test_a_denial_of_military_use_is_held_with_its_words(screen: Screen) -> None:
    found = screen(end_use="civil servers, not for military use")
    assert flags(found) == {"end_use#military"}
    assert any("'not for military' (military)" in item.because for item in found.findings)


def test_words_of_supercomputers_hold_where_the_section_on_them_applies(screen: Screen) -> None:
    assert flags(screen("CABLE", eccn="EAR99", to="CN", end_use="HPC center")) == {"supercomputer_use#supercomputer"}
    assert flags(screen("CABLE", eccn="EAR99", to="JP", end_use="supercomputer")) == set()
    early = screen("CABLE", "2022-10-06", "CN", eccn="EAR99", end_use="supercomputer")
    assert flags(early) == set()


@pytest.mark.parametrize("text", ["navigation of robots", "核心路由器", "atomic layer deposition", "Rechenzentrum"])
def test_words_that_only_look_alike_hold_nothing(screen: Screen, text: str) -> None:
    assert screen("CABLE", eccn="EAR99", to="CN", end_use=text).outcome == "no_finding"


def test_red_flags_that_a_person_resolved_hold_nothing_and_are_still_named(screen: Screen) -> None:
    found = screen(end_use="various", facts=(("red_flags_resolved", Truth.YES),))
    assert (found.outcome, flags(found)) == ("no_finding", set())
    assert [item.paragraph for item in found.findings if item.provision == "us.ear.732.shown"] == ["resolved"]
    unresolved = screen(end_use="various")
    said = [item.paragraph for item in unresolved.findings if item.provision == "us.ear.732.shown"]
    assert (said, "red_flags_resolved" in unresolved.needs) == (["end-use-evasive"], True)


def test_an_unknown_owner_is_named_with_red_flag_21_beside_the_hold(screen: Screen) -> None:
    unowned = LineParty("end_user", "Gunung Cloud", "MY")
    found = screen(others=(unowned,))
    assert found.outcome == "hold"
    (notice,) = (item for item in found.findings if item.provision == "us.ear.732.owner")
    assert (notice.outcome, notice.cite) == ("no_finding", "15 CFR part 732, Supp. No. 3, red flag 21")
    assert "us.ear.732.owner" not in {item.provision for item in screen().findings}


def test_a_part_asked_about_by_itself_shows_no_red_flag(law: Law, catalog: Catalog) -> None:
    route = Route("export", "US", "MY", codes(["MY"]))
    found = classify_item(ItemQuery("H100 SXM5 80GB"), route, date(2026, 6, 1), law, catalog)
    assert (found.outcome, flags(found)) == ("no_finding", set())
    assert "withholds_end_use" not in asked(found)


def test_rules_ask_for_no_sign_and_no_word_that_is_never_found(law: Law) -> None:
    kinds = {kind for kind, _ in EndUses.load().kinds}
    signs = {"forwarder_is_final", "final_named_as_forwarder", "end_use_missing", "end_use_evasive"}
    signs |= {"purchaser_elsewhere", "routed_elsewhere", "tariff_elsewhere", "address_elsewhere"}
    known = {"line_signs": signs, "end_use_words": kinds}
    leaves = [
        leaf
        for provision in law.rules.provisions.values()
        if provision.kind is Kind.RED_FLAG
        for version in provision.versions
        for paragraph in version.paragraphs
        for leaf in paragraph.leaves()
        if leaf.fact in known
    ]
    assert all(leaf.operator is Operator.INCLUDES and leaf.operand in known[leaf.fact] for leaf in leaves)
    assert {leaf.operand for leaf in leaves} == signs | kinds
