"""Ranks hits: what a person should look at first, apart from how alike the names are.

The score counts most, then how severe the list is, whether the countries agree, and how rare the matched words are.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum

from exportgate.parties.explanation import PriorityPart

Territory = Callable[[str], str]
SCORE, LIST, COUNTRY, RARITY = 0.55, 0.2, 0.15, 0.1
WEAK, CONTRADICTED = 0.8, 0.8
AFFILIATE = 0.45
"""What puts every hit on an affiliate behind every hit by name at the usual least score."""
SEVERITY: Mapping[str, float] = {
    "DPL": 1.0,
    "SDN": 1.0,
    "EL": 0.95,
    "MIEU": 0.95,
    "ISN": 0.7,
    "DTC": 0.7,
    "MEU": 0.7,
    "UVL": 0.6,
}
OTHER_LIST = 0.5


class CountryEvidence(Enum):
    """What the countries of a party and an entry say."""

    AGREES = 1.0
    UNKNOWN = 0.5
    CONTRADICTS = 0.0


def country_evidence(party: str | None, entry: Iterable[str], territory: Territory) -> CountryEvidence:
    """Compare a party's country with an entry's; a territory counts as the country whose treatment it shares."""
    countries = {territory(code) for code in entry}
    if party is None or not countries:
        return CountryEvidence.UNKNOWN
    return CountryEvidence.AGREES if territory(party) in countries else CountryEvidence.CONTRADICTS


def priority_parts(
    score: float, source: str, countries: CountryEvidence, rarity: float, about: str = ""
) -> tuple[PriorityPart, PriorityPart, PriorityPart, PriorityPart]:
    """Return what the priority of a hit is made of; `rarity` is the weight of the rarest word that agrees,
    `about` says how the score came to count as it does."""
    return (
        PriorityPart("score", about, score, SCORE),
        PriorityPart("list", source, SEVERITY.get(source, OTHER_LIST), LIST),
        PriorityPart("country", countries.name.lower(), countries.value, COUNTRY),
        PriorityPart("rarity", "", rarity, RARITY),
    )


def priority(score: float, source: str, countries: CountryEvidence, rarity: float, *, reduced: float = 1.0) -> float:
    """Return the priority of a hit, from 0 to 1: the sum of its parts, times what a weak or distant hit keeps."""
    return reduced * sum(part.adds for part in priority_parts(score, source, countries, rarity))
