"""Weighs words by rarity: how much it says that two names share one.

A word is as common as it is on the loaded lists or among companies at large, whichever is more, and a form of a common
word ("Tech") is as common as the word. Lists shorter than a floor count as long as the floor, so that a word does not
look common only because the list is short.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from math import log

from exportgate.parties.legal_forms import form_words
from exportgate.parties.name_tables import ALL_COMPANIES, company_words, places, stands_for, word_forms
from exportgate.parties.scripts import has_han

Count = Callable[[str], int]
REMEMBERED = 262_144
FLOOR = 20_000
LIGHTEST = 0.04
FORM_WORD = 0.12
CONTRAST = 0.9
COMPANY = 0.03
HEAVIEST_ACTIVITY = 0.3
HEAVIEST_PLACE, HEAVIEST_REGION = 0.6, 0.3
# A part of the world says where a company trades, and nothing of who it is.
REGIONS = frozenset(
    ["africa", "america", "americas", "apac", "asia", "emea", "eurasia", "europa", "europe", "overseas", "worldwide"]
)
LETTERS_OF_HAN = 3
LEADING_BITS = 4
"""How many binary digits of a count tell: up to 15 it is exact, and beyond by at most an eighth too low."""
SHORTEST_FORM = 3
SHORT = {1: 0.4, 2: 0.6, 3: 0.85, 4: 0.9}
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "d",
        "da",
        "das",
        "de",
        "del",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "for",
        "i",
        "im",
        "in",
        "la",
        "le",
        "les",
        "of",
        "on",
        "the",
        "to",
        "und",
        "von",
        "y",
    ]
)


def forms_run_together(token: str) -> bool:
    """Tell whether a word is two words of legal forms without the space between them."""
    ends = range(SHORTEST_FORM, len(token) - SHORTEST_FORM + 1)
    return any(token[:at] in form_words() and token[at:] in form_words() for at in ends)


@cache
def companies_with() -> Mapping[str, int]:
    """Return a word → how many of the companies counted have any form of it in their name."""
    totals: defaultdict[str, int] = defaultdict(int)
    for word, companies in company_words().items():
        totals[stands_for(word)] += companies
    return dict(totals)


@cache
def companies_counted() -> int:
    """Return how many companies the background table was counted on."""
    return company_words()[ALL_COMPANIES]


def is_common(token: str) -> bool:
    """Tell whether a word is known from company names at large, so that it may well be abbreviated."""
    return token in company_words() or token in word_forms()


def in_steps(count: int) -> int:
    """Return a count rounded down to a step, that is with its leading binary digits alone."""
    left_out = max(0, count.bit_length() - LEADING_BITS)
    return count >> left_out << left_out


def no_entries(_: str) -> int:
    """Count nothing: what an empty list knows of a word or acronym."""
    return 0


class Rarity:
    """What the loaded lists know of words: on how many of their `entries` a word or a derived acronym occurs.

    A word that many listed persons share is common in the world; one that many listed companies share may be the name
    of one family of them (Huawei), so that companies count for less. Counts are taken `out_of` the entries, or out of
    the floor. `weight` gives the weight of a word, from near 0 for one that everyone uses to 1 for one that is nowhere
    else.
    """

    def __init__(
        self,
        entries: int = 0,
        with_word: Count = no_entries,
        persons_with_word: Count = no_entries,
        with_acronym: Count = no_entries,
    ) -> None:
        self.entries = entries
        self.out_of = max(in_steps(entries), FLOOR)
        self.with_word = with_word
        self.persons_with_word = persons_with_word
        self.with_acronym = with_acronym
        self.weight = lru_cache(maxsize=REMEMBERED)(self._weigh)

    def weights(self, words: Sequence[str], stands: Sequence[str]) -> list[float]:
        """Return the weight of each word, of which it is known already what it stands for, '' for itself."""
        return [self._weigh(word, stood or word) for word, stood in zip(words, stands, strict=True)]

    def _weigh(self, token: str, word: str = "") -> float:
        """Work out the weight of a word from its share of the lists and of companies at large."""
        if token in SMALL_WORDS:
            return LIGHTEST
        if token in form_words() or (not self.with_word(token) and forms_run_together(token)):
            return FORM_WORD
        share = self.share(token, word)
        han = not token.isascii() and has_han(token)
        letters = len(token) * (LETTERS_OF_HAN if han else 1)
        weight = (log(1 / share) / log(FLOOR)) ** CONTRAST * SHORT.get(letters, 1.0)
        if han and token in word_forms():
            weight = min(weight, HEAVIEST_ACTIVITY)
        if token in places():
            weight = min(weight, HEAVIEST_PLACE)
        if token in REGIONS:
            weight = min(weight, HEAVIEST_REGION)
        return float(max(LIGHTEST, weight))

    def share(self, token: str, word: str = "") -> float:
        """Return on which share of the lists, or of companies at large, a word or what it stands for is."""
        word = word or stands_for(token)
        counted = self._counted(token) if word == token else max(self._counted(token), self._counted(word))
        trading = companies_with().get(word, 0) / companies_counted()
        return max(counted / self.out_of, trading, 1 / FLOOR)

    def _counted(self, word: str) -> float:
        """Return how many entries have a word, a company for less than a person."""
        persons = self.persons_with_word(word)
        return in_steps(persons) + in_steps(self.with_word(word) - persons) * COMPANY
