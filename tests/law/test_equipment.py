"""Chip-making tools: what their figures, destination, facility and exporter mean (15 CFR parts 742 and 744)."""

from datetime import date
from typing import ClassVar

import pytest
from tests.law.tool_classes import CLASSES, facts_of
from tests.law.tool_lines import effects, screen, the

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.provisions.model import Outcome

SCANNER = {"tool_function": "scanner", "source_wavelength": "193", "resolvable_feature": "38"}
DEPOSITION = {"tool_function": "deposition"}
OLDER_LOGIC = {
    "facility_product": "logic",
    "facility_node": "28",
    "facility_non_planar": "no",
    "connected_to_advanced_facility": "no",
}
TODAY = "2026-11-23"


@pytest.mark.parametrize(("words", "code"), [case[1:] for case in CLASSES], ids=[case[0] for case in CLASSES])
def test_a_tool_is_in_the_paragraph_whose_figures_it_meets(law: Law, catalog: Catalog, words: str, code: str) -> None:
    decision = screen(law, catalog, TODAY, **facts_of(words))
    assert (decision.item.classifications, decision.item.possible) == ((code,) if code else (), ())


def test_a_figure_that_is_missing_leaves_the_paragraphs_open(law: Law, catalog: Catalog) -> None:
    decision = screen(law, catalog, TODAY, "DE", **SCANNER)
    assert decision.outcome is Outcome.HOLD
    assert decision.item.possible == ("3B001.f.1.b", "3B993.f.1")
    assert "overlay" in decision.needs


def test_deposition_tools_were_3b090_before_november_2023(law: Law, catalog: Catalog) -> None:
    plating = {**DEPOSITION, "deposition_process": "cobalt_plating", "film_density": "1"}
    before = screen(law, catalog, "2023-11-16", **plating)
    assert before.item.classifications == ("3B090",)
    assert effects(before, "742.6.a6_sme") == {"china": "applies"}
    assert screen(law, catalog, "2023-11-17", **plating).item.classifications == ("3B001.d",)


def test_the_first_rule_reached_macau_only_from_january_2023(law: Law, catalog: Catalog) -> None:
    assert effects(screen(law, catalog, "2023-01-16", "MO", eccn="3B090.a"), "742.6.a6_sme") == {}
    assert effects(screen(law, catalog, "2023-01-17", "MO", eccn="3B090.a"), "742.6.a6_sme") == {"china": "applies"}


def test_a_declared_paragraph_is_taken_without_figures(law: Law, catalog: Catalog) -> None:
    decision = screen(law, catalog, TODAY, eccn="3B001.f.1.b.2.a")
    assert decision.outcome is Outcome.LICENSE_REQUIRED
    assert effects(decision, "742.6.a6_sme") == {"arms-embargoed": "applies"}
    assert decision.review_policy == "presumption_of_denial"


def test_an_entry_declared_without_its_paragraph_is_held(law: Law, catalog: Catalog) -> None:
    decision = screen(law, catalog, TODAY, eccn="3B001")
    assert decision.outcome is Outcome.HOLD
    assert "declared_eccn" in decision.needs


def test_a_broader_declaration_does_not_contradict_the_figures(law: Law, catalog: Catalog) -> None:
    decision = screen(law, catalog, TODAY, "DE", eccn="3B001.f.1", overlay="1.4", **SCANNER)
    assert "declared_eccn_contradicted" not in {found.paragraph for found in decision.findings}


def test_tools_for_vietnam_need_no_license_of_the_set(law: Law, catalog: Catalog) -> None:
    assert effects(screen(law, catalog, TODAY, "VN", eccn="3B001.d.2"), "742.6.a6_sme") == {}


def test_an_allied_end_user_in_china_is_reviewed_case_by_case(law: Law, catalog: Catalog) -> None:
    decision = screen(law, catalog, TODAY, eccn="3B001.d.2", home="KR")
    assert effects(decision, "742.6.a6_sme") == {"allied-parties": "applies"}
    assert the(decision, "742.6.a6_sme", "allied-parties").review_policy == "case_by_case"


