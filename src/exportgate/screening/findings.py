"""What the kernel says of a line: findings, each with its rule and reason, and the outcome that they add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from exportgate.parties.entry import Hit
from exportgate.provisions.folders import RESERVED
from exportgate.provisions.model import Outcome, ReviewPolicy

ExceptionStatus = Literal["available", "possible", "unavailable"]


@dataclass(frozen=True, slots=True)
class Lifted:
    """What an own rule's paragraph `by` lifted on a line: the rule that it relaxed there, and why it may."""

    by: str
    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule, or the tool's own care for what is missing, says of a line.

    `provision` is a rule's id, or begins with `exportgate.` for what the tool itself holds against a line; `confidence`
    is P, S, I or M as in the rule, empty for the tool's own; `not_modeled` is what the rule's file says it leaves out.
    `relaxed` is there where the finding only says that an own rule relaxed another on the line. `advice` is the part of
    `because` that the paragraph tells the reader in its own words. `asks` names the fact of
    a question for the reviewer's checklist: then `because` is the question, and the line is not held.
    """

    provision: str
    paragraph: str
    effect: str
    outcome: Outcome
    cite: str
    because: str
    needs: tuple[str, ...] = ()
    confidence: str = ""
    review_policy: ReviewPolicy | None = None
    not_modeled: tuple[str, ...] = ()
    relaxed: Lifted | None = None
    advice: str = ""
    asks: str = ""

    @property
    def own(self) -> str:
        """The namespace of the organization whose own rule this is of; empty for the law and the tool's findings."""
        return namespace_of_own(self.provision)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A question that no file answers and a reviewer must: the rule it comes from, and the fact that answers it."""

    provision: str
    paragraph: str
    cite: str
    question: str
    fact: str
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class LicenseException:
    """A license exception that a rule considered for the line; `own` is the organization whose own rule it is of."""

    id: str
    status: ExceptionStatus
    cite: str
    because: str
    own: str = ""


@dataclass(frozen=True, slots=True)
class ItemView:
    """The item of a line as it was understood: what was written, what the catalog knows, and its classification.

    `facts` are (name, value as decimal text or words, unit, source), the last saying where the value comes from.
    """

    part: str
    catalog_parts: tuple[str, ...]
    kind: str
    declared_eccn: str
    classifications: tuple[str, ...]
    possible: tuple[str, ...]
    facts: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party of a line with the list entries it matches; `more` counts hits beyond those kept."""

    role: str
    name: str
    country: str
    hits: tuple[Hit, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class LineDecision:
    """Everything decided of one line; `checklist` are the questions left to its reviewer, which decide nothing."""

    outcome: Outcome
    review_policy: ReviewPolicy | None
    license_exceptions: tuple[LicenseException, ...]
    item: ItemView
    parties: tuple[PartyView, ...]
    findings: tuple[Finding, ...]
    needs: tuple[str, ...]
    checklist: tuple[ChecklistItem, ...] = ()


def namespace_of_own(provision: str) -> str:
    """Return the namespace of an own rule's id, empty for an id of the law or of the tool's own findings."""
    namespace, _, _ = provision.partition(".")
    return "" if namespace in RESERVED else namespace


def worst(findings: Iterable[Finding]) -> Outcome:
    """Return the worst outcome of the findings."""
    return min((finding.outcome for finding in findings), key=lambda outcome: outcome.rank, default=Outcome.NO_FINDING)


def strictest(findings: Iterable[Finding]) -> ReviewPolicy | None:
    """Return the strictest review policy that a finding of a license requirement names.

    Where the law requires a license and does not say how applications are reviewed, no own rule says it instead.
    """
    found = tuple(findings)
    by_law = [item for item in found if item.outcome is Outcome.LICENSE_REQUIRED and not item.own]
    if by_law and all(finding.review_policy is None for finding in by_law):
        return None
    policies = [finding.review_policy for finding in found if finding.review_policy is not None]
    return min(policies, key=lambda policy: policy.rank, default=None)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings worst first, then by provision and paragraph; each once."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda item: (item.outcome.rank, item.provision, item.paragraph, item.because)))
