"""Finds the listed addresses that are worth comparing with an address, by keys that cost a few microseconds.

A key is the head or the tail of a building's or a street's name where a word of the text begins or ends, since one slip
of the pen leaves one of the two whole; what stands there must then be the whole name but for that slip. A post box is a
key as well. Only an address with a name of a listed one is read into its parts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from exportgate.parties.address_reading import Address, parse_address
from exportgate.parties.address_words import full_forms, plain, words_for
from exportgate.parties.addresses import LEVELS, SLIP_LENGTH, AddressMatch, compare_addresses, rooms_of
from exportgate.parties.countries import Countries

TOKENS = re.compile(r"[^\W_]+")
DIGIT = re.compile(r"\d")
RANGE = re.compile(r"\d[A-Za-z]?\s{0,2}(?:-|–|~|至|to|through)\s{0,2}(?:[A-Za-z]?\d|[A-Za-z]\b)")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
KEY_LENGTH = 3
BOX = "#"
POST_BOX = re.compile(r"(?:box|pob|pk|postfach|apartado)(?:no)?(?=\d)")
LONGEST_BOX = 16
LONGEST_ORDINAL = 4
UNIT_WORDS = frozenset({"", "room", "rm", "flat", "flt", "unit", "suite", "office", "no", "number", "the", "and"})
COMMON_KINDS = ("common name", "street", "street by number", "building", "direction", "grounds")
NAME_WORDS = 7
MOST_BEFORE = NAME_WORDS - 1
"""The most words that a name of a building or street is looked for in."""
REMEMBERED = 4096


ByLength = dict[int, list[str]]
"""Names by how long they are, so that a span of text is compared with those of about its length."""


@dataclass(frozen=True, slots=True)
class AddressHit:
    """A listed address, by its place in the index, and how an address agrees with it."""

    position: int
    match: AddressMatch


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, and joined into one string with the places where each begins and ends.

    `own` are the numbers of those at which a name may begin or end: no kind of street, building or place.
    """

    joined: str
    words: frozenset[str]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    own: tuple[int, ...]
    ranges: bool


@lru_cache(maxsize=REMEMBERED)
def tokens_of(text: str) -> Tokens:
    """Return the words of an address in their full forms, whatever part of it they belong to."""
    full = full_forms()
    words = [full.get(word, word) for word in TOKENS.findall(plain(text))]
    starts, ends, at = [], [], 0
    for word in words:
        starts.append(at)
        at += len(word)
        ends.append(at)
    kinds = _kinds()
    own = tuple([at for at, word in enumerate(words) if word not in kinds])
    return Tokens("".join(words), frozenset(words), tuple(starts), tuple(ends), own, RANGE.search(text) is not None)


@cache
def _kinds() -> frozenset[str]:
    """Return the words that say of what kind a street, building, place or number is."""
    return words_for("street") | words_for("building") | words_for("place kind") | {"no", "floor", "street"}


