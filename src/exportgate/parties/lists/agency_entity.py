"""Takes one entity of an agency's list in JSON apart: its names, its addresses, and what its notes say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from exportgate.foundation.characters import shown
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, EntryKind
from exportgate.parties.legal_forms import form_words
from exportgate.parties.lists.csl_csv import made_id
from exportgate.parties.lists.csl_fields import (
    country_at_end,
    footnotes,
    mended,
    read_date,
    split_aliases,
    split_name,
    tidy,
)
from exportgate.parties.lists.united import distinct, joined

CODES = {
    "bis-entity-list": "EL",
    "bis-dpl": "DPL",
    "bis-meu": "MEU",
    "ofac-nscmic": "CMIC",
    "ofac-eo14032": "EO14032",
    "dow-1260h": "1260H",
    "dow-1286": "1286",
    "dhs-uflpa": "UFLPA",
    "cbp-wro": "WRO",
    "fcc-covered": "FCC",
    "state-debarred-statutory": "DTC",
    "state-debarred-admin": "DTC",
    "state-nonproliferation": "ISN",
}
"""The list code of each list; the annex to an order is no list that is kept up, so it has a code of its own."""
PRINTED_WHOLE = frozenset({"dow-1260h"})
"""Lists that each notice prints anew: its day is that of the edition, and no party's day of listing is told."""
KEYS = frozenset({"name", "aliases", "country", "address", "status", "effective_date", "federal_register", "notes"})
SEE = re.compile(
    r"\s*\(?\s*\bsee (?:also|additional|alternat(?:e|ive)) address(?:es)? (?:under|in)\b[^;)]*\)*\.?", re.IGNORECASE
)
"""Where the Entity List says under which country the party stands again."""
RELATED = re.compile(
    r"\s*\((?=(?:parent organization:|a (?:subordinate institute|subsidiary) of ))(.+)\)\Z", re.IGNORECASE
)
SUBORDINATE = re.compile(r"(.+?)\s+subordinate institution:\s*(.*)", re.IGNORECASE)
KNOWN_AS = re.compile(r"\A(?:(?:also|formerly|previously|now) known|doing business) as\s+", re.IGNORECASE)
DANGLING = re.compile(r"\s*\((?:[af]\.k\.a\.,?)?\s*\Z", re.IGNORECASE)
NAME_ENDS = re.compile(
    r"(?<=\w[\w'’])(?:\.['’]?|\.?,)\s+(?!(?:llc|ltd|limited|inc|co|corp|gmbh|s\.?a|b\.?v|jsc|plc|pte)\b)",
    re.IGNORECASE,
)
"""Where an alias ends that has addresses behind it: at a comma or period, but not before a legal form."""
BETWEEN_ADDRESSES = re.compile(r"[;\n]\s*(?:and\s+)?|(?<=[A-Za-z.]), and ", re.IGNORECASE)
INITIALS_END = re.compile(r"\.\w\.\Z")
"""U.A.E. and its like keep their last period."""
SEVERAL = {
    "DTC": re.compile(r"(?:,\s*|(?<=\.)\s+)and\s+(?=[A-Z])|(?<=S\.A\.),\s+(?=[A-Z])"),
    "WRO": re.compile(r"(?<=\.)\s+and\s+(?=[A-Z])(?!Subsidiaries)"),
}
"""What stands between the parties that one row of debarments or import bans names together."""
VESSEL = re.compile(r"fishing vessel:\s*", re.IGNORECASE)
CATEGORY = "category listing (not a named company)"
MEASURE = re.compile(r"\bimposed (?P<day>\d{1,2}/\d{1,2}/\d{2,4})", re.IGNORECASE)
ENDED = re.compile(
    r"status: (?:all provisions )?(?:expired|lifted|terminated|.*all other sanctions removed)(?: on| as of)?"
    r" (\d{1,2}/\d{1,2}/\d{2,4})",
    re.IGNORECASE,
)
"""How a nonproliferation sanction has ended; one that was waived may come back."""


