"""An index finds every name that scoring every pair would find, and comes back from its files as it was saved."""

import csv
import itertools
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.parties import entry_lines
from exportgate.parties.entry import Entry
from exportgate.parties.grouped import group_by, group_in_order, key_table
from exportgate.parties.index import FOLDER, NameIndex
from exportgate.parties.listed_names import listed_names
from exportgate.parties.matches import Match, Matcher, better
from exportgate.parties.names import readings
from exportgate.parties.score import edits_between, whole_edits
from exportgate.parties.search import rarity_on
from exportgate.parties.string_segments import listed_pieces, piece_keys, query_pieces, segments
from exportgate.parties.text_keys import Spelled

from .listed import ENTRIES

INDEX = NameIndex.build("us", ENTRIES)
TEXTS = tuple(name for entry in ENTRIES if entry.kind != "address" for name in entry.names)
LETTERS = "abehikmnostuwyz 15.,"


def by_brute_force(matcher: Matcher, text: str) -> set[tuple[int, float]]:
    """Compare every listed name with every reading of a text; return entries with the score of their best match."""
    best: dict[int, Match] = {}
    for reading, name in itertools.product(readings(text), range(matcher.index.names)):
        for match in (matcher.judge(reading, name), matcher.sister(reading, name)):
            if match is not None:
                best[match.entry] = better(match, best.get(match.entry))
    return {(entry, match.comparison.score) for entry, match in best.items()}


def by_index(matcher: Matcher, text: str) -> set[tuple[int, float]]:
    return {(match.entry, match.comparison.score) for match in matcher.match([readings(text)])[0]}


def damaged(text: str, places: Sequence[float], letters: str, words: Sequence[str]) -> str:
    """Put letters into a name, or take them out, and put words before or after it."""
    for place, letter in zip(places, letters, strict=False):
        at = int(place * len(text))
        text = text[:at] + letter.strip(".,") + text[at + (letter in "15.,") :]
    return " ".join([*words[:1], text, *words[1:]])


DAMAGED = st.builds(
    damaged,
    st.sampled_from(TEXTS),
    st.lists(st.floats(0, 1), max_size=3),
    st.text(LETTERS, max_size=3),
    st.lists(
        st.sampled_from(["SMIC", "CETC", "Beijing", "Tech", "Group", "Quantum", "Hong Kong Branch", "t/a"]), max_size=2
    ),
)


@pytest.mark.parametrize("min_score", [0.5, 0.8])
@settings(deadline=None)
@given(text=DAMAGED)
def test_the_index_finds_what_brute_force_finds(text: str, min_score: float) -> None:
    matcher = MATCHERS[min_score]
    assert by_index(matcher, text) == by_brute_force(matcher, text)


MATCHERS = {least: Matcher(INDEX, rarity_on([INDEX]), least) for least in (0.5, 0.8)}
GIVEN = ("Sergey", "Sergei", "Maria", "Mario", "Abd al-Rahman", "Abdurrahman", "Saif al-Din", "Jong Un", "Jongun", "Al")
FAMILY = ("Ivanov", "Ivanova", "bin Salman", "Salman", "Quist", "Kim", "al-Tarabulsi", "Tarabulsy", "Binsalman", "Ag")
MIDDLE = ("", "V.", "Viktorovich", "Vyktorovych", "V.V.", "Abu Yusuf", "Khan", "Theodore", "Dr.", "LLC", "Room 5")


def in_order(parts: Sequence[str], order: Sequence[int], cut: int) -> str:
    """Write the parts of a name in an order, without its last letters."""
    text = " ".join(filter(None, (parts[at] for at in order)))
    return text[: len(text) - cut]


NAMED = st.builds(
    in_order,
    st.tuples(*map(st.sampled_from, (GIVEN, FAMILY, MIDDLE))),
    st.permutations(range(3)),
    st.sampled_from([0, 0, 0, 1]),
)
PERSONS = NameIndex.build(
    "persons",
    [
        Entry(f"P:{at}", "SDN", "individual", f"{FAMILY[at % 10].upper()}, {given} {MIDDLE[(at + place) % 11]}")
        for place, given in enumerate(GIVEN)
        for at in range(place, place + 40, 4)
    ],
)
PERSON_MATCHERS = {least: Matcher(PERSONS, rarity_on([PERSONS]), least) for least in (0.3, 0.8)}


@pytest.mark.parametrize("min_score", [0.3, 0.8])
@settings(deadline=None)
@given(text=NAMED)
def test_the_index_finds_the_persons_that_brute_force_finds(text: str, min_score: float) -> None:
    matcher = PERSON_MATCHERS[min_score]
    assert by_index(matcher, text) == by_brute_force(matcher, text)


def test_the_index_finds_what_brute_force_finds_on_real_names(shared: Path) -> None:
    with (shared / "bench" / "names" / "queries.csv").open(encoding="utf-8", newline="") as file:
        queries = list(csv.DictReader(file))[::311]
    with (shared / "bench" / "names" / "index.csv").open(encoding="utf-8", newline="") as file:
        names = list(csv.DictReader(file))
    wanted = {query["entity_id"] for query in queries}
    kept = [row for at, row in enumerate(names) if at % 16 == 0 or row["entity_id"] in wanted]
    index = NameIndex.build("real", [Entry(row["entity_id"], "EL", "entity", row["name"]) for row in kept])
    matcher = Matcher(index, rarity_on([index]), 0.6)
    for query in queries:
        assert by_index(matcher, query["query"]) == by_brute_force(matcher, query["query"])


def test_many_queries_at_once_find_what_each_finds_alone() -> None:
    matcher = MATCHERS[0.5]
    many = TEXTS * 20
    together = matcher.match([readings(text) for text in many])
    assert [{match.entry for match in found} for found in together] == [
        {match.entry for match in matcher.match([readings(text)])[0]} for text in many
    ]