def test_only_a_proved_exclusion_relieves_a_tool_from_japan(law: Law, catalog: Catalog) -> None:
    proved = {"sme_rule_alone": "yes", "exporter_headquarters": "JP"}
    tool = {"eccn": "3B001.d.2", "from_": "JP"}
    assert effects(screen(law, catalog, TODAY, **tool), "742.6.a6_sme") == {"arms-embargoed": "applies_unless"}
    assert effects(screen(law, catalog, TODAY, **tool, **proved), "742.6.a6_sme") == {"outside": "applies"}
    chinese = {**proved, "exporter_headquarters": "CN"}
    assert effects(screen(law, catalog, TODAY, **tool, **chinese), "742.6.a6_sme") == {"arms-embargoed": "applies"}
    korean = {"eccn": "3B001.d.2", "from_": "KR"}
    assert effects(screen(law, catalog, TODAY, **korean, **proved), "742.6.a6_sme") == {
        "arms-embargoed": "applies_unless"
    }


def test_an_advanced_etcher_needs_a_license_to_germany_unless_iec_is_proved(law: Law, catalog: Catalog) -> None:
    open_ = screen(law, catalog, TODAY, "DE", eccn="3B001.c.1.c")
    assert (open_.outcome, open_.needs) == (Outcome.LICENSE_REQUIRED, ("iec_conditions_met",))
    proved = screen(law, catalog, TODAY, "DE", eccn="3B001.c.1.c", iec_conditions_met="yes")
    assert effects(proved, "738.worldwide") == {}
    assert [(item.id, item.status) for item in proved.license_exceptions if item.id == "IEC"] == [("IEC", "available")]
    china = screen(law, catalog, TODAY, eccn="3B001.c.1.c", iec_conditions_met="yes")
    assert effects(china, "738.worldwide")["worldwide"] == "applies"


def test_before_september_2024_an_etcher_went_to_germany_without_that_license(law: Law, catalog: Catalog) -> None:
    assert effects(screen(law, catalog, "2024-09-05", "DE", eccn="3B001.c.1.c"), "738.worldwide") == {}
    assert effects(screen(law, catalog, "2024-09-06", "DE", eccn="3B001.c.1.c"), "738.worldwide") != {}


