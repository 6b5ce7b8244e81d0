"""Every broken rule file gives its code in its place, whatever is wrong with it, and nothing is screened with it."""

import os
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from exportgate.cli.app import app
from exportgate.diagnostics.codes import TITLES
from exportgate.diagnostics.model import Diagnostic, RuleError, Severity, has_errors
from exportgate.engine.verify import load_law, verify
from exportgate.provisions.ruleset import load_rules

from . import broken_files as broken
from .broken_files import CROWDED, MADE, Made, Place

TODAY = date(2026, 11, 28)
KEPT = broken.kept()
KEPT_NAMES = [path.stem for path in KEPT]
MADE_NAMES = [made.name for made in MADE]
WARNINGS = {"XR111", "XR701"}
SOUND = {path.name: path.read_text("utf-8") for path in sorted(broken.SOUND.glob("*.yaml"))}


def found(root: Path) -> tuple[Diagnostic, ...]:
    return verify(load_rules(root), TODAY)


def places(diagnostics: tuple[Diagnostic, ...]) -> list[Place]:
    """Errors and warnings in their places; notes on what the law leaves open are no matter here."""
    loud = (item for item in diagnostics if item.severity is not Severity.NOTE)
    return sorted((item.code, item.span.file.partition("/")[2], item.span.line, item.span.column) for item in loud)


def made_in(made: Made, tmp_path: Path) -> Path:
    root = broken.sound_folder(tmp_path)
    made.make(root)
    return root


def test_the_sound_folder_is_sound(tmp_path: Path) -> None:
    assert found(broken.sound_folder(tmp_path)) == ()


def test_there_is_a_broken_file_for_each_of_sixty_ways_and_more_of_being_wrong() -> None:
    codes = {place[0] for path in KEPT for place in broken.expected(path)} | {made.expected[0] for made in MADE}
    assert len(KEPT) >= 60
    assert codes <= set(TITLES)
    assert all(broken.expected(path) for path in KEPT)


@pytest.mark.parametrize("path", KEPT, ids=KEPT_NAMES)
def test_a_broken_file_gives_its_code_in_its_place_and_nothing_else(path: Path, tmp_path: Path) -> None:
    diagnostics = found(broken.folder_of(path, tmp_path))
    assert places(diagnostics) == sorted(broken.expected(path))
    assert all(item.help and item.message for item in diagnostics)


@pytest.mark.parametrize("made", MADE, ids=MADE_NAMES)
def test_a_folder_that_cannot_be_kept_gives_its_code_in_its_place_and_nothing_else(made: Made, tmp_path: Path) -> None:
    assert places(found(made_in(made, tmp_path))) == [made.expected]


@pytest.mark.parametrize("made", CROWDED, ids=[made.name for made in CROWDED])
def test_of_thousands_of_faults_the_first_are_shown_and_the_rest_counted(made: Made, tmp_path: Path) -> None:
    diagnostics = found(made_in(made, tmp_path))
    assert made.expected == min(places(diagnostics), key=lambda place: place[2:])
    assert len(diagnostics) <= 101
    assert all(len(item.message) + len(item.help) < 1500 for item in diagnostics)