@settings(deadline=None)
@given(st.text("abc", max_size=30), st.lists(st.tuples(st.integers(0, 40), st.sampled_from("abcx")), max_size=3))
def test_strings_within_the_allowed_distance_share_a_segment_key(text: str, changes: list[tuple[int, str]]) -> None:
    other = text
    for at, letter in changes:
        other = other[:at] + ("" if letter == "x" else letter) + other[at + (letter != "a") :]
    edits = edits_between(text, other)
    if edits and whole_edits(len(text)) and whole_edits(len(other)):
        mine, _ = piece_keys(Spelled([text]), query_pieces, whole_edits)
        theirs, _ = piece_keys(Spelled([other]), listed_pieces, whole_edits)
        assert set(mine.tolist()) & set(theirs.tolist())


def test_segments_cover_a_string_without_gap() -> None:
    assert list(segments(10, 2)) == [(0, 3), (3, 6), (6, 10)]


def test_a_saved_index_comes_back_as_it_was(tmp_path: Path) -> None:
    INDEX.save(tmp_path)
    opened = NameIndex.open(tmp_path)
    assert opened.list_id == "us"
    assert [opened.entry(at) for at in range(opened.entries)] == list(ENTRIES)
    assert [opened.listed_name(at) for at in range(opened.names)] == [
        INDEX.listed_name(at) for at in range(INDEX.names)
    ]
    matcher = Matcher(opened, rarity_on([opened]), 0.5)
    for text in TEXTS:
        assert by_index(matcher, text) == by_index(MATCHERS[0.5], text)


def test_an_index_is_plain_files_without_pickles(tmp_path: Path) -> None:
    INDEX.save(tmp_path)
    files = list((tmp_path / FOLDER).iterdir())
    assert {file.suffix for file in files} == {".npy", ".lines", ".words", ".json"}
    for file in files:
        if file.suffix == ".npy":
            assert not np.load(file, allow_pickle=False).dtype.hasobject


def test_the_same_entries_give_the_same_files(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        NameIndex.build("us", ENTRIES).save(tmp_path / folder)
    one, two = (
        {file.name: file.read_bytes() for file in (tmp_path / name / FOLDER).iterdir()} for name in ("one", "two")
    )
    assert one == two


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    INDEX.save(tmp_path)
    (tmp_path / FOLDER / "head.json").write_text('{"version": 0}')
    with pytest.raises(ValueError, match="another version"):
        NameIndex.open(tmp_path)


def test_a_list_without_names_can_be_indexed_saved_and_searched(tmp_path: Path) -> None:
    NameIndex.build("none", ()).save(tmp_path)
    index = NameIndex.open(tmp_path)
    assert index.entries == index.names == 0
    assert Matcher(index, rarity_on([index]), 0.5).match([readings("Huawei"), ()]) == [(), ()]


def test_the_name_of_an_address_entry_is_not_indexed() -> None:
    assert by_index(MATCHERS[0.5], "Address 04") == set()
    assert INDEX.address_entries == (16,)


def test_a_word_is_counted_once_for_each_entry() -> None:
    assert INDEX.entries_with_word("phytium") == 1
    assert INDEX.entries_with_word("technology") == 4
    assert INDEX.entries_with_word("nowhere") == 0
    assert INDEX.persons_with_word("mojtaba") == 1
    assert INDEX.persons_with_word("phytium") == 0
    assert INDEX.entries_with_acronym("cetc") == 2


def test_an_entry_comes_back_from_its_line_with_every_field() -> None:
    entry = Entry(
        entity_id="1",
        source="EL",
        kind="entity",
        name="A “quoted”\tname",
        aliases=("b", "c"),
        weak_aliases=("d",),
        countries=("CN",),
        addresses=("x; y",),
        identifiers=("z",),
        programs=("p",),
        requirement="All items",
        policy="Denial",
        footnotes=("4",),
        notice="88 FR 1",
        listed_from=date(2020, 1, 31),
        listed_to=date(2021, 12, 1),
        remarks="r",
        url="u",
    )
    assert entry_lines.from_line(entry_lines.to_line(entry)) == entry


def test_a_line_that_is_no_entry_is_refused() -> None:
    with pytest.raises(ValueError, match="no entry"):
        entry_lines.from_line('{"color": "red"}')


def test_groups_and_keys_return_their_members() -> None:
    grouped = group_by(np.array([2, 0, 2, 2]), np.array([5, 1, 4, 5]), 3)
    assert [grouped[group].tolist() for group in range(3)] == [[1], [], [4, 5]]
    members, asked = grouped.gather(np.array([2, 1, 0]))
    assert (members.tolist(), asked.tolist()) == ([4, 5, 1], [0, 0, 2])
    assert group_in_order([[3, 1, 3], []])[0].tolist() == [3, 1, 3]
    found, key = key_table([(7, 1), (9, 2), (7, 3)]).look_up(np.array([9, 8, 7], dtype=np.uint32))
    assert (found.tolist(), key.tolist()) == ([2, 1, 3], [0, 2, 2])


def test_a_name_with_parentheses_at_its_end_is_also_known_without_them_weakly_where_they_hold_a_place() -> None:
    named = Entry("EL:1", "EL", "entity", "Sunway Memory Research (Falcon)", ("Falcon",))
    sister = Entry("EL:2", "EL", "entity", "Sunway Optics (Beijing)")
    found = {(name.normal.key, name.weak) for entry in (named, sister) for name in listed_names(entry)}
    assert found == {
        ("sunway memory research falcon", False),
        ("sunway memory research", False),
        ("falcon", False),
        ("sunway optics beijing", False),
        ("sunway optics", True),
    }
