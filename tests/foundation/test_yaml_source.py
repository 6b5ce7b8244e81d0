"""YAML keeps its text and places, and refuses what could unfold, re-type or hide."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.foundation.regular_file import NotRegularError
from exportgate.foundation.yaml_source import Mapping, Scalar, YamlError, parse, read


def codes(text: str, nodes: int | None = None) -> list[str]:
    with pytest.raises(YamlError) as caught:
        parse(text, "x.yaml", nodes)
    return [f"{fault.code} {fault.span}" for fault in caught.value.faults]


def faults(text: str) -> list[str]:
    with pytest.raises(YamlError) as caught:
        parse(text, "x.yaml")
    return [f"{fault.span}: {fault.message}" for fault in caught.value.faults]


def test_scalars_stay_what_was_written() -> None:
    root = parse("a: NO\nb: 3E001\nc: 8471.50\nd: 2023-11-17\n", "x.yaml")
    assert isinstance(root, Mapping)
    assert [node.text for _, node in root.entries if isinstance(node, Scalar)] == [
        "NO",
        "3E001",
        "8471.50",
        "2023-11-17",
    ]


def test_a_node_knows_its_line_and_column() -> None:
    root = parse("a:\n  b: 4800\n", "x.yaml")
    assert isinstance(root, Mapping)
    inner = root.get("a")
    assert isinstance(inner, Mapping)
    value = inner.get("b")
    assert value is not None
    assert str(value.span) == "x.yaml:2:6"


def test_a_repeated_key_is_reported_where_it_stands_again() -> None:
    assert faults("a: 1\nb: 2\na: 3\n") == ["x.yaml:3:1: the key 'a' stands twice"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &x 1\nb: *x\n", "XR015 x.yaml:1:4"),
        ("b: *x\n", "XR015 x.yaml:1:4"),
        ("<<: {a: 1}\n", "XR015 x.yaml:1:1"),
        ("a: !!python/object:os.system 1\n", "XR016 x.yaml:1:4"),
        ("a: 1\n---\nb: 2\n", "XR018 x.yaml:2:1"),
        ("", "XR018 x.yaml:1:1"),
        ("# nothing\n", "XR018 x.yaml:1:1"),
        ("[" * 60 + "]" * 60, "XR014 x.yaml:1:25"),
        ("? [a]\n: b\n", "XR002 x.yaml:1:3"),
        ("a: \x00\n", "XR012 x.yaml:1:4"),
        ("a: b\nc: \ud800\n", "XR012 x.yaml:2:4"),
        ("\ta: 1\n", "XR001 x.yaml:1:1"),
    ],
)
def test_what_could_unfold_or_hide_is_refused_in_its_place(text: str, found: str) -> None:
    assert codes(text) == [found]


def test_a_quoted_double_angle_is_a_key_like_any_other() -> None:
    root = parse('"<<": 1\n', "x.yaml")
    assert isinstance(root, Mapping)
    assert root.get("<<") is not None


def test_every_repeated_key_before_a_syntax_error_is_reported_with_it() -> None:
    assert codes("a: 1\na: 2\nb: {a: 1, a: 2}\nc: [\n") == [
        "XR017 x.yaml:2:1",
        "XR017 x.yaml:3:11",
        "XR001 x.yaml:5:1",
    ]


def test_a_limit_on_values_stops_at_the_first_too_many() -> None:
    assert codes("[a, b, c, d]", nodes=3) == ["XR013 x.yaml:1:8"]
    assert parse("[a, b]", "x.yaml", 3).span.line == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_of_unicode_is_named(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes("title: a rule\n".encode(encoding))
    with pytest.raises(YamlError, match="not UTF-8 text") as caught:
        read(path)
    assert caught.value.faults[0].code == "XR011"
    assert encoding[:6].upper() in caught.value.faults[0].message


def test_a_byte_order_mark_and_carriage_returns_move_no_column(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: \xff\r\n")
    with pytest.raises(YamlError, match=r"bom\.yaml:2:4: "):
        read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.yaml")
    with pytest.raises(OSError, match="a named pipe, not a file"):
        read(tmp_path / "x.yaml")


def test_a_folder_is_refused_as_one(tmp_path: Path) -> None:
    with pytest.raises(NotRegularError, match="a folder, not a file"):
        read(tmp_path)


def test_deep_nesting_is_refused_before_it_is_built() -> None:
    assert "nested deeper" in faults("[" * 60 + "]" * 60)[0]


def test_a_syntax_error_names_its_place() -> None:
    assert faults("a: [1, 2\nb: 3\n")[0].startswith("x.yaml:2:")


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(YamlError, match=r"bad\.yaml:2:4: the file is not UTF-8"):
        read(path)


@given(st.text(max_size=60))
def test_any_text_is_parsed_or_refused_in_its_place(text: str) -> None:
    with suppress(YamlError):
        assert parse(text, "x.yaml").span.file == "x.yaml"
