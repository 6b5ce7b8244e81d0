"""Law applied to a day after the one by which it was to be reviewed says so."""

from datetime import date
from pathlib import Path

import pytest

from exportgate.foundation.intervals import Interval
from exportgate.provisions.ruleset import load_rules
from exportgate.report.basis import RulesUsed, VersionReview
from exportgate.report.rules_used import rules_used

USED = RulesUsed(
    "1",
    "",
    2,
    2,
    reviews=(
        VersionReview("us.a", Interval(date(2022, 10, 7), date(2023, 11, 16)), date(2027, 6, 1)),
        VersionReview("us.a", Interval(date(2023, 11, 17)), date(2027, 6, 1)),
        VersionReview("us.b", Interval(date(2023, 11, 17)), date(2028, 1, 1)),
    ),
)


@pytest.mark.parametrize("day", [None, date(2022, 10, 7), date(2027, 6, 1)])
def test_law_that_is_not_due_says_nothing(day: date | None) -> None:
    assert USED.stale_notices(day) == ()


def test_only_versions_in_force_on_the_day_are_named() -> None:
    (notice,) = USED.stale_notices(date(2027, 6, 2))
    assert "1 of the rules" in notice
    assert "2027-06-01" in notice
    assert notice.endswith("(us.a).")


def test_the_shipped_rules_go_stale_one_day(checkout: Path) -> None:
    used = rules_used(load_rules(checkout / "rules"))
    assert used.stale_notices(date(2026, 11, 28)) == ()
    (notice,) = used.stale_notices(date(2031, 1, 1))
    assert "and others" in notice
