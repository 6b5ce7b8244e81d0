"""A mapping file is typed, and every fault in it is told at once with line and column."""

from pathlib import Path

import pytest

from exportgate.foundation.errors import InputError, UsageError
from exportgate.parties.countries import Countries
from exportgate.runs.line_values import DateFormat
from exportgate.runs.mapping import ShipmentMapping, read_mapping

from .facts import FACTS


def read(folder: Path, text: str) -> ShipmentMapping:
    path = folder / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path, Countries.load(), FACTS)


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    return str(caught.value).replace(f"{folder}/", "").split("\n")


def test_a_whole_mapping_is_read(tmp_path: Path) -> None:
    mapping = read(
        tmp_path,
        "columns:\n  Kunde: purchaser\n  'Sach-Nr.': part_number\nignore: [Werk]\n"
        'defaults: {export_country: Norway, event: export, tpp: "4800"}\ndate_format: "%d.%m.%Y"\n',
    )
    assert [(heading.text, column) for heading, column in mapping.columns] == [
        ("Kunde", "purchaser"),
        ("Sach-Nr.", "part_number"),
    ]
    assert [heading.text for heading in mapping.ignore] == ["Werk"]
    assert dict(mapping.defaults) == {"export_country": "Norway", "event": "export", "tpp": "4800"}
    assert mapping.date_format == DateFormat("dmy", ".")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("iso", DateFormat("iso")),
        ("dmy", DateFormat("dmy")),
        ("mdy", DateFormat("mdy")),
        ("'%m/%d/%Y'", DateFormat("mdy", "/")),
        ("'%Y%m%d'", DateFormat("ymd", "")),
        ("'%Y-%m-%d'", DateFormat("ymd", "-")),
    ],
)
def test_date_formats_are_a_closed_set(tmp_path: Path, text: str, expected: DateFormat) -> None:
    assert read(tmp_path, f"date_format: {text}\n").date_format == expected


@pytest.mark.parametrize("text", ["dym", "'%d.%m.%y'", "'%d.%m/%Y'", "'%d.%d.%Y'", "'%Y-%d-%m'", "'%d.%m.%Y %H'"])
def test_other_date_formats_are_refused(tmp_path: Path, text: str) -> None:
    (message,) = refused(tmp_path, f"date_format: {text}\n")
    assert message.startswith("mapping.yaml:1:14: date_format")


def test_every_fault_is_told_in_its_place(tmp_path: Path) -> None:
    text = (
        "colums: {}\ncolumns:\n  A: end_usr\n  B: purchaser\n  C: purchaser\nignore: [B]\n"
        "defaults:\n  export_country: ZQ\n  event: gift\n  part_number: X\n"
    )
    *messages, last = refused(tmp_path, text)
    assert last.startswith(
        "mapping.yaml:10:3: unknown key 'part_number' in 'defaults'; expected one of: above_technical_level,"
    )
    assert messages == [
        "mapping.yaml:1:1: unknown key 'colums' in a mapping file; did you mean 'columns'?",
        "mapping.yaml:3:6: 'end_usr' is no shipment column; did you mean 'end_user'?",
        "mapping.yaml:5:6: 'B' and 'C' are both mapped to purchaser; map one of them and ignore the other",
        "mapping.yaml:6:10: the heading 'B' is both mapped and ignored; keep one of the two",
        "mapping.yaml:8:19: 'ZQ' is no country; write its two-letter code; correct the default",
        "mapping.yaml:9:10: event 'gift' is not export, reexport or in-country transfer; correct the default",
    ]


@pytest.mark.parametrize("text", ["", "- a\n", "columns: [a]\n", "columns: {a: &x b}\n", "columns:\n\ta: b\n"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text)[0].startswith("mapping.yaml:")


def test_a_missing_mapping_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such mapping file"):
        read_mapping(tmp_path / "absent.yaml", Countries.load(), FACTS)
    with pytest.raises(InputError, match="cannot be read"):
        read_mapping(tmp_path, Countries.load(), FACTS)
