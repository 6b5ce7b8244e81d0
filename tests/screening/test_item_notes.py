"""Parts that just miss a line, and parts of the silicon of controlled ones: of which it is noted and of which not."""

from collections.abc import Callable
from datetime import date

import pytest

from exportgate.engine.law import Law
from exportgate.engine.typed import parse_value
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog
from exportgate.screening.findings import Finding, LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.kernel import Kernel
from exportgate.screening.shipment import ShipmentLine
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item

NEAR, SILICON = "exportgate.near_miss", "exportgate.same_silicon"
V2 = "2023-12-01"
Notes = Callable[..., list[Finding]]


@pytest.fixture
def notes(law: Law, catalog: Catalog) -> Notes:
    """Returns the notes of one kind on a part, or on facts given by hand."""

    def answer(kind: str, part: str, day: str, **facts: str) -> list[Finding]:
        given = [(name, parse_value(law.rules.vocabulary.fact(name), text)) for name, text in facts.items()]
        query = ItemQuery(part, facts=tuple((name, value) for name, value in given if value is not None))
        route = Route("export", "US", "CN", codes(["CN"]))
        found = classify_item(query, route, date.fromisoformat(day), law, catalog).findings
        return [finding for finding in found if finding.provision == kind]

    return answer


def circuit(tpp: str, density: str, datacenter: str = "yes") -> dict[str, str]:
    return {"tpp": tpp, "performance_density": density, "designed_or_marketed_for_datacenter": datacenter}


@pytest.mark.parametrize(
    ("facts", "cited"),
    [
        (
            circuit("4799.99", "1"),
            "total processing performance 4799.99 TPP is less than 0.1 % below 4800 TPP (3A090.a.1)",
        ),
        (circuit("4320", "1"), "total processing performance 4320 TPP is 10 % below 4800 TPP (3A090.a.1)"),
        (circuit("2160", "2"), "total processing performance 2160 TPP is 10 % below 2400 TPP (3A090.b.1)"),
        (circuit("1600", "2.88"), "performance density 2.88 TPP/mm2 is 10 % below 3.2 TPP/mm2 (3A090.b.2)"),
        (circuit("2400", "1.44"), "performance density 1.44 TPP/mm2 is 10 % below 1.6 TPP/mm2 (3A090.b.1)"),
    ],
)
def test_a_figure_within_a_tenth_of_a_line_is_named_with_value_line_and_distance(
    notes: Notes, facts: dict[str, str], cited: str
) -> None:
    (found,) = notes(NEAR, "LOT-1", V2, **facts)
    assert cited in found.because
    assert (found.outcome, found.needs, found.confidence) == ("no_finding", (), "P")


@pytest.mark.parametrize(
    "facts",
    [
        circuit("4319.99", "1"),
        circuit("2159.99", "2"),
        circuit("1439.99", "2"),
        circuit("2159", "2.8799"),
        circuit("100", "0.1"),
    ],
)
def test_a_figure_beyond_a_tenth_of_every_line_is_not_near(notes: Notes, facts: dict[str, str]) -> None:
    assert notes(NEAR, "LOT-1", V2, **facts) == []


def test_two_near_figures_are_told_together_where_both_have_to_move(notes: Notes) -> None:
    (found,) = notes(NEAR, "LOT-1", V2, **circuit("1500", "3.1"))
    assert found.because == (
        "outside 3A090.b, but within 10 % of it: total processing performance 1500 TPP is 6.3 % below 1600 TPP and "
        "performance density 3.1 TPP/mm2 is 3.1 % below 3.2 TPP/mm2 (3A090.b.2)"
    )


def test_what_is_met_is_no_near_miss_and_b_is_told_how_near_a_is(notes: Notes) -> None:
    assert notes(NEAR, "LOT-1", V2, **circuit("4800", "3")) == []
    (found,) = notes(NEAR, "LOT-1", V2, **circuit("4700", "3"))
    assert found.because.startswith("outside 3A090.a, but within 10 % of it: total processing performance 4700 TPP")


def test_a_strict_line_that_is_just_reached_is_said_to_be_exactly_the_limit(notes: Notes) -> None:
    facts = {"item_kind": "memory", "memory_bandwidth_density": "2"}
    (found,) = notes(NEAR, "STACK", "2025-02-01", **facts)
    assert found.because == (
        "outside 3A090.c, but within 10 % of it: memory bandwidth density 2 GB/s/mm2 is exactly the limit"
    )
    assert notes(NEAR, "STACK", "2025-02-01", **{**facts, "memory_bandwidth_density": "1.79"}) == []


def test_a_fact_that_is_open_besides_is_named(notes: Notes) -> None:
    (found,) = [found for found in notes(NEAR, "LOT-1", "2022-12-01", tpp="4700") if "3A090.a" in found.because]
    assert found.because.endswith("and not known is aggregate bidirectional transfer rate")


@pytest.mark.parametrize("part", ["GeForce RTX 4090 D", "GeForce RTX 5090 D", "RTX 5880 Ada"])
def test_gaming_parts_just_below_the_limit_of_note_2_are_near_the_entry_that_it_releases_them_from(
    notes: Notes, part: str
) -> None:
    (found,) = notes(NEAR, part, V2)
    assert found.because.startswith("outside 3A090.a, but within 10 % of it: total processing performance")
    assert "below 4800 TPP" in found.because


