"""What the tool itself holds against an item, beside the rules: contradictions, unknown parts, law that is not modeled.

These are no law. Each makes sure that a missing fact or a missing rule is never read as a pass.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from exportgate.engine.law import LawOfDay
from exportgate.engine.values import Value, value_text
from exportgate.foundation.quantities import decimal_text
from exportgate.parties.end_uses import Found
from exportgate.provisions.model import Outcome
from exportgate.screening.chart import charted, not_charted
from exportgate.screening.classification import EAR99, Classified
from exportgate.screening.entries import MIRRORED, entry_of, lies_within
from exportgate.screening.findings import Finding
from exportgate.screening.items import Contradiction
from exportgate.screening.listed import listed
from exportgate.screening.makers import makers_notes

PREFIX = "exportgate"
LIST = "15 CFR part 774, Supp. No. 1"


def own(name: str, because: str, *, needs: tuple[str, ...] = (), outcome: Outcome = Outcome.HOLD) -> Finding:
    """Return a finding of the tool's own."""
    effect = "undetermined" if outcome is Outcome.HOLD else "applies"
    return Finding(f"{PREFIX}.{name}", name, effect, outcome, "", because, needs)


def before_the_rules(day: date, begins: date) -> Finding:
    """The line's date lies before anything is modeled."""
    return own("not_modeled", f"no rule is modeled for {day}: the rules begin on {begins}")


def item_findings(item: Classified, stated: Classified | None, law: LawOfDay) -> Iterator[Finding]:
    """Yield what is to be held against an item; `stated` is the same item with the vendor's own TPP."""
    query = item.item.query
    yield from _not_covered(item, law)
    if item.item.basis == "declared":
        yield from _declared_findings(item, law)
    if item.item.basis in ("catalog", "facts") and query.eccn and _contradicts(item, law):
        known = ", ".join(code for code in item.known if code != EAR99)
        facts = known or ", ".join(f"possibly {code}" for code in item.possible) or "none of the modeled entries"
        because = f"the declared ECCN {query.eccn} disagrees with the facts of the item, which give {facts}"
        yield own("declared_eccn_contradicted", because, needs=("declared_eccn",))
    if item.item.basis in ("catalog", "maker"):
        for because in makers_notes(item):
            yield own("makers_eccn", because, outcome=Outcome.NO_FINDING)
    if item.item.mentions:
        names = ", ".join(item.item.mentions)
        unknown = f"the catalog does not know '{query.part}'" if query.part else "the line names no part number"
        known = f"the part number is that of {', '.join(part.name for part in item.item.parts)}"
        because = f"{known if item.item.parts else unknown}, but its text names {names}"
        yield own("part_mentioned", because, needs=("part",))
    if stated is not None:
        yield from _stated_differs(item, stated)
    for contradiction in item.item.contradictions:
        yield _fact_contradicted(item, contradiction)


def _not_covered(item: Classified, law: LawOfDay) -> Iterator[Finding]:
    """Yield that nothing says what the item is: no rule, no chart, and no code that the list of the day has."""
    eccn = item.item.query.eccn
    unlisted = listed(eccn, law)
    if unlisted.because:
        because = f"declared ECCN {eccn}: {unlisted.because}"
        yield replace(own("eccn_not_listed", because, needs=("declared_eccn",)), cite=unlisted.cite or LIST)
    said = bool(unlisted.because) and item.item.basis == "declared"
    if item.item.basis == "nothing":
        yield _unknown_part(item)
    elif not said and not item.known and not item.possible and not charted(item, law):
        yield _not_modeled(item, law)


def end_use_findings(words: Found) -> Iterator[Finding]:
    """Yield the words of the stated end use that a rule may ask for, so that a reader sees what they were."""
    if words:
        said = "; ".join(f"'{text}' ({kind.replace('_', ' ')})" for kind, text in words)
        yield own("end_use_words", f"the stated end use has the words {said}", outcome=Outcome.NO_FINDING)


def nameless_party(name: str, roles: Sequence[str]) -> Finding:
    """A party whose name has no letter: a number was looked up on no list worth the name."""
    because = f"the {roles_text(roles)} is only given as '{name}', so nobody was looked up on the lists"
    return own("party_not_named", because, needs=("party_name",))