class AddressIndex:
    """Listed addresses, found by building, street or post box before any is compared."""

    def __init__(
        self, listed: Iterable[Address], countries: Countries | None = None, by_unit: Iterable[int] = ()
    ) -> None:
        """Those at the positions `by_unit` are found only where an address may share a unit or a post box with them."""
        self.listed = tuple(listed)
        self._countries = countries or Countries.load()
        self._named: dict[str, list[int]] = {}
        for position, address in enumerate(self.listed):
            boxes = [f"{BOX}{box}" for box in address.boxes]
            for name in {*filter(_is_telling, (*address.buildings, address.street)), *boxes}:
                self._named.setdefault(name, []).append(position)
        self._heads: dict[str, ByLength] = {}
        self._tails: dict[str, ByLength] = {}
        for name in self._named:
            self._heads.setdefault(name[:KEY_LENGTH], {}).setdefault(len(name), []).append(name)
            if len(name) >= SLIP_LENGTH:
                self._tails.setdefault(name[-KEY_LENGTH:], {}).setdefault(len(name), []).append(name)
        self._by_words: dict[frozenset[str], list[int]] = {}
        for position, address in enumerate(self.listed):
            if words := _telling_words(tokens_of(address.text)):
                self._by_words.setdefault(words, []).append(position)
        self._units = {position: _ways_to_write_units(self.listed[position]) for position in by_unit}

    def search(self, text: str, country: str | None = None) -> tuple[AddressHit, ...]:
        """Return the listed addresses that an address agrees with: the nearest level first, then the most units shared.

        What it costs grows with the length of the text and the listed addresses that share a name with it.
        """
        tokens = tokens_of(text)
        candidates = {position for name in self._names(tokens) for position in self._named[name]}
        if not tokens.ranges:
            candidates = {at for at in candidates if at not in self._units or self._units[at] & tokens.words}
        same = frozenset(self._by_words.get(_telling_words(tokens), ()))
        if not candidates and not same:
            return ()
        address = parse_address(text, country, self._countries)
        hits = [
            AddressHit(position, match)
            for position in candidates | same
            if (match := _match(address, self.listed[position], same_words=position in same)) is not None
        ]
        return tuple(sorted(hits, key=lambda hit: self._rank(address, hit)))

    def _names(self, tokens: Tokens) -> Iterator[str]:
        """Yield the listed names and boxes that stand in the text, long ones with a slip of the pen at most."""
        joined, starts, ends = tokens.joined, tokens.starts, tokens.ends
        for at in tokens.own:
            start, end = starts[at], ends[at]
            if names := self._heads.get(joined[start : start + KEY_LENGTH]):
                yield from _standing(names, [joined[start:last] for last in ends[at : at + NAME_WORDS]])
            if names := self._tails.get(joined[max(0, end - KEY_LENGTH) : end]):
                yield from _standing(names, [joined[first:end] for first in starts[max(0, at - MOST_BEFORE) : at + 1]])
        for found in POST_BOX.finditer(joined):
            numbers = [joined[found.end() : end] for end in ends if 0 < end - found.end() <= LONGEST_BOX]
            yield from (f"{BOX}{number}" for number in numbers if f"{BOX}{number}" in self._named)
        yield from (word for word in tokens.words if len(word) < KEY_LENGTH and word in self._named)

    def _rank(self, address: Address, hit: AddressHit) -> tuple[int, int, int]:
        listed = self.listed[hit.position]
        return LEVELS.index(hit.match.level), len(address.units ^ listed.units), hit.position


def _match(address: Address, listed: Address, *, same_words: bool) -> AddressMatch | None:
    """Compare two addresses; those in the same words, units and floors are one even where their parts are not known."""
    match = compare_addresses(address, listed)
    if not same_words or (match is not None and match.level == "unit"):
        return match
    if (address.units, address.floors) != (listed.units, listed.floors):
        return match
    return AddressMatch("unit", f"the same words as the listed {listed.text}", tuple(sorted(listed.units)))


def _telling_words(tokens: Tokens) -> frozenset[str]:
    """Return the words and numbers of an address but those that are often left out; none where it has no number."""
    if not DIGIT.search(tokens.joined):
        return frozenset()
    left_out = words_for("place kind")
    return frozenset([word.lstrip("0") for word in tokens.words if word not in UNIT_WORDS and word not in left_out])


def _standing(names: ByLength, spans: Iterable[str]) -> Iterator[str]:
    """Yield the names that a span of text is, long ones but for one letter."""
    for span in spans:
        size = len(span)
        for length in (size - 1, size, size + 1):
            for name in names.get(length, ()):
                if name == span or (length >= SLIP_LENGTH and Levenshtein.distance(name, span, score_cutoff=1) <= 1):
                    yield name


def _is_telling(name: str) -> bool:
    """Tell whether a name says more than a kind of street, a direction or a short number."""
    if len(name) < 2 or (name[:1].isdecimal() and len(name) <= LONGEST_ORDINAL):
        return False
    return not any(name in words_for(kind) for kind in COMMON_KINDS)


def _ways_to_write_units(address: Address) -> frozenset[str]:
    """Return the words of which one stands wherever a unit or post box of an address is named."""
    ways = set(address.boxes)
    for unit in map(str.casefold, rooms_of(address, address.units)):
        letters, digits = unit.rstrip("0123456789"), unit.lstrip(LETTERS).rstrip(LETTERS)
        ways |= {
            unit,
            digits,
            digits.zfill(2),
            digits.zfill(3),
            digits[-2:],
            digits[-2:].lstrip("0"),
            letters,
            unit[-1:],
        }
    return frozenset(ways - {""})
