"""Decides which column of a shipment file holds what: by the mapping file first, then by usual headings.

Headings that name nothing known are kept and passed through to the results.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from exportgate.diagnostics.model import Collector
from exportgate.foundation.errors import InputError
from exportgate.foundation.yaml_source import Scalar
from exportgate.provisions.reading import suggestion
from exportgate.provisions.vocabulary import Fact
from exportgate.runs.headings import IDENTIFIER_FIELDS, PARTY_FIELDS, ROLES, Vocabulary, party_column
from exportgate.runs.line_values import quoted
from exportgate.runs.mapping import NO_MAPPING, ShipmentMapping, refuse

LISTED = 40
IDENTIFIERS = frozenset(party_column(role, field) for role in ROLES for field in IDENTIFIER_FIELDS)
"""Columns of which a file may have several without a word: systems number their parties in many ways."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Where each shipment column stands in a record, counted from 0.

    `currency` is the one that the heading of the unit value names; `passed_through` are the headings that nothing is
    read from; `notes` say what a reader of the results should know of the columns. `facts` are those that a line may
    state, whether a column does or not.
    """

    headings: tuple[str, ...]
    positions: MappingProxyType[str, int]
    facts: Mapping[str, Fact]
    passed_through: tuple[str, ...] = ()
    currency: str | None = None
    notes: tuple[str, ...] = ()


def find_columns(
    path: Path, headings: Sequence[str], vocabulary: Vocabulary, mapping: ShipmentMapping = NO_MAPPING
) -> ColumnMap:
    """Return the columns of a file with these headings.

    Raises:
        InputError: two headings stand for one column, no heading names a party, or the mapping names a heading that
            is not there.
    """
    finder = _Finder(path, tuple(headings), vocabulary)
    finder.apply(mapping)
    finder.recognize()
    finder.refuse_without_party()
    return finder.result()


class _Finder:
    """Assigns columns to the headings of one file."""

    def __init__(self, path: Path, headings: tuple[str, ...], vocabulary: Vocabulary) -> None:
        self.path, self.headings, self.vocabulary = path, headings, vocabulary
        self.positions: dict[str, int] = {}
        self.mapped: set[str] = set()
        self.settled: set[int] = set()
        self.currency: str | None = None
        self.notes: list[str] = []

    def apply(self, mapping: ShipmentMapping) -> None:
        collector = Collector()
        for heading, column in mapping.columns:
            position = self._position(heading, collector)
            if position is not None:
                self.positions[column] = position
                self.mapped.add(column)
                if column == "unit_value":
                    self.currency = self.vocabulary.meaning(self.headings[position]).currency
        for heading in mapping.ignore:
            self._position(heading, collector)
        refuse(collector)

    def recognize(self) -> None:
        """Give every heading that the mapping leaves open the column that it usually names."""
        for position, heading in enumerate(self.headings):
            if position in self.settled:
                continue
            meaning = self.vocabulary.meaning(heading)
            if meaning.hint is not None:
                self.notes.append(f"the column {quoted(heading)} is not used: {meaning.hint} in a mapping file")
            if meaning.column is None:
                continue
            if meaning.column in self.mapped:
                self.notes.append(
                    f"the column {quoted(heading)} is not used: the mapping gives {meaning.column} to another"
                )
            elif meaning.column in IDENTIFIERS and meaning.column in self.positions:
                first = self.headings[self.positions[meaning.column]]
                self.notes.append(f"the column {quoted(heading)} is not used: {quoted(first)} gives {meaning.column}")
            elif meaning.column in self.positions:
                raise self._twice(meaning.column, position)
            else:
                self.positions[meaning.column] = position
                self.currency = self.currency or meaning.currency

    def refuse_without_party(self) -> None:
        if any(role in self.positions for role in ROLES):
            return
        guesses = []
        for heading in self.headings[:LISTED]:
            near = None if self.vocabulary.meaning(heading).column else self.vocabulary.nearest(heading)
            if near is not None:
                guesses.append(f"{quoted(heading)} resembles '{near[0]}' ({near[1]})")
        closest = f"; {', '.join(guesses)}" if guesses else ""
        hints = "".join(f"; {note}" for note in dict.fromkeys(self.notes))
        raise InputError(
            f"{self.path}: no column names a party; headings found: {_listed(self.headings)}{closest}{hints}; "
            "write a mapping file with 'columns: {HEADING: ultimate_consignee}' and give it with --mapping"
        )

    def result(self) -> ColumnMap:
        used = set(self.positions.values())
        passed = tuple(heading for position, heading in enumerate(self.headings) if position not in used)
        notes = (*dict.fromkeys(self.notes), *self._missing())
        return ColumnMap(
            self.headings, MappingProxyType(self.positions), self.vocabulary.facts, passed, self.currency, notes
        )

    def _missing(self) -> list[str]:
        notes = []
        if "part_number" not in self.positions and "eccn" not in self.positions:
            notes.append("no column gives a part number or an ECCN, so no line says what is shipped")
        for role in ROLES:
            fields = [party_column(role, field) for field in PARTY_FIELDS[1:]]
            present = [column for column in fields if column in self.positions]
            if present and role not in self.positions:
                notes.append(f"no column gives the name of the {role.replace('_', ' ')}, only {', '.join(present)}")
        return notes

    def _twice(self, column: str, position: int) -> InputError:
        first, second = self.headings[self.positions[column]], self.headings[position]
        step = "rename one of them in the file"
        if first != second:
            step = "write a mapping file with 'ignore: [HEADING]' for one of them and give it with --mapping"
        return InputError(
            f"{self.path}: the headings {quoted(first)} (column {self.positions[column] + 1}) and {quoted(second)} "
            f"(column {position + 1}) both stand for {column}; {step}"
        )

    def _position(self, heading: Scalar, collector: Collector) -> int | None:
        """Return where a heading of the mapping stands: written alike, else by what two spellings share."""
        wanted = heading.text.strip()
        found = [place for place, text in enumerate(self.headings) if text.strip("\ufeff \t") == wanted]
        if not found:
            key = self.vocabulary.key(wanted)
            found = [place for place, text in enumerate(self.headings) if self.vocabulary.key(text) == key]
        if len(found) == 1 and found[0] not in self.settled:
            self.settled.add(found[0])
            return found[0]
        if found:
            message = f"the heading {quoted(wanted)} stands {'twice' if len(found) > 1 else 'here twice'}"
            collector.error("XR004", heading.span, message, f"name one column of {self.path}")
        else:
            message = f"{self.path} has no heading {quoted(wanted)}"
            collector.error("XR004", heading.span, message, suggestion(wanted, filter(None, self.headings)))
        return None


def _listed(headings: tuple[str, ...]) -> str:
    shown = ", ".join(quoted(heading) for heading in headings[:LISTED])
    return f"{shown} and {len(headings) - LISTED} more" if len(headings) > LISTED else shown
