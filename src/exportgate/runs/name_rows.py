"""Reads the parties of a file of names, row by row; a row that cannot be looked up comes with its reason, none is lost.

Columns are found by their headings: `name`, `country`, `address`, `identifiers` and `id` unless others are named. A row
may give a name, an address, an identifier, or all of them; `id` is what the file itself calls it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from exportgate.foundation.characters import shown
from exportgate.foundation.errors import InputError
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Party
from exportgate.parties.identifier_reading import identifier_faults, read_identifiers
from exportgate.report.lookup_model import Place
from exportgate.runs.framing import Record, RecordReader

OPTIONS = {
    "name": "--column",
    "country": "--country-column",
    "address": "--address-column",
    "identifiers": "--identifier-column",
}
FIELDS = (*OPTIONS, "id")
ASKED = {"name", "address", "identifiers"}
"""What a file must give one of."""
SPEAKING = re.compile(r"[^\W_]")
"""What a name or an address must have one of: a letter or a digit of any script."""
LISTED = 20


@dataclass(frozen=True, slots=True)
class NameRow:
    """A party of a file and where it stands.

    `fault` says why it cannot be looked up, `remark` what of it could not be compared; else they are empty.
    """

    place: Place
    party: Party
    fault: str = ""
    remark: str = ""


class NameFile:
    """The rows of a file of names: iterate to read it."""

    def __init__(
        self, path: Path, countries: Countries, columns: Mapping[str, str | None], country: str | None = None
    ) -> None:
        """Find the columns of a file.

        `columns` names the heading of each field that is not headed as usual; `country` is that of every row that
        gives none.

        Raises:
            UsageError: the file does not exist.
            InputError: it cannot be read, a heading is not there or twice, or no column gives what can be asked.
        """
        self._reader = RecordReader(path, of="parties")
        self._countries, self._country = countries, country
        self._positions = find_positions(path, self._reader.headings, columns)

    def __iter__(self) -> Iterator[NameRow]:
        return map(self._row, self._reader)

    def _row(self, record: Record) -> NameRow:
        """Return the party of a record."""
        if record.fields is None:
            return NameRow(Place(record.row, record.line), Party(""), record.fault or "it is no record")
        texts = {field: record.fields[at].strip() for field, at in self._positions.items()}
        place = Place(record.row, record.line, texts.get("id", ""))
        country, fault = self._country, ""
        if written := texts.get("country", ""):
            country = self._countries.resolve(written)
            if country is None:
                fault = f"the country '{shown(written)}' cannot be told for certain: write the two-letter code"
        identifiers = tuple(filter(None, (texts.get("identifiers", ""),)))
        party = Party(texts.get("name", ""), country, texts.get("address") or None, identifiers)
        fault = fault or fault_of(party)
        return NameRow(place, party, fault, "" if fault else remark_of(party))


def fault_of(party: Party) -> str:
    """Return why a party cannot be looked up; empty where it can, by its name, its address or an identifier."""
    texts = {"name": party.name, "address": party.address or ""}
    if any(map(SPEAKING.search, texts.values())) or read_identifiers(party.identifiers):
        return ""
    unspoken = "has no letter or digit that could be compared"
    silent = [f"the {what} '{shown(text)}' {unspoken}" for what, text in texts.items() if text]
    faults = [*silent, *identifier_faults(party.identifiers)]
    return "; ".join(faults) or "there is no name, address or identifier"


def remark_of(party: Party) -> str:
    """Return what of a party that is looked up could not be compared; empty where all could."""
    return "; ".join(identifier_faults(party.identifiers))


def find_positions(path: Path, headings: tuple[str, ...], columns: Mapping[str, str | None]) -> dict[str, int]:
    """Return where each field stands; a heading that was named must be there, a usual one may be missing.

    Raises:
        InputError: a heading is not there or twice, or no column gives what can be asked.
    """
    listed = ", ".join(shown(heading) for heading in headings[:LISTED])
    positions: dict[str, int] = {}
    for field in FIELDS:
        wanted = columns.get(field) or field
        found = [at for at, heading in enumerate(headings) if heading.strip("\ufeff \t") == wanted.strip()]
        found = found or [at for at, heading in enumerate(headings) if folded(heading) == folded(wanted)]
        if len(found) > 1:
            raise InputError(f"{path}: the heading '{shown(wanted)}' stands {len(found)} times; rename one of them")
        if found:
            positions[field] = found[0]
        elif columns.get(field):
            missing = f"there is no column '{shown(wanted)}' (there are: {listed})"
            raise InputError(f"{path}: {missing}; name one with {OPTIONS[field]}")
    if not positions.keys() & ASKED:
        raise InputError(f"{path}: there is no column 'name' (there are: {listed}); name one with --column")
    return positions


def folded(heading: str) -> str:
    """Return what two spellings of a heading share."""
    return heading.strip("\ufeff \t").casefold()
