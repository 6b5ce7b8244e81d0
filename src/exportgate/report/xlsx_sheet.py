"""The sheets of `report.xlsx` as data: what a cell can be, and the columns of every table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Style = Literal["", "wrap", "number"]


@dataclass(frozen=True, slots=True)
class Styled:
    """A text that is not written like the others of its column; the label of an outcome bears its name as style."""

    text: str
    style: str


Cell = str | int | Decimal | float | date | Styled | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in characters, and whether its texts are wrapped."""

    heading: str
    width: int
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a table with headings and filter, or free rows where `table` is false."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    table: bool = True


SUMMARY = (Column("", 26, "wrap"), Column("", 90, "wrap"), Column("", 18, "number"))
ABOUT = (Column("", 30, "wrap"), Column("", 110, "wrap"))
LINES = (
    Column("Outcome", 17),
    Column("Row", 8, "number"),
    Column("File line", 9, "number"),
    Column("Shipment", 22),
    Column("Date", 11),
    Column("Event", 12),
    Column("From", 6),
    Column("To", 6),
    Column("Part", 24),
    Column("Description", 24),
    Column("Quantity", 10, "number"),
    Column("Unit value", 11, "number"),
    Column("Currency", 9),
    Column("Declared ECCN", 14),
    Column("Catalog part", 24),
    Column("Classification", 18),
    Column("Possibly", 14),
    Column("Review policy", 22),
    Column("Why", 80),
    Column("To find out", 30),
    Column("Rules", 32),
    Column("Matches", 50),
    Column("License exceptions", 20),
    Column("Own rules", 50),
    Column("Relaxed by own rules", 50),
    Column("Remarks", 30),
)
FINDINGS = (
    Column("Row", 8, "number"),
    Column("Outcome", 17),
    Column("Rule", 30),
    Column("Effect", 15),
    Column("Citation", 34, "wrap"),
    Column("Why", 90, "wrap"),
    Column("To find out", 30, "wrap"),
    Column("Verify", 30),
    Column("Own rule", 20),
)
CHECKLIST = (
    Column("Row", 8, "number"),
    Column("Shipment", 22),
    Column("Part", 24),
    Column("Question", 90, "wrap"),
    Column("Answer", 10),
    Column("By", 16),
    Column("On", 11),
    Column("Fact", 30),
    Column("Citation", 40, "wrap"),
    Column("Rule", 34),
    Column("Verify", 30),
)
HITS = (
    Column("Row", 8, "number"),
    Column("Role", 22),
    Column("Party", 34, "wrap"),
    Column("Country", 9),
    Column("Entry", 34, "wrap"),
    Column("Matched name", 34, "wrap"),
    Column("Source", 8),
    Column("List", 12),
    Column("Kind", 10),
    Column("Score", 8, "number"),
    Column("Priority", 8, "number"),
    Column("Decided", 9),
    Column("Why", 60, "wrap"),
    Column("Requirement", 40, "wrap"),
    Column("Policy", 24, "wrap"),
    Column("Footnotes", 10),
    Column("Notice", 18),
    Column("Published in", 26),
    Column("Countries", 12),
    Column("Address", 40, "wrap"),
    Column("Entry id", 26),
)
FIND_OUT = (Column("Question", 100, "wrap"), Column("Fact", 36), Column("Lines", 10, "number"))
REJECTED = (
    Column("Row", 8, "number"),
    Column("File line", 9, "number"),
    Column("Reason", 70, "wrap"),
    Column("Text", 100),
)
