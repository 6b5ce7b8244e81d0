"""Traps 12, 13, 14 and 17 of the reference, and red flag 26, as they bear on chip-making tools."""

import pytest
from tests.law.tool_lines import effects, screen, the

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.provisions.model import Outcome

SCANNER = {"tool_function": "scanner", "source_wavelength": "193", "resolvable_feature": "38"}
FOREIGN = {"foreign_made": "yes"}
TODAY = "2026-11-23"


class TestTrap12TheForeignToolRuleReplacesNoRow:
    """Footnote 5 reaches foreign-made tools; the row still asks a license for every item subject to the EAR."""

    def test_a_cable_needs_the_license_of_the_row(self, law: Law, catalog: Catalog) -> None:
        decision = screen(law, catalog, TODAY, eccn="EAR99", part="CABLE", buyer="SiEn (Qingdao)")
        assert decision.outcome is Outcome.LICENSE_REQUIRED
        assert effects(decision, "744.11") == {"entity": "applies"}
        assert effects(decision, "744.11_fn5") == {}

    def test_a_foreign_tool_that_the_rule_leaves_out_keeps_the_license_of_the_row(
        self, law: Law, catalog: Catalog
    ) -> None:
        left_out = {"eccn": "3B991.b.1", "from_": "NL", "exporter_headquarters": "NL", **FOREIGN}
        decision = screen(law, catalog, TODAY, buyer="SiEn (Qingdao)", **left_out)
        assert effects(decision, "744.11_fn5") == {}
        assert effects(decision, "744.11") == {"entity": "applies"}
        assert decision.outcome is Outcome.LICENSE_REQUIRED

    @pytest.mark.parametrize(
        ("eccn", "from_", "home", "reached"),
        [
            ("3B991.b.1", "NL", "CN", True),  # (1) an exporter of concern, from anywhere
            ("3B993.f.1", "KR", "KR", True),  # (2) A:5 but not in Supplement No. 4: 3B993 alone
            ("3B991.b.1", "KR", "KR", False),
            ("3B993.f.1", "NL", "NL", False),  # A:5 and in Supplement No. 4
            ("3B993.f.1", "JP", "US", False),
            ("3B991.b.1", "MY", "MY", True),  # (3) outside A:5, at home outside Supplement No. 4: all listed tools
            ("3B993.f.1", "MY", "NL", True),  # at home inside it: 3B993 alone
            ("3B991.b.1", "MY", "NL", False),
            ("3B001.d.2", "MY", "MY", False),  # the set of 742.4(a)(4) has a rule of its own
            ("3B001.f.2", "MY", "MY", True),
            ("3B991.b.2.a", "MY", "MY", False),
        ],
    )
    def test_the_countries_and_homes_of_the_rule(
        self, law: Law, catalog: Catalog, eccn: str, from_: str, home: str, *, reached: bool
    ) -> None:
        tool = {"eccn": eccn, "from_": from_, "exporter_headquarters": home, **FOREIGN}
        decision = screen(law, catalog, TODAY, buyer="SMIC South", **tool)
        assert effects(decision, "744.11_fn5") == ({"footnote-5": "applies"} if reached else {})

    @pytest.mark.parametrize(
        ("eccn", "home", "reached"),
        [("3B991.b.1", "CN", True), ("3B991.b.1", "NL", False), ("3B993.f.1", "NL", True)],
    )
    def test_a_transfer_in_china_follows_the_home_of_who_transfers(
        self, law: Law, catalog: Catalog, eccn: str, home: str, *, reached: bool
    ) -> None:
        tool = {"eccn": eccn, "from_": "CN", "exporter_headquarters": home, **FOREIGN}
        decision = screen(law, catalog, TODAY, buyer="SMIC South", event="in_country_transfer", **tool)
        assert effects(decision, "744.11_fn5") == ({"footnote-5": "applies"} if reached else {})

    def test_a_home_that_nobody_knows_is_no_relief(self, law: Law, catalog: Catalog) -> None:
        decision = screen(law, catalog, TODAY, buyer="SMIC South", eccn="3B991.b.1", from_="MY", **FOREIGN)
        assert effects(decision, "744.11_fn5") == {"footnote-5": "undetermined"}

    def test_the_policy_is_that_of_the_row(self, law: Law, catalog: Catalog) -> None:
        tool = {"eccn": "3B993.f.1", "from_": "KR", "exporter_headquarters": "KR", **FOREIGN}
        decision = screen(law, catalog, TODAY, buyer="SMIC South", **tool)
        assert the(decision, "744.11_fn5", "footnote-5").review_policy == "presumption_of_denial"


