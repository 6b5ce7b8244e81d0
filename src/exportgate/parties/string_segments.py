"""Finds strings that differ from a given one in a few letters, through the segments that they must share.

A string that may differ by k letters is cut into k + 1 segments, one of which stands unharmed in every string within
that distance, near its old place (Li, Deng, Wang and Feng, "Pass-Join", PVLDB 2011). How many letters a string of a
length may differ by is the scorer's `whole_edits`.
"""

from collections.abc import Callable, Iterator

from exportgate.parties.word_keys import text_key

Allowed = Callable[[int], int]


def segments(length: int, edits: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of the segments of a string of a length, the shorter ones first."""
    parts = edits + 1
    short, longer = divmod(length, parts)
    start = 0
    for part in range(parts):
        end = start + short + (part >= parts - longer)
        yield start, end
        start = end


def listed_keys(text: str, allowed: Allowed) -> list[int]:
    """Return the keys under which a listed string is kept; none where it must be equal."""
    edits = allowed(len(text))
    if not edits:
        return []
    cuts = enumerate(segments(len(text), edits))
    return [text_key(f"{len(text)}.{part}:", text[start:end]) for part, (start, end) in cuts]


def query_keys(text: str, allowed: Allowed) -> set[int]:
    """Return the keys of every listed string that may lie within the distance allowed to both."""
    reach = allowed(len(text))
    found: set[int] = set()
    for length in range(len(text) - reach, len(text) + reach + 1):
        edits = allowed(length)
        if not reach or abs(length - len(text)) > edits:
            continue
        shift = len(text) - length
        for part, (start, end) in enumerate(segments(length, edits)):
            first = max(0, start - part, start + shift - (edits - part))
            last = min(len(text) - (end - start), start + part, start + shift + (edits - part))
            kind = f"{length}.{part}:"
            found.update(text_key(kind, text[at : at + end - start]) for at in range(first, last + 1))
    return found
