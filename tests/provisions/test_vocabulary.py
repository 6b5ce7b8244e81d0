"""Headings and closed values of facts: read with the vocabulary, and refused in their place where they do not fit."""

from pathlib import Path

import pytest

from exportgate.diagnostics.model import Collector
from exportgate.engine.typed import expected, parse_value
from exportgate.engine.values import Code
from exportgate.provisions.headings import heading_words
from exportgate.provisions.vocabulary import Vocabulary, add_facts, load_vocabulary

UNITS = "units:\n  TPP: {title: tpp}\n  bit: {title: bits}\n"
WORKED_OUT = {
    *(
        "part",
        "in_catalog",
        "figures_stated",
        "designer_headquarters",
        "declared_eccn",
        "hts_chapter",
        "hts_subheading",
        "circuit_classification",
    ),
    *(
        "classification",
        "event",
        "export_country",
        "destination",
        "party_headquarters",
        "party_countries",
        *("match_kind", "footnotes", "programs", "entry_scope", "entry_countries"),
        "transaction",
    ),
    *("role", "list", "entry_kind", "match_decided", "listed_on_date", "on_control_list", "stated_tpp", "party_name"),
}


def load(folder: Path, facts: str) -> tuple[Vocabulary, list[str]]:
    (folder / "units.yaml").write_text(UNITS, encoding="utf-8")
    (folder / "facts.yaml").write_text(f"facts:\n{facts}", encoding="utf-8")
    collector = Collector()
    vocabulary = load_vocabulary(folder, collector)
    return vocabulary, [f"{item.code} {item.span.line}:{item.span.column}" for item in collector.found]


def number(name: str, more: str) -> str:
    return f"  {name}: {{type: number, unit: TPP, title: t, question: q, {more}}}\n"


def test_exactly_the_facts_with_headings_may_be_given(checkout: Path, tmp_path: Path) -> None:
    vocabulary, found = load(tmp_path, number("tpp", "headings: [TPP]") + number("other", "headings: []"))
    assert (list(vocabulary.given), found) == (["tpp"], [])
    shipped = load_vocabulary(checkout / "rules", Collector())
    assert not shipped.given.keys() & WORKED_OUT


def test_a_heading_of_two_facts_is_refused_at_the_second_in_any_spelling(tmp_path: Path) -> None:
    second = number("other", "headings: [Else, total-PERF]")
    found = load(tmp_path, number("tpp", "headings: [Total perf.]") + second)[1]
    assert found == [f"XR130 3:{second.index('total') + 1}"]


def test_an_added_fact_cannot_take_a_heading_of_the_law(tmp_path: Path) -> None:
    vocabulary, _ = load(tmp_path, number("tpp", "headings: [TPP]"))
    own = tmp_path / "own"
    own.mkdir()
    added = number("acme_release", "headings: [Release]") + number("acme_tpp", "headings: [tpp]")
    (own / "facts.yaml").write_text(f"facts:\n{added}", encoding="utf-8")
    collector = Collector()
    merged = add_facts(vocabulary, own, "own", "acme", collector)
    assert [(item.code, item.span.line, item.span.file) for item in collector.found] == [("XR130", 3, "own/facts.yaml")]
    assert {"tpp", "acme_release"} <= merged.given.keys()


def test_a_fact_may_have_a_heading_in_two_spellings(tmp_path: Path) -> None:
    assert load(tmp_path, number("tpp", "headings: [die area, Die-Area]"))[1] == []


def test_a_heading_without_a_letter_is_refused(tmp_path: Path) -> None:
    fact = number("tpp", "headings: [TPP, '%', '12']")
    places = [fact.index(text) + 1 for text in ("'%'", "'12'")]
    assert load(tmp_path, fact)[1] == [f"XR132 2:{place}" for place in places]


@pytest.mark.parametrize(
    "fact",
    [
        '  tpp: {type: number, unit: TPP, values: ["1"], title: t, question: q}\n',
        '  marketed: {type: yes_no, values: ["yes"], title: t, question: q}\n',
        "  held: {type: codes, values: [a], title: t, question: q}\n",
    ],
)
def test_values_that_the_type_cannot_have_are_refused(tmp_path: Path, fact: str) -> None:
    (found,) = load(tmp_path, fact)[1]
    assert found == f"XR133 2:{fact.index('[') + 2}"


def test_headings_that_are_no_list_of_texts_are_refused(tmp_path: Path) -> None:
    fact = number("tpp", "headings: TPP")
    assert load(tmp_path, fact)[1] == [f"XR002 2:{fact.index('headings: ') + len('headings: ') + 1}"]


def test_a_closed_set_of_values_is_all_that_a_fact_can_state(checkout: Path) -> None:
    vocabulary = load_vocabulary(checkout / "rules", Collector())
    kind = vocabulary.fact("item_kind")
    assert [parse_value(kind, text) for text in ("ic", " IC ", "chip", "none", "unknown")] == [
        *(Code("ic"), Code("ic"), None, None, Code(None))
    ]
    assert expected(kind) == "ic, assembly, memory, tool or 'unknown'"


def test_gigabits_are_another_heading_than_gigabytes() -> None:
    assert heading_words("Link bandwidth (GB/s)") == heading_words("link_bandwidth gb s")
    assert heading_words("Link bandwidth (Gb/s)") != heading_words("Link bandwidth (GB/s)")
