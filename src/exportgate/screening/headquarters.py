"""Where the parties to a transaction, and their ultimate parents, have their headquarters.

The test counts purchasers, intermediate and ultimate consignees and end users (15 CFR 748.5(c) to (f)); it asks for the
headquarters of each and of its ultimate parent (15 CFR 742.6(a)(6)(iii), 744.23(a)(3)).
"""

from collections.abc import Callable, Sequence

from exportgate.engine.values import CodeSet, codes
from exportgate.screening.shipment import LineParty

ROLES = frozenset({"purchaser", "intermediate_consignee", "ultimate_consignee", "end_user"})


def headquarters_of(parties: Sequence[LineParty], territory: Callable[[str], str]) -> CodeSet:
    """Return the countries of headquarters; incomplete where a party's own or its parent's is not known.

    A party is taken to have its headquarters where its address is, unless the line says otherwise. That alone never
    settles the question of its parent. A party that names itself as its parent is its own parent; what is said of a
    party in one role counts for the same name in another, and every parent said counts.
    """
    known: set[str] = set()
    complete = True
    counted = [party for party in parties if party.role in ROLES]
    parents: dict[str, set[str]] = {}
    for party in counted:
        stated = _parent_country(party)
        parents.setdefault(party.name, set()).update(() if stated is None else (stated,))
    for party in counted:
        own = party.headquarters or party.country
        known.update(territory(code) for code in (own, *parents[party.name]) if code is not None)
        complete = complete and own is not None and bool(parents[party.name])
    return codes(known, complete=complete and bool(counted))


def end_user_of(
    parties: Sequence[LineParty], destination: str | None, territory: Callable[[str], str]
) -> tuple[str | None, str | None]:
    """Return the country of the end user and that of its ultimate parent; None where not known or not one.

    Where a line names no end user, the goods are taken to stay with the ultimate consignee; one that names no country
    for them says by its destination where they end. A parent is what the line says, also of a party that is its own.
    """
    named = [party for party in parties if party.role == "end_user"]
    users = named or [party for party in parties if party.role == "ultimate_consignee"]
    places = [user.country or destination for user in users] or [destination]
    parents = [_parent_country(user) for user in users]
    return _only(places, territory), _only(parents, territory)


def _only(found: Sequence[str | None], territory: Callable[[str], str]) -> str | None:
    """Return the one country of a list that says it for everybody, and of all the same."""
    countries = {territory(code) for code in found if code is not None}
    return countries.pop() if len(countries) == 1 and None not in found else None


def _parent_country(party: LineParty) -> str | None:
    if party.parent_country is not None:
        return party.parent_country
    return (party.headquarters or party.country) if party.parent == party.name else None
