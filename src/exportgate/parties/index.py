"""The index of one list: its entries, their names in normal form, and the arrays by which names are found.

Built once when a list is imported, saved as plain memory-mappable files, and opened without reading more than the
words and keys; an entry is decoded only when it is hit. Which names are worth comparing is for `candidates` to say.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exportgate.parties import array_folder, entry_lines, listed_names
from exportgate.parties.array_folder import ArrayFolder, Lines, lines_of
from exportgate.parties.entry import Entry
from exportgate.parties.grouped import Grouped, KeyTable
from exportgate.parties.home import home_of
from exportgate.parties.identifier_reading import Identifier
from exportgate.parties.identifiers import entries_with, identifier_table
from exportgate.parties.index_arrays import ACRONYM, NameArrays, make_arrays
from exportgate.parties.listed_names import ListedName
from exportgate.parties.names import NormalName
from exportgate.parties.person_keys import KnownRoots, person_pairs, person_tables
from exportgate.parties.sisters import sister_pairs, sister_table
from exportgate.parties.text_keys import Keys, Spelled
from exportgate.parties.weights import Rarity

FOLDER = f"index-{array_folder.VERSION}"
"""An index of another version is not there for this one, and can lie beside it."""
GROUPED = ("name_words", "names_with")
TABLES = ("word_keys", "word_texts", "runs", "acronyms", "wholes", "segments")
EVIDENCE = ("identifiers", "sisters", "persons", "person_roots")
PLAIN = ("name_entries", "entries_with", "persons_with", "run_spans", "acronym_spans", "sketches")


def grouped_in(files: ArrayFolder, name: str) -> Grouped:
    """Return groups from their arrays."""
    return Grouped(files.array(f"{name}.starts"), files.array(f"{name}.members"))


def table_in(files: ArrayFolder, name: str) -> KeyTable:
    """Return a table of keys from its arrays."""
    return KeyTable(files.array(f"{name}.keys"), files.array(f"{name}.members"))


class NameIndex:
    """The names and entries of one list, ready to be searched; `held_on` is the day of the list, where it is known."""

    def __init__(
        self,
        head: Mapping[str, Any],
        arrays: NameArrays,
        keys: Sequence[str],
        fulls: Sequence[str],
        names: Lines,
        entries: Lines,
        evidence: Mapping[str, KeyTable],
    ) -> None:
        self.list_id = str(head["list_id"])
        self.held_on: date | None = None
        self.address_entries = tuple(map(int, head["address_entries"]))
        self.reported_entries = tuple(map(int, head["reported_entries"]))
        self.arrays = arrays
        self.keys, self.fulls = keys, fulls
        self._names = names
        self._entries = entries
        self._evidence = evidence
        self.word_numbers = {word: at for at, word in enumerate(arrays.words)}
        self.listed_name = lru_cache(maxsize=32768)(self._listed_name)
        self.entry = lru_cache(maxsize=4096)(self._entry)
        self.home_of = lru_cache(maxsize=4096)(lambda at: home_of(self.entry(at)))

    @staticmethod
    def build(list_id: str, entries: Sequence[Entry]) -> "NameIndex":
        """Build the index of a list from its entries."""
        pairs = [(name, at) for at, entry in enumerate(entries) for name in listed_names.listed_names(entry)]
        names = [name for name, _ in pairs]
        addresses = [at for at, entry in enumerate(entries) if entry.kind == "address"]
        reported = [at for at, entry in enumerate(entries) if entry.relation]
        return NameIndex(
            {"list_id": list_id, "address_entries": addresses, "reported_entries": reported},
            make_arrays(names, [at for _, at in pairs]),
            [name.normal.key for name in names],
            ["" if name.normal.full == name.normal.key else name.normal.full for name in names],
            lines_of(map(listed_names.to_line, names)),
            lines_of(map(entry_lines.to_line, entries)),
            {"identifiers": identifier_table(entries), "sisters": sister_table(names), **person_tables(names)},
        )

    def save(self, folder: Path) -> None:
        """Write the index into its folder within a snapshot's folder."""
        parts = {name: getattr(self.arrays, name) for name in PLAIN}
        for name in GROUPED:
            group: Grouped = getattr(self.arrays, name)
            parts |= {f"{name}.starts": group.starts, f"{name}.members": group.members}
        for name in TABLES:
            table: KeyTable = getattr(self.arrays, name)
            parts |= {f"{name}.keys": table.keys, f"{name}.members": table.members}
        for name, table in self._evidence.items():
            parts |= {f"{name}.keys": table.keys, f"{name}.members": table.members}
        lines = {"names": self._names, "entries": self._entries}
        words = {"words": self.arrays.words, "stands": self.arrays.stands, "keys": self.keys, "fulls": self.fulls}
        kinds = {"address_entries": self.address_entries, "reported_entries": self.reported_entries}
        head = {"list_id": self.list_id, **kinds}
        array_folder.save(folder / FOLDER, head, parts, lines, words)

    @staticmethod
    def open(folder: Path) -> "NameIndex":
        """Open the index that `save` wrote into a snapshot's folder.

        Raises:
            OSError: it cannot be read.
            ValueError: it is of another version.
        """
        files = ArrayFolder(folder / FOLDER)
        arrays = NameArrays(
            words=files.words("words"),
            stands=files.words("stands"),
            name_entries=files.array("name_entries"),
            entries_with=files.array("entries_with"),
            persons_with=files.array("persons_with"),
            name_words=grouped_in(files, "name_words"),
            names_with=grouped_in(files, "names_with"),
            word_keys=table_in(files, "word_keys"),
            word_texts=table_in(files, "word_texts"),
            runs=table_in(files, "runs"),
            run_spans=files.array("run_spans"),
            acronyms=table_in(files, "acronyms"),
            acronym_spans=files.array("acronym_spans"),
            wholes=table_in(files, "wholes"),
            segments=table_in(files, "segments"),
            sketches=files.array("sketches"),
        )
        keys, fulls = files.words("keys"), files.words("fulls")
        return NameIndex(
            files.head,
            arrays,
            keys,
            fulls,
            files.lines("names"),
            files.lines("entries"),
            {name: table_in(files, name) for name in EVIDENCE},
        )

    @property
    def entries(self) -> int:
        """How many entries the list has."""
        return len(self._entries)

    @property
    def names(self) -> int:
        """How many readings of names the list has."""
        return len(self._names)

    def _listed_name(self, at: int) -> ListedName:
        return listed_names.from_line(self._names[at], *self.strings(at))

    def _entry(self, at: int) -> Entry:
        entry = entry_lines.from_line(self._entries[at])
        return replace(entry, held_on=self.held_on) if self.held_on else entry

    def strings(self, at: int) -> tuple[str, str]:
        """Return a name without and with its legal forms."""
        return self.keys[at], self.fulls[at] or self.keys[at]

    def squeezed(self, string: int) -> str:
        """Return a string without spaces, by its number in `NameArrays`."""
        return self.strings(string // 2)[string % 2].replace(" ", "")

    def entries_on(self, lists: Sequence[str]) -> tuple[int, ...]:
        """Return the numbers of the entries of the named published lists; none of them is decoded for it."""
        mark = re.compile(rb'"source":"(?:%b)"' % b"|".join(code.encode() for code in lists))
        return tuple(at for at in range(self.entries) if mark.search(bytes(self._entries[at])))

    def entries_with_id(self, entity_id: str) -> tuple[int, ...]:
        """Return the numbers of the entries that have an id; only those that may have it are decoded for it."""
        mark = json.dumps(entity_id, ensure_ascii=False).encode("utf-8", "surrogatepass")
        found = (at for at in range(self.entries) if mark in bytes(self._entries[at]))
        return tuple(at for at in found if self.entry(at).entity_id == entity_id)

    def names_of(self, entry: int) -> tuple[int, ...]:
        """Return the numbers of the names of an entry."""
        return tuple(map(int, np.flatnonzero(self.arrays.name_entries == entry)))

    def entries_with_identifier(self, identifiers: Sequence[Identifier]) -> list[int]:
        """Return the numbers of the entries that may have one of some identifiers."""
        return entries_with(self._evidence["identifiers"], identifiers)

    def having(self, evidence: str, keys: Keys) -> NDArray[np.bool_]:
        """Tell which of some keys lead anywhere, by one of the tables of `EVIDENCE`."""
        return self._evidence[evidence].has(keys)

    def sisters_of(self, queries: Sequence[NormalName]) -> list[tuple[int, int]]:
        """Return the pairs of a query and a listed name that may be the same but for places, by their numbers."""
        return sister_pairs(self._evidence["sisters"], queries)

    def persons_of(self, queries: Sequence[NormalName], rarity: Rarity) -> list[tuple[int, int]]:
        """Return the pairs of a query and a listed person's name that have words enough in common, by their numbers."""
        return person_pairs(self._evidence["persons"], self.person_roots, queries, rarity)

    @cached_property
    def person_roots(self) -> KnownRoots:
        """The keys of the roots that the words of listed persons have."""
        return KnownRoots(self._evidence["person_roots"].keys.tolist())

    def lines(self) -> Iterator[bytes]:
        """Yield every entry as the line that keeps it; equal entries have equal lines."""
        return (bytes(self._entries[at]) for at in range(self.entries))

    def names_of_entries(self, entries: Sequence[int]) -> tuple[int, ...]:
        """Return the numbers of the names of some entries."""
        return tuple(np.flatnonzero(np.isin(self.arrays.name_entries, entries)).tolist())

    def names_with_words(self, words: Sequence[int]) -> tuple[int, ...]:
        """Return the numbers of the names that have one of some words."""
        having = np.isin(self.arrays.name_words.members, words)
        name_of = np.repeat(np.arange(self.names), np.diff(self.arrays.name_words.starts))
        return tuple(np.unique(name_of[having]).tolist())

    def entry_of(self, name: int) -> int:
        """Return the number of the entry that a name belongs to."""
        return int(self.arrays.name_entries[name])

    def entries_with_word(self, word: str) -> int:
        """Count the entries that have a word in one of their names."""
        at = self.word_numbers.get(word)
        return 0 if at is None else int(self.arrays.entries_with[at])

    def persons_with_word(self, word: str) -> int:
        """Count the entries that are persons and have a word in one of their names."""
        at = self.word_numbers.get(word)
        return 0 if at is None else int(self.arrays.persons_with[at])

    def entries_with_acronym(self, acronym: str) -> int:
        """Count the entries of which one of the names gives an acronym."""
        spans, _ = self.arrays.acronyms.look_up(Spelled([acronym]).whole(ACRONYM))
        return len(np.unique(self.arrays.name_entries[self.arrays.acronym_spans[spans, 0]]))
