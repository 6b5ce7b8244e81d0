"""Reads typed values out of YAML nodes, collecting a diagnostic in its place for whatever does not fit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from exportgate.diagnostics.model import Collector
from exportgate.foundation.characters import shown
from exportgate.foundation.intervals import parse_day
from exportgate.foundation.quantities import parse_number
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Mapping, Node, Scalar, Sequence
from exportgate.provisions.written import day_help, number_help

LIKE = 0.6
Value = TypeVar("Value")


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return "did you mean 'x'?" for the nearest known word, whatever its case, or the known words."""
    # Only where something is misspelled; thousands of misspelled words in a file must not take seconds.
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - no command should load it for rules that are sound

    words = sorted(known)
    near = process.extractOne(word[:200], words, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=LIKE * 100)
    if near:
        return f"did you mean '{near[0]}'?"
    return (
        f"expected one of: {', '.join(words[:20])}{' …' if len(words) > 20 else ''}" if words else "there is none yet"
    )


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
                message = f"unknown key '{shown(key.text)}' in {what}"
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
            message = f"'{shown(text)}' is no {key} that {what} can have"
            self.collector.error("XR004", place_of(parent, key), message, suggestion(text, known))
            return ""
        return text

    def day(self, parent: Mapping, key: str, what: str, *, required: bool = False) -> date | None:
        """Return the ISO date under a key."""
        return self._typed(parent, key, what, parse_day, day_help, required=required)

    def number(self, parent: Mapping, key: str, what: str) -> Fraction | None:
        """Return the exact number under a key."""
        return self._typed(parent, key, what, parse_number, number_help, required=True)

    def missing(self, span: Span, key: str, what: str) -> None:
        """Report a key that must be there."""
        self.collector.error("XR005", span, f"{what} lacks the key '{key}'", f"add '{key}:'")

    def _typed(
        self,
        parent: Mapping,
        key: str,
        what: str,
        parse: Callable[[str], Value | None],
        explain: Callable[[str], tuple[str, str]],
        *,
        required: bool,
    ) -> Value | None:
        text = self.text(parent, key, what, required=required)
        if not text:
            return None
        value = parse(text)
        if value is None:
            expected, help_ = explain(text)
            message = f"'{shown(text)}' under '{key}' is not {expected}"
            self.collector.error("XR202", place_of(parent, key), message, help_)
        return value


def place_of(parent: Mapping, key: str) -> Span:
    """Return the place of the value under a key, or of the mapping where the key is absent."""
    node = parent.get(key)
    return parent.span if node is None else node.span


def key_place(parent: Mapping, key: str) -> Span:
    """Return the place of a key itself, or of the mapping where it is absent."""
    name = parent.key(key)
    return parent.span if name is None else name.span