@dataclass(slots=True)
class _Notes:
    """What the notes of an entity say, as far as an entry has a place for it; the rest are remarks."""

    identifiers: list[str] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)
    started: list[date] = field(default_factory=list)
    ended: date | None = None
    born: bool = False
    remarks: list[str] = field(default_factory=list)


def agency_entry(list_id: str, code: str, value: Any, countries: Countries) -> tuple[Entry, str]:
    """Return the entry of an entity, and why it is none; the entry means nothing then."""
    nobody = Entry("", code, "entity", "")
    if not isinstance(value, dict):
        return nobody, "the entity is no object in curly brackets"
    odd = [key for key, held in value.items() if not _fits(key, held)]
    if odd:
        return nobody, f"'{shown(odd[0])}' holds something else than text"
    if _text(value, "notes").casefold().startswith(CATEGORY):
        return nobody, "the entity is a category of goods and names no party"
    entry = _entry(list_id, code, value, countries)
    return entry, "" if any(map(str.isalnum, entry.name)) else "the entity has no name"


def _fits(key: str, held: Any) -> bool:
    if key == "aliases" and isinstance(held, list):
        return all(isinstance(alias, str) for alias in held)
    return held is None or isinstance(held, str)


def _entry(list_id: str, code: str, value: Mapping[str, Any], countries: Countries) -> Entry:
    remarks: list[str] = []
    names, behind = _names(code, value, remarks, countries)
    places = [*_addresses(_text(value, "address"), remarks, countries), *behind]
    written = _text(value, "country")
    country = _country(written, countries)
    if written and country is None:
        remarks.append(f"country: {written}")
    notes = _notes(list_id, value.get("notes") or "")
    day, to = _text(value, "effective_date"), notes.ended
    effective = read_date(day) if day else None
    if effective and list_id in PRINTED_WHOLE:
        remarks.append(f"on the list of {effective}")
        effective = None
    elif day and effective is None:
        remarks.append(f"effective date not readable: {day}")
    others = [f"{key}: {_text(value, key)}" for key in value if key not in KEYS and value[key]]
    status = [f"status: {_text(value, 'status')}"] if _text(value, "status") else []
    requirement = tidy(value.get("notes") or "") if code == "EL" else ""
    cut = ["the license requirement is cut short in the file"] if requirement.endswith(("...", "…")) else []
    ends = (country_at_end(place, countries) for place in places)
    return Entry(
        entity_id=made_id(code, names[0]),
        source=code,
        kind=_kind(value, notes, code, names),
        name=names[0],
        aliases=names[1:],
        countries=distinct((country,) if country else (), tuple(found for found in ends if found)),
        addresses=tuple(place for place in dict.fromkeys(places) if countries.resolve(place) is None),
        identifiers=tuple(notes.identifiers),
        programs=tuple(notes.programs),
        requirement=requirement,
        footnotes=footnotes(requirement),
        notice=_text(value, "federal_register"),
        listed_from=min([*notes.started, effective]) if effective else None,
        listed_to=to,
        remarks=joined([*status, *remarks, *cut, *([] if requirement else notes.remarks), *others]),
    )


def _names(
    code: str, value: Mapping[str, Any], remarks: list[str], countries: Countries
) -> tuple[tuple[str, ...], list[str]]:
    """Return the names of an entity, the listed one first, and the addresses that stand behind one of them."""
    text = VESSEL.sub("", mended(value.get("name") or ""))
    aliases: list[str] = []
    behind: list[str] = []
    for alias in value.get("aliases") or ():
        name, places = _address_behind(KNOWN_AS.sub("", SEE.sub("", mended(alias))), countries)
        aliases += [found for found in split_aliases(name) if found.casefold() not in {"and", "or"}]
        behind += places
    remarks += [see.strip(" ().") for see in SEE.findall(text)]
    text = SEE.sub("", text)
    if related := RELATED.search(text):
        remarks.append(related[1])
        text = text[: related.start()]
    if (subordinate := SUBORDINATE.fullmatch(text)) and (subordinate[2] or aliases):
        remarks.append(f"subordinate institution of {subordinate[1]}")
        text = subordinate[2] or aliases.pop(0)
    parties = SEVERAL[code].split(text) if code in SEVERAL else [text]
    remarks += [f"listed together as {text}"] if len(parties) > 1 else []
    first = DANGLING.sub("", parties[0])
    name, more, said = split_name(f"{first})" if first.count("(") > first.count(")") else first)
    remarks.append(said)
    others = distinct(more, *(split_aliases(party) for party in parties[1:]), tuple(aliases))
    return (name, *(other for other in others if other != name)), behind


