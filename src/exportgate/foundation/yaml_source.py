"""YAML as text with places: every scalar stays the characters that were written, every node knows where it stands.

PyYAML's base resolver composes the nodes (no tags, no objects, no re-typed scalars); anchors, aliases, tags and merge
keys are refused, so that a small file cannot unfold into a large one. Typing is the work of whoever reads the nodes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from exportgate.foundation.spans import Span

LIMIT = 8 * 1024 * 1024
DEPTH = 24
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the YAML itself, or with the shape a reader expected of it."""

    span: Span
    message: str
    help: str


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
        OSError: the file cannot be opened.
    """
    name = name or str(path)
    with path.open("rb") as stream:
        raw = stream.read(LIMIT + 1)
    start = Span(name, 1, 1, 1, 1)
    if len(raw) > LIMIT:
        raise YamlError((Fault(start, f"the file is larger than {LIMIT} bytes", "split it"),))
    try:
        return parse(raw.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        fault = Fault(Span(name, line, 1, line, 1), "the file is not UTF-8 text", "save it as UTF-8")
        raise YamlError((fault,)) from None


def parse(text: str, name: str) -> Node:
    """Parse one YAML document into nodes.

    Raises:
        YamlError: with every fault: syntax, an empty file, a second document, an anchor, alias, tag, merge key or
            repeated key, or nesting deeper than 24.
    """
    faults: list[Fault] = []
    try:
        events = list(yaml.parse(text, Loader=LOADER))
        _refuse(events, name, faults)
        if faults:
            raise YamlError(tuple(faults))
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError((Fault(_point(name, mark), error.problem or "not YAML", "correct the YAML syntax"),)) from None
    except yaml.YAMLError as error:
        raise YamlError((Fault(Span(name, 1, 1, 1, 1), str(error).splitlines()[0], "remove the character"),)) from None
    if root is None:
        raise YamlError((Fault(Span(name, 1, 1, 1, 1), "the file is empty", "write the document or remove the file"),))
    node = _convert(root, name, faults)
    if faults:
        raise YamlError(tuple(faults))
    return node


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


def _refuse(events: list[yaml.Event], name: str, faults: list[Fault]) -> None:
    """Refuse what could unfold or re-type: checked on events, before any node is built."""
    depth = documents = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        what = None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            what = ("anchors and aliases are not used here", "write the value out")
        elif getattr(event, "tag", None):
            what = ("tags are not used here", "remove the tag; values are typed by their place")
        elif depth > DEPTH:
            what = (f"nested deeper than {DEPTH} levels", "flatten the structure")
        elif documents > 1:
            what = ("a second document in one file", "put each document into a file of its own")
        if what:
            faults.append(Fault(_span(name, event), *what))
            return


def _convert(node: yaml.Node, name: str, faults: list[Fault]) -> Node:
    span = _span(name, node)
    if isinstance(node, yaml.ScalarNode):
        return Scalar(span, node.value, bool(node.style))
    if isinstance(node, yaml.SequenceNode):
        return Sequence(span, tuple(_convert(item, name, faults) for item in node.value))
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key_node, value_node in node.value:
        key = _convert(key_node, name, faults)
        if not isinstance(key, Scalar) or key.text == "<<":
            faults.append(Fault(key.span, "a key must be plain text", "write a simple key"))
        elif key.text in entries:
            first = entries[key.text][0].span
            faults.append(
                Fault(key.span, f"the key '{key.text}' stands twice", f"it stands first at line {first.line}")
            )
        else:
            entries[key.text] = (key, _convert(value_node, name, faults))
    return Mapping(span, tuple(entries.values()))


def _span(name: str, item: yaml.Node | yaml.Event) -> Span:
    start, end = item.start_mark, item.end_mark
    if start is None or end is None:
        return Span(name, 1, 1, 1, 1)
    return Span(name, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _point(name: str, mark: "yaml.Mark | None") -> Span:
    if mark is None:
        return Span(name, 1, 1, 1, 1)
    return Span(name, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
