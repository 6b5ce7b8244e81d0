"""Where the lists are published, as data/list-sources.yaml says, and where a mirror or a folder has the same files."""

from collections.abc import Sequence as Several
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from exportgate.foundation.errors import UsageError
from exportgate.foundation.resources import shipped
from exportgate.foundation.yaml_source import Mapping, Node, Scalar, Sequence, read

TABLE = "list-sources.yaml"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a list: `addresses` are tried in turn; at `digest`, where there is one, its SHA-256 is published."""

    name: str
    content: str
    addresses: tuple[str, ...]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One published list: `format` is the name of its reader, `day` says whether the file or the server tells its day.

    A list that is `usual` is fetched where none is named; it is `official` where the addresses are its publisher's.
    """

    id: str
    title: str
    publisher: str
    page: str
    format: str
    day: str
    usual: bool
    confidence: str
    seen: str
    note: str
    files: tuple[SourceFile, ...]
    official: bool = True


@cache
def published() -> tuple[Source, ...]:
    """Return every list whose address is known, in the order of the table."""
    return tuple(_source(node) for node in _items(read(shipped("data") / TABLE), "lists"))


def chosen(wanted: Several[str], held: Several[str]) -> tuple[Source, ...]:
    """Return the lists named; where none is, the usual ones and those that the store holds already.

    Raises:
        UsageError: a list is named whose address is not known.
    """
    known = {source.id: source for source in published()}
    for list_id in wanted:
        if list_id not in known:
            raise UsageError(
                f"'{list_id}' is no list whose address is known (known: {', '.join(known)}); download its file and"
                f" import it: exportgate lists import FILE --as ID"
            )
    if wanted:
        return tuple(known[list_id] for list_id in dict.fromkeys(wanted))
    return tuple(source for source in published() if source.usual or source.id in held)


def mirrored(sources: Several[Source], address: str) -> tuple[Source, ...]:
    """Return the lists as a mirror has them: below an address that ends in '/', or the one file of the one list.

    Raises:
        UsageError: the address ends otherwise, and more than one file is wanted.
    """
    base = urlsplit(address)
    if not base.path or base.path.endswith("/"):
        return tuple(_at(source, base) for source in sources)
    if len(sources) == 1 and len(sources[0].files) == 1:
        file = replace(sources[0].files[0], addresses=(address,), digest="")
        return (replace(sources[0], files=(file,), official=False),)
    raise UsageError(
        f"--from: '{address}' is the address of one file; end that of a mirror with '/', or name the one list that"
        f" the file is of"
    )


def in_folder(file: SourceFile, list_id: str, folder: Path) -> Path | None:
    """Return where a folder has a file: under its official name in any case, plain or gzip, or below the list's id."""
    names = {file.name.casefold(), f"{file.name.casefold()}.gz"}
    for place in (folder / list_id, folder):
        if place.is_dir():
            found = sorted(path for path in place.iterdir() if path.name.casefold() in names and path.is_file())
            if found:
                return found[0]
    return None


def those_in_folder(folder: Path) -> tuple[Source, ...]:
    """Return the lists whose first file a folder has.

    Raises:
        UsageError: it is no folder, or has none.
    """
    if not folder.is_dir():
        raise UsageError(f"--from: '{folder}' is no folder and no address; name a folder of list files, or https://…")
    found = tuple(source for source in published() if in_folder(source.files[0], source.id, folder) is not None)
    if not found:
        names = ", ".join(f"{source.files[0].name} ({source.id})" for source in published())
        raise UsageError(f"--from: '{folder}' has no list under its official name: {names}")
    return found


def _at(source: Source, base: SplitResult) -> Source:
    def place(name: str) -> str:
        return base._replace(path=f"{base.path or '/'}{name}").geturl()

    files = (replace(file, addresses=(place(file.name),), digest=place(f"{file.name}.sha256")) for file in source.files)
    return replace(source, files=tuple(files), official=False)


def _source(node: Node) -> Source:
    return Source(
        id=_text(node, "id"),
        title=_text(node, "title"),
        publisher=_text(node, "publisher"),
        page=_text(node, "page"),
        format=_text(node, "format"),
        day=_text(node, "day"),
        usual=_text(node, "usual") == "true",
        confidence=_text(node, "confidence"),
        seen=_text(node, "seen"),
        note=_text(node, "note"),
        files=tuple(_file(file) for file in _items(node, "files")),
    )


def _file(node: Node) -> SourceFile:
    addresses = tuple(item.text for item in _items(node, "addresses") if isinstance(item, Scalar))
    return SourceFile(_text(node, "name"), _text(node, "content"), addresses, _text(node, "digest"))


def _items(node: Node, key: str) -> tuple[Node, ...]:
    found = node.get(key) if isinstance(node, Mapping) else None
    return found.items if isinstance(found, Sequence) else ()


def _text(node: Node, key: str) -> str:
    found = node.get(key) if isinstance(node, Mapping) else None
    return found.text if isinstance(found, Scalar) else ""
