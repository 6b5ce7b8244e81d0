"""Reads what an organization's own rule says that it relaxes, and finds what it does relax.

The two are compared by `checks.own_rules`: a rule may make another say less only where it says so, with a reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exportgate.foundation.yaml_source import Mapping
from exportgate.provisions.model import Kind, Operator, Paragraph, Provision, Relaxation
from exportgate.provisions.reading import Reader

RELAXES_KEYS = ("id", "because")
REASON_WORDS = 5
CODE_FACTS = frozenset({"circuit_classification", "classification", "transaction"})


def load_relaxations(document: Mapping, what: str, reader: Reader) -> tuple[Relaxation, ...]:
    """Return the relaxations that a provision states, each with its reason."""
    found: list[Relaxation] = []
    for node in reader.items(document.get("relaxes"), f"'relaxes' of {what}"):
        entry = reader.mapping(node, f"a relaxation of {what}", RELAXES_KEYS)
        if entry is None:
            continue
        identity = reader.text(entry, "id", f"a relaxation of {what}")
        because = " ".join(reader.text(entry, "because", f"a relaxation of {what}").split())
        if because and len(because.split()) < REASON_WORDS:
            place = entry.get("because") or entry
            message = f"'{because}' is no reason for which {what} may relax '{identity}'"
            reader.collector.error("XR127", place.span, message, "say in a sentence why the rule may be relaxed")
        if identity:
            found.append(Relaxation(identity, because, (entry.get("id") or entry).span))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """One thing that an own paragraph does to rules outside its folder: `targets` are the paragraphs or provisions.

    `given` is the code or symbol that it gives, empty where it overrides. To state any one of the targets is enough;
    they are several where more than one provision speaks of a code.
    """

    paragraph: Paragraph
    what: str
    targets: tuple[str, ...]
    given: str = ""

    def stated(self, provision: Provision) -> Relaxation | None:
        """Return the relaxation of the provision that covers this, or None where it says nothing of it."""
        found = (item for item in provision.relaxes for target in self.targets if item.covers(target))
        return next(found, None)


def relaxed_by(provision: Provision, provisions: Iterable[Provision]) -> Iterator[Relaxed]:
    """Yield what an own provision relaxes outside its folder, in the order of its paragraphs.

    An override relieves. A code of the law that an own rule gives can relieve as well: a condition may ask that it is
    there, or that nothing else is. So can a license exception that goes by the symbol of one of the law.
    """
    others = [other for other in provisions if other.own != provision.own]
    for paragraph in (paragraph for version in provision.versions for paragraph in version.paragraphs):
        yield from _relaxed(paragraph, provision, others)


def _relaxed(paragraph: Paragraph, provision: Provision, others: list[Provision]) -> Iterator[Relaxed]:
    inside = f"{provision.own}."
    for target in paragraph.overrides:
        if not target.startswith(inside):
            yield Relaxed(paragraph, f"overrides '{target}'", (target,))
    code = paragraph.classifies
    if code and (owners := tuple(sorted(_owners_of_code(code, others)))):
        yield Relaxed(paragraph, f"gives the code '{code}', of which {owners[0]} speaks", owners, code)
    symbol = paragraph.license_exception
    if symbol and (owners := tuple(sorted(_owners_of_symbol(symbol, others)))):
        yield Relaxed(paragraph, f"gives License Exception {symbol}, which is that of {owners[0]}", owners, symbol)


def codes_spoken_of(provisions: Iterable[Provision]) -> frozenset[str]:
    """Return the codes of a classification that provisions give or ask for, those of their groups included."""
    return frozenset(code for codes in _codes(list(provisions)).values() for code in codes)


def _owners_of_code(code: str, provisions: list[Provision]) -> set[str]:
    return {name for name, codes in _codes(provisions).items() if code in codes}


def _owners_of_symbol(symbol: str, provisions: list[Provision]) -> set[str]:
    return {
        f"{provision.id}#{paragraph.id}"
        for provision in provisions
        for version in provision.versions
        for paragraph in version.paragraphs
        if paragraph.license_exception == symbol
    }


def _codes(provisions: list[Provision]) -> dict[str, set[str]]:
    """Return for each provision the codes that it gives or asks for on any day."""
    groups = {item.id: {member.code for member in item.members} for item in provisions if item.kind is Kind.GROUP}
    found: dict[str, set[str]] = {}
    for provision in provisions:
        codes = found.setdefault(provision.id, set())
        for paragraph in (paragraph for version in provision.versions for paragraph in version.paragraphs):
            codes.update([paragraph.classifies] if paragraph.classifies else [])
            for leaf in paragraph.leaves():
                if leaf.fact in CODE_FACTS and leaf.operator is Operator.IN:
                    codes.update(groups.get(leaf.operand, set()))
                elif leaf.fact in CODE_FACTS:
                    codes.add(leaf.operand)
    return found
