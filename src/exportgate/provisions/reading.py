"""Reads typed values out of YAML nodes, collecting a diagnostic in its place for whatever does not fit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import TypeVar

from exportgate.diagnostics.model import Collector
from exportgate.foundation.intervals import parse_day
from exportgate.foundation.quantities import parse_number
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Mapping, Node, Scalar, Sequence

Value = TypeVar("Value")


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return "did you mean 'x'?" for the nearest known word, or the known words."""
    words = sorted(known)
    near = get_close_matches(word, words, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"expected one of: {', '.join(words[:20])}{' …' if len(words) > 20 else ''}"


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the parts of one file; every method returns None (or an empty value) after reporting what was wrong."""

    collector: Collector

    def mapping(self, node: Node | None, what: str, keys: Iterable[str]) -> Mapping | None:
        """Return the node as a mapping that has no key but those named."""
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self.collector.error(
                "XR002", node.span, f"{what} must be a mapping of names to values", "write 'key: value'"
            )
            return None
        allowed = set(keys)
        for key, _ in node.entries:
            if key.text not in allowed:
                message = f"unknown key '{key.text}' in {what}"
                self.collector.error("XR003", key.span, message, suggestion(key.text, allowed))
        return node

    def names(self, node: Node | None, what: str) -> tuple[tuple[Scalar, Node], ...]:
        """Return the entries of a mapping whose keys are free names."""
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            self.collector.error("XR002", node.span, f"{what} must be a mapping of names to values", "write 'name: …'")
            return ()
        return node.entries

    def items(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """Return the items of a list; a missing list is empty."""
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.collector.error(
                "XR002", node.span, f"{what} must be a list", "write '[…]' or lines that start with '-'"
            )
            return ()
        return node.items

    def texts(self, node: Node | None, what: str) -> tuple[Scalar, ...]:
        """Return the items of a list of plain texts."""
        found = [self.scalar(item, what) for item in self.items(node, what)]
        return tuple(item for item in found if item is not None)

    def scalar(self, node: Node | None, what: str) -> Scalar | None:
        """Return the node as a piece of text that is not empty."""
        if node is None:
            return None
        if not isinstance(node, Scalar) or not node.text.strip():
            self.collector.error("XR002", node.span, f"{what} must be a text", "write the value on this line")
            return None
        return node

    def text(self, parent: Mapping, key: str, what: str, *, required: bool = True) -> str:
        """Return the text under a key; empty where it is absent."""
        node = self.scalar(parent.get(key), f"'{key}' of {what}")
        if node is None and required and parent.get(key) is None:
            self.missing(parent.span, key, what)
        return "" if node is None else node.text.strip()

    def choice(self, parent: Mapping, key: str, what: str, options: Iterable[str], *, required: bool = True) -> str:
        """Return the text under a key, where it is one of the options."""
        text = self.text(parent, key, what, required=required)
        known = tuple(options)
        if text and text not in known:
            node = parent.get(key)
            span = node.span if node is not None else parent.span
            self.collector.error("XR004", span, f"'{text}' is no {key} that {what} can have", suggestion(text, known))
            return ""
        return text

    def day(self, parent: Mapping, key: str, what: str, *, required: bool = False) -> date | None:
        """Return the ISO date under a key."""
        return self._typed(parent, key, what, parse_day, "a date such as 2023-11-17", required=required)

    def number(self, parent: Mapping, key: str, what: str) -> Fraction | None:
        """Return the exact number under a key."""
        return self._typed(parent, key, what, parse_number, "a decimal number such as 4800 or 5.92", required=True)

    def missing(self, span: Span, key: str, what: str) -> None:
        """Report a key that must be there."""
        self.collector.error("XR005", span, f"{what} lacks the key '{key}'", f"add '{key}:'")

    def _typed(
        self,
        parent: Mapping,
        key: str,
        what: str,
        parse: Callable[[str], Value | None],
        expected: str,
        *,
        required: bool,
    ) -> Value | None:
        text = self.text(parent, key, what, required=required)
        if not text:
            return None
        value = parse(text)
        if value is None:
            node = parent.get(key)
            span = node.span if node is not None else parent.span
            self.collector.error("XR202", span, f"'{text}' under '{key}' is not {expected}", f"write {expected}")
        return value
