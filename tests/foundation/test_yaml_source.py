"""YAML keeps its text and places, and refuses what could unfold, re-type or hide."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.foundation.yaml_source import Mapping, Scalar, YamlError, parse, read


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
    "text",
    ["a: &x 1\nb: *x\n", "a: !!python/object:os.system 1\n", "<<: {a: 1}\n", "a: 1\n---\nb: 2\n", "", "# nothing\n"],
)
def test_what_could_unfold_or_hide_is_refused(text: str) -> None:
    assert faults(text)


def test_deep_nesting_is_refused_before_it_is_built() -> None:
    assert "nested deeper" in faults("[" * 60 + "]" * 60)[0]


def test_a_syntax_error_names_its_place() -> None:
    assert faults("a: [1, 2\nb: 3\n")[0].startswith("x.yaml:2:")


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(YamlError, match=r"bad\.yaml:2:1: the file is not UTF-8"):
        read(path)


@given(st.text(max_size=60))
def test_any_text_is_parsed_or_refused_in_its_place(text: str) -> None:
    with suppress(YamlError):
        assert parse(text, "x.yaml").span.file == "x.yaml"
