"""Who owns the parties of a line: the holders to look up, and which share of a party its listed holders own together.

A foreign company that listed holders own by 50 percent or more, each alone or all together, is treated as they are
(15 CFR 744.8(a)(2), 744.11(a)(1), 744.21(a)(3); part 744, Supp. No. 8). Shares are in percent and exact. What is not
known leaves the sum open: a holder that may be the listed one may count, and one of unknown share may hold anything.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from exportgate.engine.values import Code, Value, codes
from exportgate.foundation.quantities import UNKNOWN, Number, decimal_text
from exportgate.foundation.truth import Truth
from exportgate.parties.entry import Hit
from exportgate.parties.listing import hit_in_force
from exportgate.screening.findings import PartyView
from exportgate.screening.own_findings import roles_text
from exportgate.screening.party_facts import programs_of
from exportgate.screening.shipment import LineParty, Owner

HOLDERS = ("ultimate_parent", "owner")
"""The roles of those who own a party and take no part in the transaction themselves."""
LISTS = "us.ear.groups.affiliate_lists"
PROGRAMS = "us.ear.groups.sdn_programs"
SDN = "SDN"
NOTHING, HALF = Fraction(0), Fraction(50)
Scope = tuple[tuple[str, Value], ...]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Holding:
    """The share that a holder has of one party of a line, in percent; None where the line does not know it.

    `role`, `holder` and `place` are the holder's role, name and country as the line gives them, `place` empty where it
    gives none. `roles` are those that the party itself has in the line, `country` is its own. Where several roles say
    something else of a holder, `share` is the highest that is said and `least` the lowest, nothing where one says none.
    """

    role: str
    holder: str
    place: str
    owned: str
    roles: tuple[str, ...]
    country: str | None
    share: Fraction | None
    least: Fraction


def holders_of(parties: Iterable[LineParty]) -> list[LineParty]:
    """Return the parents and owners that a line names for its parties, each once, as parties to be looked up."""
    found: dict[LineParty, None] = {}
    for party in parties:
        if party.parent and party.parent != party.name:
            found[LineParty("ultimate_parent", party.parent, party.parent_country)] = None
        for owner in party.owners:
            found[LineParty("owner", owner.name)] = None
    return list(found)


def holdings_of(parties: Sequence[LineParty], territory: Callable[[str], str]) -> tuple[Holding, ...]:
    """Return every holding that a line states; what is said of a party in one role counts for its name in another."""
    named: dict[str, list[LineParty]] = {}
    for party in parties:
        named.setdefault(party.name, []).append(party)
    found: list[Holding] = []
    for name, same in named.items():
        roles = tuple(dict.fromkeys(party.role for party in same))
        places = [territory(party.country) for party in same if party.country is not None]
        # An affiliate is a foreign company: of two countries given for one name, the foreign one counts.
        country = next((place for place in places if place != "US"), places[0] if places else None)
        stated = [("owner", holder, "", shares) for holder, shares in _owner_shares(same).items()]
        stated += [("ultimate_parent", *parent, shares) for parent, shares in _parent_shares(same).items()]
        found.extend(
            Holding(role, holder, place, name, roles, country, _highest(shares), _lowest(shares))
            for role, holder, place, shares in stated
        )
    return tuple(found)


def owners_stated(name: str, holdings: Iterable[Holding], holders: Iterable[PartyView], day: date) -> Scope:
    """Return whether the owners that a line states leave less than half of a party to listed ones.

    `holders` are those of the line as they were looked up. Only a share that is stated counts, of a holder that is like
    nobody on a list: by its name alone a party may be an affiliate, and any other share may be a listed one's.
    """
    met = {key_of(view) for view in holders if any(hit_in_force(hit, day) is not Truth.NO for hit in view.hits)}
    others = [item for item in holdings if item.owned == name and key_of(item) not in met]
    # A parent may hold its share through the owners, so that the two are not surely different shares.
    direct = sum((item.least for item in others if item.role == "owner"), NOTHING)
    most = max([direct, *(item.least for item in others if item.role != "owner")])
    return (("owners_stated", Truth.YES if most > HALF else Truth.NO),)


def facts_of(
    holdings: Sequence[Holding], views: Iterable[PartyView], day: date, groups: Mapping[str, frozenset[str]]
) -> dict[Holding, Scope]:
    """Return for each holding the facts that rules ask of a holder's entry: the party's roles and country, and shares.

    `views` are the holders as they were looked up; `groups` say which lists and programs reach affiliates.
    """
    found = list(views)
    listed = {key_of(view): _listed(view.hits, day, groups) for view in found}
    blocked = {key_of(view): _blocked(view.hits, day) for view in found}
    of_party: dict[str, list[Holding]] = {}
    for holding in holdings:
        of_party.setdefault(holding.owned, []).append(holding)
    return {holding: _facts(holding, of_party[holding.owned], listed, blocked) for holding in holdings}


def key_of(holder: Holding | PartyView) -> Key:
    """Return what tells one holder of a line from another: its role, name and country."""
    if isinstance(holder, Holding):
        return holder.role, holder.holder, holder.place
    return holder.role, holder.name, holder.country


def sentence(holding: Holding, facts: Scope) -> str:
    """Say which share of which party the holder has, and what listed holders own of it together."""
    share = "an unknown share" if holding.share is None else f"{decimal_text(holding.share)} percent"
    whole = dict(facts)["ownership_share"]
    together = ""
    if isinstance(whole, Number) and (holding.share is None or whole.exact != holding.share) and whole != UNKNOWN:
        together = f"; listed holders own {_share_text(whole)} percent of it together"
    return f"it owns {share} of the {roles_text(holding.roles)} '{holding.owned}'{together}"


def _share_text(share: Number) -> str:
    if share.exact is None and share.high is not None:
        return f"{decimal_text(share.low)} to {decimal_text(share.high)}"
    return str(share)


def _owner_shares(same: Sequence[LineParty]) -> dict[str, list[Fraction | None]]:
    """Return what each role says of the share of each owner of a party; what one cell says several times adds up."""
    said: dict[str, list[Fraction | None]] = {}
    for party in same:
        shares: dict[str, Fraction | None] = {}
        for owner in party.owners:
            before = shares.get(owner.name, NOTHING)
            shares[owner.name] = None if before is None or owner.share is None else before + owner.share
        for name, share in shares.items():
            said.setdefault(name, []).append(share)
    return said


def _parent_shares(same: Sequence[LineParty]) -> dict[tuple[str, str], list[Fraction | None]]:
    """Return what each role says of the share of each parent of a party, by its name and country."""
    said: dict[tuple[str, str], list[Fraction | None]] = {}
    for party in same:
        if party.parent and party.parent != party.name:
            parent = party.parent, party.parent_country or ""
            said.setdefault(parent, []).append(_parent_share(party, party.parent))
    return said


def _highest(shares: Sequence[Fraction | None]) -> Fraction | None:
    return max((share for share in shares if share is not None), default=None)


def _lowest(shares: Sequence[Fraction | None]) -> Fraction:
    return min(share or NOTHING for share in shares)


def _parent_share(party: LineParty, parent: str) -> Fraction | None:
    """A parent that is also named among the owners has the share that is said of it there."""
    among = [owner.share for owner in party.owners if _same(owner, parent)]
    if party.parent_share is None and among and None not in among:
        return sum((share for share in among if share is not None), NOTHING)
    return party.parent_share


def _same(owner: Owner, name: str) -> bool:
    return owner.name.casefold() == name.casefold()


def _listed(hits: Iterable[Hit], day: date, groups: Mapping[str, frozenset[str]]) -> Truth:
    """Whether a holder is on a list that reaches the affiliates of its entries; an address on a list owns nothing."""
    found = Truth.NO
    for hit in hits:
        entry = hit.entry
        covered = entry.source in groups.get(LISTS, frozenset()) and entry.kind != "address" and hit.kind != "affiliate"
        if entry.source == SDN:
            covered = covered and bool(groups.get(PROGRAMS, frozenset()).intersection(programs_of(entry)))
        if covered:
            found = max(found, _is_entry(hit, day))
    return found


def _blocked(hits: Iterable[Hit], day: date) -> Truth:
    """Whether a holder is a person whose property is blocked, under whatever program."""
    return max(
        (_is_entry(hit, day) for hit in hits if hit.entry.source == SDN and hit.kind != "affiliate"), default=Truth.NO
    )


def _is_entry(hit: Hit, day: date) -> Truth:
    """Whether a holder is the entry that it matches, and that is listed on the day."""
    return min(Truth.YES if hit.decisive else Truth.UNKNOWN, hit_in_force(hit, day))


def _facts(
    holding: Holding, beside: Sequence[Holding], listed: Mapping[Key, Truth], blocked: Mapping[Key, Truth]
) -> Scope:
    """`beside` are all holdings of the same party, this one among them."""
    unknown = any(other.share is None for other in _counted(beside, listed))
    return (
        ("blocked_share", _together(beside, blocked)),
        ("owned_country", Code(holding.country)),
        ("owned_roles", codes(holding.roles)),
        ("owner_shares_known", Truth.NO if unknown else Truth.YES),
        ("ownership_share", _together(beside, listed)),
    )


def _counted(holdings: Iterable[Holding], listed: Mapping[Key, Truth]) -> list[Holding]:
    return [other for other in holdings if listed.get(key_of(other), Truth.NO) is not Truth.NO]


def _together(holdings: Sequence[Holding], listed: Mapping[Key, Truth]) -> Number:
    """Return what listed holders own together: at least what they surely hold, at most what they may hold.

    A parent may hold its share through one of the owners, so that the two are not surely different shares.
    """
    counted = _counted(holdings, listed)
    owners = {other.holder.casefold() for other in counted if other.role == "owner"}
    direct = [other for other in counted if other.role == "owner"]
    above = [other for other in counted if other.role != "owner" and other.holder.casefold() not in owners]
    sure = [sum((_sure(other, listed) for other in direct), NOTHING), *(_sure(other, listed) for other in above)]
    held = [other.share for other in (*direct, *above)]
    highest = None if None in held else sum((share for share in held if share is not None), NOTHING)
    return Number(max(sure), highest)


def _sure(holding: Holding, listed: Mapping[Key, Truth]) -> Fraction:
    return (holding.share or NOTHING) if listed[key_of(holding)] is Truth.YES else NOTHING
