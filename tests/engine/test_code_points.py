"""The codes that stand for all codes that leaves answer alike: of a closed set, one of its own."""

import pytest

from exportgate.engine.regions.code_points import code_points
from exportgate.engine.values import Code
from exportgate.foundation.spans import Span
from exportgate.provisions.model import Leaf, Operator


@pytest.mark.parametrize(
    ("values", "rest"), [((), [Code("other")]), (("ic", "memory", "tool"), [Code("tool")]), (("ic", "memory"), [])]
)
def test_any_other_code_is_one_that_the_fact_can_have(values: tuple[str, ...], rest: list[Code]) -> None:
    span = Span("rule.yaml", 1, 1, 1, 1)
    leaves = [Leaf("item_kind", Operator.IS, kind, negated=False, text="", span=span) for kind in ("ic", "memory")]
    points = code_points(leaves, {}, unknowns=False, values=values)
    assert [point.value for point in points if point.rest] == rest
    assert {point.value for point in points if not point.rest} == {Code("ic"), Code("memory")}
