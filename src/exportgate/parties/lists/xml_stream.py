"""Reads the records of an XML list one by one, out of a file that may be anything.

A file that declares a document type is refused, so that no entity is ever expanded or fetched. Depth, the size of a
record, of a tag, and the number of distinct names are bounded, and each record is forgotten when the next is asked for.
What the records mean is left to the reader of the format.
"""

import codecs
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from exportgate.foundation.characters import shown
from exportgate.foundation.errors import ListError
from exportgate.parties.lists.containers import AGAIN, UNPACKED_LIMIT, open_list
from exportgate.parties.lists.xml_node import XmlNode

BLOCK = 64 * 1024
TAG_LIMIT = 1024 * 1024
DEPTH_LIMIT = 32
RECORD_LIMIT = 4 * 1024 * 1024
"""How many characters a record may hold; published ones hold some thousands."""
NODE_LIMIT = 50_000
NAME_LIMIT = 2000
BETWEEN = " "
"""Stands between namespace and name where the parser gives both."""


class XmlFile:
    """An XML list whose root element is known: `root` has its name, namespace and attributes."""

    def __init__(self, path: Path, stream: BinaryIO, records: Collection[str]) -> None:
        self.path = path
        self.root = XmlNode("", {}, 0)
        self.namespace = ""
        self._stream = stream
        self._records = frozenset(records)
        self._size = 0
        self._last = b""
        self._names: dict[str, str] = {}
        self._open: list[str] = []
        self._nodes: list[XmlNode] = []
        self._chars = self._count = 0
        self._done: deque[XmlNode] = deque()
        self._parser = expat.ParserCreate(namespace_separator=BETWEEN)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._started
        self._parser.EndElementHandler = self._ended
        self._parser.CharacterDataHandler = self._said
        self._parser.StartDoctypeDeclHandler = self._has_type
        self._parser.XmlDeclHandler = self._declared

    def begin(self) -> None:
        """Read on to the root element.

        Raises:
            ListError: there is none, or what stands before it is not allowed.
        """
        while not self.root.name and self._feed():
            pass

    def records(self) -> Iterator[XmlNode]:
        """Yield the records in their order; each is one element of the names that were asked for, with all within it.

        Raises:
            ListError: the file is not well formed, ends too early, or passes a limit.
        """
        more = True
        while more:
            more = self._feed()
            while self._done:
                yield self._done.popleft()

    def refuse(self, what: str) -> NoReturn:
        """Refuse the file for what stands at the line that is being read."""
        raise ListError(f"{self.path}: line {self._parser.CurrentLineNumber}: {what}")

    def _feed(self) -> bool:
        """Parse one more block; tell whether there was one."""
        self._last = self._stream.read(BLOCK)
        try:
            self._parser.Parse(self._last, not self._last)
        except expat.ExpatError as error:
            self._refuse_malformed(error)
        self._size += len(self._last)
        if self._size - max(self._parser.CurrentByteIndex, 0) > TAG_LIMIT:
            self.refuse("a tag or comment is longer than 1 MB, as in no published list; check the file")
        return bool(self._last)

    def _refuse_malformed(self, error: expat.ExpatError) -> NoReturn:
        place = f"{self.path}: line {error.lineno}"
        if not self._last:
            inside = [*self._open, *(node.name for node in self._nodes)]
            where = f"inside <{shown(inside[-1])}>" if inside else "before its first element"
            raise ListError(f"{place}: the file ends {where}, so it was cut short; {AGAIN}")
        at = self._parser.ErrorByteIndex - self._size
        if 0 <= at < len(self._last) - 4 and not _is_text(self._last[at : at + 4]):
            raise ListError(f"{place} is not UTF-8 text at byte {error.offset + 1}; save the file as UTF-8")
        fault = expat.ErrorString(error.code)
        raise ListError(f"{place}, column {error.offset + 1}: the XML is broken ({fault}); {AGAIN}")

    def _declared(self, _: str, encoding: str | None, __: int) -> None:
        if encoding is not None and not _is_read(encoding):
            self.refuse(f"declares the encoding '{shown(encoding)}', which is not read; save the file as UTF-8")

    def _started(self, full: str, attributes: dict[str, str]) -> None:
        nodes = self._nodes
        name = self._names.get(full) or self._named(full)
        if not nodes and (name not in self._records or not self._open):
            self._started_outside(full, name, attributes)
            return
        node = XmlNode(name, self._known(attributes) if attributes else attributes, 0)
        if nodes:
            nodes[-1].add(node)
        else:
            node.line = self._parser.CurrentLineNumber
        nodes.append(node)
        self._count += 1
        if self._count > NODE_LIMIT or self._chars > RECORD_LIMIT:
            self.refuse(f"<{nodes[0].name}> is larger than any published entry; check the file")
        if len(nodes) + len(self._open) > DEPTH_LIMIT:
            self.refuse("there are more levels of elements than in any published list; check the file")

    def _started_outside(self, full: str, name: str, attributes: dict[str, str]) -> None:
        """Note an element that is no part of a record."""
        if not self._open:
            self.namespace = full.rpartition(BETWEEN)[0]
            self.root = XmlNode(name, self._known(attributes), self._parser.CurrentLineNumber)
        self._open.append(name)
        if len(self._open) > DEPTH_LIMIT:
            self.refuse("there are more levels of elements than in any published list; check the file")

    def _said(self, text: str) -> None:
        if self._nodes:
            self._nodes[-1].say(text)
            self._chars += len(text)
            if self._chars > RECORD_LIMIT:
                self.refuse(f"<{self._nodes[0].name}> is larger than any published entry; check the file")

    def _ended(self, _: str) -> None:
        nodes = self._nodes
        if not nodes:
            self._open.pop()
            return
        node = nodes.pop()
        if not nodes:
            self._done.append(node)
            self._chars = self._count = 0

    def _known(self, attributes: dict[str, str]) -> dict[str, str]:
        """Return attributes by their names without namespaces."""
        self._chars += sum(map(len, attributes.values()))
        return {self._names.get(key) or self._named(key): value for key, value in attributes.items()}

    def _named(self, full: str) -> str:
        """Note a name, and return it without its namespace; there are only so many in a list."""
        if len(self._names) >= NAME_LIMIT:
            self.refuse("there are more kinds of elements than in any published list; check the file")
        return self._names.setdefault(full, full.rpartition(BETWEEN)[2])

    def _has_type(self, *_: object) -> None:
        self.refuse(
            "the file declares a document type (DOCTYPE), by which entities could be smuggled in; no published list "
            "does, so get it from its publisher"
        )


