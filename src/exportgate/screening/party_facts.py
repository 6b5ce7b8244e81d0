"""What the party stage of the rules knows: the line as far as every reading of its item agrees, and the list entry.

Of the line only what the rules of the day ask is taken, so that lines that differ elsewhere share one answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from exportgate.engine.law import LawOfDay
from exportgate.engine.values import Code, CodeSet, Value, codes, unknown
from exportgate.foundation.truth import Truth
from exportgate.parties.corrections import correction_of
from exportgate.parties.entry import Entry, Hit
from exportgate.parties.listing import hit_in_force
from exportgate.parties.requirements import ItemCodes, scope_of
from exportgate.provisions.model import Subject
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.classification import Classified
from exportgate.screening.shipments import Route, route_facts
from exportgate.screening.transactions import FACT

NO_CODES = CodeSet(complete=False)
Scope = tuple[tuple[str, Value], ...]
"""Facts of a line that the party stage asks, by name, in the order of their names."""


def asked_of_parties(law: LawOfDay) -> frozenset[str]:
    """Return every fact that a rule in force asks of a listed party."""
    return frozenset(leaf.fact for held in law.stages[Subject.PARTY] for leaf in held.paragraph.leaves())


def scope_of_line(item: Classified, route: Route, transaction: CodeSet, asked: Iterable[str]) -> Scope:
    """Return what a line says of the facts asked, those of its item as far as its readings agree."""
    of_route = {**route_facts(route), FACT: transaction}
    known: list[tuple[str, Value]] = []
    for name in sorted(asked):
        if name in of_route:
            known.append((name, of_route[name]))
        elif any(name in row for row in item.rows):
            known.append((name, _agreed(name, item.rows, item.vocabulary)))
    return tuple(known)


def entry_facts(hit: Hit, role: str, day: date) -> dict[str, Value]:
    """Return what is known of a listed party in a role on a day."""
    entry = hit.entry
    correction = correction_of(entry)
    return {
        "role": Code(role),
        "list": Code(entry.source),
        "entry_kind": Code("address" if entry.kind == "address" else "entity"),
        "match_kind": Code(_match_kind(hit)),
        "match_decided": _decided(hit),
        "reported_relation": Code(hit.relation or "none"),
        "listed_on_date": hit_in_force(hit, day),
        "footnotes": codes((*entry.footnotes, *(correction.footnotes if correction else ()))),
        "programs": codes(programs_of(entry)),
        "entry_scope": Code(scope_of(entry.requirement)),
        "entry_countries": codes(entry.countries, complete=bool(entry.countries)),
    }


def _match_kind(hit: Hit) -> str:
    """Return what of a party is listed; an identifier stands for the party as its name does."""
    if hit.kind in {"address", "affiliate"}:
        return hit.kind
    return "name" if hit.itself else "reported"


def _decided(hit: Hit) -> Truth:
    """Tell whether a party is the listed one: a company that acts for it, belongs to it, or may do so is another."""
    if hit.decisive:
        return Truth.YES
    return Truth.UNKNOWN if hit.itself else Truth.NO


def item_codes(scope: Scope) -> ItemCodes:
    """Return the control codes of a line's item as the texts of list entries ask for them."""
    known = dict(scope)
    found = known.get("control_codes", NO_CODES)
    if not isinstance(found, CodeSet):
        return ItemCodes()
    leaves = {code for code in found.known if not any(other.startswith(f"{code}.") for other in found.known)}
    return ItemCodes(
        known=frozenset(map(str.lower, leaves)),
        possible=frozenset(map(str.lower, found.possible)),
        complete=found.complete and bool(leaves),
        ear99=known.get("on_control_list") == Truth.NO,
    )


def programs_of(entry: Entry) -> tuple[str, ...]:
    """Return the sanctions programs of an entry, each by itself: the lists join several with "; " or with brackets."""
    pieces = (piece.strip(" []") for text in entry.programs for piece in text.replace("] [", ";").split(";"))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def _agreed(name: str, rows: Sequence[Mapping[str, Value]], vocabulary: Vocabulary) -> Value:
    """Return the value that a fact has under every reading; of codes, those that hold under each are certain."""
    missing = unknown(vocabulary.fact(name))
    values = [row.get(name, missing) for row in rows]
    if all(value == values[0] for value in values):
        return values[0]
    sets = [value for value in values if isinstance(value, CodeSet)]
    if len(sets) < len(values):
        return missing
    known = frozenset.intersection(*(found.known for found in sets))
    possible = frozenset[str]().union(*(found.known | found.possible for found in sets))
    return codes(known, possible, complete=all(found.complete for found in sets))
