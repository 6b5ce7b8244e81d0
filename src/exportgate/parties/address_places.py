"""Countries and occupied regions that an address names although its line states another country.

A country counts only where the address ends with it, so that a street named after one ("Iran Street, Berlin") says
nothing; a region inside a country counts wherever it is a part of the address of its own.
"""

import re

from exportgate.parties.countries import Countries, fold

PARTS = re.compile(r"[,;|/\n()،，]|\s[-–]\s")
POSTCODE = re.compile(r"(?:\A|\s)(?:[A-Z]{1,2}-)?\d[\d-]{2,9}(?=\s|\Z)")
LAST_WORDS = 4
"""The longest name of a country that is looked for behind a town without a comma between them."""
NAMES_A_STREET = frozenset(
    (
        "allee",
        "alley",
        "am",
        "av",
        "ave",
        "avenida",
        "avenue",
        "blvd",
        "boulevard",
        "calle",
        "carrera",
        "chemin",
        "corso",
        "court",
        "da",
        "de",
        "del",
        "della",
        "der",
        "des",
        "di",
        "do",
        "drive",
        "du",
        "el",
        "embassy",
        "hotel",
        "la",
        "lane",
        "le",
        "les",
        "ln",
        "new",
        "of",
        "paseo",
        "piazza",
        "place",
        "platz",
        "plaza",
        "ploshchad",
        "pr",
        "prospect",
        "prospekt",
        "rd",
        "restaurant",
        "road",
        "rua",
        "rue",
        "sq",
        "square",
        "st",
        "str",
        "strasse",
        "street",
        "ul",
        "ulica",
        "ulitsa",
        "ulitsya",
        "van",
        "via",
        "viale",
        "von",
        "way",
        "weg",
        "zum",
        "zur",
    )
)
"""Words before a name that make it that of a street or a house; "new" makes a town or state of many."""
TWO_LETTER_PROVINCES = frozenset(
    (
        "AR",
        "AU",
        "BR",
        "CA",
        "CH",
        "CN",
        "DE",
        "ES",
        "ID",
        "IN",
        "IT",
        "MX",
        "MY",
        "NG",
        "NL",
        "PH",
        "PT",
        "RO",
        "US",
        "VE",
        "ZA",
    )
)
"""Countries whose addresses end with two letters for a state, province or canton; elsewhere those are a country."""
NAMESAKES = {"US": {"GE"}, "NG": {"NE"}, "BE": {"LU"}, "GB": {"IE"}}
"""Countries whose name a state or province has: Georgia, Niger, Luxembourg, Northern Ireland."""
TERRITORIES = {
    "US": {"PR", "GU", "VI", "AS", "MP", "UM"},
    "GB": {"JE", "GG", "IM", "GI", "BM", "KY", "VG"},
    "FR": {"GP", "MQ", "GF", "RE", "YT", "NC", "PF", "PM", "BL", "MF", "WF", "TF"},
    "NL": {"AW", "CW", "SX", "BQ"},
    "DK": {"GL", "FO"},
    "FI": {"AX"},
    "NO": {"SJ"},
    "AU": {"CX", "CC", "NF", "HM"},
    "NZ": {"CK", "NU", "TK"},
}
"""Places with a code of their own whose addresses are often given under the country that they belong to."""


def places_beside(address: str | None, stated: str | None, countries: Countries) -> tuple[str, ...]:
    """Return codes of the country at the end of an address and of regions in it, where the stated country is another.

    `stated` is the alpha-2 code or region that the line gives, None where it gives none: then whatever the address
    names counts. An address that names the stated country, or one that counts as it, says nothing of another.
    """
    parts = [part for raw in PARTS.split(address or "") if (part := POSTCODE.sub(" ", raw).strip(" .:'\""))]
    ends = [_at_end(part, stated, countries, place - len(parts)) for place, part in enumerate(parts)]
    found = [code for code in ends if code is not None]
    last = ends[-1] if ends else None
    regions = {code for code in found if "-" in code and (code == last or _may_lie(code, stated or last))}
    if regions:
        return tuple(sorted(regions - {stated}))
    if last is None or "-" in last or _same(ends[-2:], last, stated, countries):
        return ()
    return (last,)


def _same(ends: list[str | None], last: str, stated: str | None, countries: Countries) -> bool:
    """Whether what an address ends with names the stated country, a territory of it, or a part of it so called."""
    if stated is None:
        return False
    own = countries.territory(stated.partition("-")[0])
    if any(countries.territory(code) == own for code in ends if code is not None):
        return True
    return last in NAMESAKES.get(own, ()) or last in TERRITORIES.get(own, ()) or own in TERRITORIES.get(last, ())


def _may_lie(region: str, country: str | None) -> bool:
    """A town of the same name lies elsewhere: inside another country's address, a region's name is that town's."""
    return country is not None and country.partition("-")[0] in {region.partition("-")[0], "RU"}


def _at_end(part: str, stated: str | None, countries: Countries, place: int) -> str | None:
    """Return what a part of an address is or ends with; `place` counts the parts from the last, which is -1.

    Before the last, only the whole part and its last word are looked up.
    """
    words = part.split()
    most = min(LAST_WORDS, len(words))
    for count in range(most, 0, -1) if place == -1 else dict.fromkeys((len(words), 1)):
        whole, text = count == len(words), " ".join(words[-count:])
        if len(text) < 3 and not (whole and place == -1 and _is_code(text, stated)):
            continue
        code = countries.resolve(text)
        if code is not None and (whole or fold(words[-count - 1]) not in NAMES_A_STREET):
            return code
    return None


def _is_code(text: str, stated: str | None) -> bool:
    return len(text) == 2 and text.isupper() and (stated or "US") not in TWO_LETTER_PROVINCES
