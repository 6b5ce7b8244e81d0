"""What a shipment line itself shows of the red flags of Supplement No. 3 to part 732: its parties, route and end use.

A sign is only there where the line says what makes it one: what a file leaves out is asked by the rules, not guessed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exportgate.engine.values import Value, codes
from exportgate.parties.end_uses import EndUses, Found, folded
from exportgate.screening.shipment import LineParty, ShipmentLine

FINAL = ("end_user", "ultimate_consignee")
ELECTRONICS = frozenset({"84", "85", "90"})
"""Chapters of the tariff that chips, cards, systems and the machines that make them fall in."""
NAME_LENGTH = 6
"""A name of fewer letters says too little to be taken for another party's."""


@dataclass(frozen=True, slots=True)
class LineSigns:
    """The signs of a line by name, and what the words of its end use point to, with the words."""

    signs: tuple[str, ...] = ()
    words: Found = ()

    def facts(self) -> dict[str, Value]:
        """Return what the rules ask of them."""
        return {"line_signs": codes(self.signs), "end_use_words": codes(kind for kind, _ in self.words)}


NO_SIGNS = LineSigns()


def signs_of(line: ShipmentLine, table: EndUses, territory: Callable[[str], str], *, cataloged: bool) -> LineSigns:
    """Return what a line shows; `cataloged` says that its item is of the chip catalog, so that its tariff is known."""
    found = sorted({*_forwarders(line, table), *_end_use(line, table), *_route(line, territory)})
    chapter = "".join(letter for letter in line.hts or "" if letter.isdigit())[:2]
    if any(party.country and "-" not in place for party in line.parties for place in party.address_places):
        found = [*found, "address_elsewhere"]
    if cataloged and len(chapter) == 2 and chapter not in ELECTRONICS:
        found = [*found, "tariff_elsewhere"]
    return LineSigns(tuple(found), table.words(line.end_use) if line.end_use else ())


def _forwarders(line: ShipmentLine, table: EndUses) -> Iterator[str]:
    """A forwarder that is the last party named, by the role it has or by the trade in its name (red flag 9)."""
    carriers = {_bare(party.name) for party in line.parties if party.role == "forwarder"}
    final = _final(line)
    if final is None:
        return
    if len(_bare(final.name)) >= NAME_LENGTH and _bare(final.name) in carriers:
        yield "forwarder_is_final"
    elif table.carries_for_others(final.name):
        yield "final_named_as_forwarder"


def _final(line: ShipmentLine) -> LineParty | None:
    """The party that the goods end with: the end user, else the ultimate consignee."""
    found = {party.role: party for party in line.parties}
    return next((found[role] for role in FINAL if role in found), None)


def _end_use(line: ShipmentLine, table: EndUses) -> Iterator[str]:
    if not line.end_use:
        yield "end_use_missing"
    elif table.says_nothing(line.end_use):
        yield "end_use_evasive"


def _route(line: ShipmentLine, territory: Callable[[str], str]) -> Iterator[str]:
    """Goods that pass a third country, or are paid in one (red flags 8 and 10)."""
    if line.destination_country is None:
        return
    ends = {territory(code) for code in (line.destination_country, line.export_country) if code is not None}
    for party in line.parties:
        if party.country is None or territory(party.country) in ends:
            continue
        if party.role == "purchaser":
            yield "purchaser_elsewhere"
        elif party.role == "intermediate_consignee":
            yield "routed_elsewhere"


def _bare(name: str) -> str:
    return "".join(letter for letter in folded(name) if letter.isalnum())
