"""What the rules say differently on two days, provision by provision, as data.

Versions in force, paragraphs, thresholds, formulas, stays and members of groups are compared. What a person wrote about
a rule (its reasons, its verification, what is not modeled) is not: it is no law.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from exportgate.provisions.formula import formula_text
from exportgate.provisions.model import Kind, Member, Paragraph, Provision, Stay, Threshold, Version
from exportgate.provisions.notation import paragraph_fields
from exportgate.provisions.ruleset import RuleSet

How = Literal["came_into_force", "ended", "replaced", "changed"]
Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads differently; an empty text is what was not said."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph that both days know and that says something else."""

    id: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ProvisionDifference:
    """What one provision says differently: `before` and `after` are the versions in force, None where there is none."""

    provision: Provision
    how: How
    before: Version | None
    after: Version | None
    paragraphs_added: tuple[Paragraph, ...]
    paragraphs_removed: tuple[Paragraph, ...]
    paragraphs_changed: tuple[ParagraphChange, ...]
    thresholds_added: tuple[Threshold, ...]
    thresholds_removed: tuple[Threshold, ...]
    thresholds_changed: tuple[tuple[Threshold, Threshold], ...]
    formula: Change | None
    stay_ended: Stay | None
    stay_begun: Stay | None
    joined: tuple[Member, ...]
    left: tuple[Member, ...]


def differences(rules: RuleSet, first: date, second: date) -> tuple[ProvisionDifference, ...]:
    """Return every provision that reads differently on the second day, in the order of their ids."""
    compared = (_compare(rules.provisions[name], first, second) for name in sorted(rules.provisions))
    return tuple(found for found in compared if found is not None)


def _compare(provision: Provision, first: date, second: date) -> ProvisionDifference | None:
    before, after = provision.on(first), provision.on(second)
    joined, left = _members(provision, first, second)
    ended, begun = _stays(before, after, first, second)
    how = _how(before, after)
    if how == "changed" and not (joined or left or ended or begun):
        return None
    old = {} if before is None else {item.id: item for item in before.paragraphs}
    new = {} if after is None else {item.id: item for item in after.paragraphs}
    limits = {} if before is None else before.thresholds
    others = {} if after is None else after.thresholds
    both = [name for name in sorted(limits) if name in others]
    changed = [_paragraph(old[name], new[name], provision) for name in old if name in new]
    return ProvisionDifference(
        provision=provision,
        how=how,
        before=before,
        after=after,
        paragraphs_added=_only(new, old),
        paragraphs_removed=_only(old, new),
        paragraphs_changed=tuple(found for found in changed if found.changes),
        thresholds_added=_only(others, limits),
        thresholds_removed=_only(limits, others),
        thresholds_changed=tuple((limits[name], others[name]) for name in both if _differ(limits[name], others[name])),
        formula=_formula(before, after),
        stay_ended=ended,
        stay_begun=begun,
        joined=joined,
        left=left,
    )


def _how(before: Version | None, after: Version | None) -> How:
    if before is after:
        return "changed"
    if before is None:
        return "came_into_force"
    return "ended" if after is None else "replaced"


def _only(items: Mapping[str, Named], others: Mapping[str, Named]) -> tuple[Named, ...]:
    """Return the items that the others lack, in the order of their file."""
    return tuple(item for name, item in items.items() if name not in others)


def _paragraph(old: Paragraph, new: Paragraph, provision: Provision) -> ParagraphChange:
    before, after = paragraph_fields(old, provision), paragraph_fields(new, provision)
    pairs = [Change(key, text, after[key]) for key, text in before.items()]
    return ParagraphChange(old.id, tuple(pair for pair in pairs if pair.before != pair.after))


def _differ(old: Threshold, new: Threshold) -> bool:
    return (old.value, old.unit, old.words) != (new.value, new.unit, new.words)


def _formula(before: Version | None, after: Version | None) -> Change | None:
    old, new = (
        "" if version is None or version.formula is None else formula_text(version.formula)
        for version in (before, after)
    )
    return None if old == new else Change("formula", old, new)


def _stays(before: Version | None, after: Version | None, first: date, second: date) -> tuple[Stay | None, Stay | None]:
    """Return the stay that holds on the first day alone, and the one that holds on the second alone."""
    old, new = _stay_on(before, first), _stay_on(after, second)
    return (None, None) if old == new else (old, new)


def _stay_on(version: Version | None, day: date) -> Stay | None:
    return None if version is None else next((stay for stay in version.stays if day in stay), None)


def _members(provision: Provision, first: date, second: date) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Return who belongs to a group on the second day alone, and who on the first alone, by code."""
    if provision.kind is not Kind.GROUP:
        return (), ()
    old, new = ({item.code: item for item in provision.members if day in item.during} for day in (first, second))
    return tuple(new[code] for code in sorted(new.keys() - old)), tuple(old[code] for code in sorted(old.keys() - new))
