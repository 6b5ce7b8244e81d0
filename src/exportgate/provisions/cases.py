"""Cases beside a rule: facts on a day, and the effect expected of each paragraph."""

from dataclasses import dataclass, replace
from datetime import date

from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Mapping, Node, Scalar, Sequence
from exportgate.provisions.model import NOWHERE
from exportgate.provisions.reading import Reader, place_of

FILE_KEYS = ("provision", "cases", "waived")
WAIVER_KEYS = ("mutant", "because")
CASE_KEYS = ("name", "on", "facts", "expect", "then", "needs", "made_by", "expect_wrong_for_now")


@dataclass(frozen=True, slots=True)
class Case:
    """One case: `facts` as nodes to be typed by the vocabulary, `expect` by paragraph (or fact, or group member).

    `then` holds for a paragraph that applies what must follow from it, as `Paragraph.consequences` gives it.
    `needs` are the facts that must be named as missing; None where the case does not say. `made_by` is the notice whose
    version must decide, empty where the case does not say; `wrong_for_now` the reason for which it does not hold yet.
    `own` is the namespace of the added folder that holds the case, empty for those that guard the shipped rules.
    """

    provision: str
    name: str
    on: date
    facts: tuple[tuple[Scalar, Node], ...]
    expect: tuple[tuple[Scalar, Scalar], ...]
    then: tuple[tuple[Scalar, tuple[str, ...]], ...]
    needs: tuple[str, ...] | None
    made_by: str
    wrong_for_now: str
    file: str
    span: Span
    provision_span: Span = NOWHERE
    name_span: Span = NOWHERE
    needs_spans: tuple[Span, ...] = ()
    own: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A mutant of a provision that no case needs to notice, and why."""

    provision: str
    mutant: str
    because: str
    span: Span


def load_waivers(root: Node, reader: Reader) -> tuple[Waiver, ...]:
    """Read the waivers of a file of cases; `load_cases` reports a document that is no file of cases."""
    if not isinstance(root, Mapping):
        return ()
    provision = root.get("provision")
    owner = provision.text.strip() if isinstance(provision, Scalar) else ""
    entries = (reader.mapping(node, "a waiver", WAIVER_KEYS) for node in reader.items(root.get("waived"), "waived"))
    return tuple(
        Waiver(owner, reader.text(entry, "mutant", "a waiver"), reader.text(entry, "because", "a waiver"), entry.span)
        for entry in entries
        if entry is not None
    )


def load_cases(root: Node, file: str, reader: Reader, own: str = "") -> tuple[Case, ...]:
    """Read a file of cases; `own` is the namespace of the added folder that it lies in."""
    document = reader.mapping(root, "a file of cases", FILE_KEYS)
    if document is None:
        return ()
    provision = reader.text(document, "provision", "a file of cases")
    place = place_of(document, "provision")
    cases = [_case(node, provision, place, file, reader) for node in reader.items(document.get("cases"), "cases")]
    if document.get("cases") is None:
        reader.missing(document.span, "cases", "a file of cases")
    elif not cases and isinstance(document.get("cases"), Sequence):
        reader.collector.error("XR112", place_of(document, "cases"), "'cases' is an empty list", "write its items")
    return tuple(replace(case, own=own) for case in cases if case is not None)


def _case(node: Node, provision: str, place: Span, file: str, reader: Reader) -> Case | None:
    entry = reader.mapping(node, "a case", CASE_KEYS)
    if entry is None:
        return None
    name = reader.text(entry, "name", "a case")
    day = reader.day(entry, "on", f"case '{name}'", required=True)
    expect = _expect(entry, name, reader)
    if day is None:
        return None
    needs = reader.texts(entry.get("needs"), "needs")
    return Case(
        provision=provision,
        name=name,
        on=day,
        facts=reader.names(entry.get("facts"), f"facts of case '{name}'"),
        expect=expect,
        then=_then(entry, name, reader),
        needs=None if entry.get("needs") is None else tuple(item.text for item in needs),
        made_by=reader.text(entry, "made_by", f"case '{name}'", required=False),
        wrong_for_now=reader.text(entry, "expect_wrong_for_now", f"case '{name}'", required=False),
        file=file,
        span=entry.span,
        provision_span=place,
        name_span=place_of(entry, "name"),
        needs_spans=tuple(item.span for item in needs),
    )


def _then(entry: Mapping, name: str, reader: Reader) -> tuple[tuple[Scalar, tuple[str, ...]], ...]:
    """What follows may be one word or a list of them."""
    pairs = reader.names(entry.get("then"), f"then of case '{name}'")
    said = ((key, (node,) if isinstance(node, Scalar) else reader.texts(node, "then")) for key, node in pairs)
    return tuple((key, tuple(word.text for word in words)) for key, words in said)


def _expect(entry: Mapping, name: str, reader: Reader) -> tuple[tuple[Scalar, Scalar], ...]:
    pairs = reader.names(entry.get("expect"), f"expect of case '{name}'")
    if not pairs:
        message = f"case '{name}' expects nothing"
        reader.collector.error("XR602", entry.span, message, "write 'expect:' with the effect of each paragraph")
    expected = [(key, reader.scalar(value, f"'{key.text}' of case '{name}'")) for key, value in pairs]
    return tuple((key, value) for key, value in expected if value is not None)
