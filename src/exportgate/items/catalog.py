"""The chip catalog: reads the data files, and says which parts a written part number names.

A written part may be a part's exact name, an alias, or the family that several parts share; whoever asks must then look
at every part named. Nothing is guessed from likeness: `A100X` is not `A100`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from exportgate.diagnostics.model import Collector, RuleError, has_errors
from exportgate.foundation.yaml_source import YamlError, read
from exportgate.items.load import load_parts
from exportgate.items.part import Part
from exportgate.provisions.reading import Reader

TOKENS = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[^\W\d_]+")
WORDS = re.compile(r"[\w.+]+")
MAKERS = frozenset(
    {
        *("nvidia", "amd", "intel", "huawei", "hisilicon", "google", "aws", "amazon", "habana", "tenstorrent"),
        *("cambricon", "biren", "hygon", "qualcomm", "graphcore", "cerebras", "groq", "meta", "microsoft", "apple"),
        *("samsung", "micron", "skhynix", "hynix", "sk", "xilinx"),
    }
)
BRANDS = frozenset({"geforce", "tesla", "instinct", "radeon", "quadro", "habana"})
How = Literal["name", "alias", "family", "none"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The parts that a text names, and how it names them."""

    parts: tuple[Part, ...]
    how: How


class Catalog:
    """Parts by name, alias and family."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = tuple(sorted(parts, key=lambda part: part.name))
        self._names: dict[str, list[Part]] = defaultdict(list)
        self._aliases: dict[str, list[Part]] = defaultdict(list)
        self._families: dict[str, list[Part]] = defaultdict(list)
        for part in self.parts:
            self._names[key(part.name)].append(part)
            for alias in part.aliases:
                self._aliases[key(alias)].append(part)
            for family in families(part.name):
                self._families[family].append(part)

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

    def mentioned(self, text: str) -> tuple[Part, ...]:
        """Return the parts whose name, alias or family stands somewhere in a longer text.

        Runs of words are compared as whole words; a designation of fewer than four characters counts only right after
        its maker's name, because `L4` or `A2` alone may be anything.
        """
        words = [key_words(word) for word in WORDS.findall(text.casefold())]
        found: dict[str, Part] = {}
        for start in range(len(words)):
            for stop in range(start + 1, min(start + 6, len(words)) + 1):
                run = "".join(words[start:stop])
                after_maker = start > 0 and words[start - 1] in MAKERS | BRANDS
                if len(run) < 4 and not after_maker:
                    continue
                for part in self._named(run):
                    found[part.name] = part
        return tuple(found[name] for name in sorted(found))

    def _named(self, run: str) -> list[Part]:
        if not any(letter.isdigit() for letter in run):
            return []
        return self._names.get(run) or self._aliases.get(run) or self._families.get(run) or []


def key(text: str) -> str:
    """Return the form in which part names are compared: letters and digits, without the maker's name and the brand."""
    words = [key_words(word) for word in WORDS.findall(text.casefold())]
    words = [word for word in words if word]
    while len(words) > 1 and words[0] in MAKERS | BRANDS:
        words.pop(0)
    return "".join(words)


def key_words(word: str) -> str:
    """Return a word without punctuation other than what tells models apart."""
    return word.strip("._").replace("_", "")


def families(name: str) -> tuple[str, ...]:
    """Return the leading runs of words of a part's name that hold a digit: `H100 SXM5 80GB` is of `H100`, `H100 SXM5`.

    Words in parentheses are remarks. The full name is no family of itself.
    """
    plain = re.sub(r"\(.*?\)", " ", name)
    words = [key_words(word) for word in WORDS.findall(plain.casefold())]
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
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "sources.yaml":
            continue
        try:
            parts.extend(load_parts(read(path, f"{folder.name}/{path.name}"), reader))
        except YamlError as error:
            for fault in error.faults:
                collector.error("XR001", fault.span, fault.message, fault.help)
    if has_errors(collector.found):
        raise RuleError(collector.found)
    return Catalog(parts)
