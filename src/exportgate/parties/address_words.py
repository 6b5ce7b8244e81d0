"""Brings the words of an address into one spelling: case, accents, dashes, and the short forms of street, building,
district and direction words in Hong Kong, mainland, Taiwan, Singapore, Turkish and Western addresses.

Which part of the address a word belongs to is left to the reader of its parts.
"""

import re
import unicodedata

SHORT_FORMS = {
    "rd": "road",
    "str": "strasse",
    "straße": "strasse",
    "ave": "avenue",
    "av": "avenue",
    "blvd": "boulevard",
    "boul": "boulevard",
    "blv": "bulvar",
    "bulvari": "bulvar",
    "ln": "lane",
    "dr": "drive",
    "hwy": "highway",
    "cres": "crescent",
    "terr": "terrace",
    "pl": "place",
    "sq": "square",
    "gdn": "garden",
    "gdns": "garden",
    "gardens": "garden",
    "sk": "sokak",
    "sok": "sokak",
    "sokagi": "sokak",
    "cad": "cadde",
    "cd": "cadde",
    "caddesi": "cadde",
    "mah": "mahalle",
    "mh": "mahalle",
    "mahallesi": "mahalle",
    "mahalesi": "mahalle",
    "ul": "ulitsa",
    "pr": "prospekt",
    "prospect": "prospekt",
    "nab": "naberezhnaya",
    "per": "pereulok",
    "ctr": "center",
    "cntr": "center",
    "cent": "center",
    "centre": "center",
    "bldg": "building",
    "bld": "building",
    "bldgs": "building",
    "blg": "building",
    "buildings": "building",
    "hse": "house",
    "twr": "tower",
    "towers": "tower",
    "mans": "mansion",
    "mansions": "mansion",
    "comm": "commercial",
    "coml": "commercial",
    "comml": "commercial",
    "ind": "industrial",
    "indl": "industrial",
    "fty": "factory",
    "fac": "factory",
    "est": "estate",
    "intl": "international",
    "kln": "kowloon",
    "kl": "kowloon",
    "nt": "newterritories",
    "tst": "tsimshatsui",
    "nos": "no",
    "number": "no",
    "num": "no",
}
STREETS = frozenset(
    {
        "road",
        "street",
        "avenue",
        "lane",
        "drive",
        "boulevard",
        "highway",
        "crescent",
        "terrace",
        "strand",
        "path",
        "sokak",
        "cadde",
        "bulvar",
        "strasse",
        "weg",
        "allee",
        "gasse",
        "ulitsa",
        "prospekt",
        "naberezhnaya",
        "pereulok",
        "shosse",
    }
)
STREETS_BY_NUMBER = frozenset(
    {
        "place",
        "square",
        "court",
        "way",
        "garden",
        "circle",
        "park",
        "mews",
        "walk",
        "close",
    }
)
LEADING_STREETS = frozenset({"jalan", "lorong", "rue", "calle", "avenida", "via", "ulitsa", "prospekt"})
BUILDINGS = frozenset(
    {
        "building",
        "tower",
        "plaza",
        "center",
        "house",
        "mansion",
        "place",
        "court",
        "complex",
        "mall",
        "arcade",
        "square",
        "factory",
        "workshops",
        "hall",
        "warehouse",
        "residence",
        "hotel",
        "chambers",
        "point",
        "gateway",
        "hub",
        "merkezi",
        "sitesi",
        "apartmani",
    }
)
GENERIC = BUILDINGS | {"commercial", "industrial", "the"}
COMMON_NAMES = frozenset(
    {
        "international",
        "trade",
        "trading",
        "business",
        "world",
        "finance",
        "financial",
        "technology",
        "science",
        "office",
    }
    | {"new", "main", "group", "head", "bank", "central", "north", "south", "east", "west", "logistics", "innovation"}
)
DIRECTIONS = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "c": "central",
    **{word: word for word in ("north", "south", "east", "west", "central")},
}
PLACE_KINDS = frozenset(
    {
        "district",
        "dist",
        "city",
        "province",
        "county",
        "town",
        "township",
        "municipality",
        "neighborhood",
        "qu",
        "shi",
        "mahalle",
        "region",
        "state",
    }
)
NUMBER_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "i": "1", "ii": "2", "iii": "3"}
ORDINALS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
    "seventh": "7",
    "eighth": "8",
    "ninth": "9",
    "tenth": "10",
    "eleventh": "11",
    "twelfth": "12",
}

LONGEST = 1000
FOLDED = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss"}
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("'’‘`´", None)
    | {"@": " ", "⁄": "/", ";": ",", "(": ",", ")": ",", "，": ",", "\n": ","}
)
INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
SEE_ELSEWHERE = re.compile(r"\(see [^)]{0,200}\)")
DETACHED_DASH = re.compile(r"(?<=\d)\s{1,3}-\s{1,3}(?=\d)")


def plain(text: str) -> str:
    """Return the text in lower case without accents, with plain dashes and commas, and initials joined (N.T. → nt)."""
    lower = text[:LONGEST].casefold()
    if not lower.isascii():
        decomposed = unicodedata.normalize("NFKD", lower)
        lower = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    folded = SEE_ELSEWHERE.sub(" ", lower).translate(FOLDED)
    joined = INITIALS.sub(lambda found: found[0].replace(".", ""), folded)
    return " ".join(DETACHED_DASH.sub("-", joined.replace(".", " ")).split())


def canonical(word: str) -> str:
    """Return the full form of a word of an address."""
    if word.endswith("str") and len(word) > len("str") + 2:
        return f"{word}asse"
    return SHORT_FORMS.get(word, word)


def squashed(words: str) -> str:
    """Return the letters and digits of a text, so that Mong Kok is Mongkok."""
    return "".join(letter for letter in words if letter.isalnum())
