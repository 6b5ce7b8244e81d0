"""Orders lines by whom and what a hit concerns: the end user before a forwarder, a controlled item before EAR99.

The priority of a hit knows the party and the list entry alone; here the line that it stands on is weighed in.
"""

from collections.abc import Mapping

from exportgate.screening.classification import EAR99
from exportgate.screening.findings import ItemView, LineDecision

ROLES: Mapping[str, float] = {
    "end_user": 1.0,
    "ultimate_consignee": 1.0,
    "purchaser": 0.95,
    "intermediate_consignee": 0.9,
    "forwarder": 0.85,
}
OTHER_ROLE = 0.95
CONTROLLED, OPEN, UNCONTROLLED = 1.0, 0.95, 0.85


def urgency(decision: LineDecision) -> float:
    """Return how urgent the foremost hit of a line is, from 0 to 1; 0 where there is none."""
    weighed = (hit.priority * ROLES.get(party.role, OTHER_ROLE) for party in decision.parties for hit in party.hits)
    return max(weighed, default=0.0) * item_weight(decision.item)


def item_weight(item: ItemView) -> float:
    """Return how much an item counts: most where a control list has it, least where it is EAR99 for certain."""
    if any(code != EAR99 for code in item.classifications):
        return CONTROLLED
    return UNCONTROLLED if item.classifications and not item.possible else OPEN
