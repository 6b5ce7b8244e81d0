"""A buyer whose owner is at home among the allies never gets a worse answer than one whose owner is in China."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.tool_lines import effects, screen

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.provisions.model import Outcome

ORDER = (Outcome.NO_FINDING, Outcome.HOLD, Outcome.LICENSE_REQUIRED, Outcome.PROHIBITED)
FIGURES = {"facility_product": "logic", "facility_non_planar": "no", "connected_to_advanced_facility": "no"}
ADVANCED = {**FIGURES, "facility_node": "7", "end_use_ic_production": "yes"}
ITEMS = ("EAR99", "5A992.c", "3B001.a.4", "3B001.c.2", "3B991.b.1", "3B993.f.1", "3A090.a", "4A090.a", "3A001.a.7")
USES: tuple[dict[str, str], ...] = (
    {},
    ADVANCED,
    {**ADVANCED, "facility_node": "28"},
    {"end_use_ic_production": "yes"},
    {"back_end_only": "yes"},
)


@pytest.mark.parametrize("home", ["DE", "JP", "US", "TW"])
def test_a_cable_for_a_buyer_in_shanghai_with_an_allied_owner_is_held_for_nothing(
    law: Law, catalog: Catalog, home: str
) -> None:
    found = screen(law, catalog, "2026-06-01", eccn="EAR99", part="CABLE", home=home)
    assert (found.outcome, found.needs) == (Outcome.NO_FINDING, ())


@settings(max_examples=60, deadline=None)
@given(
    eccn=st.sampled_from(ITEMS),
    home=st.sampled_from(["DE", "JP", "US", "TW", "NL"]),
    use=st.sampled_from(USES),
    day=st.sampled_from(["2022-10-12", "2023-11-17", "2024-12-02", "2025-01-01", "2026-06-01"]),
    to=st.sampled_from(["CN", "MO", "AE", "VN"]),
)
def test_an_allied_owner_never_makes_the_answer_worse(
    law: Law, catalog: Catalog, eccn: str, home: str, use: dict[str, str], day: str, to: str
) -> None:
    allied, chinese = (screen(law, catalog, day, to, eccn=eccn, home=seat, **use) for seat in (home, "CN"))
    assert ORDER.index(allied.outcome) <= ORDER.index(chinese.outcome)
    assert set(allied.needs) <= set(chinese.needs)


def test_a_facility_known_to_be_advanced_is_not_called_one_of_unknown_node(law: Law, catalog: Catalog) -> None:
    found = screen(law, catalog, "2026-06-01", eccn="3B991.b.1", **{**ADVANCED, "facility_node": "16"})
    assert set(effects(found, "744.23_production")) == {"advanced-node"}


def test_a_facility_of_unknown_node_still_needs_the_license(law: Law, catalog: Catalog) -> None:
    found = screen(law, catalog, "2026-06-01", eccn="3B991.b.1", end_use_ic_production="yes")
    assert found.outcome is Outcome.LICENSE_REQUIRED
    assert set(effects(found, "744.23_production")) == {"node-unknown"}
