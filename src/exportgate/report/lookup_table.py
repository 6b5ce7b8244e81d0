"""The answer of `lookup` as a person reads it: the hits of a party, the foremost first, each with its reasons."""

from collections.abc import Iterator

from exportgate.foundation.characters import seen, shown
from exportgate.parties.entry import Hit, Party
from exportgate.parties.explanation import figure
from exportgate.parties.listing import hit_text
from exportgate.report.lists_used import ListUsed
from exportgate.report.lookup_explained import explanation_lines
from exportgate.report.lookup_model import Answer, Searched
from exportgate.report.text_table import paragraph, room
from exportgate.report.wording import count_text, words

INDENT = " " * 8
LONGEST = 200


def table_text(answer: Answer, searched: Searched, width: int) -> str:
    """Return one answer, no line wider than `width`."""
    return "\n".join(_lines(answer, searched, width)) + "\n"


def party_text(party: Party) -> str:
    """Return a party in short, safe to print: its name, else its address, else its identifiers."""
    if party.name:
        return shown(party.name, LONGEST)
    if party.address:
        return f"the address '{shown(party.address, LONGEST)}'"
    return f"the identifier {shown(', '.join(party.identifiers), LONGEST)}"


def _lines(answer: Answer, searched: Searched, width: int) -> Iterator[str]:
    place = answer.place
    known = f"{shown(place.reference)}  " if place is not None and place.reference else ""
    name = f"{known}{party_text(answer.party)}"
    if answer.fault:
        line = f"line {place.line}: " if place else ""
        yield from paragraph(f"{line}{answer.fault}; not looked up", width, "", "  ")
    elif not answer.hits:
        yield from paragraph(f"{name}: no hit on the lists searched; that is no clearance", width, "", "  ")
        if place is None:
            yield searched_text(searched, width, "  ").rstrip("\n")
    else:
        more = f", {answer.more:,} more" if answer.more else ""
        yield from paragraph(f"{name}: {count_text(len(answer.hits), 'hit')}{more}", width, "", "  ")
        for hit in answer.hits:
            yield from hit_lines(hit, searched, width)


def hit_lines(hit: Hit, searched: Searched, width: int) -> Iterator[str]:
    """Yield the lines of one hit: the entry, the reasons, what the list says of it, and the explanation, if any."""
    entry = hit.entry
    of = f"reported {hit.relation}" if hit.relation else "" if hit.kind == "name" else hit.kind
    state = f"{of and f'{of}, '}{'decisive' if hit.decisive else 'to be judged'}"
    dates = f", {said}" if (said := hit_text(hit, searched.on)) else ""
    places = f", {'/'.join(entry.countries)}" if entry.countries else ""
    first = f"  {figure(hit.score)}  {seen(entry.source):<5} "
    whole = f"{first}{seen(entry.name)}{places}  [{state}{dates}]"
    yield from [whole] if room(whole) <= width else paragraph(whole[len(first) :], width, first, " " * len(first))
    if hit.matched_name != entry.name:
        yield from paragraph(f"as '{hit.matched_name}'", width, INDENT)
    told = "; ".join(filter(None, (entry.requirement, words(entry.policy), entry.notice)))
    for text in (*hit.why, told):
        if text:
            yield from paragraph(text, width, INDENT)
    if hit.explanation is not None:
        yield from explanation_lines(hit.explanation, hit.score, hit.priority, width)


def searched_text(searched: Searched, width: int, indent: str = "") -> str:
    """Say which lists were searched, as of when, and from which score; for a file that is said once, at the end."""
    said = f"searched: {searched_lists(searched)}; scores from {figure(searched.min_score)}"
    return "\n".join(paragraph(said, width, indent, f"{indent}  ")) + "\n"


def searched_lists(searched: Searched) -> str:
    """Name the lists that were searched, each with its day and size."""
    return ", ".join(map(_list_text, searched.lists)) or "no list"


def _list_text(used: ListUsed) -> str:
    day = f"as of {used.as_of}" if used.as_of else "of an unknown day"
    return f"{used.id} {day} ({count_text(used.entries, 'entry')})"
