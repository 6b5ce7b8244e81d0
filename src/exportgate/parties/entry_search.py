"""Finds the entries of a list that fit a query word for word: by name, number, notice, day and what else a list says.

This is no screening: a name must hold the words of the query as they are, in any order, each at least as a part of a
word. Who is meant by a name that is written otherwise is for `search` to find.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from exportgate.foundation.truth import Truth
from exportgate.parties.entry import Entry
from exportgate.parties.entry_words import words_of
from exportgate.parties.han import simplify
from exportgate.parties.identifier_reading import SHORTEST, read_identifiers
from exportgate.parties.listing import FIRST_VOLUME, first_day, in_force, notices_of
from exportgate.parties.pairing import DIGEST

VOLUME = re.compile(r"\bVol(?:ume|\.)?\s*(\d{1,3})\b", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
GAP = r"[^0-9A-Za-z]{0,2}"
SHORTEST_START = 8
"""As much of a digest as tables show may stand for it."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; what is empty asks nothing, several values of one field are any of them, and all fields hold.

    `since` and `before` bound the day of listing, `on` is a day on which the entry may have been in force.
    """

    name: str = ""
    number: str = ""
    notice: str = ""
    countries: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()
    footnotes: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    since: date | None = None
    before: date | None = None
    on: date | None = None

    @property
    def asks_for_days(self) -> bool:
        """Whether the query says when an entry was listed."""
        return any(day is not None for day in (self.since, self.before, self.on))


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that fits: the listed name that has the words asked for, and the number, each empty where none was.

    An entry that gives no day counts as listed from the beginning, and is `undated` where days were asked for.
    """

    entry: Entry
    name: str = ""
    number: str = ""
    undated: bool = False


class EntrySearch:
    """Asks entries one by one; what the query says is read once."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._words = words_of(simplify(query.name))
        self._numbers = [_number_pattern(text) for text in _numbers(query.number)]
        self._cites = _notice_test(query.notice) if query.notice else None

    @property
    def asks_nothing(self) -> bool:
        """Whether the name or the number asked for holds no letter and no figure."""
        said_nothing = self.query.number and not any(map(str.isalnum, self.query.number))
        return bool((self.query.name and not self._words) or said_nothing)

    def found(self, entry: Entry) -> Found | None:
        """Return how an entry fits, None where it does not."""
        if not self._fits(entry):
            return None
        name = self._name(entry) if self._words else ""
        number = self._number(entry) if self.query.number else ""
        if name is None or number is None:
            return None
        return Found(entry, name, number, undated=self.query.asks_for_days and first_day(entry).latest is None)

    def lacks_day(self, entry: Entry) -> bool:
        """Tell whether an entry would fit but that it gives no day, so that nobody knows of the first one asked for."""
        if self.query.since is None or first_day(entry).latest is not None:
            return False
        return self._of_any_day.found(entry) is not None

    @cached_property
    def _of_any_day(self) -> "EntrySearch":
        return EntrySearch(replace(self.query, since=None))

    def _fits(self, entry: Entry) -> bool:
        query = self.query
        return (
            (not query.sources or entry.source in query.sources)
            and (not query.kinds or entry.kind in query.kinds)
            and (not query.countries or not query.countries.isdisjoint(entry.countries))
            and (not query.footnotes or not query.footnotes.isdisjoint(entry.footnotes))
            and (not query.programs or any(_has_part(entry.programs, part) for part in query.programs))
            and (self._cites is None or self._cites(entry.notice))
            and self._listed(entry)
        )

    def _listed(self, entry: Entry) -> bool:
        """Tell whether an entry may have been listed when asked for; one without a day is so from the beginning."""
        query = self.query
        if not query.asks_for_days:
            return True
        first = first_day(entry)
        return (
            (query.since is None or (first.latest is not None and first.latest >= query.since))
            and (query.before is None or first.earliest is None or first.earliest < query.before)
            and (query.on is None or in_force(entry, query.on) is not Truth.NO)
        )

    def _name(self, entry: Entry) -> str | None:
        """Return the first name of an entry that has every word asked for."""
        for name in entry.names:
            here = " ".join(words_of(simplify(name)))
            if all(word in here for word in self._words):
                return name
        return None

    def _number(self, entry: Entry) -> str | None:
        """Return the id or the text of an entry that has the number asked for."""
        wanted = self.query.number.strip().casefold()
        own = entry.entity_id.casefold()
        digest = len(wanted) >= SHORTEST_START and DIGEST.fullmatch(own) is not None
        if own == wanted or (digest and own.startswith(wanted.rstrip("…"))):
            return entry.entity_id
        for text in (*entry.identifiers, *filter(None, entry.remarks.split(";"))):
            if any(number.search(_plain(text)) for number in self._numbers):
                return text.strip()
        return None


def _has_part(texts: tuple[str, ...], part: str) -> bool:
    return any(part.casefold() in text.casefold() for text in texts)


def _plain(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _numbers(text: str) -> set[str]:
    """Return the letters and figures of a number as it is asked for, and of what is read in it without its label.

    What is shorter than an identifier can be is only the id of an entry.
    """
    asked = "".join(filter(str.isalnum, _plain(text)))
    return {number for number in (asked, *(item.bare for item in read_identifiers((text,)))) if len(number) >= SHORTEST}


def _number_pattern(number: str) -> re.Pattern[str]:
    """Return what finds a number as a whole, whatever marks stand in it and noughts before it."""
    signs = GAP.join(map(re.escape, number))
    begins = r"(?<![0-9])0*" if number[0].isdigit() else r"(?<![0-9A-Za-z])"
    return re.compile(rf"{begins}{signs}(?![0-9A-Za-z])", re.IGNORECASE)


def _notice_test(asked: str) -> Callable[[str], bool]:
    """Return what tells whether a text cites the notice asked for: its volume and page, its volume, or its year."""
    text = asked.strip()
    if YEAR.fullmatch(text):
        return lambda notice: int(text) in _years(notice)
    cited = set(notices_of(text))
    if not cited:
        words = " ".join(words_of(text))
        return lambda notice: words in " ".join(words_of(notice))
    volumes = {volume for volume, page in cited if not page}
    pages = {(volume, page) for volume, page in cited if page}
    return lambda notice: any(at in pages or at[0] in volumes for at in notices_of(notice))


def _years(notice: str) -> set[int]:
    """Return the years of the notices that a text cites, by their volumes and the days beside them."""
    cited = notices_of(notice)
    volumes = [volume for volume, _ in cited] or [int(volume) for volume in VOLUME.findall(notice)]
    return {volume + FIRST_VOLUME for volume in volumes} | {day.year for day in cited.values() if day is not None}
