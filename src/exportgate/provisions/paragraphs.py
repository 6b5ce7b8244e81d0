"""Reads one paragraph of a provision: its condition tree, what follows from it, and what it gives way to."""

import re

from exportgate.foundation.characters import shown
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Mapping, Node, Scalar, Sequence
from exportgate.provisions.leaf import leaf_help, parse_leaf
from exportgate.provisions.model import Condition, IfUnknown, Kind, Limb, Outcome, Paragraph, ReviewPolicy
from exportgate.provisions.reading import Reader, key_place, place_of

PARAGRAPH_KEYS = (
    "id",
    "when",
    "classify",
    "outcome",
    "license_exception",
    "review_policy",
    "if_unknown",
    "overrides",
    "yields_to",
    "cite",
    "because",
)
LIMB_KEYS = ("all", "any", "cite")
ID = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
IDENTITY = re.compile(rf"{ID}\Z")
REFERENCE = re.compile(rf"(?:[a-z0-9_]+(?:\.[a-z0-9_]+)+#)?{ID}\Z")
FROM_ENTRY = "from_entry"
FIXED_OUTCOMES = {
    Kind.CLASSIFICATION: Outcome.NO_FINDING,
    Kind.RESTRICTION: Outcome.PROHIBITED,
    Kind.EXCEPTION: Outcome.NO_FINDING,
    Kind.RED_FLAG: Outcome.HOLD,
}
RELEASING = frozenset({Kind.RESTRICTION, Kind.RED_FLAG})
"""Kinds in which a paragraph that overrides others may do nothing else: it says so with `outcome: no_finding`."""
ASKING = frozenset({Kind.REQUIREMENT, Kind.RED_FLAG})
"""Kinds in which a paragraph may be a question of the reviewer's checklist, or a notice."""


def load_paragraph(node: Node, provision: str, kind: Kind, reader: Reader) -> Paragraph | None:
    """Return the paragraph, or None where it has no id or no readable condition."""
    entry = reader.mapping(node, f"a paragraph of '{provision}'", PARAGRAPH_KEYS)
    if entry is None:
        return None
    identity = reader.text(entry, "id", f"a paragraph of '{provision}'")
    what = f"paragraph '{identity}'" if identity else f"a paragraph of '{provision}'"
    if identity and not IDENTITY.match(identity):
        help_ = "write lower-case letters and digits, joined by '-' or '_'"
        reader.collector.error("XR101", place_of(entry, "id"), f"'{shown(identity)}' is no id of a paragraph", help_)
    if entry.get("when") is None:
        reader.missing(entry.span, "when", what)
    condition = load_condition(entry.get("when"), what, reader)
    if condition is None or not identity:
        return None
    overrides, yields_to = (_references(entry, key, provision, reader) for key in ("overrides", "yields_to"))
    policies = [*(str(policy) for policy in ReviewPolicy), FROM_ENTRY]
    return Paragraph(
        id=identity,
        condition=condition,
        outcome=_outcome(entry, what, kind, reader),
        classifies=_only_for(entry, "classify", what, reader, allowed=kind is Kind.CLASSIFICATION),
        license_exception=_only_for(entry, "license_exception", what, reader, allowed=kind is Kind.EXCEPTION),
        review_policy=reader.choice(entry, "review_policy", what, policies, required=False),
        overrides=tuple(overrides),
        yields_to=tuple(yields_to),
        cite=reader.text(entry, "cite", what, required=False),
        because=reader.text(entry, "because", what, required=False),
        span=entry.span,
        id_span=place_of(entry, "id"),
        if_unknown=_if_unknown(entry, what, kind, reader),
        if_unknown_span=place_of(entry, "if_unknown"),
        reference_spans={**yields_to, **overrides},
    )


def load_condition(node: Node | None, what: str, reader: Reader) -> Condition | None:
    """Return a condition tree from a leaf text or a mapping with `all` or `any`."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        leaf = parse_leaf(node)
        if leaf is None:
            reader.collector.error("XR102", node.span, f"'{shown(node.text)}' is no condition", leaf_help(node.text))
        return leaf
    entry = reader.mapping(node, f"a condition of {what}", LIMB_KEYS)
    if entry is None:
        return None
    present = [key for key in ("all", "any") if entry.get(key) is not None]
    if len(present) != 1:
        message = f"a condition of {what} needs exactly one of 'all' and 'any'"
        span = key_place(entry, "any") if present else entry.span
        reader.collector.error("XR102", span, message, "write one of them, and nest the other inside it")
        return None
    items = reader.items(entry.get(present[0]), f"'{present[0]}'")
    if not items and isinstance(entry.get(present[0]), Sequence):
        message = f"'{present[0]}' of {what} is empty"
        reader.collector.error("XR102", place_of(entry, present[0]), message, "name at least one condition")
    children = [load_condition(item, what, reader) for item in items]
    kept = tuple(child for child in children if child is not None)
    return Limb(present[0] == "all", kept, reader.text(entry, "cite", what, required=False), entry.span)


def _outcome(entry: Mapping, what: str, kind: Kind, reader: Reader) -> Outcome:
    if kind in FIXED_OUTCOMES:
        node = entry.get("outcome")
        if node is None:
            return FIXED_OUTCOMES[kind]
        milder = isinstance(node, Scalar) and node.text == Outcome.NO_FINDING
        if milder and ((kind in RELEASING and entry.get("overrides")) or kind in ASKING):
            return Outcome.NO_FINDING
        message = f"{what} has an outcome, which its kind '{kind}' fixes"
        releasing = "; a paragraph that only releases has 'outcome: no_finding' and 'overrides'"
        informing = "; one that only informs has 'outcome: no_finding'"
        help_ = f"remove 'outcome'{releasing if kind in RELEASING else ''}{informing if kind in ASKING else ''}"
        reader.collector.error("XR004", key_place(entry, "outcome"), message, help_)
        return FIXED_OUTCOMES[kind]
    choice = reader.choice(entry, "outcome", what, [str(outcome) for outcome in Outcome])
    return Outcome(choice or "hold")


def _if_unknown(entry: Mapping, what: str, kind: Kind, reader: Reader) -> IfUnknown:
    if entry.get("if_unknown") is None:
        return IfUnknown.HOLD
    if kind not in ASKING:
        message = f"{what} cannot have 'if_unknown' in a provision of this kind"
        reader.collector.error("XR003", key_place(entry, "if_unknown"), message, "remove it")
        return IfUnknown.HOLD
    choice = reader.choice(entry, "if_unknown", what, [str(way) for way in IfUnknown])
    return IfUnknown(choice or "hold")


def _only_for(entry: Mapping, key: str, what: str, reader: Reader, *, allowed: bool) -> str:
    if allowed:
        return reader.text(entry, key, what, required=key != "classify")
    if entry.get(key) is not None:
        message = f"{what} cannot have '{key}' in a provision of this kind"
        reader.collector.error("XR003", key_place(entry, key), message, "remove it")
    return ""


def _references(entry: Mapping, key: str, provision: str, reader: Reader) -> dict[str, Span]:
    """Full paragraph ids with their places; a bare id means one of this provision, `provision#paragraph` another's."""
    found: dict[str, Span] = {}
    for item in reader.texts(entry.get(key), f"'{key}'"):
        if not REFERENCE.match(item.text):
            message = f"'{shown(item.text)}' under '{key}' is no id of a paragraph"
            help_ = "write a paragraph of this provision, such as a, or provision#paragraph"
            reader.collector.error("XR101", item.span, message, help_)
            continue
        found[item.text if "#" in item.text else f"{provision}#{item.text}"] = item.span
    return found