class TestTrap13WhereTheScannerOfWiderOverlayStands:
    """3B001.f.1.b.2.b existed from 2023-11-17 to 2024-12-01; more than 1.50 and up to 2.40 nm is 3B993.f.1 since."""

    @pytest.mark.parametrize(
        ("day", "overlay", "codes"),
        [
            ("2023-11-16", "1.50", ()),
            ("2023-11-17", "1.50", ("3B001.f.1.b.2.a",)),
            ("2023-11-17", "1.51", ("3B001.f.1.b.2.b",)),
            ("2024-12-01", "2.40", ("3B001.f.1.b.2.b",)),
            ("2024-12-01", "2.41", ()),
            ("2024-12-02", "1.50", ("3B001.f.1.b",)),
            ("2024-12-02", "1.51", ("3B993.f.1",)),
            (TODAY, "2.40", ("3B993.f.1",)),
            (TODAY, "2.41", ()),
        ],
    )
    def test_the_overlay_decides(
        self, law: Law, catalog: Catalog, day: str, overlay: str, codes: tuple[str, ...]
    ) -> None:
        assert screen(law, catalog, day, overlay=overlay, **SCANNER).item.classifications == codes

    def test_the_old_number_is_held_from_the_day_on_which_it_ended_and_needs_no_license_as_its_parent(
        self, law: Law, catalog: Catalog
    ) -> None:
        before = screen(law, catalog, "2024-12-01", eccn="3B001.f.1.b.2.b")
        after = screen(law, catalog, "2024-12-02", eccn="3B001.f.1.b.2.b")
        assert effects(before, "742.6.a6_sme") == {"arms-embargoed": "applies"}
        assert effects(after, "742.6.a6_sme") == {}
        held = [found for found in after.findings if found.provision == "exportgate.eccn_not_listed"]
        assert [(found.cite, "which went to 3B993.f.1" in found.because) for found in held] == [("89 FR 96790", True)]
        assert after.outcome == "hold"

    def test_the_wider_scanner_needed_the_license_of_the_set_only_while_it_was_in_3b001(
        self, law: Law, catalog: Catalog
    ) -> None:
        before = screen(law, catalog, "2024-12-01", overlay="1.9", **SCANNER)
        after = screen(law, catalog, "2024-12-02", overlay="1.9", **SCANNER)
        assert effects(before, "742.6.a6_sme") == {"arms-embargoed": "applies"}
        assert effects(after, "742.6.a6_sme") == {}
        assert effects(after, "742.6.a11") == {"by-end-user-or-facility": "applies"}


class TestTrap14TheDefinitionOfDramChangedTwice:
    @pytest.mark.parametrize(
        ("day", "facility", "advanced"),
        [
            ("2024-12-01", {"dram_half_pitch": "18"}, True),
            ("2024-12-01", {"dram_half_pitch": "18.1"}, False),
            ("2024-12-31", {"dram_half_pitch": "17", "dram_cell_area": "0.0019", "dram_density": "0.288"}, False),
            ("2024-12-31", {"dram_cell_area": "0.00189"}, True),
            ("2025-01-15", {"dram_density": "0.289"}, True),
            ("2025-01-15", {"dram_cell_area": "0.0025", "dram_density": "0.2"}, False),
            ("2025-01-16", {"dram_cell_area": "0.0025"}, True),
            ("2025-01-16", {"dram_density": "0.21"}, True),
            ("2025-01-16", {"dram_vias": "3001"}, True),
            ("2025-01-16", {"dram_cell_area": "0.0026", "dram_density": "0.20", "dram_vias": "3000"}, False),
        ],
    )
    def test_each_day_has_its_own_figures(
        self, law: Law, catalog: Catalog, day: str, facility: dict[str, str], *, advanced: bool
    ) -> None:
        asked = {"end_use_ic_production": "yes", "connected_to_advanced_facility": "no", "back_end_only": "no"}
        decision = screen(law, catalog, day, eccn="3B991.b.1", facility_product="dram", **asked, **facility)
        found = effects(decision, "744.23_production")
        assert found == ({"advanced-node": "applies"} if advanced else {"older-node": "applies"})