class TestFacilities:
    def test_an_unknown_node_is_what_asks_for_the_license(self, law: Law, catalog: Catalog) -> None:
        decision = screen(law, catalog, TODAY, eccn="3B991.b.1", end_use_ic_production="yes")
        assert effects(decision, "744.23_production")["node-unknown"] == "applies_unless"
        assert decision.outcome is Outcome.LICENSE_REQUIRED
        assert "facility_product" in decision.needs

    def test_only_a_node_stated_in_full_relieves(self, law: Law, catalog: Catalog) -> None:
        asked = {"eccn": "3B991.b.1", "end_use_ic_production": "yes"}
        relieved = screen(law, catalog, TODAY, **asked, **OLDER_LOGIC)
        assert effects(relieved, "744.23_production") == {"older-node": "applies"}
        for left_out in OLDER_LOGIC:
            rest = {name: text for name, text in OLDER_LOGIC.items() if name != left_out}
            decision = screen(law, catalog, TODAY, **asked, **rest)
            assert decision.outcome is Outcome.LICENSE_REQUIRED, left_out

    @pytest.mark.parametrize(
        "facility",
        [
            {"facility_product": "logic", "facility_node": "16"},
            {"facility_product": "logic", "facility_node": "28", "facility_non_planar": "yes"},
            {"facility_product": "nand", "nand_layers": "128"},
            {"connected_to_advanced_facility": "yes"},
        ],
    )
    def test_an_advanced_facility_reaches_even_ear99(
        self, law: Law, catalog: Catalog, facility: dict[str, str]
    ) -> None:
        decision = screen(law, catalog, TODAY, eccn="EAR99", part="CABLE", end_use_ic_production="yes", **facility)
        assert effects(decision, "744.23_production")["advanced-node"] in ("applies", "applies_unless")
        assert decision.outcome is Outcome.LICENSE_REQUIRED

    def test_a_cable_without_a_word_of_a_facility_raises_no_question(self, law: Law, catalog: Catalog) -> None:
        decision = screen(law, catalog, TODAY, eccn="EAR99", part="CABLE")
        assert effects(decision, "744.23_production") == {}
        assert decision.outcome is Outcome.NO_FINDING

    def test_back_end_steps_are_excluded_where_that_is_documented(self, law: Law, catalog: Catalog) -> None:
        packaging = {"eccn": "3B991.b.3", "end_use_ic_production": "yes", "back_end_only": "yes"}
        decision = screen(law, catalog, TODAY, **packaging)
        assert effects(decision, "744.23_production") == {"back-end": "applies"}

    def test_a_tool_of_which_nothing_is_said_asks_what_it_is_for(self, law: Law, catalog: Catalog) -> None:
        decision = screen(law, catalog, TODAY, eccn="3B991.b.1")
        assert effects(decision, "744.23_production") == {"node-unknown": "undetermined"}
        assert "end_use_ic_production" in decision.needs

    def test_an_allied_fab_in_china_is_presumed_to_be_approved(self, law: Law, catalog: Catalog) -> None:
        asked = {
            "end_use_ic_production": "yes",
            "facility_product": "nand",
            "nand_layers": "200",
            "back_end_only": "no",
        }
        decision = screen(law, catalog, TODAY, eccn="3B991.b.1", home="KR", **asked)
        assert effects(decision, "744.23_production") == {"allied-parties": "applies"}

    def test_the_rule_grew_from_china_to_macau_to_d5(self, law: Law, catalog: Catalog) -> None:
        asked = {"eccn": "3B991.b.1", "end_use_ic_production": "yes"}
        for day, to, reached in (
            ("2022-10-06", "CN", False),
            ("2022-10-07", "CN", True),
            ("2023-01-16", "MO", False),
            ("2023-01-17", "MO", True),
            ("2023-11-16", "RU", False),
            ("2023-11-17", "RU", True),
        ):
            decision = screen(law, catalog, day, to, **asked)
            assert ("node-unknown" in effects(decision, "744.23_production")) is reached, (day, to)

    def test_the_other_end_uses_need_a_license_where_they_are_stated(self, law: Law, catalog: Catalog) -> None:
        supercomputer = screen(law, catalog, TODAY, eccn="EAR99", part="CABLE", end_use_supercomputer="yes")
        assert effects(supercomputer, "744.23")["supercomputer"] == "applies"
        maker = screen(law, catalog, TODAY, "DE", eccn="3A001.a.7", part="FPGA", end_use_tool_making="yes")
        assert effects(maker, "744.23")["tool-making"] == "applies"
        unlisted = screen(law, catalog, TODAY, "DE", eccn="EAR99", part="BOLT", end_use_tool_making="yes")
        assert "tool-making" not in effects(unlisted, "744.23")
        design = screen(law, catalog, TODAY, eccn="3D991", part="EDA", ecad_for_advanced_nodes="yes")
        assert effects(design, "744.23")["design-software"] == "applies"


