"""A provision as data: dated versions of paragraphs, whose conditions compare one fact with one threshold at each leaf.

Conditions are trees of `all` and `any`; arithmetic lives in definitions, membership in groups. Nothing here depends on
the order of files or of rows.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from exportgate.foundation.intervals import Interval
from exportgate.foundation.spans import Span
from exportgate.provisions.formula import Formula

NOWHERE = Span("", 1, 1, 1, 1)
"""The place of what was not read from a file."""


class Kind(StrEnum):
    """What a provision does."""

    DEFINITION = "definition"
    GROUP = "group"
    CLASSIFICATION = "classification"
    REQUIREMENT = "requirement"
    RESTRICTION = "restriction"
    EXCEPTION = "exception"
    RED_FLAG = "red_flag"


class Subject(StrEnum):
    """What a provision speaks of, in the order in which they are worked out."""

    CIRCUIT = "circuit"
    ITEM = "item"
    TRANSACTION = "transaction"
    PARTY = "party"
    SHIPMENT = "shipment"


class Outcome(StrEnum):
    """What a finding means for the line, worst first."""

    PROHIBITED = "prohibited"
    LICENSE_REQUIRED = "license_required"
    HOLD = "hold"
    NO_FINDING = "no_finding"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Outcome).index(self)


class ReviewPolicy(StrEnum):
    """How the agency looks at a license application, strictest first."""

    POLICY_OF_DENIAL = "policy_of_denial"
    PRESUMPTION_OF_DENIAL = "presumption_of_denial"
    CASE_BY_CASE = "case_by_case"
    PRESUMPTION_OF_APPROVAL = "presumption_of_approval"

    @property
    def rank(self) -> int:
        """0 for the strictest."""
        return list(ReviewPolicy).index(self)


class IfUnknown(StrEnum):
    """What a paragraph does to a line while it cannot be decided: hold it, or ask for its reviewer's checklist."""

    HOLD = "hold"
    CHECKLIST = "checklist"


class Confidence(StrEnum):
    """How a figure is known: primary text, secondary source, inference, or memory."""

    PRIMARY = "P"
    SECONDARY = "S"
    INFERRED = "I"
    MEMORY = "M"


class Operator(StrEnum):
    """What a leaf asks of its fact."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    YES = "yes"
    IS = "is"
    INCLUDES = "includes"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure of the law with its unit and the operative words it comes from; no words means unverified."""

    name: str
    value: Fraction
    text: str
    unit: str
    words: str | None
    span: Span
    key_span: Span = NOWHERE
    words_span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Leaf:
    """One question about one fact; `operand` is a threshold name, a group id or a code."""

    fact: str
    operator: Operator
    operand: str
    negated: bool
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Limb:
    """`all` or `any` of its children."""

    every: bool
    children: tuple["Condition", ...]
    cite: str
    span: Span


Condition = Leaf | Limb


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: when it applies, what follows, and what it gives way to.

    `classifies` is the code a classification gives; `license_exception` the symbol of an exception. `overrides` and
    `yields_to` hold full paragraph ids (`provision#paragraph`). A `review_policy` of `from_entry` is the list entry's.
    `if_unknown` says what becomes of a line while a fact that a person states is missing.
    """

    id: str
    condition: Condition
    outcome: Outcome
    classifies: str
    license_exception: str
    review_policy: str
    overrides: tuple[str, ...]
    yields_to: tuple[str, ...]
    cite: str
    because: str
    span: Span
    id_span: Span = NOWHERE
    if_unknown: IfUnknown = IfUnknown.HOLD
    if_unknown_span: Span = NOWHERE
    reference_spans: dict[str, Span] = field(default_factory=dict, compare=False)

    @property
    def consequences(self) -> tuple[str, ...]:
        """What follows: a code, a license exception, or outcome and review policy; last, that it may be a question."""
        given = tuple(filter(None, (self.classifies, self.license_exception)))
        asks = str(self.if_unknown) if self.if_unknown is IfUnknown.CHECKLIST else ""
        return given or tuple(filter(None, (str(self.outcome), self.review_policy, asks)))

    def leaves(self) -> tuple[Leaf, ...]:
        """Return every leaf of the condition, left to right."""
        return leaves(self.condition)


@dataclass(frozen=True, slots=True)
class Stay(Interval):
    """Days on which a version is suspended, and by what."""

    by: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A provision as it stands in one interval, restated in full."""

    in_force: Interval
    stays: tuple[Stay, ...]
    made_by: str
    confidence: Confidence
    verified_on: date | None
    review_by: date | None
    paragraphs: tuple[Paragraph, ...]
    thresholds: dict[str, Threshold]
    formula: Formula | None
    not_modeled: tuple[str, ...]
    span: Span
    verified_with: str = ""
    in_force_span: Span = NOWHERE
    stay_spans: tuple[Span, ...] = ()
    verified_span: Span = NOWHERE
    review_span: Span = NOWHERE
    formula_span: Span = NOWHERE

    def stayed(self, day: date) -> bool:
        """Tell whether the version is suspended on the day."""
        return any(day in stay for stay in self.stays)


@dataclass(frozen=True, slots=True)
class Member:
    """A code that belongs to a group in an interval."""

    code: str
    during: Interval
    span: Span
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What an organization's own rule says that it relaxes: a provision or a paragraph, and why it may."""

    id: str
    because: str
    span: Span

    def covers(self, target: str) -> bool:
        """Tell whether a paragraph (`provision#paragraph`) or a provision is what is relaxed, or lies in it."""
        return self.id in (target, target.partition("#")[0])


@dataclass(frozen=True, slots=True)
class Provision:
    """One legal rule with all its versions; a group has members instead.

    `own` is the namespace of the added folder that holds an organization's own rule, empty for the law; only such a
    rule may have `relaxes`.
    """

    id: str
    kind: Kind
    title: str
    cite: str
    subject: Subject
    defines: str
    versions: tuple[Version, ...]
    members: tuple[Member, ...]
    file: str
    span: Span
    cite_span: Span
    defines_span: Span = NOWHERE
    subject_span: Span = NOWHERE
    relaxes: tuple[Relaxation, ...] = ()
    own: str = ""

    def on(self, day: date) -> Version | None:
        """Return the version in force on the day."""
        return next((version for version in self.versions if day in version.in_force), None)

    def members_on(self, day: date) -> frozenset[str]:
        """Return the codes that belong to the group on the day."""
        return frozenset(member.code for member in self.members if day in member.during)


def is_notice(kind: Kind, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph only informs: it relieves of nothing, and nothing follows from it but its own words."""
    says_nothing = paragraph.outcome is Outcome.NO_FINDING and not paragraph.overrides
    return says_nothing and kind in (Kind.REQUIREMENT, Kind.RED_FLAG)


def leaves(condition: Condition) -> tuple[Leaf, ...]:
    """Return every leaf of a condition, left to right."""
    if isinstance(condition, Leaf):
        return (condition,)
    return tuple(leaf for child in condition.children for leaf in leaves(child))
