"""The page on shipment files shows the example as it is, a mapping that is read, and every fact of a line."""

import re
from pathlib import Path

import pytest

from exportgate.diagnostics.model import Collector
from exportgate.foundation.quantities import exactly
from exportgate.parties.countries import Countries
from exportgate.provisions.vocabulary import load_vocabulary
from exportgate.runs.columns import find_columns
from exportgate.runs.fact_values import ABSENT, UNKNOWN_WORDS
from exportgate.runs.framing import RecordReader
from exportgate.runs.headings import COLUMNS, Vocabulary
from exportgate.runs.lines import LineParser
from exportgate.runs.mapping import read_mapping
from exportgate.runs.rejects import Rejection
from exportgate.screening.shipment import ShipmentLine


@pytest.fixture
def page(checkout: Path) -> str:
    return (checkout / "docs" / "shipments.md").read_text("utf-8")


@pytest.fixture
def vocabulary(checkout: Path) -> Vocabulary:
    return Vocabulary.load(load_vocabulary(checkout / "rules", Collector()).given)


def block(page: str, language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    return str(found)


def test_the_example_is_shown_as_it_is(checkout: Path, page: str) -> None:
    assert block(page, "csv") == (checkout / "data" / "examples" / "figures.csv").read_text("utf-8")


def test_the_row_that_is_set_aside_has_the_reason_that_is_shown(
    checkout: Path, page: str, vocabulary: Vocabulary
) -> None:
    path = checkout / "data" / "examples" / "figures.csv"
    reader = RecordReader(path)
    parser = LineParser(find_columns(path, reader.headings, vocabulary), Countries.load())
    rejected = [line for record in reader if isinstance(line := parser.parse(record), Rejection)]
    assert [item.reason for item in rejected] == [block(page, "text").strip()]


def test_the_mapping_is_read_and_maps(page: str, vocabulary: Vocabulary, tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text(block(page, "yaml"), encoding="utf-8")
    path = tmp_path / "export.csv"
    path.write_text("Kunde,Sachnummer,Bandbreite,Werk,Versanddatum\nElbe,HB-1,819,7,03.06.2024\n", encoding="utf-8")
    countries = Countries.load()
    mapping = read_mapping(tmp_path / "mapping.yaml", countries, dict(vocabulary.facts))
    reader = RecordReader(path)
    columns = find_columns(path, reader.headings, vocabulary, mapping)
    (line,) = [LineParser(columns, countries, mapping=mapping).parse(record) for record in reader]
    assert isinstance(line, ShipmentLine), line
    assert dict(line.facts).keys() == {"memory_bandwidth", "item_kind"}
    assert dict(line.facts)["memory_bandwidth"] == exactly(819)


def test_every_column_fact_and_word_is_named(page: str, vocabulary: Vocabulary) -> None:
    named = set(re.findall(r"`([^`\n]+)`", page))
    parts = {
        column
        for column in COLUMNS
        if not re.search(
            r"_(address|country|headquarters|parent|parent_share|owners|id|registration_number|tax_id|lei)$", column
        )
    }
    wanted = {*parts, "export_country", "destination_country", *vocabulary.facts, *UNKNOWN_WORDS, *(ABSENT - {""})}
    assert wanted - named == set()


def test_a_usual_heading_names_its_fact(page: str, vocabulary: Vocabulary) -> None:
    rows = re.findall(r"^\| (`[a-z0-9_`, ]+`) \| ([^|]+) \|$", page, re.MULTILINE)
    table = [(re.findall(r"`(\w+)`", facts), re.sub(r" \(.*?\)", "", text).split(", ")) for facts, text in rows]
    found = {fact: heading for facts, headings in table for fact, heading in zip(facts, headings, strict=True)}
    assert found.keys() == set(vocabulary.facts)
    assert {fact: vocabulary.meaning(heading).column for fact, heading in found.items()} == {
        fact: fact for fact in found
    }
