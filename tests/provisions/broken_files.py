"""The broken rule files: those kept in `broken/`, and those that are made, because no repository should hold them."""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "broken"
SOUND = FOLDER / "sound"
TARGETS = {
    "rule": "rule.yaml",
    "cases": "rule.cases.yaml",
    "group": "group.yaml",
    "definition": "definition.yaml",
    "facts": "facts.yaml",
    "units": "units.yaml",
    "head": "ruleset.yaml",
}
EXPECTED = re.compile(r"(XR\d{3}) (?:([\w.]+):)?(\d+):(\d+)")
Place = tuple[str, str, int, int]
"""A code, and the file, line and column where it is to be found."""
RULE = (SOUND / "rule.yaml").read_text("utf-8")
CASES = (SOUND / "rule.cases.yaml").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Made:
    """A broken folder that is made: what makes it out of a sound one, and what is to be found."""

    name: str
    make: Callable[[Path], None]
    expected: Place


def kept() -> list[Path]:
    """The broken files that are kept; the first line of each says what is to be found and where."""
    return sorted(FOLDER.glob("*.yaml"))


def target(path: Path) -> str:
    """The name of the sound file that a broken one stands in for."""
    return TARGETS[path.stem.partition("-")[0]]


def expected(path: Path) -> tuple[Place, ...]:
    """What the first line of a broken file says is to be found."""
    first = path.read_text("utf-8").partition("\n")[0]
    found = EXPECTED.findall(first)
    return tuple((code, file or target(path), int(line), int(column)) for code, file, line, column in found)


def sound_folder(tmp_path: Path) -> Path:
    """A folder of sound rules of its own."""
    return Path(shutil.copytree(SOUND, tmp_path / "rules"))


def folder_of(path: Path, tmp_path: Path) -> Path:
    """A folder of sound rules in which one file is the broken one."""
    root = sound_folder(tmp_path)
    shutil.copyfile(path, root / target(path))
    return root


def _bytes(name: str, content: Callable[[], bytes], place: tuple[str, int, int]) -> Made:
    return Made(name, lambda root: _write(root, content()), _at("rule.yaml", *place))


def _at(file: str, code: str, line: int = 1, column: int = 1) -> Place:
    return code, file, line, column


def _write(root: Path, content: bytes) -> None:
    (root / "rule.yaml").write_bytes(content)


def _text(name: str, content: Callable[[], str], place: tuple[str, int, int]) -> Made:
    return _bytes(name, lambda: content().encode(), place)


def _with(old: str, new: str) -> str:
    assert old in RULE
    return RULE.replace(old, new, 1)


def _sparse(root: Path) -> None:
    with (root / "rule.yaml").open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)


def _full(root: Path) -> None:
    line = b"# " + b"x" * 1021 + b"\n"
    with (root / "rule.yaml").open("wb") as stream:
        stream.writelines(line for _ in range(100 * 1024))


def _instead(name: str, make: Callable[[Path], object], code: str, file: str = "rule.yaml") -> Made:
    def put(root: Path) -> None:
        (root / "rule.yaml").unlink()
        make(root / file)

    return Made(name, put, _at(file, code))


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _outside(path: Path) -> None:
    elsewhere = path.parents[1] / "elsewhere.yaml"
    elsewhere.write_text(RULE, "utf-8")
    path.symlink_to(elsewhere)


def _loop_of_two(path: Path) -> None:
    other = path.with_name("other.txt")
    other.symlink_to(path)
    path.symlink_to(other)


def _write_twin(root: Path) -> None:
    (root / "twin.yaml").write_text(RULE, "utf-8")


def _bomb() -> str:
    """Nine levels of ten references each would stand for a billion values."""
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(levels) + "\n"


def _many_keys(number: int) -> str:
    return RULE + "".join(f"key_{n}: x\n" for n in range(number))


def _unknown_facts(number: int) -> str:
    leaves = "".join(f"            - unknown_{n}\n" for n in range(number))
    return _with("        when: tpp >= limit\n", f"        when:\n          any:\n{leaves}").partition(
        "    thresholds:"
    )[0]


