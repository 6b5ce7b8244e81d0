"""Numbers that stand for one party, and what it says where a party and an entry share one.

Two are the same where letters and digits are, and no label says that they are of two kinds; the code of a country
before the digits may be left out, and so may leading noughts, which spreadsheets take away. What is short is given
again by other registers, so it counts only under the same label.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from exportgate.parties.entry import Entry
from exportgate.parties.grouped import KeyTable, key_table
from exportgate.parties.identifier_labels import Kind, kind_of
from exportgate.parties.identifier_reading import LONG, NUMBERS, Identifier, read_identifiers
from exportgate.parties.priority import CountryEvidence, Territory, country_evidence
from exportgate.parties.text_keys import text_key

UNIQUE: tuple[Kind, ...] = ("imo", "lei", "uscc")
"""Kinds of which a party has one, so that two different ones are two parties."""
WRITTEN: dict[Kind, str] = {"imo": "IMO number", "lei": "LEI", "uscc": "Unified Social Credit Code", "bic": "BIC"}
SURE = 9
REMARK = re.compile(r"(?P<label>[A-Z][\w./'’ -]{1,40}?)\s+(?P<value>[A-Z]{0,3}\d[\w./-]{4,})(?P<beside>\s*\(.*)?\Z")


def identifiers_of(entry: Entry) -> tuple[Identifier, ...]:
    """Return the identifiers of a listed party, those that only its remarks give among them."""
    told = (REMARK.match(piece.strip()) for piece in entry.remarks.split(";"))
    remarked = [
        f"{found['label']}: {found['value']} {found['beside'] or ''}"
        for found in told
        if found and kind_of(found["label"])
    ]
    return read_identifiers((*entry.identifiers, *remarked), most=None)


@dataclass(frozen=True, slots=True)
class Agreement:
    """An identifier that a party and an entry share, as both write it; `sure` where it can hardly be a chance meeting.

    It is sure where it is long, or where both sides say of what kind it is and neither lacks leading noughts.
    """

    mine: Identifier
    theirs: Identifier

    @property
    def sure(self) -> bool:
        """Whether the two stand for one party even where nothing else is known."""
        if self.zeros_ignored:
            return len(self.mine.bare) >= SURE
        return len(self.mine.key) >= SURE or self.mine.kind == self.theirs.kind != ""

    @property
    def zeros_ignored(self) -> bool:
        """Whether the two are the same only without their leading noughts."""
        return self.mine.key != self.theirs.key

    def elsewhere(self, countries: Iterable[str], territory: Territory) -> bool:
        """Tell whether the party states the number for another country than the entry's, so that it decides nothing."""
        listed = (*countries, *filter(None, (self.theirs.country,)))
        return country_evidence(self.mine.country or None, listed, territory) is CountryEvidence.CONTRADICTS


def agreeing(mine: Iterable[Identifier], theirs: Sequence[Identifier]) -> Iterator[Agreement]:
    """Yield the pairs that are one identifier; a short one only under labels of one kind."""
    told: set[tuple[str, str]] = set()
    for one in mine:
        for other in theirs:
            kinds = {one.kind, other.kind}
            alike = len(kinds) == 1 or "" in kinds or kinds <= NUMBERS
            short = len(one.key) < LONG and (len(kinds) > 1 or "" in kinds)
            if one.bare == other.bare and alike and not short and (one.text, other.text) not in told:
                told.add((one.text, other.text))
                yield Agreement(one, other)


def contradicting(mine: Sequence[Identifier], theirs: Sequence[Identifier]) -> Iterator[tuple[Kind, str, str]]:
    """Yield the kinds of which both sides have one and no two agree, with what each has."""
    for kind in UNIQUE:
        ours, listed = ([item for item in side if item.kind == kind] for side in (mine, theirs))
        if ours and listed and not {item.key for item in ours} & {item.key for item in listed}:
            yield kind, ours[0].text, listed[0].text


def identifier_reason(agreement: Agreement) -> str:
    """Say which identifier agrees."""
    mine, theirs = agreement.mine, agreement.theirs
    kind = WRITTEN.get(theirs.kind or mine.kind, "identifier")
    other = "" if mine.text == theirs.text else f", on the list '{theirs.text}'"
    zeros = ", leading zeros ignored" if agreement.zeros_ignored else ""
    return f"the {kind} '{mine.text}' is that of the entry{other}{zeros}"


def elsewhere_reason(agreement: Agreement, countries: Sequence[str]) -> str:
    """Say that a number is stated for another country than the entry's."""
    stated, listed = agreement.mine.country, ", ".join(countries)
    return (
        f"'{agreement.mine.text}' is stated as a number of {stated}, and the entry's country is {listed}, so it "
        "decides nothing: check"
    )


def contradiction_reason(kind: Kind, mine: str, theirs: str) -> str:
    """Say that a party and an entry have two different identifiers of a kind of which a party has one."""
    return f"the {WRITTEN[kind]} of the party, '{mine}', is not that of the entry, '{theirs}'"


def identifier_table(entries: Iterable[Entry]) -> KeyTable:
    """Return the table that leads from an identifier to the numbers of the entries that have it."""
    return key_table([(identifier_key(item), at) for at, entry in enumerate(entries) for item in identifiers_of(entry)])


def entries_with(table: KeyTable, identifiers: Sequence[Identifier]) -> list[int]:
    """Return the numbers of the entries that may have one of some identifiers, in ascending order."""
    keys = np.array([identifier_key(item) for item in identifiers], dtype=np.uint32)
    return sorted(set(table.look_up(keys)[0].tolist()))


def identifier_key(identifier: Identifier) -> int:
    """Return the key under which an identifier leads to the entries that have it."""
    return text_key("identifier:", identifier.bare)