@pytest.mark.parametrize("path", KEPT, ids=KEPT_NAMES)
def test_the_command_line_shows_the_line_with_a_caret_under_the_fault(path: Path, tmp_path: Path) -> None:
    root = broken.folder_of(path, tmp_path)
    result = CliRunner().invoke(app, ["rules", "check", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    code, file, line, column = broken.expected(path)[0]
    heads = [index for index, text in enumerate(result.output.splitlines()) if f"/{file}:{line}:{column}: " in text]
    assert heads, result.output
    block = result.output.splitlines()[heads[0] :]
    assert f"[{code}]" in block[0]
    gutter = f"{line} | "
    assert block[2].startswith(gutter)
    assert block[3].lstrip(" ").startswith("|")
    source = (root / file).read_text("utf-8").split("\n")[line - 1]
    if source.isascii() and source.isprintable() and len(source) < 120:
        assert block[2] == gutter + source
        assert block[3].index("^") == len(gutter) + column - 1


@pytest.mark.parametrize("made", [*MADE, *CROWDED], ids=[made.name for made in (*MADE, *CROWDED)])
def test_the_command_line_ends_with_findings_and_short_lines_whatever_the_folder(made: Made, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["rules", "check", str(made_in(made, tmp_path))])
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    assert f"[{made.expected[0]}]" in result.output
    assert max(len(line) for line in result.output.splitlines()) < 1500


@pytest.mark.parametrize("path", KEPT, ids=KEPT_NAMES)
def test_nothing_is_screened_with_a_broken_file(path: Path, tmp_path: Path) -> None:
    root = broken.folder_of(path, tmp_path)
    if {place[0] for place in broken.expected(path)} <= WARNINGS:
        assert load_law(root, (), TODAY).rules.provisions
        return
    with pytest.raises(RuleError) as refused:
        load_law(root, (), TODAY)
    assert refused.value.exit_code == 3
    expected = broken.expected(path)
    assert any(f"/{file}:{line}:{column}: " in str(refused.value) for _, file, line, column in expected)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_read_permission_is_reported(tmp_path: Path) -> None:
    root = broken.sound_folder(tmp_path)
    (root / "rule.yaml").chmod(0)
    assert ("XR010", "rule.yaml", 1, 1) in places(found(root))


def test_a_look_alike_is_named_and_what_was_meant_is_written_out(tmp_path: Path) -> None:
    diagnostics = found(broken.folder_of(broken.FOLDER / "rule-cyrillic-in-eccn.yaml", tmp_path))
    assert [(item.message, item.help) for item in diagnostics] == [
        (
            "the value '3А090.a' holds U+0410 CYRILLIC CAPITAL LETTER A, which looks like 'A'",
            "write '3A090.a'",
        )
    ]


def test_no_message_holds_a_character_that_cannot_be_seen(tmp_path: Path) -> None:
    text = SOUND["rule.yaml"].replace("title: A rule", 'title: A rule\n"no\\u202eis": x')
    root = broken.sound_folder(tmp_path)
    (root / "rule.yaml").write_text(text, "utf-8")
    diagnostics = found(root)
    assert [item.code for item in diagnostics] == ["XR012"]
    assert "\u202e" not in diagnostics[0].message + diagnostics[0].help


def test_a_file_that_cannot_be_read_silences_what_only_follows_from_it(tmp_path: Path) -> None:
    root = broken.sound_folder(tmp_path)
    (root / "group.yaml").write_text("id: [\n", "utf-8")
    leaf = SOUND["rule.yaml"].replace("when: tpp >= limit", "when: {any: [tpp >= limit, destination in us.test.group]}")
    (root / "rule.yaml").write_text(leaf, "utf-8")
    assert {item.code for item in found(root)} == {"XR001"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400), name=st.sampled_from(sorted(SOUND)))
def test_any_bytes_give_diagnostics_and_never_an_exception(tmp_path: Path, content: bytes, name: str) -> None:
    root = tmp_path / "rules"
    if not root.is_dir():
        broken.sound_folder(tmp_path)
    before = (root / name).read_bytes()
    (root / name).write_bytes(content)
    diagnostics = found(root)
    (root / name).write_bytes(before)
    assert has_errors(diagnostics)
    assert all(item.code in TITLES for item in diagnostics)


Mutation = Callable[[random.Random, list[str]], None]


def _drop(mixer: random.Random, parts: list[str]) -> None:
    del parts[mixer.randrange(len(parts))]


def _repeat(mixer: random.Random, parts: list[str]) -> None:
    at = mixer.randrange(len(parts))
    parts.insert(at, parts[at])


def _swap(mixer: random.Random, parts: list[str]) -> None:
    one, other = mixer.randrange(len(parts)), mixer.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]


def _put(mixer: random.Random, parts: list[str]) -> None:
    odd = "\t \n:-[]{},#&*!|>'\"%@`~0_.\u202e\u0430\u00a0\x00\U0001f600"
    parts.insert(mixer.randrange(len(parts) + 1), mixer.choice(odd))


MUTATIONS: tuple[Mutation, ...] = (_drop, _repeat, _swap, _put)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(SOUND)), lines=st.booleans(), count=st.integers(1, 4))
def test_a_mutated_file_gives_diagnostics_and_never_an_exception(
    tmp_path: Path, seed: int, name: str, *, lines: bool, count: int
) -> None:
    root = tmp_path / "rules"
    if not root.is_dir():
        broken.sound_folder(tmp_path)
    mixer = random.Random(seed)  # noqa: S311 - nothing secret depends on it
    parts = SOUND[name].splitlines(keepends=True) if lines else list(SOUND[name])
    for _ in range(count):
        mutate = mixer.choice(MUTATIONS) if parts else _put
        mutate(mixer, parts)
    (root / name).write_text("".join(parts), "utf-8", newline="")
    diagnostics = found(root)
    (root / name).write_text(SOUND[name], "utf-8")
    assert all(item.code in TITLES and item.help for item in diagnostics)
    assert all(item.span.file.startswith("rules") for item in diagnostics)
