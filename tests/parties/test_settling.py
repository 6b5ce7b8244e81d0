"""A name settled by its shape is what settling its own words gives."""

import csv
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from exportgate.foundation.resources import shipped
from exportgate.parties.name_parts import AFTER_PARENT, CONNECTOR, MAY_FOLLOW_PARENT, MAY_JOIN
from exportgate.parties.name_tables import places, rows, spelled_out
from exportgate.parties.names import normalize, words_of
from exportgate.parties.scripts import clean, to_latin
from exportgate.parties.settling import FIRST_JOINING, known_words, settle, settled_words

TABLES = sorted(path.stem for path in (shipped("data") / "names").glob("*.csv") if path.stem != "common-words")
TABLE_WORDS = sorted(
    {word for table in TABLES for row in rows(table) for cell in row.values() for word in cell.casefold().split()}
    | {word for words in spelled_out().values() for word in words}
)
HALVES = sorted({half for place in places() for at in (2, 3, 4) for half in (place[:at], place[at:]) if half})
NUMBERS = ["0", "007", "7", "55", "55th", "21st", "3k", "fifty", "fifth", "no", "nr", "第", "½", "٣"]
WORD = st.one_of(
    st.sampled_from(TABLE_WORDS),
    st.sampled_from(sorted(known_words())),
    st.sampled_from(HALVES),
    st.sampled_from(NUMBERS),
    st.sampled_from([*FIRST_JOINING, "known", "as", "of", "behalf"]),
    st.sampled_from("abckmsx"),
    st.sampled_from(["zorblat", "qwex", "yy", "mikron", "华为", "東", "ß"]),
    st.text(st.characters(categories=["Ll", "Nd", "Lo"]), min_size=1, max_size=9),
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(WORD, max_size=12))
@example(["hong", "k", "ong", "branch"])
@example(["zorblat", "co", "hong", "ltd", "kong"])
@example(["s", "a", "de", "c", "v", "no", "07"])
@example(["aka", "qwex", "also", "known", "as", "trading", "as"])
def test_a_shape_settles_as_its_words_do(words: list[str]) -> None:
    assert settle(words) == settled_words(words)


def test_a_shape_settles_as_its_words_do_on_real_names(shared: Path) -> None:
    for file, column in (("index", "name"), ("negatives", "name"), ("queries", "query")):
        with (shared / "bench" / "names" / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
            for row in list(csv.DictReader(stream))[::23]:
                words, _ = words_of(to_latin(clean(row[column])))
                assert settle(words) == settled_words(words)


def test_a_name_too_long_for_a_shape_is_settled_all_the_same() -> None:
    words = tuple(f"zorblat{letter}{other}" for letter in "abcdefghij" for other in "abcdefghij")
    assert normalize(" ".join((*words, "Hong Kong Co., Ltd."))).tokens == (*words, "hongkong")


def test_a_word_that_a_very_long_text_repeats_counts_a_few_times() -> None:
    assert normalize("Zorblat " * 100 + "Hong Kong Co., Ltd.").tokens == (*("zorblat",) * 4, "hongkong")
    assert normalize("Zorblat " * 10 + "Hong Kong Co., Ltd.").tokens == (*("zorblat",) * 10, "hongkong")


@given(st.lists(st.sampled_from([*" .?'/-(xk", "aka", "a.k.a", "t/a", "c/o", "care of", "dba", "known as"])))
def test_every_connector_is_seen_before_it_is_searched_for(pieces: list[str]) -> None:
    lowered = to_latin(clean("".join(pieces)))
    assert CONNECTOR.search(lowered) is None or any(sign in lowered for sign in MAY_JOIN)
    assert AFTER_PARENT.search(lowered) is None or any(sign in lowered for sign in MAY_FOLLOW_PARENT)
