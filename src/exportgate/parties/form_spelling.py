"""Spells the words of legal forms right: "Aktiengeselschaft" and "Otkrytoye Obschestvo" are forms all the same.

Only long words are corrected, by one slip of the pen (a letter missing, added, wrong or swapped with its neighbor) or,
where they are Russian, by their stem; a word that companies use for something else stays as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from exportgate.parties.name_tables import company_words, rows, word_forms
from exportgate.parties.russian import stem_of

REMEMBERED = 131_072
SHORTEST, LONGEST = 7, 24
RUSSIAN = frozenset({"Russian", "Ukrainian", "Belarusian"})


@cache
def words_in_forms() -> frozenset[str]:
    """Return every word that a legal form in Latin letters is made of."""
    return frozenset(word for row in rows("legal-forms") for word in row["form"].split() if word.isascii())


@cache
def by_stem() -> Mapping[str, str]:
    """Return the stem of a long Russian word of a form → the word."""
    words = sorted(word for row in rows("legal-forms") if row["language"] in RUSSIAN for word in row["form"].split())
    return {stem_of(word)[0]: word for word in words if len(word) >= SHORTEST and stem_of(word)[0]}


@cache
def by_deletion() -> Mapping[str, str]:
    """Return a long word of a form with one letter left out, or none → the word."""
    long = sorted(word for word in words_in_forms() if SHORTEST <= len(word) <= LONGEST)
    return {shorter: word for word in long for shorter in deletions(word)} | {word: word for word in long}


def deletions(word: str) -> Iterator[str]:
    """Yield a word, and the word with each of its letters but the first left out."""
    yield word
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


@lru_cache(maxsize=REMEMBERED)
def corrected(word: str) -> str:
    """Return the word of a form that a word is meant to be, or the word itself."""
    if not SHORTEST - 1 <= len(word) <= LONGEST + 1:
        return word
    stem, _ = stem_of(word)
    if stem in by_stem():
        return by_stem()[stem]
    if word in words_in_forms() or word in company_words() or word in word_forms():
        return word
    return next((by_deletion()[shorter] for shorter in deletions(word) if shorter in by_deletion()), word)


def spelled_right(words: Sequence[str]) -> tuple[str, ...]:
    """Return words with those that are meant to be words of legal forms spelled as forms are."""
    return tuple(map(corrected, words))
