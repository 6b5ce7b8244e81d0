"""Takes the cells of the Consolidated Screening List apart: names, addresses, dates, labels, footnotes, identifiers.

Each function reads one cell as the list writes it, in every spelling found in its published layouts, and keeps what it
cannot read as text. Rows and entries are left to the reader of the layout.
"""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from exportgate.parties.countries import Countries

SOURCE_CODES = {"NS-MBS LIST": "MBS", "NS-MBS": "MBS"}
SOURCE_LABEL = re.compile(r"\(([A-Za-z0-9][A-Za-z0-9 .-]{0,30})\)")

KNOWN_AS = (
    r"(?:[afn][./]?k[./]?a|d[./]?b[./]?a)\b"
    r"|(?:also|formerly|now|better|otherwise|previously) known as\b|doing business as\b"
)
FOLLOWING = r"\s*the following\s+(?:\w+\s+)?alias(?:es)?\b"
ALSO_KNOWN = re.compile(rf"[\s,;-]{{0,6}}\b(?:{KNOWN_AS})\.?[,:]*(?:{FOLLOWING})?[,:]*[\s-]*", re.IGNORECASE)
LEADING_DOTTED = re.compile(
    rf"\s*(?:[afn][./]k[./]a[./]?|d[./]?b[./]?a[./]?)[,:]*(?:{FOLLOWING})?[,:]*[\s-]+|{FOLLOWING}:[\s-]*",
    re.IGNORECASE,
)
ALIASES_FOLLOW = re.compile(rf"[\s,]{{0,4}}\b(?:{KNOWN_AS})\.?[,:]*{FOLLOWING}[\s,:]*\Z", re.IGNORECASE)
SEMICOLON = re.compile(r";(?![^(\[]{0,300}[)\]])")
BRACKETED = re.compile(rf"\s?[(\[]\s?((?:{KNOWN_AS})[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]\s?", re.IGNORECASE)
PARENT_FIRST = (
    ("affiliated", re.compile(r"(.+?)\.?\s+Affiliated Entity:\s*(.+)", re.DOTALL | re.IGNORECASE)),
    ("subordinate", re.compile(r"(.+?),?\s+and subordinate entity:?\s+(.+)", re.DOTALL | re.IGNORECASE)),
)
"""How a row writes an entity of another party: the parent first."""
PLACE_IN_NAME = re.compile(
    r",\s*((?:building|bldg|room|rm|suite|flat|floor|p\.?\s?o\.? box)\.?\s*#?\d.*)\Z", re.IGNORECASE
)
SUCCESSORS = re.compile(r"[\s,;]{0,4}\band (?:any|its) (?:successors?|sub-?units?|subsidiar)[^;]*\Z", re.IGNORECASE)
DESCRIBED = re.compile(r"\s*\(([A-Za-z .]* )?(entity|individual|person|national)\)\Z", re.IGNORECASE)
LOST_APOSTROPHE, LOST_QUOTE = re.compile(r"(?<=\w)\?(?=\w)"), re.compile(r"\?+")
LEADING_AND = re.compile(r"\Aand\s+")
BEFORE_NAME = re.compile(r"\A(?:and\s+|[-–;,\s]+)+")
QUOTED = re.compile(r'"[^"]+"')
ABBREVIATED_END = re.compile(r"(?:\b\w{1,5}|\.\w+)\.\Z")

DATE_STYLES = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%Y/%m/%d")
CODE_AT_END = re.compile(r",\s*([A-Z]{2})\Z")
UNITED_STATES_END = re.compile(r",\s*[A-Z]{2},?\s+\d{4,5}(?:-\d{4})?\Z")  # a leading zero may be lost
REGION_MARKS = re.compile(r"\AREGION:\s*|\s*\(occupied\)\Z", re.IGNORECASE)
POSTCODE_AT_END = re.compile(r"[\s,]\d{3,10}\Z")

