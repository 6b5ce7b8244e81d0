"""YAML as text with places: every scalar stays the characters that were written, every node knows where it stands.

PyYAML's base loader gives events, of which nodes are built one by one (no tags, no objects, no re-typed scalars).
Anchors, aliases, tags and merge keys are refused where they stand, before anything after them is looked at, so that a
small file cannot unfold into a large one. Typing is the work of whoever reads the nodes.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from exportgate.foundation.characters import CONTROLS, name_of
from exportgate.foundation.regular_file import read_regular
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_syntax import explained

LIMIT = 8 * 1024 * 1024
DEPTH = 24
REPEATS = 100
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
BYTE_ORDER = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the file or its YAML, or with the shape a reader expected of it."""

    span: Span
    message: str
    help: str
    code: str = "XR001"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text, exactly as written."""

    span: Span
    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    span: Span
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named nodes, in the order written; a repeated key is a fault and the first one stands."""

    span: Span
    entries: tuple[tuple[Scalar, "Node"], ...]

    def get(self, key: str) -> "Node | None":
        """Return the node under a key, or None."""
        return next((node for name, node in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the key itself, for its place, or None."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


class YamlError(Exception):
    """A text that is no YAML of ours; carries every fault found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{faults[0].span}: {faults[0].message}")
        self.faults = faults


def read(path: Path, name: str | None = None) -> Node:
    """Read and parse a file.

    Raises:
        YamlError: the file is too large, is not UTF-8, or `parse` refuses it.
        OSError: the file cannot be opened, or is no regular file.
    """
    name = name or str(path)
    return parse(decode(read_regular(path, LIMIT), name), name)


def decode(raw: bytes, name: str, limit: int = LIMIT) -> str:
    """Return the text of a file's bytes, without a byte order mark.

    Raises:
        YamlError: there are more bytes than the limit, or they are not UTF-8.
    """
    start = Span(name, 1, 1, 1, 1)
    if len(raw) > limit:
        raise YamlError((Fault(start, f"the file is larger than {limit:,} bytes", "split it", "XR013"),))
    other = next((encoding for mark, encoding in BYTE_ORDER if raw.startswith(mark)), "")
    if not other and len(raw) > 1 and 0 in raw[:2] and raw[:64].count(0) * 3 > len(raw[:64]):
        other = "UTF-16"
    if other:
        raise YamlError((Fault(start, f"the file is {other}, not UTF-8 text", "save it as UTF-8", "XR011"),))
    body = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        span = place(body[: error.start].decode("utf-8"), error.start, name)
        byte = body[error.start]
        message = f"the file is not UTF-8 text: the byte 0x{byte:02X} here begins or continues no character"
        raise YamlError((Fault(span, message, "save the file as UTF-8", "XR011"),)) from None


def place(text: str, index: int, name: str) -> Span:
    """Return the place of the character at an index of a text."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Span(name, line, column, line, column + 1)


def parse(text: str, name: str, nodes: int | None = None) -> Node:
    """Parse one YAML document into nodes.

    Raises:
        YamlError: with every fault up to the first that ends the reading: a control character, bad syntax, an empty
            file, a second document, an anchor, alias, tag, merge key or repeated key, nesting deeper than 24, or more
            nodes than allowed.
    """
    control = CONTROLS.search(text)
    if control:
        message = f"the character {name_of(control.group())} stands here, which no text of ours holds"
        fault = Fault(place(text, control.start(), name), message, "remove the character", "XR012")
        raise YamlError((fault,))
    builder = _Builder(name, nodes)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        builder.faults.append(Fault(*explained(error, text, name)))
    except yaml.YAMLError as error:
        builder.fault(Span(name, 1, 1, 1, 1), str(error).splitlines()[0], "remove the character", "XR012")
    except _StopReading:
        pass
    if builder.root is None and not builder.faults:
        builder.fault(Span(name, 1, 1, 1, 1), "the file is empty", "write the document or remove the file", "XR018")
    if builder.faults or builder.root is None:
        raise YamlError(tuple(builder.faults))
    return builder.root


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it."""
    yield node
    children: tuple[Node, ...] = ()
    if isinstance(node, Sequence):
        children = node.items
    elif isinstance(node, Mapping):
        children = tuple(value for _, value in node.entries)
    for child in children:
        yield from walk(child)


class _StopReading(Exception):  # noqa: N818 - not an error: the faults are in the builder
    """What was found ends the reading of the file."""


class _Open:
    """A collection that is being read; of a mapping, the keys and values so far and the key that waits for a value."""

    def __init__(self, event: yaml.CollectionStartEvent) -> None:
        self.start = event
        self.items: list[Node] = []
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.key: Node | None = None


class _Builder:
    """Builds the nodes of one document from events, without recursion."""

    def __init__(self, name: str, limit: int | None) -> None:
        self.name = name
        self.limit = limit
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.documents = self.nodes = 0

    def fault(self, span: Span, message: str, help_: str, code: str) -> None:
        self.faults.append(Fault(span, message, help_, code))

    def take(self, event: yaml.Event) -> None:
        """Take the next event, or stop the reading where it must not be taken."""
        if isinstance(event, yaml.NodeEvent):
            self.refuse_shorthand(event)
        if isinstance(event, yaml.ScalarEvent):
            self.add(Scalar(_span(self.name, event, event), event.value, bool(event.style)))
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.stop(event, "a second document in one file", "put each document into a file of its own", "XR018")
        elif isinstance(event, yaml.CollectionStartEvent):
            self.open.append(_Open(event))
            if len(self.open) > DEPTH:
                self.stop(event, f"nested deeper than {DEPTH} levels", "flatten the structure", "XR014")
        elif isinstance(event, yaml.CollectionEndEvent):
            self.add(self.closed(event))

    def refuse_shorthand(self, event: yaml.NodeEvent) -> None:
        self.nodes += 1
        if self.limit is not None and self.nodes > self.limit:
            self.stop(event, f"the file holds more than {self.limit:,} values", "split it", "XR013")
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self.stop(event, "anchors and aliases are not used here", "write the value out", "XR015")
        if getattr(event, "tag", None):
            self.stop(event, "tags are not used here", "remove the tag; values are typed by their place", "XR016")

    def stop(self, event: yaml.Event, message: str, help_: str, code: str) -> None:
        span = _span(self.name, event, event)
        if isinstance(event, yaml.DocumentStartEvent | yaml.CollectionStartEvent) and span.end_line > span.line:
            span = Span(self.name, span.line, span.column, span.line, span.column + 1)
        self.fault(span, message, help_, code)
        raise _StopReading

    def closed(self, event: yaml.CollectionEndEvent) -> Node:
        held = self.open.pop()
        span = _span(self.name, held.start, event)
        if isinstance(held.start, yaml.SequenceStartEvent):
            return Sequence(span, tuple(held.items))
        return Mapping(span, tuple(held.entries.values()))

    def add(self, node: Node) -> None:
        """Add a node to the collection that is open, as its next item, key or value."""
        if not self.open:
            self.root = node
            return
        held = self.open[-1]
        if isinstance(held.start, yaml.SequenceStartEvent):
            held.items.append(node)
        elif held.key is None:
            held.key = node
            self.check_key(node, held)
        else:
            key, held.key = held.key, None
            if isinstance(key, Scalar):
                held.entries.setdefault(key.text, (key, node))

    def check_key(self, key: Node, held: _Open) -> None:
        if not isinstance(key, Scalar):
            self.fault(key.span, "a key must be plain text", "write a simple key", "XR002")
        elif key.text == "<<" and not key.quoted:
            self.fault(key.span, "merge keys are not used here", "write the values out", "XR015")
        elif key.text in held.entries:
            first = held.entries[key.text][0].span
            message = f"the key '{key.text[:80]}' stands twice"
            self.fault(key.span, message, f"it stands first at line {first.line}", "XR017")
        if len(self.faults) >= REPEATS:
            raise _StopReading


def _span(name: str, first: yaml.Event, last: yaml.Event) -> Span:
    start, end = first.start_mark, last.end_mark
    if start is None or end is None:
        return Span(name, 1, 1, 1, 1)
    return Span(name, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
