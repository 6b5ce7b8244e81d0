"""How headings of shipment files are compared: by their words, without case, accents, spaces and punctuation."""

import re
import unicodedata
from collections.abc import Iterable

from exportgate.diagnostics.model import Collector
from exportgate.foundation.yaml_source import Scalar

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
GIGABIT = re.compile(r"Gb(?=/s|ps)")
"""Eight of them are one GB/s: the one place where the case of a letter tells headings apart."""
SYMBOLS = str.maketrans({"#": " number ", "€": " eur ", "£": " gbp ", "&": " and ", "\ufeff": " "})


def heading_words(heading: str) -> list[str]:
    """Return the words of a heading in compared form."""
    whole = GIGABIT.sub("gbit", unicodedata.normalize("NFKC", heading))
    plain = unicodedata.normalize("NFKD", CAMEL.sub(" ", whole.translate(SYMBOLS)).casefold())
    letters = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return letters.split()


def check_headings(facts: Iterable[tuple[str, tuple[Scalar, ...]]], collector: Collector) -> None:
    """Report headings that two facts share, and headings that would name a column without a letter."""
    taken: dict[str, tuple[str, str]] = {}
    for fact, headings in facts:
        for heading in headings:
            key = "".join(heading_words(heading.text))
            if not any(letter.isalpha() for letter in key):
                message = f"the heading '{heading.text}' of '{fact}' has no letter"
                collector.error("XR132", heading.span, message, "write the heading as people name the column")
                continue
            other, written = taken.setdefault(key, (fact, heading.text))
            if other != fact:
                message = f"the heading '{heading.text}' of '{fact}' is also one of '{other}' ('{written}')"
                collector.error("XR130", heading.span, message, "let a heading name one fact")