IDENTIFIER_LABEL = re.compile(
    r"\b(?:no|number|id|identification|passport|swift/bic|isin|mmsi|imo|lei|licen[sc]e|gazette|folio|matricula|serial"
    r"|transponder|e-?mail|website|phone|telephone|fax|ticker|visa|ssn|certificate|digital currency address"
    r"|credit code|curp|rfc)\b|#|C\.U\.R\.P|R\.F\.C",
    re.IGNORECASE,
)


class Names(NamedTuple):
    """The names in one cell: the first, the others, and what the cell says of them."""

    name: str
    others: tuple[str, ...]
    remark: str = ""


class Places(NamedTuple):
    """The addresses and the countries (alpha-2) in one cell."""

    addresses: tuple[str, ...]
    countries: tuple[str, ...]


class Identifiers(NamedTuple):
    """The identifiers in one cell as "label: value", and what else it says (sanctions programs, gender)."""

    identifiers: tuple[str, ...]
    rest: tuple[str, ...]


def tidy(text: str) -> str:
    """Return the text in one line, with single spaces."""
    return " ".join(text.split())


def mended(text: str) -> str:
    """Return a name or address in one line, its lost apostrophes and quotes ("?" in files of 2022) put back."""
    line = tidy(text)
    return LOST_QUOTE.sub('"', LOST_APOSTROPHE.sub("'", line)) if "?" in line else line


@lru_cache(maxsize=1024)
def source_code(label: str) -> str | None:
    """Return the code of a source label (EL, DPL …), or None where the label has none in parentheses."""
    found = SOURCE_LABEL.findall(label)
    return SOURCE_CODES.get(found[-1].upper(), re.sub(r"[^A-Z0-9]", "", found[-1].upper())) if found else None


def split_name(cell: str) -> Names:
    """Take a name cell apart: the listed name, aliases written into it, and a remark on what was cut off.

    The rows of affiliated and subordinate entities name their parent first; the entry is the affiliate, the parent a
    remark. An address that follows the name is a remark as well.
    """
    text = mended(cell)
    remarks: list[str] = []
    for relation, pattern in PARENT_FIRST:
        if entity := pattern.fullmatch(text):
            remarks.append(f"{relation} entity of {entity[1]}")
            text = entity[2]
    for pattern in (SUCCESSORS, DESCRIBED, PLACE_IN_NAME):
        if cut := pattern.search(text):
            remarks.append(cut[0].strip(" ,;()"))
            text = text[: cut.start()]
    first, *others = [*split_aliases(text), ""]
    return Names(first, tuple(other for other in others if other), "; ".join(remarks))


def split_aliases(cell: str) -> tuple[str, ...]:
    """Return the names in a cell of names set apart by semicolons or by a.k.a. and its sisters, each once."""
    names: list[str] = []
    for piece in SEMICOLON.split(mended(cell)):
        names.extend(_known_as(piece))
    return tuple(dict.fromkeys(name for name in map(_bare, names) if any(map(str.isalnum, name))))


def _known_as(piece: str) -> list[str]:
    """Return the names of one piece: around a bracketed a.k.a., within it, and on either side of a bare one."""
    found: list[str] = []
    while bracket := BRACKETED.search(piece):
        for inner in bracket[1].split(";"):
            found.extend(ALSO_KNOWN.split(inner))
        piece = f"{piece[: bracket.start()]} {piece[bracket.end() :]}".strip()
    if leading := LEADING_DOTTED.match(piece):
        piece = piece[leading.end() :]
    sides = ALSO_KNOWN.split(piece)
    return [*(sides if all(side.strip() for side in sides) else [piece]), *found]


def _bare(name: str) -> str:
    """Return a name without the "and" of a list, a dangling sign, that aliases follow, and a sentence's last period."""
    name = ALIASES_FOLLOW.sub("", BEFORE_NAME.sub("", name)).rstrip(" ,;ÿ([")
    if name.endswith(".") and not ABBREVIATED_END.search(name):
        name = name[:-1].rstrip()
    return name[1:-1] if QUOTED.fullmatch(name) else name