SIMPLE = RULE.replace("title: A rule", "title: Règle")
MADE: tuple[Made, ...] = (
    _bytes("empty", lambda: b"", ("XR018", 1, 1)),
    _bytes("one-blank-line", lambda: b"\n", ("XR018", 1, 1)),
    _bytes("comments-only", lambda: b"# nothing\n# else\n", ("XR018", 1, 1)),
    _bytes("byte-order-mark-only", lambda: b"\xef\xbb\xbf", ("XR018", 1, 1)),
    _bytes("nul-bytes", lambda: RULE.replace("A rule", "A \0rule").encode(), ("XR012", 3, 10)),
    _bytes("only-nul-bytes", lambda: b"\0" * 4096, ("XR011", 1, 1)),
    _bytes("utf-16-with-mark", lambda: SIMPLE.encode("utf-16"), ("XR011", 1, 1)),
    _bytes("utf-16-little-endian", lambda: SIMPLE.encode("utf-16-le"), ("XR011", 1, 1)),
    _bytes("utf-16-big-endian", lambda: SIMPLE.encode("utf-16-be"), ("XR011", 1, 1)),
    _bytes("utf-32", lambda: SIMPLE.encode("utf-32"), ("XR011", 1, 1)),
    _bytes("latin-1", lambda: SIMPLE.encode("latin-1"), ("XR011", 3, 9)),
    _bytes("lone-surrogate", lambda: RULE.encode().replace(b"A rule", b"A \xed\xa0\x80"), ("XR011", 3, 10)),
    _bytes("cut-in-a-character", lambda: "title: é".encode()[:-1], ("XR011", 1, 8)),
    _bytes("random-bytes", lambda: b"\x80\x81\xfe" * 1000, ("XR011", 1, 1)),
    Made("100-mb-sparse", _sparse, _at("rule.yaml", "XR013")),
    Made("100-mb-of-comments", _full, _at("rule.yaml", "XR013")),
    _text("8-mb-value", lambda: _with("A rule", "x" * 8_000_000), ("XR013", 1, 1)),
    _text("a-long-value", lambda: _with("A rule", "x" * 900_000), ("XR013", 3, 8)),
    _text("a-long-key", lambda: _with("title:", f"{'k' * 900}:"), ("XR013", 3, 1)),
    _text("a-very-long-key", lambda: _with("title:", f"{'k' * 900_000}:"), ("XR001", 3, 900_001)),
    _text("a-million-digits", lambda: _with("value: 4800", f"value: {'9' * 1_000_000}"), ("XR013", 16, 22)),
    _text("a-thousand-digits", lambda: _with("value: 4800", f"value: {'9' * 1000}"), ("XR202", 16, 22)),
    _text("many-keys", lambda: _many_keys(50_000), ("XR013", 9_993, 11)),
    _text("many-values", lambda: "[" + "a," * 400_000 + "]", ("XR013", 1, 40_000)),
    _text("ten-thousand-aliases", lambda: "a: &x 1\nb: [" + "*x," * 10_000 + "]\n", ("XR015", 1, 4)),
    _text("aliases-without-anchor", lambda: "b: [" + "*x," * 10_000 + "]\n", ("XR015", 1, 5)),
    _text("alias-bomb", _bomb, ("XR015", 1, 5)),
    _text("deep-flow-lists", lambda: "[" * 100_000, ("XR014", 1, 1001)),
    _text("deep-flow-lists-apart", lambda: "[ " * 100_000, ("XR014", 1, 49)),
    _text("deep-flow-lists-closed", lambda: "[" * 60 + "]" * 60, ("XR014", 1, 25)),
    _text("deep-flow-maps", lambda: "{a: " * 100_000, ("XR014", 1, 97)),
    _text("deep-complex-keys", lambda: "? " * 100_000, ("XR014", 1, 49)),
    _text("deep-dashes", lambda: "- " * 100_000, ("XR014", 1, 49)),
    _text("deep-indentation", lambda: "\n".join(f"{' ' * n}a:" for n in range(1000)), ("XR014", 25, 25)),
    _text("many-documents", lambda: "---\n" * 100_000, ("XR018", 2, 1)),
    _text("open-quote-at-the-end", lambda: 'a: "' + "x\n" * 200_000, ("XR001", 1, 4)),
    _text("only-tabs", lambda: "\t" * 500_000, ("XR001", 1, 1)),
    _text("only-closing-brackets", lambda: "]" * 100_000, ("XR001", 1, 1)),
    _instead("folder-for-a-file", lambda path: path.mkdir(), "XR010"),
    _instead("pipe-for-a-file", _fifo, "XR010"),
    _instead("device-for-a-file", lambda path: path.symlink_to("/dev/zero"), "XR019"),
    _instead("dangling-link", lambda path: path.symlink_to("nowhere.yaml"), "XR010"),
    _instead("link-to-itself", lambda path: path.symlink_to(path), "XR010"),
    _instead("links-in-a-circle", _loop_of_two, "XR010"),
    _instead("link-out-of-the-folder", _outside, "XR019"),
    Made("folder-that-links-to-itself", lambda root: (root / "more").symlink_to(root), _at("more", "XR019")),
    _instead("ending-yml", lambda path: path.write_text(RULE, "utf-8"), "XR007", "rule.yml"),
    _instead("ending-in-capitals", lambda path: path.write_text(RULE, "utf-8"), "XR007", "rule.YAML"),
    Made("facts-not-there", lambda root: (root / "facts.yaml").unlink(), _at("facts.yaml", "XR010")),
    Made("id-of-another-file", _write_twin, _at("twin.yaml", "XR103", 1, 5)),
)


CROWDED: tuple[Made, ...] = (
    _text("thousands-of-unknown-keys", lambda: _many_keys(9_900), ("XR003", 17, 1)),
    _text("thousands-of-unknown-facts", lambda: _unknown_facts(15_000), ("XR104", 16, 15)),
    _text("thousands-of-repeated-keys", lambda: RULE + "title: x\n" * 9_000, ("XR017", 17, 1)),
    _text("thousands-of-unseen-characters", lambda: RULE + "# \u200b\n" * 9_000, ("XR012", 17, 3)),
)
"""Files with thousands of faults: the first is shown in its place, and no more than a hundred."""
