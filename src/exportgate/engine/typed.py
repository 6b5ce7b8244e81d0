"""Turns written facts into values by the vocabulary: in cases, in catalogs and on the command line alike."""

from collections.abc import Iterator

from exportgate.engine.values import Code, CodeSet, Value, codes, unknown
from exportgate.foundation.quantities import UNDEFINED, exactly, parse_number
from exportgate.foundation.spans import Span
from exportgate.foundation.truth import Truth
from exportgate.foundation.yaml_source import Mapping, Node, Scalar, Sequence
from exportgate.provisions.reading import Reader
from exportgate.provisions.vocabulary import Fact, FactType

YES_NO = {"yes": Truth.YES, "no": Truth.NO, "true": Truth.YES, "false": Truth.NO, "unknown": Truth.UNKNOWN}
EXPECTED = {
    FactType.NUMBER: "a decimal number that is not negative, 'undefined' or 'unknown'",
    FactType.YES_NO: "yes, no or unknown",
    FactType.CODE: "a code, 'none' or 'unknown'",
    FactType.CODES: "codes, 'none' or 'unknown'",
}


def expected(fact: Fact) -> str:
    """Return in words what may be written for a fact."""
    return f"{', '.join(fact.values)} or 'unknown'" if fact.values else EXPECTED[fact.type]


def parse_value(fact: Fact, text: str) -> Value | None:
    """Return the value that a text states for a fact, or None where it states none."""
    word = text.strip()
    if fact.values and word != "unknown":
        return next((Code(code) for code in fact.values if code.casefold() == word.casefold()), None)
    return _parsed(fact, word)


def _parsed(fact: Fact, word: str) -> Value | None:
    if fact.type is FactType.YES_NO:
        return YES_NO.get(word.lower())
    if word == "unknown":
        return unknown(fact)
    if fact.type is FactType.CODE:
        return Code("" if word == "none" else word)
    if fact.type is FactType.CODES:
        return codes() if word == "none" else codes(part.strip() for part in word.split(",") if part.strip())
    if word == "undefined":
        return UNDEFINED
    number = parse_number(word)
    return None if number is None or number < 0 else exactly(number)


def typed_value(fact: Fact, node: Node, reader: Reader) -> Value | None:
    """Return the value that a node states for a fact, reporting what cannot be read."""
    if fact.type is FactType.CODES and isinstance(node, Sequence):
        return codes(item.text for item in reader.texts(node, f"'{fact.name}'"))
    if fact.type is FactType.CODES and isinstance(node, Mapping):
        return _partial(fact, node, reader)
    value = parse_value(fact, node.text) if isinstance(node, Scalar) else None
    if value is None:
        written = f"'{node.text}'" if isinstance(node, Scalar) else "this"
        message = f"{written} is no value of '{fact.name}'"
        reader.collector.error("XR202", node.span, message, f"write {expected(fact)}")
    return value


def written_codes(node: Node) -> Iterator[tuple[str, Span]]:
    """Yield each code that a node states for a fact that holds codes, in its place."""
    if isinstance(node, Scalar):
        if node.text.strip() not in ("none", "unknown"):
            yield from ((part.strip(), node.span) for part in node.text.split(",") if part.strip())
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from written_codes(item)
    else:
        for key, value in node.entries:
            if key.text != "complete":
                yield from written_codes(value)


def _partial(fact: Fact, node: Mapping, reader: Reader) -> CodeSet:
    reader.mapping(node, f"'{fact.name}'", ("known", "possible", "complete"))
    complete = reader.choice(node, "complete", f"'{fact.name}'", ("yes", "no"), required=False) != "no"
    known = (item.text for item in reader.texts(node.get("known"), "known"))
    possible = (item.text for item in reader.texts(node.get("possible"), "possible"))
    return codes(known, possible, complete=complete)