def split_addresses(cell: str, countries: Countries) -> Places:
    """Return the addresses of a cell and the countries they end with; a piece that is only a country is no address.

    A city that may stand for its country ("Dubai, AE") is an address.
    """
    addresses: list[str] = []
    codes: list[str] = []
    for raw in cell.split("; "):
        piece = LEADING_AND.sub("", mended(raw).strip(" ;,"))
        code = country_at_end(piece, countries)
        codes.extend([code] if code else [])
        place = CODE_AT_END.search(piece) is not None or countries.resolve(piece) is None
        if place and piece not in {"", "undetermined"}:
            addresses.append(piece)
    return Places(tuple(dict.fromkeys(addresses)), tuple(dict.fromkeys(codes)))


def country_at_end(address: str, countries: Countries) -> str | None:
    """Return the country that an address ends with: as a code, as a name, or as a U.S. state with its ZIP code."""
    address = REGION_MARKS.sub("", address)
    whole = countries.country(address)
    if whole is not None:
        return whole
    if code := CODE_AT_END.search(address):
        return countries.country(code[1])
    if UNITED_STATES_END.search(address):
        return "US"
    last = POSTCODE_AT_END.sub("", address).rstrip(" ,").rpartition(",")[2].strip(" .")
    return countries.country(last) if len(last) > 2 else None


def split_countries(cell: str, countries: Countries) -> tuple[str, ...]:
    """Return the codes of the countries in a cell of codes or names; what is no country is left out."""
    found = (countries.country(piece) for piece in cell.split(";") if piece.strip())
    return tuple(dict.fromkeys(code for code in found if code is not None))


def read_date(cell: str) -> date | None:
    """Return the day a cell gives, in any style of the list's files, or None.

    Of a year that lost its century ("0017-05-26" in the file of 2022) it is that of a year of two figures.
    """
    text = cell.strip().partition("T")[0]
    for style in DATE_STYLES:
        try:
            return _whole_year(datetime.strptime(text, style).date())
        except ValueError:
            continue
    return None


def _whole_year(day: date) -> date:
    """Return a day with the century that its year lost: to 68 it is of this one, as where years have two figures."""
    return day if day.year > 99 else day.replace(year=day.year + (2000 if day.year < 69 else 1900))


@lru_cache(maxsize=1024)
def footnotes(requirement: str) -> tuple[str, ...]:
    """Return the Entity List footnotes that a license requirement shows: 1, 3, 4, 5 (15 CFR part 744, supp. no. 4).

    The list prints a footnote only as a digit glued to the text, after §734.9(e) or at the end; §734.9(g) is cited for
    footnote 3 alone, with the digit or without. Footnote 1 stood at §736.2(b)(3)(vi) until February 2022. The 2 that
    ends footnote-1 rows is a note, not footnote 2.
    """
    text = re.sub(r"[\s.,§]+", "", requirement).lower()
    found = {"1"} if "7349(e)1" in text or "7362(b)(3)(vi)" in text else set()
    if "7349(g)" in text:
        found.add("3")
    ends = re.search(r"oftheear\)?([45])\Z", text)
    if ends is not None and "7349(e)" in text:
        found.add(ends[1])
    return tuple(sorted(found))


def split_identifiers(cell: str) -> Identifiers:
    """Take the cell of identifiers apart; the label stands last in the layouts up to 2022 and first since."""
    found: list[str] = []
    rest: list[str] = []
    for piece in filter(None, map(tidy, cell.split("; "))):
        parts = [part for part in piece.split(", ") if part]
        if len(parts) > 1 and _is_label(parts[0]):
            found.append(f"{parts[0].rstrip(':')}: {', '.join(parts[1:])}")
        elif len(parts) > 1 and _is_label(parts[-1]):
            found.append(f"{parts[-1].rstrip(':')}: {', '.join(parts[:-1])}")
        else:
            rest.append(piece)
    return Identifiers(tuple(dict.fromkeys(found)), tuple(rest))


def _is_label(part: str) -> bool:
    return IDENTIFIER_LABEL.search(part) is not None and re.search(r"\d{3}", part) is None
