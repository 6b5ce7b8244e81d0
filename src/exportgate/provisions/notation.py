"""Writes conditions and what follows from a paragraph as the rule file writes them, on one line."""

from exportgate.provisions.model import Condition, IfUnknown, Leaf, Paragraph, Provision
from exportgate.provisions.paragraphs import FIXED_OUTCOMES


def condition_text(condition: Condition) -> str:
    """Return a condition in the notation of the file: a leaf as it stands, a limb as `all: […]` or `any: […]`."""
    if isinstance(condition, Leaf):
        return condition.text
    children = ", ".join(_nested(child) for child in condition.children)
    cite = f", cite: {condition.cite}" if condition.cite else ""
    return f"{'all' if condition.every else 'any'}: [{children}]{cite}"


def paragraph_fields(paragraph: Paragraph, provision: Provision) -> dict[str, str]:
    """Return what a paragraph says under the keys of the file, in their order; empty where it does not say it.

    `because` is left out: it is the reason of whoever wrote the rule, not the law.
    """
    return {
        "classify": paragraph.classifies,
        "outcome": "" if paragraph.outcome is FIXED_OUTCOMES.get(provision.kind) else str(paragraph.outcome),
        "license_exception": paragraph.license_exception,
        "review_policy": paragraph.review_policy,
        "if_unknown": str(paragraph.if_unknown) if paragraph.if_unknown is IfUnknown.CHECKLIST else "",
        "overrides": ", ".join(short_name(target, provision.id) for target in paragraph.overrides),
        "yields_to": ", ".join(short_name(target, provision.id) for target in paragraph.yields_to),
        "cite": paragraph.cite,
        "when": condition_text(paragraph.condition),
    }


def short_name(target: str, provision: str) -> str:
    """Return a paragraph's id as the file of a provision writes it: bare where it is the provision's own."""
    return target.removeprefix(f"{provision}#")


def _nested(condition: Condition) -> str:
    text = condition_text(condition)
    return text if isinstance(condition, Leaf) else f"{{{text}}}"
