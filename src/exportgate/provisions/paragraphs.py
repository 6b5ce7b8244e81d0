"""Reads one paragraph of a provision: its condition tree, what follows from it, and what it gives way to."""

from exportgate.foundation.yaml_source import Mapping, Node, Scalar
from exportgate.provisions.leaf import HELP, parse_leaf
from exportgate.provisions.model import Condition, Kind, Limb, Outcome, Paragraph, ReviewPolicy
from exportgate.provisions.reading import Reader

PARAGRAPH_KEYS = (
    "id",
    "when",
    "classify",
    "outcome",
    "license_exception",
    "review_policy",
    "overrides",
    "yields_to",
    "cite",
    "because",
)
LIMB_KEYS = ("all", "any", "cite")
FROM_ENTRY = "from_entry"
FIXED_OUTCOMES = {
    Kind.CLASSIFICATION: Outcome.NO_FINDING,
    Kind.RESTRICTION: Outcome.PROHIBITED,
    Kind.EXCEPTION: Outcome.NO_FINDING,
    Kind.RED_FLAG: Outcome.HOLD,
}


def load_paragraph(node: Node, provision: str, kind: Kind, reader: Reader) -> Paragraph | None:
    """Return the paragraph, or None where it has no id or no readable condition."""
    entry = reader.mapping(node, f"a paragraph of '{provision}'", PARAGRAPH_KEYS)
    if entry is None:
        return None
    identity = reader.text(entry, "id", f"a paragraph of '{provision}'")
    what = f"paragraph '{identity}'"
    if entry.get("when") is None:
        reader.missing(entry.span, "when", what)
    condition = load_condition(entry.get("when"), what, reader)
    if condition is None or not identity:
        return None
    policies = [*(str(policy) for policy in ReviewPolicy), FROM_ENTRY]
    return Paragraph(
        id=identity,
        condition=condition,
        outcome=_outcome(entry, what, kind, reader),
        classifies=_only_for(entry, "classify", what, reader, allowed=kind is Kind.CLASSIFICATION),
        license_exception=_only_for(entry, "license_exception", what, reader, allowed=kind is Kind.EXCEPTION),
        review_policy=reader.choice(entry, "review_policy", what, policies, required=False),
        overrides=_references(entry, "overrides", provision, reader),
        yields_to=_references(entry, "yields_to", provision, reader),
        cite=reader.text(entry, "cite", what, required=False),
        because=reader.text(entry, "because", what, required=False),
        span=entry.span,
    )


def load_condition(node: Node | None, what: str, reader: Reader) -> Condition | None:
    """Return a condition tree from a leaf text or a mapping with `all` or `any`."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        leaf = parse_leaf(node)
        if leaf is None:
            reader.collector.error("XR102", node.span, f"'{node.text}' is no condition", HELP)
        return leaf
    entry = reader.mapping(node, f"a condition of {what}", LIMB_KEYS)
    if entry is None:
        return None
    present = [key for key in ("all", "any") if entry.get(key) is not None]
    if len(present) != 1:
        message = f"a condition of {what} needs exactly one of 'all' and 'any'"
        reader.collector.error("XR102", entry.span, message, "write one of them, and nest the other inside it")
        return None
    children = [load_condition(item, what, reader) for item in reader.items(entry.get(present[0]), f"'{present[0]}'")]
    kept = tuple(child for child in children if child is not None)
    if not children:
        message = f"'{present[0]}' of {what} is empty"
        reader.collector.error("XR102", entry.span, message, "name at least one condition")
    return Limb(present[0] == "all", kept, reader.text(entry, "cite", what, required=False), entry.span)


def _outcome(entry: Mapping, what: str, kind: Kind, reader: Reader) -> Outcome:
    if kind in FIXED_OUTCOMES:
        if entry.get("outcome") is not None:
            message = f"{what} has an outcome, which its kind '{kind}' fixes"
            reader.collector.error("XR004", entry.span, message, "remove 'outcome'")
        return FIXED_OUTCOMES[kind]
    choice = reader.choice(entry, "outcome", what, [str(outcome) for outcome in Outcome])
    return Outcome(choice or "hold")


def _only_for(entry: Mapping, key: str, what: str, reader: Reader, *, allowed: bool) -> str:
    if allowed:
        return reader.text(entry, key, what, required=key != "classify")
    if entry.get(key) is not None:
        reader.collector.error(
            "XR003", entry.span, f"{what} cannot have '{key}' in a provision of this kind", "remove it"
        )
    return ""


def _references(entry: Mapping, key: str, provision: str, reader: Reader) -> tuple[str, ...]:
    """A bare paragraph id means one of this provision; `provision#paragraph` one of another."""
    texts = reader.texts(entry.get(key), f"'{key}'")
    return tuple(item.text if "#" in item.text else f"{provision}#{item.text}" for item in texts)
