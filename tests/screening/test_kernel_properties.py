"""What is decided of a line depends on that line alone: not on its neighbors, their order, or the batching."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.parties.entry import Entry

LISTED = {
    "Listed_A": (Entry("e1", "EL", "entity", "Listed A", countries=("CN",), listed_from=date(2024, 1, 2)), True),
    "Listed_B": (Entry("e2", "EL", "entity", "Listed B", policy="Policy of denial."), False),
    "Denied": (Entry("d1", "DPL", "entity", "Denied"), True),
    "Place": (Entry("a1", "EL", "address", "Address 01"), True),
    "Army": (Entry("m1", "MEU", "entity", "Army"), True),
}
LINES = st.fixed_dictionaries(
    {
        "part": st.sampled_from(
            ["A100 SXM4 80GB", "A100", "H20", "L4", "Trainium1", "CABLE", "XJ-7", "HBM3", "Ascend 910B"]
        ),
        "day": st.sampled_from(
            ["2022-08-25", "2022-08-26", "2022-11-01", "2023-11-17", "2024-06-18", "2025-05-13", "2026-07-10"]
        ),
        "to": st.sampled_from(["CN", "HK", "MO", "MY", "AE", "RU", "IR", "US", "DE"]),
        "buyer": st.sampled_from(["Elbe GmbH", "Listed A", "Listed B", "Denied", "Place", "Army"]),
        "eccn": st.sampled_from([None, "EAR99", "3A090.a", "4A994.l"]),
        "role": st.sampled_from(["ultimate_consignee", "purchaser", "forwarder"]),
        "parent": st.sampled_from([None, ("Listed A", "CN"), ("Elbe GmbH", "DE")]),
        "hts": st.sampled_from([None, "8542310000", "9403200050"]),
    }
)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.lists(LINES, min_size=1, max_size=12), cut=st.integers(0, 12), data=st.data())
def test_a_line_is_decided_by_itself(
    kernel: Callable[..., Any], line: Callable[..., Any], facts: list[dict[str, Any]], cut: int, data: st.DataObject
) -> None:
    lines = [line(row=row, **fact) for row, fact in enumerate(facts, start=1)]
    alone = [kernel(**LISTED)[0].screen([one])[0] for one in lines]
    together, _ = kernel(**LISTED)
    assert together.screen(lines) == alone
    assert together.screen(lines[:cut]) + together.screen(lines[cut:]) == alone
    order = data.draw(st.permutations(range(len(lines))))
    mixed = kernel(**LISTED)[0].screen([lines[place] for place in order])
    assert [mixed[order.index(place)] for place in range(len(lines))] == alone


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fact=LINES)
def test_every_line_that_is_not_free_of_findings_says_why(
    kernel: Callable[..., Any], line: Callable[..., Any], fact: dict[str, Any]
) -> None:
    found = kernel(**LISTED)[0].screen([line(**fact)])[0]
    worst = [finding for finding in found.findings if finding.outcome == found.outcome]
    assert worst or found.outcome == "no_finding"
    assert all(finding.because for finding in found.findings)