def roles_text(roles: Sequence[str]) -> str:
    """Return roles in words, in the order given."""
    words = [role.replace("_", " ") for role in roles]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _declared_findings(item: Classified, law: LawOfDay) -> Iterator[Finding]:
    """Yield that an unknown part is taken at its declared ECCN, and what that leaves open."""
    query = item.item.query
    covered = bool(item.known or item.possible) or charted(item, law)
    if covered and not listed(query.eccn, law).because and EAR99 not in item.known:
        because = f"the catalog does not know '{query.part}'; it is taken at its declared ECCN {query.eccn}"
        if item.possible:
            which = f"{because}, which does not say which of {', '.join(item.possible)} it is"
            yield own("declared_eccn", which, needs=("declared_eccn",))
        else:
            yield own("declared_eccn", because, outcome=Outcome.NO_FINDING)
    if not query.part and not query.description:
        yield own("no_item", f"the line names no item, only the declared ECCN {query.eccn}", needs=("part",))


def _unknown_part(item: Classified) -> Finding:
    part = item.item.query.part
    name = f"the catalog does not know the part '{part}'" if part else "the line names no part"
    needs = ("declared_eccn", *item.needs)
    return own("unknown_part", f"{name}, and no ECCN is declared", needs=tuple(dict.fromkeys(needs)))


def _not_modeled(item: Classified, law: LawOfDay) -> Finding:
    eccn = item.item.query.eccn
    outside = "; ".join(f"not {cite}: {reason}" for cite, reason in item.excluded) or "none is in force on that day"
    why = not_charted(eccn, law) if eccn else ""
    reason = f": {why}" if why else ""
    if item.item.basis == "declared":
        return own("not_modeled", f"no rule here covers the declared ECCN {eccn}{reason}; decide the line by hand")
    makers = listed(item.item.makers_eccn, law).because
    published = f"; its maker's ECCN {item.item.makers_eccn} is none of that day: {makers}" if makers else ""
    declared = f"; the declared ECCN {eccn} is not modeled{reason}" if eccn else "; its own ECCN is not modeled"
    needs = () if eccn else ("declared_eccn",)
    return own("not_modeled", f"outside every modeled entry ({outside}){published or declared}", needs=needs)


def _fact_contradicted(item: Classified, found: Contradiction) -> Finding:
    """The line and what is known of its item state two values of one fact: one of them is of another item, or wrong."""
    fact = item.vocabulary.fact(found.fact)
    known = " or ".join(f"{value_text(value)} {fact.unit}".rstrip() for value in found.known)
    stated = f"{value_text(found.stated)} {fact.unit}".rstrip()
    parts = ", ".join(part.name for part in item.item.parts)
    source = f"the catalog gives {known} for {parts}" if parts else f"its other figures give {known}"
    because = f"the line states {found.fact} ({fact.title}) as {stated}, but {source}, which is used here"
    return own("fact_contradicted", because, needs=(found.fact,))


def _contradicts(item: Classified, law: LawOfDay) -> bool:
    """A declared code contradicts the facts where it is another paragraph than theirs, or an entry they do not meet.

    An entry that no rule covers contradicts facts that meet a modeled one.
    """
    eccn = item.item.query.eccn
    known = tuple(code for code in item.known if code != EAR99)
    if eccn == EAR99 and item.item.basis == "facts":
        return bool(known)
    if item.possible:
        return not _agrees(eccn, (*item.possible, *item.known))
    if not item.known:
        given = law.classifiable - {EAR99}
        return entry_of(eccn) in MIRRORED or any(lies_within(eccn, code) for code in given)
    return not _agrees(eccn, item.known)


def _agrees(eccn: str, found: tuple[str, ...]) -> bool:
    """A card may be declared at its circuit's paragraph and a circuit at that of its card: 3A090.a and 4A090.a.

    So may either at the .z paragraph of that level, which the rules find where it is declared.
    """
    entry, dot, paragraph = eccn.partition(".")
    written = (eccn, f"{MIRRORED.get(entry, entry)}{dot}{paragraph}")
    return any(lies_within(text, code) or lies_within(code, text) for text in written for code in found)


def _stated_differs(item: Classified, stated: Classified) -> Iterator[Finding]:
    """Yield, per part, that the maker's own TPP would classify it otherwise than the TPP worked out from its rates."""
    figures = {part.name: part.stated_tpp for part in item.item.parts}
    for reading, row in zip(stated.item.rows, stated.rows, strict=True):
        figure = figures[reading.part]
        pairs = zip(item.item.rows, item.rows, strict=True)
        derived = {_codes(other) for label, other in pairs if label.part == reading.part}
        if figure is None or derived == {_codes(row)}:
            continue
        because = (
            f"the maker states a TPP of {decimal_text(figure)} for {reading.part}, which would give {_codes(row)}; the "
            f"TPP worked out from its stated rates gives {' or '.join(sorted(derived))}, which is used here"
        )
        yield own("stated_tpp_differs", because, outcome=Outcome.NO_FINDING)


def _codes(row: Mapping[str, Value]) -> str:
    return value_text(row["classification"]).replace("none", "no modeled entry")
