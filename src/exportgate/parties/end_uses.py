"""Words in a stated end use, and in the name of a party, that a person must look at (`data/end-use-words.yaml`).

Texts are compared without case and accents, in simplified Chinese characters. A word may begin or end with `*`; blanks
and hyphens between the words of a phrase do not matter. Words are shown as they stand, with the two before them, so
that a denial is read as one.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from exportgate.foundation import yaml_source
from exportgate.foundation.errors import ListError
from exportgate.foundation.resources import shipped
from exportgate.foundation.yaml_source import Mapping, Node, Scalar, Sequence
from exportgate.parties.han import simplify

LONGEST_TEXT = 2_000
"""Characters of a text that are looked at, so that a cell cannot make a run slow."""
BETWEEN = r"[\W_]*"
LETTERS = r"[^\W_]*"
NO_LETTER_BEFORE = r"(?<![^\W_])"
NO_LETTER_AFTER = r"(?![^\W_])"
BEFORE = re.compile(r"(?:[^\W_]+[\W_]+){0,2}\Z")
HAN = re.compile("[\u3400-\u9fff]")

Found = tuple[tuple[str, str], ...]
"""Pairs of what a word points to and the word with what stands before it."""


@dataclass(frozen=True)
class EndUses:
    """The tables of words, ready to be looked for."""

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    evasive: frozenset[str]
    carriers: re.Pattern[str]

    @staticmethod
    def load(folder: Path | None = None) -> "EndUses":
        """Read the words of a data folder, by default the shipped one.

        Raises:
            ListError: the file is not there or is not the table's YAML.
        """
        return _load(folder or shipped("data"))

    def words(self, text: str) -> Found:
        """Return what the words of an end use point to, each kind once with the first words that do."""
        return _words(self, folded(text))

    def says_nothing(self, text: str) -> bool:
        """Tell whether a text stands where an end use should and names none."""
        words = re.sub(r"[\W_]+", " ", folded(text)).strip()
        return not words or not {words, words.replace(" ", "")}.isdisjoint(self.evasive)

    def carries_for_others(self, name: str) -> bool:
        """Tell whether a party's name has a word of the trade of forwarders."""
        return self.carriers.search(folded(name)) is not None


NO_WORDS = EndUses((), frozenset(), re.compile(r"(?!)"))
"""A table that finds nothing."""


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return a text without case and accents, in simplified characters, no longer than is looked at."""
    return plain(simplify(text[:LONGEST_TEXT]))


def plain(text: str) -> str:
    """Return a text without case and accents."""
    spelled = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    return unicodedata.normalize("NFKC", bare)


@lru_cache(maxsize=65536)
def _words(table: EndUses, text: str) -> Found:
    found: dict[str, str] = {}
    for kind, pattern in table.kinds:
        if match := pattern.search(text):
            before = BEFORE.search(text[: match.start()])
            start = match.start() if before is None else before.start()
            found.setdefault(kind, " ".join(text[start : match.end()].split()))
    return tuple(sorted(found.items()))


@cache
def _load(folder: Path) -> EndUses:
    path = folder / "end-use-words.yaml"
    try:
        root = yaml_source.read(path)
    except OSError as error:
        message = f"{path}: the words of end uses cannot be opened ({error.strerror}); install exportgate again"
        raise ListError(message) from None
    except yaml_source.YamlError as error:
        raise ListError(f"{error}; correct the words of end uses") from None
    kinds = root.get("kinds") if isinstance(root, Mapping) else None
    if not isinstance(root, Mapping) or not isinstance(kinds, Mapping):
        raise ListError(f"{path}: the words of end uses have no 'kinds'; install exportgate again")
    return EndUses(
        kinds=tuple((key.text, _pattern(_texts(node, path))) for key, node in kinds.entries),
        evasive=frozenset(plain(text) for text in _texts(root.get("evasive"), path)),
        carriers=_pattern(_texts(root.get("carriers"), path)),
    )


def _texts(node: Node | None, path: Path) -> list[str]:
    if not isinstance(node, Sequence) or not all(isinstance(item, Scalar) and item.text for item in node.items):
        raise ListError(f"{path}: a table of words is no list of words; install exportgate again")
    return [item.text for item in node.items if isinstance(item, Scalar)]


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(_one(plain(word)) for word in words))


def _one(word: str) -> str:
    """A word in Han characters is found anywhere; any other stands by itself, where no `*` says otherwise."""
    if HAN.search(word) or any("\uac00" <= letter <= "\ud7a3" for letter in word):
        return re.escape(word)
    inner = BETWEEN.join(re.escape(part) for part in word.strip("*").split())
    start = LETTERS if word.startswith("*") else NO_LETTER_BEFORE
    return f"{start}{inner}{LETTERS if word.endswith('*') else NO_LETTER_AFTER}"