class TestTrap17EffectiveIsNotYetCompliance:
    """Between 2024-12-02 and 2024-12-30 a shipment is told of the new rules, and not stopped for them."""

    def test_the_footnote_5_rule(self, law: Law, catalog: Catalog) -> None:
        tool = {"eccn": "3B993.f.1", "from_": "KR", "exporter_headquarters": "KR", **FOREIGN}
        for day, outcome in (("2024-12-30", Outcome.NO_FINDING), ("2024-12-31", Outcome.LICENSE_REQUIRED)):
            decision = screen(law, catalog, day, buyer="SMIC South", **tool)
            assert the(decision, "744.11_fn5", "footnote-5").outcome is outcome
        assert effects(screen(law, catalog, "2024-12-01", buyer="SMIC South", **tool), "744.11_fn5") == {}

    def test_the_tools_that_were_added_to_the_set(self, law: Law, catalog: Catalog) -> None:
        imprint = {"tool_function": "imprint", "overlay": "1.4"}
        before = screen(law, catalog, "2024-12-30", **imprint)
        assert the(before, "742.6.a6_sme", "added-tools").outcome is Outcome.NO_FINDING
        assert "2024-12-31" in the(before, "742.6.a6_sme", "added-tools").because
        assert effects(screen(law, catalog, "2024-12-31", **imprint), "742.6.a6_sme") == {"arms-embargoed": "applies"}

    def test_the_new_definition_of_dram(self, law: Law, catalog: Catalog) -> None:
        asked = {"end_use_ic_production": "yes", "facility_product": "dram"}
        new = {"dram_half_pitch": "19", "dram_cell_area": "0.0018", "connected_to_advanced_facility": "no"}
        decision = screen(law, catalog, "2024-12-30", eccn="EAR99", part="CABLE", **asked, **new)
        assert effects(decision, "744.23_dram_notice") == {"from-2024-12-31": "applies"}
        assert decision.outcome is Outcome.NO_FINDING
        later = screen(law, catalog, "2024-12-31", eccn="EAR99", part="CABLE", **asked, **new, back_end_only="no")
        assert effects(later, "744.23_production") == {"advanced-node": "applies"}


def test_red_flag_26_a_circuit_inside_is_presumed_to_be_a_direct_product(law: Law, catalog: Catalog) -> None:
    tool = {"eccn": "3B001.f.1.a", "from_": "NL", "contains_circuit": "yes", **FOREIGN}
    said = the(screen(law, catalog, TODAY, **tool), "734.9", "tools")
    assert "presumed" in said.because
    assert said.outcome is Outcome.NO_FINDING


def test_a_foreign_tool_for_a_party_of_footnote_5_asks_for_what_a_person_can_state(law: Law, catalog: Catalog) -> None:
    tool = {"from_": "MY", "event": "reexport", **FOREIGN}
    bare = the(screen(law, catalog, TODAY, eccn="3B991", buyer="SMIC South", **tool), "744.11_fn5", "footnote-5")
    assert set(bare.needs) == {"declared_eccn", "exporter_headquarters"}
    full = the(screen(law, catalog, TODAY, eccn="3B991.b.1", buyer="SMIC South", **tool), "744.11_fn5", "footnote-5")
    assert full.needs == ("exporter_headquarters",)
    assert "what the transaction is" not in bare.because
