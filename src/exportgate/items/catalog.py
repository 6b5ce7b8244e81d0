"""The chip catalog: reads the data files, and says which parts a written part number names.

A written part may be a part's exact name, an alias, or the family that several parts share; whoever asks must then look
at every part named. Nothing is guessed from likeness: `A100X` is not `A100`.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from exportgate.diagnostics.model import Collector, RuleError, has_errors
from exportgate.foundation.yaml_source import YamlError, read
from exportgate.items.load import load_parts
from exportgate.items.makers import Maker, Makers, load_makers
from exportgate.items.part import Part
from exportgate.items.silicon import SiliconIndex
from exportgate.provisions.reading import Reader

WORDS = re.compile(r"[a-z0-9][a-z0-9.+_]*|[^\W\d_a-z]+")
MAKERS = frozenset(
    {
        *("nvidia", "amd", "intel", "huawei", "hisilicon", "google", "aws", "amazon", "habana", "tenstorrent"),
        *("cambricon", "biren", "hygon", "qualcomm", "graphcore", "cerebras", "groq", "meta", "microsoft", "apple"),
        *("samsung", "micron", "skhynix", "hynix", "sk", "xilinx"),
    }
)
BRANDS = frozenset({"geforce", "tesla", "instinct", "radeon", "quadro", "habana"})
MODEL_LINES = frozenset({"Ascend", "Gaudi", "Instinct"})
"""Lines whose models are also written without the line's name: `910B` for Ascend 910B."""
LOOK_ALIKES = str.maketrans("авсекмнорстухіјѕαβεηικμνορτυχ", "abcekmhopctyxijsabehikmvoptyx")
"""Cyrillic and Greek small letters that pass for Latin ones in print, as capitals or as they are."""
GLUED = re.compile(r"(?:nv|dgx|hgx|ascend|昇腾|升腾)?(?P<stem>.*?)(?:x\d{1,3})?\Z")
How = Literal["name", "alias", "family", "none"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The parts that a text names, and how it names them."""

    parts: tuple[Part, ...]
    how: How


class Catalog:
    """Parts by name, alias and family."""

    def __init__(self, parts: Iterable[Part], makers: Iterable[Maker] = ()) -> None:
        self.parts = tuple(sorted(parts, key=lambda part: part.name))
        self.makers = Makers(makers, self.parts)
        self._silicon = SiliconIndex.of(self.parts)
        self._names: dict[str, list[Part]] = defaultdict(list)
        self._aliases: dict[str, list[Part]] = defaultdict(list)
        self._families: dict[str, list[Part]] = defaultdict(list)
        self._bare: dict[str, list[Part]] = defaultdict(list)
        for part in self.parts:
            self._names[key(part.name)].append(part)
            for alias in part.aliases:
                self._aliases[key(alias)].append(part)
            for family in families(part.name):
                self._families[family].append(part)
            for name in (part.name, *part.aliases):
                line, _, model = name.partition(" ")
                if line in MODEL_LINES and len(key(model)) >= 4:
                    self._bare[key(model)].append(part)

    def resolve(self, text: str) -> Resolution:
        """Return the parts that a text names: by name, else by alias, else as a family of parts."""
        wanted = key(text)
        tables: tuple[tuple[How, dict[str, list[Part]]], ...] = (
            ("name", self._names),
            ("alias", self._aliases),
            ("family", self._families),
        )
        for how, table in tables:
            if wanted and wanted in table:
                return Resolution(tuple(dict.fromkeys(table[wanted])), how)
        return Resolution((), "none")

    def siblings(self, part: Part) -> tuple[Part, ...]:
        """Return the other parts that are made of the same silicon."""
        return self._silicon.siblings(part)

    def mentioned(self, text: str, *, leading: bool = False) -> tuple[Part, ...]:
        """Return the parts whose name, alias or family stands somewhere in a longer text.

        Runs of words are compared as whole words. A designation of fewer than four characters counts only where it is
        the whole text, right after its maker's name, or, if `leading`, at the beginning of a part number: `L4` in a
        sentence may be anything. A word that is a designation with a prefix or count glued on, or one or two letters
        more (`DGXH100`, `H100x8`, `A100X`), is taken to speak of it: whoever asks puts the line on hold, no more.
        """
        words = [word for word in words_of(text) if word]
        found = {part.name: part for part in self.resolve(text).parts}
        for start, word in enumerate(words):
            named = (leading and start == 0) or words[start - 1] in MAKERS | BRANDS
            runs = ["".join(words[start:stop]) for stop in range(start + 1, min(start + 6, len(words)) + 1)]
            stems = [stem for stem in _stems(word) if len(stem) >= 4]
            for run in [*(run for run in runs if named or len(run) >= 4), *stems]:
                found.update((part.name, part) for part in self._named(run))
        return tuple(found[name] for name in sorted(found))

    def _named(self, run: str) -> list[Part]:
        if not any(letter.isdigit() for letter in run):
            return []
        tables = (self._names, self._aliases, self._families, self._bare)
        return next((table[run] for table in tables if run in table), [])


def _stems(word: str) -> list[str]:
    """Return what a word may be once a glued prefix, a glued count, or one or two last letters are taken off."""
    glued = GLUED.match(word)
    stems = {glued["stem"] if glued else word, word}
    cut = {stem[:-size] for stem in stems for size in (1, 2) if stem[-size:].isalpha() and stem[:-size][-1:].isdigit()}
    return sorted((stems | cut) - {word})


def key(text: str) -> str:
    """Return the form in which part names are compared: letters and digits, without the maker's name and the brand."""
    words = [word for word in words_of(text) if word]
    while len(words) > 1 and words[0] in MAKERS | BRANDS:
        words.pop(0)
    return "".join(words)


def words_of(text: str) -> list[str]:
    """Return the words of a text in compared form: full-width and look-alike letters count as the plain ones."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(LOOK_ALIKES)
    return [key_words(word) for word in WORDS.findall(plain)]


def key_words(word: str) -> str:
    """Return a word without punctuation other than what tells models apart."""
    return word.strip("._").replace("_", "")


def families(name: str) -> tuple[str, ...]:
    """Return the leading runs of words of a part's name that hold a digit: `H100 SXM5 80GB` is of `H100`, `H100 SXM5`.

    Words in parentheses are remarks. The full name is no family of itself.
    """
    plain = re.sub(r"\(.*?\)", " ", name)
    words = words_of(plain)
    while len(words) > 1 and words[0] in MAKERS | BRANDS:
        words.pop(0)
    runs = ("".join(words[:stop]) for stop in range(1, len(words) + 1))
    return tuple(run for run in runs if run != key(name) and len(run) > 1 and any(letter.isdigit() for letter in run))


def load_catalog(folder: Path) -> Catalog:
    """Read every file of a catalog folder.

    Raises:
        RuleError: any file has an error; nothing is classified with part of the catalog.
    """
    collector = Collector()
    reader = Reader(collector)
    parts: list[Part] = []
    makers: list[Maker] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "sources.yaml":
            continue
        try:
            root = read(path, f"{folder.name}/{path.name}")
            if path.name == "makers.yaml":
                makers.extend(load_makers(root, reader))
            else:
                parts.extend(load_parts(root, reader))
        except YamlError as error:
            for fault in error.faults:
                collector.error("XR001", fault.span, fault.message, fault.help)
    if has_errors(collector.found):
        raise RuleError(collector.found)
    return Catalog(parts, makers)