@contextmanager
def open_xml(path: Path, root: str, what: str, records: Collection[str]) -> Iterator[XmlFile]:
    """Open an XML list with a certain root element; `what` names the list, `records` the elements to be read.

    Raises:
        ListError: here or while reading: the file cannot be opened, is no XML, or is XML of another kind.
    """
    with open_list(path, ("*.xml",), UNPACKED_LIMIT) as packed:
        file = XmlFile(path, packed.stream, records)
        file.begin()
        if file.root.name != root:
            file.refuse(
                f"the file holds <{shown(file.root.name)}>, not <{root}> as {what} does; give that list's own XML file"
            )
        yield file


def root_of(data: bytes) -> str:
    """Return the name of the root element of a file that begins so, without namespace; empty where there is none."""
    found: list[str] = []

    def tell(name: str, *_: object) -> None:
        found.append(name.rpartition(BETWEEN)[2])
        raise StopIteration

    parser = expat.ParserCreate(namespace_separator=BETWEEN)
    parser.StartElementHandler = tell
    parser.StartDoctypeDeclHandler = tell
    with suppress(expat.ExpatError, StopIteration, LookupError, ValueError):
        parser.Parse(data)
    return found[0] if found else ""


def _is_read(encoding: str) -> bool:
    """Tell whether the parser reads an encoding: UTF-8, or a known one of a byte for each character."""
    try:
        name = codecs.lookup(encoding).name
        return name == "utf-8" or len(bytes(range(256)).decode(name, "replace")) == 256
    except (LookupError, ValueError):
        return False


def _is_text(data: bytes) -> bool:
    """Tell whether bytes begin with a character in UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start > 0
    return True
