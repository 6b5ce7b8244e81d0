"""Countries as they are written in trade papers, resolved to ISO 3166-1 alpha-2 codes.

A text that several countries share resolves to none of them: `candidates` says which. Codes that ISO leaves to users
(XX, ZQ) or that name no country (EU) resolve to nothing. Country groups and embargoes are left to the rules.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from exportgate.foundation import yaml_source
from exportgate.foundation.errors import ListError
from exportgate.foundation.resources import shipped
from exportgate.foundation.yaml_source import Mapping, Node, Scalar
from exportgate.foundation.yaml_source import Sequence as NodeList

LETTERS_WITHOUT_DECOMPOSITION = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "&": " and "})


@dataclass(frozen=True, slots=True)
class Countries:
    """The country table: `names` by code, `codes` by every folded spelling, `parents` of territories."""

    names: MappingProxyType[str, str]
    codes: MappingProxyType[str, str]
    parents: MappingProxyType[str, str]
    shared: MappingProxyType[str, tuple[str, ...]]

    @staticmethod
    def load(folder: Path | None = None) -> "Countries":
        """Read `countries.yaml` in a data folder, by default the shipped one.

        Raises:
            ListError: the file is not there, is not the table's YAML, or gives one spelling to two countries.
        """
        return _load(folder or shipped("data"))

    def resolve(self, text: str) -> str | None:
        """Return the code of a country written as code, name or alias, or None where it is none or several."""
        key = fold(text)
        if key in self.shared:
            return None
        found = self.codes.get(key)
        if found is None and "," in text:
            found = self._resolve_parts([part for part in text.split(",") if part.strip()])
        return found

    def candidates(self, text: str) -> tuple[str, ...]:
        """Return every country that the text may mean, sorted: one where it resolves, several where it is ambiguous."""
        shared = self.shared.get(fold(text))
        if shared is not None:
            return shared
        found = self.resolve(text)
        return () if found is None else (found,)

    def country(self, text: str) -> str | None:
        """Return the country of a text, for a region of one the country that it lies in (Crimea: UA)."""
        code = self.resolve(text)
        return None if code is None else code.partition("-")[0]

    def territory(self, code: str) -> str:
        """Return the country whose treatment a territory shares (HK → CN), or the code itself."""
        return self.parents.get(code, code)

    def name(self, code: str) -> str:
        """Return the country's name, or the code itself where the table lacks it."""
        return self.names.get(code, code)

    def _resolve_parts(self, parts: list[str]) -> str | None:
        """Resolve "Korea, Republic of" as turned around, and "Hong Kong, China" as the territory."""
        turned = self.codes.get(fold(_turned(parts)))
        if turned is not None or len(parts) != 2:
            return turned
        inner, outer = (self.codes.get(fold(part)) for part in parts)
        return inner if inner is not None and outer in {inner, self.territory(inner)} else None


def _turned(parts: Sequence[str]) -> str:
    """Return "Republic of Korea" for the parts of "Korea, Republic of"."""
    return " ".join(reversed(parts))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the letters and digits of a country text without case, accents, punctuation and an outer "the"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS_WITHOUT_DECOMPOSITION))
    letters = (letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    words = "".join(letters).split()
    kept = words[words[:1] == ["the"] : len(words) - (words[-1:] == ["the"])]
    return "".join(kept or words)


@cache
def _load(folder: Path) -> Countries:
    path = folder / "countries.yaml"
    try:
        root = yaml_source.read(path)
    except OSError as error:
        message = f"{path}: the country table cannot be opened ({error.strerror}); install exportgate again"
        raise ListError(message) from None
    except yaml_source.YamlError as error:
        raise ListError(f"{error}; correct the country table") from None
    table = _Table(str(path))
    for row in table.rows(root, "ambiguous"):
        table.shared[fold(table.text(row, "text"))] = tuple(sorted(table.texts(row, "candidates")))
    for row in table.rows(root, "countries"):
        table.add_country(row)
    for row in table.rows(root, "regions"):
        code = table.text(row, "code")
        table.names.setdefault(code, table.text(row, "text"))
        table.add_spelling(code, code, row)
        table.add_spelling(code, table.text(row, "text"), row)
    return table.finished()


class _Table:
    """Collects the table row by row and every fault with it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.names: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.shared: dict[str, tuple[str, ...]] = {}
        self.faults: list[str] = []

    def rows(self, root: Node, key: str) -> Iterable[Mapping]:
        block = root.get(key) if isinstance(root, Mapping) else None
        for row in block.items if isinstance(block, NodeList) else ():
            if isinstance(row, Mapping):
                yield row
            else:
                self.faults.append(f"{row.span}: a row of '{key}' must have named fields")

    def add_country(self, row: Mapping) -> None:
        code, name = self.text(row, "code"), self.text(row, "name")
        if code in self.names:
            self.faults.append(f"{row.span}: the country {code} stands twice")
        self.names[code] = name
        if row.get("treated_as") is not None:
            self.parents[code] = self.text(row, "treated_as")
        for spelling in (code, name, *self.texts(row, "alpha3"), *self.texts(row, "aliases")):
            self.add_spelling(code, spelling, row)

    def add_spelling(self, code: str, spelling: str, row: Mapping) -> None:
        key = fold(spelling)
        self.codes.setdefault(fold(_turned(spelling.split(","))), code)
        holder = self.codes.setdefault(key, code)
        if holder != code and key not in self.shared:
            self.faults.append(f"{row.span}: '{spelling}' names {code} and {holder}; list it under 'ambiguous'")

    def text(self, row: Mapping, key: str) -> str:
        return next(iter(self.texts(row, key)), "")

    def texts(self, row: Mapping, key: str) -> tuple[str, ...]:
        node = row.get(key)
        items = node.items if isinstance(node, NodeList) else () if node is None else (node,)
        return tuple(item.text for item in items if isinstance(item, Scalar) and item.text)

    def finished(self) -> Countries:
        if not self.names:
            self.faults.append(f"{self.file}: the country table is empty")
        for key in self.shared:
            self.codes.pop(key, None)
        if self.faults:
            more = f"; and {len(self.faults) - 10} more" if len(self.faults) > 10 else ""
            raise ListError("; ".join(self.faults[:10]) + more)
        return Countries(
            MappingProxyType(self.names),
            MappingProxyType(self.codes),
            MappingProxyType(self.parents),
            MappingProxyType(self.shared),
        )