@pytest.mark.parametrize("part", ["GeForce RTX 4070", "GeForce RTX 3080 10GB", "A100 SXM4 80GB", "RTX A4000"])
def test_parts_far_from_every_line_or_in_the_strictest_entry_have_no_note_of_it(notes: Notes, part: str) -> None:
    assert notes(NEAR, part, V2) == []


def test_the_h20_is_near_both_limbs_of_b_and_of_the_silicon_of_the_h100(notes: Notes) -> None:
    for day in (V2, "2025-05-01"):
        (near,) = notes(NEAR, "H20 SXM 96GB", day)
        assert near.because == (
            "outside 3A090.b, but within 10 % of it: total processing performance 2368 TPP is 1.3 % below 2400 TPP "
            "(3A090.b.1); or performance density 2.909 TPP/mm2 is 9.1 % below 3.2 TPP/mm2 (3A090.b.2)"
        )
        assert near.cite == "ECCN 3A090.b"
        (sibling,) = notes(SILICON, "H20 SXM 96GB", day)
        assert sibling.because.startswith("H20 SXM 96GB is the same silicon (GH100) as ")
        assert "H100 SXM5 80GB" in sibling.because
        assert "which meet 3A090.a and 4A090.a" in sibling.because
        assert "total processing performance is 2368 TPP here and 15831.2 TPP there" in sibling.because


def test_a_part_with_its_link_rate_cut_names_the_part_it_is_cut_from_and_what_the_law_counts(notes: Notes) -> None:
    (found,) = notes(SILICON, "A800 SXM4 80GB", "2022-12-01")
    assert found.because == (
        "A800 SXM4 80GB is the same silicon (GA100) as A100 SXM4 80GB, A100 PCIe 80GB, A100 SXM4 40GB and 1 more, "
        "which meet 3A090.a and 4A090.a: total processing performance is 4992 TPP in both; aggregate bidirectional "
        "transfer rate is 464 GB/s here and 664 GB/s there, with the line at 600 GB/s. The entry counts what a circuit "
        "has or can be programmed to have, so the classification rests on the limit not being reversible"
    )
    assert (found.outcome, found.confidence) == ("no_finding", "S")


def test_figures_cut_after_2022_rest_on_the_cut_and_not_on_what_can_be_programmed(notes: Notes) -> None:
    (found,) = notes(SILICON, "GeForce RTX 4090 D", V2)
    assert found.because.startswith("GeForce RTX 4090 D is the same silicon (AD102) as GeForce RTX 4090, ")
    assert found.because.endswith("The classification rests on the cut not being reversible")
    assert "programmed" not in found.because


@pytest.mark.parametrize(
    ("part", "day"),
    [
        ("A800 SXM4 80GB", "2023-11-17"),
        ("A100 SXM4 80GB", V2),
        ("L40S", V2),
        ("GeForce RTX 4070", V2),
        ("GeForce RTX 3080 10GB", V2),
        ("GeForce RTX 4090", V2),
    ],
)
def test_no_sibling_is_named_for_what_is_controlled_itself_or_differs_by_no_figure(
    notes: Notes, part: str, day: str
) -> None:
    assert [found.because for found in notes(SILICON, part, day) if "meet" in found.because] == []


def test_a_rule_that_names_a_sibling_by_its_part_name_is_told_where_no_entry_covers_the_part(
    law: Law, notes: Notes
) -> None:
    named = notes(SILICON, "A800 SXM4 80GB", "2022-09-15")
    letters = [item for item in law.rules.provisions if item.startswith("us.ear.letters.august_2022")]
    assert bool(named) is bool(letters)
    assert all("A100 SXM4 80GB" in found.because and "named in" in found.because for found in named)
    assert [found for found in notes(SILICON, "H100 SXM5 80GB", "2025-05-01") if "named in" in found.because] == []


def test_nothing_is_noted_of_an_item_taken_at_its_declared_code_or_before_the_rules(notes: Notes) -> None:
    assert notes(NEAR, "XJ-7", V2) == notes(SILICON, "XJ-7", V2) == []
    assert notes(SILICON, "A800 SXM4 80GB", "2022-08-01") == []


def test_a_family_of_parts_of_which_the_same_is_said_is_told_of_once(notes: Notes) -> None:
    assert len(notes(SILICON, "A800", "2022-12-01")) == 1


def test_screening_says_of_a_part_what_classifying_it_says(
    kernel: Callable[..., tuple[Kernel, object]], line: Callable[..., ShipmentLine], notes: Notes
) -> None:
    parts = ["A800 SXM4 80GB", "H20 SXM 96GB", "GeForce RTX 4090 D", "A100 SXM4 80GB"]
    screened, _ = kernel()
    lines = [line(part, day, "CN", eccn=None) for part in parts for day in ("2022-12-01", V2)]
    decisions: list[LineDecision] = screened.screen(lines)
    for one, decision in zip(lines, decisions, strict=True):
        for kind in (NEAR, SILICON):
            said = [found for found in decision.findings if found.provision == kind]
            assert said == notes(kind, one.part_number or "", one.date.isoformat())
