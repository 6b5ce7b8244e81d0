"""Pairs the words of two names: which word or run of words of one stands for which of the other, and how alike.

Equal words are paired first, then runs that are equal once joined (Chang Xin, ChangXin), then acronyms, then the most
alike words that are left. What a pairing is worth is for `score` to say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from exportgate.parties.acronyms import acronyms_of
from exportgate.parties.likeness import EDIT_COST, likeness
from exportgate.parties.names import NormalName
from exportgate.parties.weights import Rarity, is_common

PairKind = Literal[
    "equal",
    "form",
    "abbreviation",
    "sound",
    "spelling",
    "joined",
    "acronym",
    "damaged",
    "given_name",
    "initial",
    "gender",
]
Span = tuple[int, int]
LONGEST_RUN = 4
SHORTEST_JOINED = 4
JOINED = 0.97
LEAST_DAMAGED = 0.45
SLIPS_ANYWHERE, LETTERS_A_SLIP = 2, 3
ACRONYM = {3: 0.75, 4: 0.92}
LONG_ACRONYM = 0.97
COMMON_ACRONYM = {3: 24}
COMMON_LONG_ACRONYM = 100
SPELLED_OUT = 0.9
SLIPS = frozenset({"spelling", "sound"})
SLIP_OF_KNOWN_WORD = 0.8


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the query (the places of its tokens) that stand for words of the listed name."""

    query: tuple[int, ...]
    listed: tuple[int, ...]
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

    def __init__(self, query: Sequence[str], listed: Sequence[str]) -> None:
        self.query, self.listed = query, listed
        self.query_left = dict.fromkeys(range(len(self.query)))
        self.listed_left = dict.fromkeys(range(len(self.listed)))
        self.pairs: list[Pair] = []

    def take(self, pair: Pair) -> bool:
        """Accept a pair, unless one of its tokens is taken."""
        if not (self.query_left.keys() >= set(pair.query) and self.listed_left.keys() >= set(pair.listed)):
            return False
        self.pairs.append(pair)
        for at in pair.query:
            del self.query_left[at]
        for at in pair.listed:
            del self.listed_left[at]
        return True

    def pair_equal(self) -> None:
        """Pair equal words, each with the first that is free."""
        where: dict[str, list[int]] = {}
        for at in reversed(range(len(self.listed))):
            where.setdefault(self.listed[at], []).append(at)
        for at, token in enumerate(self.query):
            places = where.get(token)
            if places:
                there = places.pop()
                self.take(Pair((at,), (there,), "equal", 1.0))

    def pair_joined(self) -> None:
        """Pair runs of free words that are the same string without their spaces, the longest first."""
        table = run_table(tuple(self.query))
        for span, text in sorted(runs(self.listed, self.listed_left), key=lambda run: run[0][0] - run[0][1]):
            for there in table.get(text, ()):
                if there[1] - there[0] == 1 == span[1] - span[0]:
                    continue
                if self.take(Pair(tuple(range(*there)), tuple(range(*span)), "joined", JOINED)):
                    break

    def pair_likeliest(self, rarity: Rarity) -> None:
        """Pair the free words that are alike, the heaviest and most alike first.

        A word of the query that is known from company names at large is seldom a slip of the pen for another.
        """
        found: list[tuple[float, Pair]] = []
        for at in self.query_left:
            for there in self.listed_left:
                alike = likeness(self.query[at], self.listed[there])
                if alike is not None:
                    weight = min(rarity.weight(self.query[at]), rarity.weight(self.listed[there]))
                    slip = alike.kind in SLIPS and is_common(self.query[at])
                    degree = alike.degree * SLIP_OF_KNOWN_WORD if slip else alike.degree
                    found.append((degree * weight, Pair((at,), (there,), alike.kind, degree)))
        for _, pair in sorted(found, key=lambda one: (-one[0], one[1].query, one[1].listed)):
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


@lru_cache(maxsize=1024)
def run_table(tokens: tuple[str, ...]) -> dict[str, list[Span]]:
    """Return the runs of a name as joined → where they stand, the longest first."""
    found: dict[str, list[Span]] = {}
    for span, text in sorted(runs(tokens, dict.fromkeys(range(len(tokens)))), key=lambda run: run[0][0] - run[0][1]):
        found.setdefault(text, []).append(span)
    return found


def acronym_degree(acronym: str, entries: int) -> float:
    """Return how much an acronym says: more the longer it is, nothing if a common word or shared by many."""
    if not 0 < entries <= COMMON_ACRONYM.get(len(acronym), COMMON_LONG_ACRONYM) or is_common(acronym):
        return 0.0
    return ACRONYM.get(len(acronym), LONG_ACRONYM)


def pair_acronyms(board: Board, query: NormalName, listed: NormalName, rarity: Rarity) -> None:
    """Pair a free word with the free words of the other name whose initials it spells."""
    shared = [at for at in board.query_left if rarity.with_acronym(query.tokens[at])]
    for at in shared:
        degree = acronym_degree(query.tokens[at], rarity.with_acronym(query.tokens[at]))
        spelled = spelled_by(query.tokens[at], listed, board.listed_left) if degree else ()
        if spelled:
            board.take(Pair((at,), spelled, "acronym", degree))
    for there in tuple(board.listed_left) if len(board.query_left) > 1 else ():
        degree = SPELLED_OUT * acronym_degree(listed.tokens[there], rarity.with_word(listed.tokens[there]))
        spelled = spelled_by(listed.tokens[there], query, board.query_left) if degree else ()
        if spelled:
            board.take(Pair(spelled, (there,), "acronym", degree))


def spelled_by(acronym: str, name: NormalName, left: dict[int, None]) -> tuple[int, ...]:
    """Return the free words of a name that an acronym of it stands for; () where it needs more than they spell."""
    start, end = name.acronyms.get(acronym, (0, 0))
    free = tuple(at for at in range(start, end) if at in left)
    if len(free) < 2:
        return ()
    if len(free) == end - start:
        return free
    tokens, initials = tuple(name.tokens[at] for at in free), tuple(name.initials[at] for at in free)
    head = sum(at < name.head for at in free)
    return free if acronym in acronyms_of(tokens, initials, name.spoken_forms, head) else ()


def align_damaged(query: Sequence[str], listed: Sequence[str], edits: int) -> Alignment:
    """Pair the equal words of two names that differ by some letters as wholes, and what is left of both as one run.

    Where the letters are half of what is left, or more than two and a third of it, they are no slips of the pen but
    another word.
    """
    board = Board(query, listed)
    board.pair_equal()
    mine, theirs = tuple(board.query_left), tuple(board.listed_left)
    longest = max(sum(len(query[at]) for at in mine), sum(len(listed[at]) for at in theirs))
    degree = JOINED - EDIT_COST * edits / longest if mine and theirs else 0.0
    if degree >= LEAST_DAMAGED and edits <= max(SLIPS_ANYWHERE, (longest - 1) // LETTERS_A_SLIP):
        board.take(Pair(mine, theirs, "damaged", degree))
    return Alignment(tuple(board.pairs), tuple(board.query_left), tuple(board.listed_left))


def align(query: NormalName, listed: NormalName, rarity: Rarity) -> Alignment:
    """Pair the words of two names."""
    board = Board(query.tokens, listed.tokens)
    board.pair_equal()
    if board.query_left and board.listed_left:
        board.pair_joined()
    if board.query_left and board.listed_left:
        pair_acronyms(board, query, listed, rarity)
    if board.query_left and board.listed_left:
        board.pair_likeliest(rarity)
    return Alignment(tuple(board.pairs), tuple(board.query_left), tuple(board.listed_left))
