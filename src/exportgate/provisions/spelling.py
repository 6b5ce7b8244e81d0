"""What is wrong with the words of a rule file before anybody asks what they mean: characters that hide or pass for
others, keys that hold nothing, values too long to be one, and codes that another YAML tool would re-type.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from exportgate.diagnostics.model import Collector
from exportgate.foundation.characters import UNSEEN, ascii_form, ascii_like, name_of, shown
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Mapping, Node, Scalar, Sequence, place
from exportgate.provisions.ambiguous import read_elsewhere_as

CODES = frozenset(
    {
        "id",
        "classify",
        "license_exception",
        "overrides",
        "yields_to",
        "defines",
        "members",
        "code",
        "provision",
        "needs",
        "values",
    }
)
"""Keys whose value, or whose items, are names or codes: text that no tool may take for a number or a boolean."""
NAMES = CODES | {
    *("kind", "subject", "from", "to", "on", "review_by", "confidence", "value", "unit", "formula", "outcome"),
    *("review_policy", "when", "all", "any", "type", "is", "complete", "relaxes"),
}
"""Keys whose value is compared letter by letter, so that it is ASCII; every other value is prose."""
PARTS_OF_CODES = frozenset({"known", "possible"})
NOTHING = frozenset({"~", "null", "Null", "NULL"})
MAY_BE_NULL = "words"
KEY_LIMIT = 200
KEY = re.compile(r"[a-z][a-z0-9_]*\Z")
VALUE_LIMIT = 4000
SHOWN = 20

CodeFact = Callable[[str], bool]
"""Tells whether a fact of a case holds a code or codes."""


def unseen_characters(text: str, name: str, collector: Collector) -> bool:
    """Report the characters that cannot be seen or reorder what is seen; tell whether there was any."""
    found = UNSEEN.finditer(text)
    for hit, _ in zip(found, range(SHOWN), strict=False):
        message = f"a character that cannot be seen stands here: {name_of(hit.group())}"
        collector.error("XR012", place(text, hit.start(), name), message, "remove it: a reviewer would not see it")
    return UNSEEN.search(text) is not None


@dataclass(frozen=True, slots=True)
class Speller:
    """Checks the words of one document; `lines` are those of its text, for the place of a single character."""

    collector: Collector
    lines: list[str]
    code_fact: CodeFact

    def check(self, node: Node, key: str = "", parent: str = "") -> None:
        """Check a node and everything below it; `key` is the one that it stands under, `parent` the one above."""
        if isinstance(node, Mapping):
            for name, value in node.entries:
                self._key(name, key)
                self._value(value, name, key)
        elif isinstance(node, Sequence):
            for item in node.items:
                self._item(item, key, parent)

    def _key(self, name: Scalar, parent: str) -> None:
        if len(name.text) > KEY_LIMIT:
            message = f"a key of {len(name.text):,} characters: '{shown(name.text, 40)}'"
            self.collector.error("XR013", name.span, message, f"keys have at most {KEY_LIMIT} characters")
        elif not name.text.strip():
            self.collector.error("XR101", name.span, "a key without a name", "write the key before the ':'")
        elif self._visible(name):
            self._ascii(name, "the key")
            if parent == "expect":
                self._ambiguous(name)

    def _value(self, value: Node, name: Scalar, parent: str) -> None:
        if not isinstance(value, Scalar):
            self.check(value, name.text, parent)
        elif not value.text.strip():
            span = value.span if value.quoted else name.span
            message, help_ = f"'{shown(name.text)}' is there, but holds nothing", "write its value, or remove the key"
            if self._follows_comma(name):
                message = f"'{shown(name.text)}' is no part of the value before it: in braces a comma ends a value"
                help_ = "put a text that holds a comma in quotes; write a figure without one"
            self.collector.error("XR112", span, message, help_)
        elif value.text in NOTHING and not value.quoted and name.text != MAY_BE_NULL:
            help_ = (
                "write 'unknown', or leave the fact out" if parent == "facts" else "write its value, or remove the key"
            )
            self.collector.error("XR112", value.span, f"'{shown(name.text)}' is null", help_)
        else:
            self._text(value, name.text, parent)

    def _follows_comma(self, name: Scalar) -> bool:
        """Tell whether what was read as a key is what a comma cut from the value before it."""
        line = self.lines[name.span.line - 1] if name.span.line <= len(self.lines) else ""
        return line[: name.span.column - 1].rstrip().endswith(",") and not KEY.match(name.text)

    def _item(self, item: Node, key: str, parent: str) -> None:
        if not isinstance(item, Scalar):
            self.check(item, key, parent)
        elif not item.text.strip() or (item.text in NOTHING and not item.quoted):
            message = f"an item of '{shown(key)}' holds nothing"
            self.collector.error("XR112", item.span, message, "write the item, or remove it")
        else:
            self._text(item, key, parent)

    def _text(self, value: Scalar, key: str, parent: str) -> None:
        if len(value.text) > VALUE_LIMIT:
            message = f"a value of {len(value.text):,} characters: '{shown(value.text, 40)}'"
            help_ = f"values have at most {VALUE_LIMIT:,} characters; split it"
            self.collector.error("XR013", _first_line(value.span), message, help_)
        elif self._visible(value):
            code_fact = self.code_fact(key if parent == "facts" else parent if key in PARTS_OF_CODES else "")
            if key in NAMES or parent == "expect":
                self._ascii(value, "the value")
            elif code_fact and any(letter.isascii() and letter.isalnum() for letter in value.text):
                self._ascii(value, "the code", whole=True)
            if key in CODES or code_fact:
                self._ambiguous(value)

    def _visible(self, value: Scalar) -> bool:
        found = UNSEEN.search(value.text) if value.quoted else None
        if found:
            message = f"an escape stands for a character that cannot be seen: {name_of(found.group())}"
            self.collector.error("XR012", _first_line(value.span), message, "remove it: a reviewer would not see it")
        return found is None

    def _ascii(self, value: Scalar, what: str, *, whole: bool = False) -> None:
        """Report the first character outside ASCII; with `whole`, only where nothing but look-alikes lies outside."""
        if value.text.isascii() or (whole and not ascii_form(value.text).isascii()):
            return
        other = next(letter for letter in value.text if not letter.isascii())
        like, span, text = ascii_like(other), self._place(value, other), shown(value.text)
        if like:
            message = f"{what} '{text}' holds {name_of(other)}, which looks like '{like}'"
            self.collector.error("XR110", span, message, f"write '{shown(ascii_form(value.text))}'")
        else:
            message = f"{what} '{text}' holds {name_of(other)}"
            self.collector.error("XR101", span, message, "names and codes are written in ASCII letters and digits")

    def _ambiguous(self, value: Scalar) -> None:
        reading = "" if value.quoted else read_elsewhere_as(value.text)
        if reading:
            message = f"'{shown(value.text)}' is text here, but another YAML tool may read it as {reading}"
            self.collector.warning("XR111", value.span, message, f'quote it: "{shown(value.text)}"')

    def _place(self, value: Scalar, letter: str) -> Span:
        """The place of a character in a value that stands on one line; else that of the value."""
        span = value.span
        line = self.lines[span.line - 1] if span.line <= len(self.lines) else ""
        at = line.find(letter, span.column - 1)
        if at < 0 or (span.end_line == span.line and at + 1 >= span.end_column):
            return _first_line(span)
        return Span(span.file, span.line, at + 1, span.line, at + 2)


def _first_line(span: Span) -> Span:
    """The span, or only its first character where it goes over several lines."""
    return span if span.end_line == span.line else Span(span.file, span.line, span.column, span.line, span.column + 1)
