"""Whether the control list of the law's day has the codes that people state: what it has not classifies nothing."""

from exportgate.engine.law import LawOfDay
from exportgate.items.control_list import Standing, standing

ENTRIES = "us.ear.groups.chart_entries"
"""The entries that the rules compare with the Commerce Country Chart; rules without them know no list."""


def listed(code: str, law: LawOfDay) -> Standing:
    """Say whether the list has a declared code, or a maker's, on the days of the law."""
    if law.first is None or not law.groups.get(ENTRIES):
        return Standing(code)
    return standing(code, law.first)