class TestTransfersAndPersons:
    MOVE: ClassVar = {"eccn": "3B001.d.2", "from_": "CN", "end_use_ic_production": "yes"}

    def test_a_tool_moved_from_one_company_to_another_in_china_does_not_pass(self, law: Law, catalog: Catalog) -> None:
        decision = screen(law, catalog, TODAY, event="in_country_transfer", buyer="SMIC South", **self.MOVE)
        assert decision.outcome is Outcome.LICENSE_REQUIRED
        assert effects(decision, "734.16") == {"own-authorization": "applies"}
        assert effects(decision, "742.6.a6_sme") == {"arms-embargoed": "applies_unless"}
        assert effects(decision, "744.11") == {"entity": "applies"}

    def test_the_move_to_an_unlisted_building_needs_the_license_all_the_same(self, law: Law, catalog: Catalog) -> None:
        for eccn in ("3B001.d.2", "3B991.b.1"):
            move = {**self.MOVE, "eccn": eccn}
            decision = screen(law, catalog, TODAY, event="in_country_transfer", **move)
            assert decision.outcome is Outcome.LICENSE_REQUIRED, eccn
            assert effects(decision, "744.23_production")["node-unknown"] == "applies_unless"

    def test_us_persons_need_a_license_for_what_is_not_subject_to_the_ear(self, law: Law, catalog: Catalog) -> None:
        service = {"eccn": "3B001.d.2", "from_": "JP", "subject_to_ear": "no", "us_person_acts": "yes"}
        assert effects(screen(law, catalog, TODAY, **service), "744.6")["tools"] == "applies_unless"
        excluded = screen(law, catalog, TODAY, **service, us_person_excluded="yes")
        assert "tools" not in effects(excluded, "744.6")

    def test_that_rule_began_five_days_after_the_others(self, law: Law, catalog: Catalog) -> None:
        service = {"eccn": "3B090.a", "from_": "JP", "subject_to_ear": "no", "us_person_acts": "yes"}
        assert effects(screen(law, catalog, "2022-10-11", **service), "744.6") == {}
        assert "tools" in effects(screen(law, catalog, "2022-10-12", **service), "744.6")

    def test_an_item_counts_as_subject_to_the_ear_unless_the_line_denies_it(self, law: Law, catalog: Catalog) -> None:
        assert effects(screen(law, catalog, TODAY, eccn="3B001.d.2", us_person_acts="yes"), "744.6") == {}


class TestForeignMade:
    def test_a_foreign_tool_with_a_circuit_is_said_to_be_subject_to_the_ear(self, law: Law, catalog: Catalog) -> None:
        tool = {"eccn": "3B001.d.2", "from_": "JP", "foreign_made": "yes"}
        assert effects(screen(law, catalog, TODAY, **tool, contains_circuit="yes"), "734.9") == {"tools": "applies"}
        assert effects(screen(law, catalog, TODAY, **tool), "734.9") == {}
        de_minimis = screen(law, catalog, TODAY, **tool, contains_us_circuit="yes")
        assert effects(de_minimis, "734.4") == {"tools-with-a-circuit": "applies"}

    @pytest.mark.parametrize(
        ("share", "to", "said"),
        [("25", "DE", set()), ("25.1", "DE", {"usual"}), ("10", "IR", set()), ("10.1", "IR", {"embargoed"})],
    )
    def test_the_usual_shares_of_content(self, law: Law, catalog: Catalog, share: str, to: str, said: set[str]) -> None:
        decision = screen(law, catalog, TODAY, to, eccn="EAR99", part="PUMP", foreign_made="yes", us_content=share)
        assert set(effects(decision, "734.4_content")) == said

    def test_no_content_is_too_little_for_the_scanner_of_wider_overlay(self, law: Law, catalog: Catalog) -> None:
        scanner = {"eccn": "3B993.f.1", "from_": "KR", "foreign_made": "yes"}
        assert effects(screen(law, catalog, TODAY, **scanner, us_content="0.1"), "734.4_content") == {
            "scanners": "applies"
        }
        assert effects(screen(law, catalog, TODAY, **scanner, us_content="0"), "734.4_content") == {}

    def test_a_row_of_footnote_1_says_that_it_reaches_foreign_made_items(self, law: Law, catalog: Catalog) -> None:
        decision = screen(law, catalog, TODAY, eccn="EAR99", part="CABLE", buyer="Huawei")
        assert effects(decision, "734.9_footnotes") == {"footnote-1": "applies"}


def test_every_day_of_the_rules_classifies_a_scanner(law: Law, catalog: Catalog) -> None:
    for day in law.changes:
        if date(2023, 11, 17) <= day <= date(2026, 11, 23):
            decision = screen(law, catalog, day.isoformat(), "DE", overlay="1.4", **SCANNER)
            assert decision.item.classifications[0].startswith("3B001.f.1.b"), day
