"""What is told of one comparison: the words that matched with their weights, what is left, and how the figures came.

Plain data, made by `aligned` and shown by `report`. Words stand as they are written. Weights, degrees, shares and
scores go from 0 to 1, but the weight of several words together may exceed 1.
"""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

Commonness = Literal["rare", "rare at large", "not rare", "common"]
NoteCode = Literal[
    "imitated_letters", "read_aloud", "translated", "part_of_name", "weak_alias", "person", "vessel", "aircraft"
]


THOUSANDTH = Decimal("0.001")


def figure(value: float) -> str:
    """Return a score or weight with three digits, cut and not rounded, so that only what is exactly alike reads 1."""
    return str(Decimal(repr(value)).quantize(THOUSANDTH, rounding=ROUND_FLOOR))


@dataclass(frozen=True, slots=True)
class WeighedWord:
    """Words of one name: their weight, how common they are, and on how many of the entries of the lists they stand."""

    text: str
    weight: float
    commonness: Commonness
    entries: int


@dataclass(frozen=True, slots=True)
class WordPair:
    """Words of the party's name that stand for words of the listed one.

    `evidence` is the kind of likeness, `degree` how alike they are, `share` their part of all that agrees.
    """

    name: WeighedWord
    listed: WeighedWord
    evidence: str
    degree: float
    share: float


@dataclass(frozen=True, slots=True)
class Factor:
    """What lowers a score: a conflict, the words that disagree, what the score is multiplied by, and why in words."""

    kind: str
    name: str
    listed: str
    factor: float
    text: str


@dataclass(frozen=True, slots=True)
class ScoreSteps:
    """How a score comes about.

    `by_words` follows from the share of each name's weight that is covered and from the evidence; it is multiplied by
    the factors and cut at `cap`, for the reason given. Names that are the `same` as they were compared have the cap.
    `score` is the result. `person` says that the names were measured as those of persons.
    """

    same: bool
    name_covered: float
    listed_covered: float
    evidence: float
    by_words: float
    cap: float
    cap_reason: str
    score: float
    person: bool = False


@dataclass(frozen=True, slots=True)
class PriorityPart:
    """One part of a priority: what it is of, its value, and how much it counts; `value` × `counts` is added up."""

    part: str
    about: str
    value: float
    counts: float

    @property
    def adds(self) -> float:
        """What the part adds to the priority."""
        return self.value * self.counts


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two names laid side by side; `name` and `listed` are the parts of both that were compared."""

    name: str
    listed: str
    name_reading: str
    listed_reading: str
    pairs: tuple[WordPair, ...]
    name_left: tuple[WeighedWord, ...]
    listed_left: tuple[WeighedWord, ...]
    conflicts: tuple[Factor, ...]
    score: ScoreSteps


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader of a hit must know: a code for machines, and a sentence."""

    code: NoteCode
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a hit has its score and priority; `aligned` is None where no names were compared.

    `entries` is on how many entries words were counted, `reduced` by what a weak or
    distant hit multiplies the priority, and `reduced_by` in words why, empty where it is 1.
    """

    aligned: Aligned | None
    priority: tuple[PriorityPart, ...]
    reduced: float
    reduced_by: tuple[str, ...]
    entries: int
    notes: tuple[Note, ...]


ReasonCode = Literal[
    "hit",
    "reported",
    "affiliate",
    "not_shown",
    "not_in_force",
    "address_entry",
    "address",
    "nothing_alike",
    "below_min_score",
    "listed_words",
    "name_words",
    "conflict",
    "weak_alias",
    "craft",
    "defect",
    "others",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why an entry is a hit or none: a code for machines, and a sentence."""

    code: ReasonCode
    text: str
