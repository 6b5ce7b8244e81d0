"""The Han words, places, legal forms and known names out of which company names are built, and the cutting by them.

A string without spaces is cut so that the fewest characters stay unknown, then into the fewest pieces: 海光电子 is 海光
and 电子, not 海, 光电 and 子. What stays unknown is taken for a brand. The work grows with the length of the string.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Literal

from exportgate.parties.legal_forms import unbroken_forms
from exportgate.parties.name_tables import han_names, han_places, han_words, places
from exportgate.parties.scripts import has_han

Kind = Literal["word", "place", "form", "zone", "name", "unknown"]
SUFFIXES = {"province": ("省",), "city": ("市",), "district": ("区", "新区", "县")}
ZONES = (
    *("开发区", "高新区", "经济开发区", "经济技术开发区", "高新技术开发区", "高新技术产业开发区"),
    *("保税区", "综合保税区", "自贸区", "自由贸易试验区", "经开区", "示范区"),
)
UNKNOWN_RUN = 2
LONGEST_ATOM = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece cut out of a Han string: the words that stand for it (none for a zone), and what it is."""

    words: tuple[str, ...]
    kind: Kind
    short: str = ""


class Lexicon:
    """Known Han strings → the piece that each is, found by their first character and length.

    One character alone is a word only where it ends the string (电子厂).
    """

    def __init__(self, pieces: Mapping[str, Piece]) -> None:
        self.pieces: dict[str, Piece] = {}
        self.lengths: dict[str, tuple[int, ...]] = {}
        for text, piece in pieces.items():
            self.add(text, piece)

    def add(self, text: str, piece: Piece) -> None:
        """Make a string known."""
        self.pieces[text] = piece
        lengths = self.lengths.get(text[0], ())
        if len(text) not in lengths:
            self.lengths[text[0]] = tuple(sorted((*lengths, len(text))))

    def cut(self, text: str) -> list[Piece]:
        """Cut a string into known pieces and the unknown between them, at the least cost."""
        return [
            self.pieces[text[start:end]] if found else Piece((text[start:end],), "unknown")
            for start, end, found in cheapest(len(text), lambda at: self.ends(text, at))
        ]

    def ends(self, text: str, at: int) -> Iterator[int]:
        """Yield where the known strings that begin at a place of a text end."""
        for length in self.lengths.get(text[at], ()):
            end = at + length
            if end <= len(text) and (length > 1 or end == len(text)) and text[at:end] in self.pieces:
                yield end


def cheapest(size: int, ends: Callable[[int], Iterable[int]]) -> list[tuple[int, int, bool]]:
    """Cut a sequence so that the least stays unknown, and into the fewest pieces.

    `ends` gives where what is known at a place may end. Returns start and end of each piece, and whether it is known.
    """
    # The least cost of cutting what is before a place so that a known piece ends there, or an unknown run; its start.
    known: list[float] = [0.0] + [inf] * size
    unknown: list[float] = [inf] * (size + 1)
    came, run_start = [0] * (size + 1), [0] * (size + 1)
    for at in range(size):
        opened = known[at] + UNKNOWN_RUN
        unknown[at + 1] = min(opened, unknown[at]) + 1
        run_start[at + 1] = at if opened <= unknown[at] else run_start[at]
        cost = min(known[at], unknown[at]) + 1
        for end in ends(at):
            if cost < known[end]:
                known[end], came[end] = cost, at
    return spans_back(known, unknown, came, run_start)


def spans_back(
    known: Sequence[float], unknown: Sequence[float], came: Sequence[int], run_start: Sequence[int]
) -> list[tuple[int, int, bool]]:
    """Follow the cheapest cutting from the end: start and end of each piece, in order, and whether it is known."""
    spans: list[tuple[int, int, bool]] = []
    at = len(known) - 1
    in_known = known[at] <= unknown[at]
    while at > 0:
        start = came[at] if in_known else run_start[at]
        spans.append((start, at, in_known))
        # What stands before an unknown run is known.
        in_known = not in_known or known[start] <= unknown[start]
        at = start
    return spans[::-1]


def base_pieces() -> Iterator[tuple[str, Piece]]:
    """Yield places with and without their suffixes, zones, activity words and legal forms; later ones count."""
    for han, place in han_places().items():
        for suffix in ("", *SUFFIXES.get(places()[place], ())):
            yield f"{han}{suffix}", Piece((han,), "place")
    for variant, han in place_variants():
        yield variant, Piece((han,), "place")
    for zone in ZONES:
        yield zone, Piece((), "zone")
    for word in han_words():
        yield word, Piece((word,), "word")
    for form, short in unbroken_forms():
        if has_han(form):
            yield form, Piece(() if short == "co" else (form,), "form", short)


def place_variants() -> Iterator[tuple[str, str]]:
    """Yield the autonomous regions under their full names, and under the names they are known by."""
    for han, nation in (("广西", "壮族"), ("宁夏", "回族"), ("新疆", "维吾尔"), ("西藏", ""), ("内蒙古", "")):
        yield f"{han}{nation}自治区", han
    yield "香港特别行政区", "香港"
    yield "澳门特别行政区", "澳门"


@cache
def cutting() -> Lexicon:
    """Return the lexicon by which a name is cut: the smallest known words, brands of no known word, short names.

    Smallest, so that 中芯国际 and 中芯国际集成电路制造 share words; a short name gives the words of the full one.
    """
    lexicon = Lexicon({})
    for text, piece in sorted(base_pieces(), key=lambda one: len(one[0])):
        parts = lexicon.cut(text) if piece.kind == "word" else ()
        if not parts or not all(part.kind in {"word", "place"} and len(part.words[0]) > 1 for part in parts):
            lexicon.add(text, piece)
    brands = Lexicon(lexicon.pieces)
    for han, (full, _) in han_names().items():
        if full:
            words = tuple(word for part in lexicon.cut(full) for word in part.words)
            brands.add(full, Piece(words, "name"))
            brands.add(han, Piece(words, "name"))
        elif len(han) <= LONGEST_ATOM and all(part.kind == "unknown" for part in lexicon.cut(han)):
            brands.add(han, Piece((han,), "name"))
    return brands


@cache
def naming() -> Lexicon:
    """Return the lexicon by which a name is translated: words, places, and every known name as one."""
    lexicon = Lexicon(dict(base_pieces()))
    for han, (_, english) in han_names().items():
        if english:
            lexicon.add(han, Piece((han,), "name"))
    return lexicon
