"""Finds the files of a rules folder and reads them as documents, whatever they turn out to be.

A rules folder is read whole or refused: what cannot be read, what a link brings in from elsewhere and what would go
unread is reported. A rule file is a page of law, so its limits are those of a page, not of a data file.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from exportgate.diagnostics.model import Collector, Severity
from exportgate.foundation.regular_file import read_regular
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Node, YamlError, decode, parse
from exportgate.provisions.shown_names import FolderName
from exportgate.provisions.spelling import CodeFact, Speller, unseen_characters

BYTES = 1024 * 1024
NODES = 20_000
DEPTH = 16
ENDINGS = (".yaml", ".yml")
LINK_HELP = "put what it leads to here in its place, or name its folder as one of rules of its own"


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file of a rules folder: where it lies and the name it is shown by."""

    path: Path
    name: str


def rule_files(named: FolderName, collector: Collector) -> tuple[tuple[RuleFile, ...], tuple[RuleFile, ...]]:
    """Return the rule files of a folder in name order, and what in it would go unread, which is reported."""
    walk = _Walk(named, collector)
    files = sorted(walk.under(named.root, 0), key=lambda file: file.path)
    return tuple(files), tuple(walk.unread)


def file_bytes(file: RuleFile, collector: Collector) -> bytes | None:
    """Return the bytes of a file, at most one more than allowed, or None after reporting why it cannot be read."""
    try:
        return read_regular(file.path, BYTES)
    except OSError as error:
        _unreadable(file.name, error, collector)
        return None


def document(raw: bytes, name: str, collector: Collector, code_fact: CodeFact = lambda _: False) -> Node | None:
    """Return the document that the bytes of a file hold, or None after reporting every fault of its text and words."""
    before = len(collector.found)
    try:
        text = decode(raw, name, BYTES)
        if unseen_characters(text, name, collector):
            return None
        root = parse(text, name, NODES)
    except YamlError as error:
        for fault in error.faults:
            collector.error(fault.code, fault.span, fault.message, fault.help)
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    Speller(collector, lines, code_fact).check(root)
    spoiled = any(item.severity is Severity.ERROR for item in collector.found[before:])
    return None if spoiled else root


def own_document(folder: Path, name: str, shown: str, collector: Collector) -> Node | None:
    """Return the document of a file at the top of a rules folder, or None after reporting why there is none."""
    file = RuleFile(folder / name, FolderName(folder, shown).of(folder / name))
    raw = file_bytes(file, collector)
    return None if raw is None else document(raw, file.name, collector)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through a rules folder; links to folders are not followed, so that it ends."""

    named: FolderName
    collector: Collector
    unread: list[RuleFile] = field(default_factory=list)

    def under(self, folder: Path, depth: int) -> Iterator[RuleFile]:
        """Yield the rule files in a folder and below it."""
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            _unreadable(self._skipped(folder), error, self.collector)
            return
        for entry in entries:
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False) and path.suffix != ENDINGS[0]:
                if depth < DEPTH:
                    yield from self.under(path, depth + 1)
                else:
                    self._skip(path, "XR014", f"folders nested deeper than {DEPTH}", "flatten the folders")
            elif not self._would_go_unread(path):
                yield RuleFile(path, self.named.of(path))

    def _would_go_unread(self, path: Path) -> bool:
        """Tell whether a file is not to be read, after reporting it where it would be missed."""
        if path.suffix == ENDINGS[0]:
            return path.is_symlink() and self._leads_away(path)
        if path.suffix.lower() in ENDINGS:
            self._skip(path, "XR007", "a rule file must end in .yaml, so this one was not read", "rename it")
        elif path.is_symlink() and os.path.isdir(path):  # noqa: PTH112 - says no where the link may not be followed
            message = "a link to a folder is not followed, so what lies there was not read"
            self._skip(path, "XR019", message, LINK_HELP)
        return True

    def _leads_away(self, path: Path) -> bool:
        """Report a link that leads out of the rules folder: what it says could change without the folder changing."""
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError) as error:
            _unreadable(self._skipped(path), error, self.collector)
            return True
        if target.is_relative_to(self.named.root.resolve()):
            return False
        self._skip(path, "XR019", "this link leads out of the rules folder", LINK_HELP)
        return True

    def _skip(self, path: Path, code: str, message: str, help_: str) -> None:
        self.collector.error(code, _start(self._skipped(path)), message, help_)

    def _skipped(self, path: Path) -> str:
        """Keep note of what is not read, and return its name."""
        name = self.named.of(path)
        self.unread.append(RuleFile(path, name))
        return name


def _unreadable(name: str, error: OSError | RuntimeError, collector: Collector) -> None:
    if isinstance(error, FileNotFoundError):
        message, help_ = "the link leads nowhere", "make it lead to a file in this folder, or remove it"
    else:
        why = (error.strerror if isinstance(error, OSError) else "") or "links lead in a circle"
        message, help_ = f"this cannot be read: {why}", "make it a file that can be read, or remove it"
    collector.error("XR010", _start(name), message, help_)


def _start(name: str) -> Span:
    return Span(name, 1, 1, 1, 1)
