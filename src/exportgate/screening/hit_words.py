"""Says in a sentence what a party of a line has to do with the list entry that it matches."""

from collections.abc import Sequence
from datetime import date

from exportgate.parties.corrections import correction_of
from exportgate.parties.entry import Entry, Hit
from exportgate.parties.listing import hit_text
from exportgate.parties.reported import IS, matched_entry, reported_by
from exportgate.provisions.model import Outcome
from exportgate.screening.findings import Finding
from exportgate.screening.own_findings import own, roles_text


def sentence(hit: Hit, name: str, roles: Sequence[str]) -> str:
    """Return who the party is and what the entry requires, or would require where the party acts for it."""
    where = "" if hit.itself else "where it acts for it or belongs to it, "
    requirement = f"; {where}requirement: {hit.entry.requirement}" if hit.entry.requirement else ""
    return f"{_match(hit, name, roles)}{requirement}{_corrected(hit.entry)}"


def hit_finding(hit: Hit, name: str, roles: Sequence[str]) -> Finding:
    """A hit on a list of which no rule here says what follows, for these roles and this item."""
    follows = "no rule here says what follows from that for this role and item; decide it by hand"
    state = "is" if hit.decisive else "may be"
    place = "at the address of " if hit.kind == "address" else ""
    plain = f"the {roles_text(roles)} '{name}' {state} {place}'{hit.entry.name}' on the list {hit.entry.source}"
    because = f"{_match(hit, name, roles) if hit.relation else plain}; {follows}"
    return own("list_not_modeled", because, needs=() if hit.decisive else ("match_decided",))


def not_listed(hit: Hit, name: str, roles: Sequence[str], day: date) -> Finding:
    """A hit on an entry that is not listed on the day, or by a name that is not its own then."""
    entry = hit.entry
    because = f"the {roles_text(roles)} '{name}' matches {_entry(hit)}, {hit_text(hit, day)}"
    cite = "; ".join(filter(None, (entry.notice, hit.reported.entry.notice if hit.reported else "")))
    return Finding(f"exportgate.{entry.source.lower()}", "dates", "not_in_force", Outcome.NO_FINDING, cite, because)


def _match(hit: Hit, name: str, roles: Sequence[str]) -> str:
    """Say whom a party is, or may be, or at whose address it is."""
    who = f"the {roles_text(roles)} '{name}'"
    state = "is" if hit.decisive else "may be"
    if hit.kind == "affiliate":
        return f"{who} has the name of {_entry(hit)} but for the place, so it may be its affiliate"
    if hit.kind == "address":
        whose = "the address of" if hit.relation else "the address of the listed party"
        at = "at the listed address" if hit.entry.kind == "address" else f"at {whose}"
        return f"{who} {state if hit.entry.kind == 'address' else 'is'} {at} {_entry(hit)}"
    if hit.kind == "identifier" and not hit.relation:
        return f"{who} {state} by its number '{hit.matched_name}' the listed party {_entry(hit)}"
    if hit.relation:
        same = "is" if hit.score == 1.0 or hit.kind == "identifier" else "may be"
        return f"{who} {same} {_entry(hit)}"
    return f"{who} {state} the listed party {_entry(hit)}"


def _entry(hit: Hit) -> str:
    """Name the entry, for a reported name with whom it stands for and who says so."""
    entry = hit.entry
    listed = f"'{entry.name}' ({entry.source})"
    if not hit.relation:
        return listed
    matched = matched_entry(hit)
    party = listed if hit.reported else f"'{matched.of}', whom no list has that is searched"
    return f"'{matched.name}', reported as {IS[hit.relation]} {party} ({reported_by(matched)})"


def _corrected(entry: Entry) -> str:
    """Say where a footnote comes from that the published row does not print."""
    found = correction_of(entry)
    if found is None:
        return ""
    return (
        f"; footnote {', '.join(found.footnotes)} is added by hand: {found.because}; verify it against {found.source}"
    )
