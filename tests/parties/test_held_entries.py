"""Which entries a state of a list holds."""

from datetime import date

import pytest

from exportgate.parties.entry import Entry
from exportgate.parties.held_entries import HeldEntries

HELD = HeldEntries(
    [
        Entry("1", "EL", "entity", "Société Quartz", aliases=("SQ", "Quartz Optique"), listed_to=date(2024, 5, 1)),
        Entry("2", "EL", "address", "Address 1", addresses=("Unit 4, Example Tower, Kowloon",)),
    ]
)


@pytest.mark.parametrize(
    ("entry", "held"),
    [
        (Entry("1", "EL", "entity", "Another Name"), True),
        (Entry("1", "SDN", "entity", "Société Quartz"), False),
        (Entry("9", "EL", "entity", "SOCIETE  QUARTZ."), True),
        (Entry("9", "EL", "entity", "Quartz Optique"), True),
        (Entry("9", "EL", "entity", "Quartz Group", aliases=("Société Quartz",)), True),
        (Entry("9", "EL", "entity", "Sapphire Quay", aliases=("SQ",)), False),
        (Entry("9", "EL", "address", "Address 7", addresses=("UNIT 4 EXAMPLE TOWER KOWLOON",)), True),
        (Entry("9", "EL", "address", "Address 1", addresses=("Unit 5, Example Tower, Kowloon",)), False),
        (Entry("9", "EL", "entity", "..."), False),
    ],
)
def test_an_entry_is_held_by_its_id_or_where_the_name_of_either_is_a_name_of_the_other(
    entry: Entry, *, held: bool
) -> None:
    assert HELD.holds(entry) is held


def test_an_entry_may_be_held_for_less_long_than_is_asked() -> None:
    entry = Entry("1", "EL", "entity", "Société Quartz")
    assert [HELD.holds(entry, until) for until in (date(2024, 5, 1), date(2024, 5, 2))] == [True, False]
