"""Finds which of many known words are acronyms of a name, without spelling out those that nobody knows.

The answer is that of `acronyms_of`, kept to the known words: a beginning that no known word has is not followed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exportgate.parties.acronyms import LONGEST, SHORTEST, options_of, spans_of


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words that an acronym may be, and every beginning of one of them."""

    words: frozenset[str]
    beginnings: frozenset[str]


def known_words(words: Iterable[str]) -> KnownWords:
    """Keep those of the words that have the length and the letters of an acronym."""
    kept = frozenset(word for word in words if SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha())
    return KnownWords(kept, frozenset(word[:size] for word in kept for size in range(len(word) + 1)))


def acronyms_found(
    tokens: tuple[str, ...], initials: tuple[str, ...], forms: tuple[str, ...], head: int, known: KnownWords
) -> dict[str, tuple[int, int]]:
    """Return the known words that are acronyms of a name → the span of its words that each stands for."""
    found: dict[str, tuple[int, int]] = {}
    if len(tokens) < 2:
        return found
    for span in spans_of(tokens, head):
        for acronym in spelled(options_of(tokens, initials, forms, head, span), known):
            found.setdefault(acronym, span)
    return found


def spelled(options: Sequence[tuple[str, ...]], known: KnownWords) -> list[str]:
    """Spell out the choices of letters as far as a known word begins like them."""
    found = [""]
    for option in options:
        found = [longer for word in found for letters in option if (longer := word + letters) in known.beginnings]
    return [word for word in found if word in known.words]
