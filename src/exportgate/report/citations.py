"""Where each published list stands in law, by the list's own code; an entry's own notice is cited beside it."""

from collections.abc import Mapping

from exportgate.parties.entry import Hit
from exportgate.parties.reported import matched_entry

PUBLISHED_IN: Mapping[str, str] = {
    "EL": "15 CFR part 744, Supp. No. 4",
    "DPL": "15 CFR 736.2(b)(4)",
    "UVL": "15 CFR part 744, Supp. No. 6",
    "MEU": "15 CFR part 744, Supp. No. 7",
    "MIEU": "15 CFR 744.22(f)(2)",
    "SDN": "31 CFR chapter V",
    "CMIC": "E.O. 13959, as amended by E.O. 14032",
    "SSI": "31 CFR part 589",
    "DTC": "22 CFR 127.7",
}


def cite_of(hit: Hit) -> str:
    """Return where the hit's list stands in law, or the address at which the list is published; empty if neither."""
    return PUBLISHED_IN.get(hit.entry.source) or hit.entry.url


def address_of(hit: Hit) -> str | None:
    """Return the listed address that the hit is about: the one that matched, else the first, else none."""
    entry = hit.entry
    if hit.kind == "address" and hit.matched_name in matched_entry(hit).addresses:
        return hit.matched_name
    if entry.addresses:
        return entry.addresses[0]
    return entry.name if entry.kind == "address" else None


def entry_terms(hit: Hit) -> list[str]:
    """Return what the entry of a hit says: where and when it was published, countries, requirement and policy."""
    entry = hit.entry
    policy = f"review: {entry.policy.replace('_', ' ')}" if entry.policy else ""
    terms = (cite_of(hit), entry.notice, ", ".join(entry.countries), entry.requirement, policy)
    return [term for term in terms if term]
