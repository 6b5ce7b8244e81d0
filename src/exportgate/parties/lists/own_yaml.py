"""Reads party lists in our own YAML form: one file, or a folder of `list.yaml` and files with entries.

Every fault of every file is collected, with line and column, and refused together: a hand-written list is mended, not
read in part.
"""

from dataclasses import dataclass
from pathlib import Path

from exportgate.foundation import yaml_source
from exportgate.foundation.errors import ListError
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Fault, Mapping, Node, YamlError
from exportgate.parties.countries import Countries
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.own_entries import ENTRY_KEYS, LIST_CODES, OWN_CODE, OwnEntries
from exportgate.parties.lists.read_list import ReadList

HEADER_KEYS = ("id", "title", "as_of", "curated", "sources", "note", "code")


@dataclass(frozen=True, slots=True)
class _Header:
    title: str = ""
    as_of: str | None = None
    curated: bool = False


def recognized(beginning: Beginning) -> bool:
    """Tell whether a path is a list in YAML: a folder, or a file of that name."""
    return beginning.is_folder or beginning.name.endswith((".yaml", ".yml"))


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read a list file, or a folder with `list.yaml` and further files of entries.

    Raises:
        ListError: the path is not there, or any file has a fault; names the first ten in their places and counts all.
    """
    reading = _YamlEntries(countries or Countries.load())
    header = _Header()
    for file in _files(path):
        root = reading.parsed(file)
        if root is None:
            continue
        describes_list = file.name == "list.yaml" or path.is_file()
        if describes_list:
            header = reading.header(root)
        reading.entries(root, allowed=("entries", *HEADER_KEYS) if describes_list else ("entries",))
    reading.refuse_faults(path)
    entries = tuple(reading.found.values())
    return ReadList(entries, (), len(entries), 0, "yaml", header.as_of, header.title, header.curated)


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise ListError(f"{path}: there is no such file or folder; check the path")
    if path.is_file():
        return [path]
    if not (path / "list.yaml").is_file():
        what = "the folder has no list.yaml, which says what the list is; add it, or give one file of a published list"
        raise ListError(f"{path}: {what}")
    return [path / "list.yaml", *sorted(file for file in path.glob("*.yaml") if file.name != "list.yaml")]


class _YamlEntries(OwnEntries):
    """Collects the entries and faults of all YAML files of a list."""

    def parsed(self, file: Path) -> Node | None:
        """Return what a file holds; None, and its faults noted, where it is no YAML."""
        try:
            return yaml_source.read(file)
        except YamlError as error:
            self.broken.extend(error.faults)
        except OSError as error:
            self.broken.append(Fault(Span(str(file), 1, 1, 1, 1), f"cannot be opened ({error.strerror})", "check it"))
        return None

    def header(self, root: Node) -> _Header:
        """Return what the list says of itself."""
        if not isinstance(root, Mapping):
            return _Header()
        day = self.nodes.day(root, "as_of", "the list")
        curated = self.nodes.choice(root, "curated", "the list", ("true", "false"), required=False)
        title = self.nodes.text(root, "title", "the list")
        self._own_code(root)
        return _Header(title, None if day is None else day.isoformat(), curated == "true")

    def _own_code(self, root: Mapping) -> None:
        """Take the code of an organization's own list, by which its own rules know the entries."""
        code = self.nodes.text(root, "code", "the list", required=False)
        span = (root.get("code") or root).span
        if code in LIST_CODES:
            self.fault(span, f"'{code}' is the code of a published list", "choose a code of your own, such as ACME")
        elif code and not OWN_CODE.match(code):
            self.fault(span, f"'{code}' is no code", "write two to twelve capital letters or digits, such as ACME")
        elif code:
            self.codes, self.own = (*LIST_CODES, code), code

    def entries(self, root: Node, *, allowed: tuple[str, ...]) -> None:
        """Take every entry of a file; its keys are those allowed."""
        document = self.nodes.mapping(root, "the list file", allowed)
        block = None if document is None else document.get("entries")
        for node in self.nodes.items(block, "'entries'"):
            row = self.nodes.mapping(node, "an entry", ENTRY_KEYS)
            if row is not None:
                self.take(row)
