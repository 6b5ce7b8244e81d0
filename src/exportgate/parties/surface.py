"""Finds normalized words again in the text they came from, so that people read names as they are written."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from exportgate.parties.numbers import figure
from exportgate.parties.scripts import WORD, clean, to_latin

REMEMBERED = 64


def written(words: Sequence[str], text: str) -> str:
    """Return normalized words as the text writes them, each the first that fits; one not found stays as it is."""
    spelled = spellings(text)
    return " ".join(spelled.get(word, word) for word in words)


@lru_cache(maxsize=REMEMBERED)
def spellings(text: str) -> Mapping[str, str]:
    """Return each word of a text, normalized → as it is first written; a text is asked for again with every hit."""
    spelled: dict[str, str] = {}
    for word in WORD.findall(clean(text)):
        spelled.setdefault(figure(to_latin(word)), word)
    return spelled
