"""Who designs and packages circuits: recognizes a maker by the names that it is written by, and says where it sits.

Approvals hang on a maker, so it is recognized by its own names alone. What only begins like the name of a maker from
China (`Huawei International`) is taken to sit where that one does: there, likeness can only make an answer stricter.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exportgate.foundation.yaml_source import Node
from exportgate.items.part import Part
from exportgate.provisions.reading import Reader, place_of

WORDS = re.compile(r"[^\W_]+")
LEGAL_FORMS = frozenset(
    {
        *("ag", "bhd", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "limited", "llc"),
        *("lp", "ltd", "nv", "oyj", "plc", "pte", "pty", "sa", "sdn", "se"),
    }
)
STRICTER = frozenset({"CN", "MO"})
MAKER_KEYS = ("maker", "headquarters", "names")
COUNTRY = re.compile(r"[A-Z]{2}\Z")


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker as the catalog writes it, the country of its headquarters where known, and its further names."""

    name: str
    headquarters: str = ""
    names: tuple[str, ...] = ()


class Makers:
    """Makers by their names."""

    def __init__(self, makers: Iterable[Maker], parts: Iterable[Part] = ()) -> None:
        self._seats = {part.vendor: part.headquarters for part in parts if part.headquarters}
        self._by_words: dict[tuple[str, ...], Maker] = {}
        listed = (*makers, *(Maker(vendor) for vendor in self._seats))
        for maker in listed:
            for name in (maker.name, *maker.names):
                self._by_words.setdefault(words_of_name(name), maker)

    def named(self, text: str) -> Maker | None:
        """Return the maker that a text is a name of."""
        return self._by_words.get(words_of_name(text))

    def headquarters(self, text: str) -> str:
        """Return the country where a maker of this name has its headquarters, empty where nobody knows."""
        maker = self.named(text)
        if maker is not None:
            return maker.headquarters or self._seats.get(maker.name, "")
        words = words_of_name(text)
        begins = (self._by_words.get(words[:stop]) for stop in range(len(words) - 1, 0, -1))
        seats = {found.headquarters or self._seats.get(found.name, "") for found in begins if found is not None}
        return next(iter(sorted(seats & STRICTER)), "")


def words_of_name(name: str) -> tuple[str, ...]:
    """Return the words by which names are compared: no capitals, no punctuation, no legal forms at the end."""
    words = WORDS.findall(unicodedata.normalize("NFKC", name).casefold())
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return tuple(words)


def load_makers(root: Node, reader: Reader) -> Iterator[Maker]:
    """Yield the makers that a file of them holds."""
    document = reader.mapping(root, "a file of makers", ("makers",))
    for node in reader.items(document.get("makers"), "makers") if document is not None else ():
        entry = reader.mapping(node, "a maker", MAKER_KEYS)
        if entry is None:
            continue
        name = reader.text(entry, "maker", "a maker")
        seat = reader.text(entry, "headquarters", f"maker '{name}'", required=False)
        if seat and not COUNTRY.match(seat):
            message = f"'{seat}' is no country: the headquarters of a maker is that of its ultimate parent"
            help_text = "write its ISO 3166-1 code of two capital letters"
            reader.collector.error("XR202", place_of(entry, "headquarters"), message, help_text)
        names = tuple(item.text for item in reader.texts(entry.get("names"), f"names of maker '{name}'"))
        yield Maker(name, seat, names)