def _address_behind(alias: str, countries: Countries) -> tuple[str, list[str]]:
    """Return an alias without the addresses that stand behind it, and these: the first has a number and a country."""
    first = BETWEEN_ADDRESSES.split(alias, maxsplit=1)[0]
    end = NAME_ENDS.search(first)
    if end is None or first.count(",") < 2 or country_at_end(first.rstrip(" ."), countries) is None:
        return alias, []
    if re.search(r"\d", first[end.end() :]) is None:
        return alias, []
    return alias[: end.start()], list(_addresses(alias[end.end() :], [], countries))


def _addresses(text: str, remarks: list[str], countries: Countries) -> Iterator[str]:
    """Yield the addresses of a text; ", and " stands between two only behind a country."""
    remarks += [see.strip(" ().") for see in SEE.findall(text)]
    held = ""
    for piece, sign in _pieces(SEE.sub("", text)):
        held += piece
        if sign.startswith(",") and country_at_end(held.strip(" ."), countries) is None:
            held += sign
            continue
        if place := mended(held).strip(" ,;"):
            yield place if INITIALS_END.search(place) else place.removesuffix(".")
        held = ""


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text of addresses, each with the sign that follows it."""
    at = 0
    for sign in BETWEEN_ADDRESSES.finditer(text):
        yield text[at : sign.start()], sign[0]
        at = sign.end()
    yield text[at:], ""


def _country(text: str, countries: Countries) -> str | None:
    """Return the country that is named, also with another name of it in parentheses."""
    plain = text.replace("’", "'")
    return countries.country(plain) or countries.country(plain.partition("(")[0])


def _notes(list_id: str, text: str) -> _Notes:
    """Return what the notes say; those of a nonproliferation sanction tell when each measure began and ended."""
    notes = _Notes()
    if list_id == "state-nonproliferation":
        measures = [piece for piece in text.split(" | ") if piece.startswith("Authority:")]
        days = [read_date(found["day"]) for found in MEASURE.finditer(text)]
        ends = [read_date(found[1]) for found in map(ENDED.search, measures) if found]
        known = [day for day in ends if day]
        notes.started += [day for day in days if day]
        notes.ended = max(known) if measures and len(known) == len(measures) else None
        notes.remarks += [tidy(piece) for piece in text.split(" | ")]
        return notes
    for piece in map(tidy, text.split("; ")):
        label, _, said = piece.partition(": ")
        day = read_date(said) if label == "Expires" else None
        if day is not None:
            notes.ended = day
        elif label == "USCC":
            notes.identifiers.append(f"USCC: {said.partition(' (')[0]}")
        elif label == "Program":
            notes.programs.append(said)
        elif label == "Date of birth":
            notes.born = True
            notes.remarks.append(f"born: {said}")
        else:
            notes.remarks.append(piece)
    return notes


def _kind(value: Mapping[str, Any], notes: _Notes, code: str, names: Sequence[str]) -> EntryKind:
    """Return the kind of party; a debarred one with a family name first ("Example, Jane") is a person."""
    if VESSEL.match(_text(value, "name")):
        return "vessel"
    family, comma, rest = names[0].partition(",")
    words = (word.replace(".", "").strip(",").casefold() for word in f"{family} {rest}".split())
    turned = code == "DTC" and comma and form_words().isdisjoint(words)
    return "individual" if notes.born or turned else "entity"


def _text(value: Mapping[str, Any], key: str) -> str:
    held = value.get(key)
    return tidy(held) if isinstance(held, str) else ""
