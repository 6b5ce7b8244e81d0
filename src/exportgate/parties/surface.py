"""Finds normalized words again in the text they came from, so that people read names as they are written."""

from collections.abc import Sequence

from exportgate.parties.numbers import figure
from exportgate.parties.scripts import WORD, clean, to_latin


def written(words: Sequence[str], text: str) -> str:
    """Return normalized words as the text writes them, each the first that fits; one not found stays as it is."""
    spelled: dict[str, str] = {}
    for word in WORD.findall(clean(text)):
        spelled.setdefault(figure(to_latin(word)), word)
    return " ".join(spelled.get(word, word) for word in words)
