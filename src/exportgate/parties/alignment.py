"""Pairs the words of two names: which word or run of words of one stands for which of the other, and how alike.

Equal words are paired first, then runs that are equal once joined (Chang Xin, ChangXin), then acronyms, then the most
alike words that are left. What a pairing is worth is for `score` to say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from exportgate.parties.likeness import likeness
from exportgate.parties.names import NormalName
from exportgate.parties.weights import Rarity

PairKind = Literal["equal", "form", "abbreviation", "sound", "spelling", "joined", "acronym"]
Span = tuple[int, int]
LONGEST_RUN = 4
SHORTEST_JOINED = 4
JOINED = 0.97
ACRONYM = {3: 0.7, 4: 0.88}
LONG_ACRONYM = 0.93
COMMON_ACRONYM = 24


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the query (a span of its tokens) that stand for words of the listed name."""

    query: Span
    listed: Span
    kind: PairKind
    degree: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs of two names and the tokens of each that are left alone."""

    pairs: tuple[Pair, ...]
    query_left: tuple[int, ...]
    listed_left: tuple[int, ...]


class Board:
    """Which tokens of the two names are still to be paired, and the pairs found so far."""

    def __init__(self, query: NormalName, listed: NormalName) -> None:
        self.query, self.listed = query.tokens, listed.tokens
        self.query_left = dict.fromkeys(range(len(self.query)))
        self.listed_left = dict.fromkeys(range(len(self.listed)))
        self.pairs: list[Pair] = []

    def free(self, pair: Pair) -> bool:
        """Tell whether no token of a pair is taken."""
        return all(at in self.query_left for at in range(*pair.query)) and all(
            at in self.listed_left for at in range(*pair.listed)
        )

    def take(self, pair: Pair) -> None:
        """Accept a pair; tokens of its spans that are taken already stay with their own pair."""
        self.pairs.append(pair)
        for at in range(*pair.query):
            self.query_left.pop(at, None)
        for at in range(*pair.listed):
            self.listed_left.pop(at, None)

    def pair_equal(self) -> None:
        """Pair equal words, each with the first that is free."""
        where: dict[str, list[int]] = {}
        for at in reversed(range(len(self.listed))):
            where.setdefault(self.listed[at], []).append(at)
        for at, token in enumerate(self.query):
            places = where.get(token)
            if places:
                there = places.pop()
                self.take(Pair((at, at + 1), (there, there + 1), "equal", 1.0))

    def pair_joined(self) -> None:
        """Pair runs of free words that are the same string without their spaces."""
        listed_runs = {text: span for span, text in runs(self.listed, self.listed_left)}
        for span, text in sorted(runs(self.query, self.query_left), key=lambda run: run[0][0] - run[0][1]):
            there = listed_runs.get(text)
            if there is None or (span[1] - span[0] == 1 == there[1] - there[0]):
                continue
            pair = Pair(span, there, "joined", JOINED)
            if self.free(pair):
                self.take(pair)

    def pair_likeliest(self, rarity: Rarity) -> None:
        """Pair the free words that are alike, the heaviest and most alike first."""
        found: list[tuple[float, Pair]] = []
        for at in self.query_left:
            for there in self.listed_left:
                alike = likeness(self.query[at], self.listed[there])
                if alike is not None:
                    weight = min(rarity.weight(self.query[at]), rarity.weight(self.listed[there]))
                    pair = Pair((at, at + 1), (there, there + 1), alike.kind, alike.degree)
                    found.append((alike.degree * weight, pair))
        for _, pair in sorted(found, key=lambda one: (-one[0], one[1].query, one[1].listed)):
            if self.free(pair):
                self.take(pair)


def runs(tokens: Sequence[str], free: dict[int, None]) -> Iterator[tuple[Span, str]]:
    """Yield the runs of up to four free neighbors, joined, that are long enough to mean something."""
    for start in free:
        text = ""
        for end in range(start, min(start + LONGEST_RUN, len(tokens))):
            if end not in free:
                break
            text += tokens[end]
            if len(text) >= SHORTEST_JOINED:
                yield (start, end + 1), text


def acronym_degree(acronym: str, entries: int) -> float:
    """Return how much an acronym says: more for each letter, less the more entries share it, nothing for a common one."""
    if not 0 < entries <= COMMON_ACRONYM:
        return 0.0
    degree = ACRONYM.get(len(acronym), LONG_ACRONYM)
    return degree if entries <= 4 else degree * 0.95


def pair_acronyms(board: Board, query: NormalName, listed: NormalName, rarity: Rarity) -> None:
    """Pair a free word with the free words of the other name whose initials it spells."""
    for at in tuple(board.query_left):
        degree = acronym_degree(query.tokens[at], rarity.with_acronym(query.tokens[at]))
        span = listed.acronyms.get(query.tokens[at]) if degree else None
        if span is not None and free_in(span, board.listed_left) > 1:
            board.take(Pair((at, at + 1), span, "acronym", degree))
    if len(board.query_left) > 1:
        for there in tuple(board.listed_left):
            span = query.acronyms.get(listed.tokens[there])
            degree = acronym_degree(listed.tokens[there], rarity.with_word(listed.tokens[there])) if span else 0.0
            if span is not None and degree and free_in(span, board.query_left) > 1:
                board.take(Pair(span, (there, there + 1), "acronym", degree))


def free_in(span: Span, left: dict[int, None]) -> int:
    """Count the free tokens of a span."""
    return sum(at in left for at in range(*span))


def align(query: NormalName, listed: NormalName, rarity: Rarity) -> Alignment:
    """Pair the words of two names."""
    board = Board(query, listed)
    board.pair_equal()
    if board.query_left and board.listed_left:
        board.pair_joined()
    if board.query_left and board.listed_left:
        pair_acronyms(board, query, listed, rarity)
    if board.query_left and board.listed_left:
        board.pair_likeliest(rarity)
    return Alignment(tuple(board.pairs), tuple(board.query_left), tuple(board.listed_left))
