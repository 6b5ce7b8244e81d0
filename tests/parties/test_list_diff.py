"""What changed between two lists: pairing by id, else by name, and every field that says something else."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.parties.entry import Entry
from exportgate.parties.list_diff import ListDiff, NotGiven, Pair, list_diff
from exportgate.parties.lists.csl_csv import made_id

ACME = Entry(
    "101",
    "EL",
    "entity",
    "Acme Lithography Co., Ltd.",
    ("Acme Litho",),
    countries=("CN",),
    addresses=("No. 5 Example Road, Shenzhen, CN",),
    identifiers=("Registration: 91440300MA5EXAMPLE",),
    requirement="For all items subject to the EAR.",
    policy="Presumption of denial",
    notice="87 FR 77505",
    listed_from=date(2022, 12, 19),
)
BOREAL = Entry("102", "EL", "entity", "Boreal Optics", countries=("RU",), notice="86 FR 36496")


def without_id(entry: Entry, **changes: object) -> Entry:
    """An entry as a list without ids gives it."""
    changed = replace(entry, **changes)  # type: ignore[arg-type]
    return replace(changed, entity_id=made_id(changed.source, changed.name))


def one_pair(diff: ListDiff) -> Pair:
    assert (diff.added, diff.removed) == ((), ())
    (pair,) = diff.pairs
    return pair


def test_an_entry_of_one_side_is_added_or_removed() -> None:
    diff = list_diff([ACME], [BOREAL])
    assert (diff.added, diff.removed, diff.pairs) == ((BOREAL,), (ACME,), ())


def test_the_id_pairs_whatever_else_differs() -> None:
    renamed = replace(ACME, name="Zenith Imaging", aliases=(), countries=("HK",), addresses=("Kowloon, HK",))
    pair = one_pair(list_diff([ACME], [renamed]))
    assert (pair.by, pair.sure) == ("id", "certain")
    name, addresses = pair.change("name"), pair.change("addresses")
    assert name is not None
    assert (name.before, name.after, name.respelled) == ((ACME.name,), ("Zenith Imaging",), "")
    assert addresses is not None
    assert addresses.after == ("Kowloon, HK",)


def test_every_field_is_told_with_what_it_said_and_what_it_says() -> None:
    after = replace(
        ACME,
        kind="individual",
        aliases=("Acme Litho", "Acme Stepper"),
        weak_aliases=("The Maker",),
        countries=("CN", "HK"),
        addresses=(),
        identifiers=("Registration: 91440300MA5OTHER",),
        programs=("X",),
        requirement="For EAR99.",
        policy="Case by case",
        footnotes=("4",),
        notice="88 FR 1",
        listed_from=date(2023, 1, 1),
        listed_to=date(2030, 1, 1),
        remarks="moved",
        source="MEU",
    )
    told = {change.field: (change.before, change.after) for change in one_pair(list_diff([ACME], [after])).changes}
    assert told == {
        "source": (("EL",), ("MEU",)),
        "kind": (("entity",), ("individual",)),
        "aliases": ((), ("Acme Stepper",)),
        "weak_aliases": ((), ("The Maker",)),
        "countries": ((), ("HK",)),
        "addresses": ((ACME.addresses[0],), ()),
        "identifiers": ((ACME.identifiers[0],), ("Registration: 91440300MA5OTHER",)),
        "programs": ((), ("X",)),
        "requirement": ((ACME.requirement,), ("For EAR99.",)),
        "policy": (("Presumption of denial",), ("Case by case",)),
        "footnotes": ((), ("4",)),
        "notice": (("87 FR 77505",), ("88 FR 1",)),
        "listed_from": (("2022-12-19",), ("2023-01-01",)),
        "listed_to": ((), ("2030-01-01",)),
        "remarks": ((), ("moved",)),
    }


def test_a_party_may_be_renamed_readdressed_and_changed_at_once() -> None:
    after = replace(ACME, name="Acme Imaging", addresses=("Kowloon, HK",), policy="Case by case")
    diff = list_diff([ACME, BOREAL], [after, BOREAL])
    assert [len(pairs) for pairs in (diff.renamed, diff.readdressed, diff.changed_otherwise)] == [1, 1, 1]
    assert diff.unchanged == 1


@pytest.mark.parametrize(
    ("name", "respelled"),
    [
        ("ACME LITHOGRAPHY CO LTD", "letters"),
        ("Àcme Lithography Co., Ltd.", "letters"),
        ("Co., Ltd. Acme Lithography", "order"),
        ("Acme Lithografy Co., Ltd.", ""),
    ],
)
def test_a_name_in_other_letters_or_another_order_is_told_apart_from_another_name(name: str, respelled: str) -> None:
    (pair,) = list_diff([ACME], [replace(ACME, name=name)]).renamed
    change = pair.change("name")
    assert change is not None
    assert change.respelled == respelled


def test_what_is_only_written_in_another_order_or_case_is_counted_and_no_change() -> None:
    before = replace(ACME, identifiers=("Passport: CN, 98765432, 2 May 2021",), addresses=("5 Example Road", "Unit 4"))
    after = replace(before, identifiers=("PASSPORT: 98765432, CN, 2021-05-02",), addresses=("Unit 4", "5 EXAMPLE ROAD"))
    diff = list_diff([before], [after])
    assert diff.unchanged == 1
    assert diff.written_otherwise == (("addresses", 1), ("identifiers", 1))


def test_the_order_of_words_counts_in_a_requirement() -> None:
    before = replace(ACME, requirement="All items, except EAR99")
    assert list_diff([before], [replace(before, requirement="ALL ITEMS except EAR99.")]).unchanged == 1
    (pair,) = list_diff([before], [replace(before, requirement="EAR99 except all items")]).changed
    assert [change.field for change in pair.changes] == ["requirement"]


def test_without_a_common_id_the_name_on_the_list_and_the_country_pair() -> None:
    homonym = without_id(ACME, countries=("HK",), addresses=())
    before = [without_id(ACME), homonym]
    after = [replace(homonym, entity_id="901"), replace(ACME, entity_id="902")]
    diff = list_diff(before, after)
    assert [(pair.before.countries, pair.after.countries) for pair in diff.pairs] == [(("HK",),) * 2, (("CN",),) * 2]
    assert [pair.by for pair in diff.pairs] == ["name", "name"]
    assert [pair.sure for pair in diff.pairs] == ["certain", "certain"]


def test_the_same_name_on_another_list_is_another_entry() -> None:
    diff = list_diff([without_id(ACME)], [without_id(ACME, source="UVL")])
    assert (len(diff.added), len(diff.removed)) == (1, 1)


def test_of_one_name_the_entry_of_no_other_country_is_taken() -> None:
    after = [replace(ACME, entity_id="901", countries=("DE",)), replace(ACME, entity_id="902", countries=())]
    diff = list_diff([without_id(ACME)], after)
    assert [entry.countries for entry in diff.added] == [("DE",)]


def test_a_name_that_is_there_more_often_is_added_once() -> None:
    diff = list_diff([without_id(ACME)], [without_id(ACME), without_id(ACME, addresses=("Kowloon",))])
    assert (len(diff.added), len(diff.removed), diff.unchanged) == (1, 0, 1)
    assert diff.added[0].addresses == ("Kowloon",)


def test_where_both_sides_have_the_publishers_ids_another_id_is_another_party() -> None:
    before, after = [ACME, BOREAL], [BOREAL, replace(ACME, entity_id="103")]
    diff = list_diff(before, after)
    assert ([entry.entity_id for entry in diff.added], [entry.entity_id for entry in diff.removed]) == (
        ["103"],
        ["101"],
    )


def test_an_id_that_was_given_to_another_party_pairs_nobody() -> None:
    before = [replace(ACME, entity_id="1"), replace(BOREAL, entity_id="2")]
    after = [replace(BOREAL, entity_id="1")]
    diff = list_diff(before, after)
    assert [entry.name for entry in diff.removed] == [ACME.name]
    assert one_pair(replace(diff, removed=())).before.name == BOREAL.name


def test_a_party_that_moved_to_another_list_of_the_publisher_is_told_as_such() -> None:
    pair = one_pair(list_diff([replace(ACME, source="SSI")], [replace(ACME, source="SDN")]))
    assert [change.field for change in pair.changes] == ["source"]


@pytest.mark.parametrize(
    ("changes", "by", "sure"),
    [
        ({"name": "Acme Litho", "aliases": ("Acme Lithography Co., Ltd.",)}, "other name", "likely"),
        ({"name": "Zenith Imaging", "aliases": (), "addresses": (), "notice": ""}, "identifier", "likely"),
        ({"name": "Zenith Imaging", "aliases": (), "identifiers": ()}, "address", "possible"),
        ({"name": "Acme Litography Co., Ltd.", "aliases": (), "identifiers": ()}, "likeness", "likely"),
        ({"name": "Co., Ltd. Acme Lithography"}, "spelling", "likely"),
    ],
)
def test_a_rename_without_an_id_is_told_by_what_agrees_and_how_surely(
    changes: dict[str, object], by: str, sure: str
) -> None:
    pair = one_pair(list_diff([without_id(ACME)], [without_id(ACME, **changes)]))
    assert (pair.by, pair.sure) == (by, sure)


def test_a_name_that_is_only_alike_is_another_party_where_nothing_else_agrees() -> None:
    other = Entry("x", "EL", "entity", "Acme Lithography Gmbh", countries=("DE",), notice="88 FR 2")
    diff = list_diff([without_id(ACME)], [without_id(other)])
    assert (len(diff.added), len(diff.removed)) == (1, 1)


def test_two_that_agree_as_well_are_paired_with_none() -> None:
    gone = without_id(ACME, aliases=(), identifiers=())
    new = [without_id(gone, name=f"Zenith {word} Imaging") for word in ("North", "South")]
    diff = list_diff([gone], new)
    assert (len(diff.added), len(diff.removed)) == (2, 1)


def test_a_column_that_one_file_lacks_is_told_once() -> None:
    before = [replace(ACME, entity_id=str(number), name=f"Acme {number}") for number in range(100)]
    after = [replace(entry, addresses=()) for entry in before]
    after[7] = replace(after[7], addresses=("Kowloon",))
    diff = list_diff(before, after)
    assert diff.not_given == (NotGiven("EL", "addresses", "after", 100),)
    assert [pair.after.entity_id for pair in diff.readdressed] == ["7"]


def test_a_field_that_few_entries_lost_is_told_of_each() -> None:
    before = [replace(ACME, entity_id=str(number), name=f"Acme {number}") for number in range(5)]
    diff = list_diff(before, [replace(entry, policy="") for entry in before])
    assert (len(diff.changed), diff.not_given) == (5, ())


NAMES = st.sampled_from(["Acme", "Acme Litho", "Litho Acme", "Boreal", "Boreal Optics", "顶点", "…"])
TEXTS = st.sampled_from(["", "87 FR 77505", "88 FR 1"])
ENTRIES = st.lists(
    st.builds(
        Entry,
        entity_id=st.sampled_from(["1", "2", "3", "a" * 24]),
        source=st.sampled_from(["EL", "SDN"]),
        kind=st.sampled_from(["entity", "individual", "address"]),
        name=NAMES,
        aliases=st.lists(NAMES, max_size=2).map(tuple),
        countries=st.lists(st.sampled_from(["CN", "HK"]), max_size=2).map(tuple),
        addresses=st.lists(st.sampled_from(["5 Example Road", "Kowloon"]), max_size=1).map(tuple),
        notice=TEXTS,
    ),
    max_size=8,
)


@given(ENTRIES, ENTRIES)
def test_every_entry_is_told_once_and_each_difference_is_one(before: list[Entry], after: list[Entry]) -> None:
    diff = list_diff(before, after)
    assert Counter(before) == Counter([*diff.removed, *(pair.before for pair in diff.pairs)])
    assert Counter(after) == Counter([*diff.added, *(pair.after for pair in diff.pairs)])
    for pair in diff.pairs:
        for change in pair.changes:
            assert change.before != change.after
            assert getattr(pair.before, change.field) != getattr(pair.after, change.field)


@given(ENTRIES)
def test_a_list_against_itself_shows_nothing(entries: list[Entry]) -> None:
    diff = list_diff(entries, entries)
    assert (diff.added, diff.removed) == ((), ())
    unique = len({(entry.source, entry.entity_id) for entry in entries}) == len(entries)
    assert not unique or diff.unchanged == len(entries)
