"""Reads the records of an XML list one by one, out of a file that may be anything.

A file that declares a document type is refused, so that no entity is ever expanded or fetched. Depth, the size of a
record, of a tag, and the number of distinct names are bounded, and each record is forgotten when the next is asked for.
What the records mean is left to the reader of the format.
"""

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
        self._names: set[str] = set()
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
            where = f"inside <{shown(self._open[-1])}>" if self._open else "before its first element"
            raise ListError(f"{place}: the file ends {where}, so it was cut short; {AGAIN}")
        at = self._parser.ErrorByteIndex - self._size
        if 0 <= at < len(self._last) - 4 and not _is_text(self._last[at : at + 4]):
            raise ListError(f"{place} is not UTF-8 text at byte {error.offset + 1}; save the file as UTF-8")
        fault = expat.ErrorString(error.code)
        raise ListError(f"{place}, column {error.offset + 1}: the XML is broken ({fault}); {AGAIN}")

    def _started(self, full: str, attributes: dict[str, str]) -> None:
        nodes = self._nodes
        name = full.rpartition(BETWEEN)[2]
        self._open.append(name)
        if full not in self._names or not self._names.issuperset(attributes) or len(self._open) > DEPTH_LIMIT:
            self._widen(full, attributes)
        if not nodes and len(self._open) > 1 and name not in self._records:
            return
        if attributes:
            attributes = {key.rpartition(BETWEEN)[2]: value for key, value in attributes.items()}
            self._chars += sum(map(len, attributes.values()))
        node = XmlNode(name, attributes, 0 if nodes else self._parser.CurrentLineNumber)
        if len(self._open) == 1:
            self.root, self.namespace = node, full.rpartition(BETWEEN)[0]
            return
        if nodes:
            nodes[-1].add(node)
        nodes.append(node)
        self._count += 1
        if self._count > NODE_LIMIT or self._chars > RECORD_LIMIT:
            self._refuse_record()

    def _said(self, text: str) -> None:
        if self._nodes:
            self._nodes[-1].say(text)
            self._chars += len(text)
            if self._chars > RECORD_LIMIT:
                self._refuse_record()

    def _ended(self, _: str) -> None:
        self._open.pop()
        if not self._nodes:
            return
        node = self._nodes.pop()
        if not self._nodes:
            self._done.append(node)
            self._chars = self._count = 0

    def _widen(self, full: str, attributes: dict[str, str]) -> None:
        """Note the names of an element; there are only so many in a list, and so many levels."""
        self._names.update((full, *attributes))
        if len(self._names) > NAME_LIMIT or len(self._open) > DEPTH_LIMIT:
            self.refuse("there are more kinds or levels of elements than any published list has; check the file")

    def _refuse_record(self) -> NoReturn:
        self.refuse(f"<{self._nodes[0].name}> is larger than any published entry; check the file")

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
    with suppress(expat.ExpatError, StopIteration):
        parser.Parse(data)
    return found[0] if found else ""


def _is_text(data: bytes) -> bool:
    """Tell whether bytes begin with a character in UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start > 0
    return True
