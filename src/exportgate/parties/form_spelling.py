"""Spells the words of legal forms right: "Aktiengeselschaft" and "Otkrytoye Obschestvo" are forms all the same.

Words are corrected by one slip of the pen (a letter missing, added, wrong or swapped with its neighbor) or, where they
are Russian, by their stem: long words, and shorter English ones that are forms only with others ("Jiont Stock
Company"). A word that companies use for something else stays as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from exportgate.parties.name_tables import company_words, rows, word_forms
from exportgate.parties.russian import stem_of

REMEMBERED = 131_072
SHORTEST_TOGETHER, SHORTEST, LONGEST = 5, 7, 24
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
    """Return a word of a form with one letter left out, or none → the word as forms are looked up."""
    forms = [(row["form"].split(), row["language"]) for row in rows("legal-forms")]
    together = {word for words, language in forms if len(words) > 1 and language == "English" for word in words}
    alone = {words[0] for words, _ in forms if len(words) == 1}
    words = [word for word in sorted(together - alone) if len(word) >= SHORTEST_TOGETHER]
    words += [word for word in sorted(words_in_forms()) if len(word) >= SHORTEST]
    found = {shorter: word for word in words if len(word) <= LONGEST for shorter in deletions(word)}
    found |= {word: word for word in words}
    return {shorter: by_stem().get(stem_of(word)[0], word) for shorter, word in found.items()}


def deletions(word: str) -> Iterator[str]:
    """Yield a word, and the word with each of its letters but the first left out."""
    yield word
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


@lru_cache(maxsize=REMEMBERED)
def corrected(word: str) -> str:
    """Return the word of a form that a word is meant to be, or the word itself."""
    if not SHORTEST_TOGETHER - 1 <= len(word) <= LONGEST + 1:
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
