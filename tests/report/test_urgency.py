"""Of two lines with the same hit, the one where it concerns the end user or a controlled item comes first."""

from dataclasses import replace

import pytest

from exportgate.report.urgency import urgency
from exportgate.report.worst import badness
from exportgate.screening.findings import ItemView, LineDecision

from . import sample


def decision(role: str, *classifications: str, possible: tuple[str, ...] = ()) -> LineDecision:
    known = next(one for one in sample.DECISIONS if any(party.hits for party in one.parties))
    party = next(party for party in known.parties if party.hits)
    item = ItemView("X", (), "", "", classifications, possible, ())
    return replace(known, parties=(replace(party, role=role),), item=item)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (decision("end_user", "3A090.a"), decision("purchaser", "3A090.a")),
        (decision("ultimate_consignee", "3A090.a"), decision("intermediate_consignee", "3A090.a")),
        (decision("intermediate_consignee", "3A090.a"), decision("forwarder", "3A090.a")),
        (decision("end_user", "3A090.a"), decision("end_user", "EAR99")),
        (decision("end_user"), decision("end_user", "EAR99")),
        (decision("end_user", "3A090.a"), decision("end_user", possible=("3A090.a",))),
        (decision("end_user", possible=("3A090.a",)), decision("end_user", "EAR99")),
    ],
)
def test_role_and_item_say_which_of_two_lines_comes_first(first: LineDecision, second: LineDecision) -> None:
    assert urgency(first) > urgency(second) > 0
    assert badness(first) < badness(second)


def test_a_line_without_hits_is_not_urgent() -> None:
    assert urgency(replace(decision("end_user"), parties=())) == 0


def test_the_priority_of_the_hit_still_counts_most() -> None:
    near, far = decision("forwarder", "EAR99"), decision("end_user", "3A090.a")
    (party,) = far.parties
    weak = replace(far, parties=(replace(party, hits=tuple(replace(hit, priority=0.3) for hit in party.hits)),))
    assert urgency(near) > urgency(weak)
