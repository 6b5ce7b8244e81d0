"""Reads the numbers of a party out of a text: registration, tax and passport numbers, LEI, IMO, BIC.

A number stands with or without a label ("Tax ID No.: RU, 7736640919", "IMO 9187629", "91330000…"), several in one text
each with its own ("INN 7736640919 / OGRN 1027700132195"). What a spreadsheet did to it is undone where nothing is lost
("7,736,640,919", "7736640919.0"), and is a fault where digits are ("7.73664E+09"). What has fewer than five letters and
digits, or is one of them again and again, stands for nobody.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from exportgate.foundation.characters import shown
from exportgate.parties.countries import Countries
from exportgate.parties.identifier_labels import Kind, apart, kind_of

NUMBERS: frozenset[Kind] = frozenset({"", "uscc", "person", "company"})
"""Kinds whose labels people take for one another."""
COUNTRY_MAY_LEAD: frozenset[Kind] = NUMBERS - {"uscc"}
ZEROS_MAY_LEAD: frozenset[Kind] = frozenset({"", "person", "company", "passport", "duns", "mmsi"})
"""Kinds of numbers that have a length of their own and may begin with noughts, which spreadsheets take away."""
SHORTEST, LONG, LONGEST = 5, 7, 64
LONGEST_TEXT, MOST = 400, 20
EXACT_DIGITS = 15
"""How many digits a spreadsheet keeps of a number."""
APART = re.compile(r"[;\n|]| / ")
BEGINS = re.compile(
    r"[\s,./&(]+(?:and\s+)?(?=(?:i\.?m\.?o|mmsi|lei|uscc+|unified|swift|bic|passport|d-?u-?n-?s|isin|inn|ogrn|kpp|"
    r"tax|v\.?a\.?t|hr[ab]|company|reg(?:istration|istered|istry)?|national|инн|огрн|кпп)\b[^;]{0,40}?\d)",
    re.IGNORECASE,
)
"""Where the label of a next number may begin."""
GLUED = re.compile(
    r"\b(?:uscc+|lei|inn|ogrn|kpp|mmsi|duns|ein|инн|огрн|кпп)(?=\d)|[\u4e00-\u9fff](?=[0-9A-Z])", re.IGNORECASE
)
"""A label that stands right before its number."""
PAIRED = re.compile(r"(?P<one>[^\W\d_]+)/(?P<two>[^\W\d_]+)[\s:.]+(?P<first>\d+)\s*/\s*(?P<second>\d+)")
"""Two labels and then their two numbers: "INN/KPP 7736640919/773601001"."""
COMMA = re.compile(r",(?!\d)|(?<!\d),|,(?=\d{5,}(?:\W|\Z))")
"""A comma that sets two numbers apart: not one within the digits of a number."""
SLASHED = re.compile(r"\d{9,}(?:/\d{9,})+\Z", re.ASCII)
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}\Z")
USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LEI = re.compile(r"[0-9A-Z]{18}\d\d\Z")
PREFIXED = re.compile(r"([A-Z]{2})(\d{5,})\Z", re.ASCII)
"""The code of a country before digits: of a tax or registration number it is no part (in a passport's it may be)."""
NO_COUNTRY = frozenset({"NO", "NR", "ID", "SN", "TN", "BN", "CI", "CC", "NI", "CR"})
"""Codes of countries that before a number are as often a word of its label: number, serial, tax or business number,
cédula, commercial registry."""
PLAIN_LABEL = re.compile(
    r"(?:id(?:entifier)?|code|number|num|numero)(?:\s*(?:no|number))?[\s.:#]+(?=\w*\d)", re.IGNORECASE
)
NAMED_COUNTRY = re.compile(r"(?P<name>[^\W\d_][^\d]{2,40}?)[\W_]+(?=\w*\d)")
CUT = re.compile(r"(?:.*[^\w.,])?\d(?:(?:[.,]\d+)?E\+|[.,]\d+E)\d+\Z", re.ASCII | re.IGNORECASE)
"""What a spreadsheet leaves of a long number: its last digits are lost."""
AMOUNT = re.compile(
    r"(?P<code>[A-Z]{2,3}[\s-]+)?(?P<whole>\d+|\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:[. '’]\d{3})+)"
    r"(?P<cents>[.,]0{1,2})?\Z",
    re.ASCII | re.IGNORECASE,
)
"""A number that a spreadsheet took for an amount."""
BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier: its kind as far as label or form tell it, its letters and digits alone, and how it is written.

    `country` is the code of the country that is stated beside it, where it is no part of the key.
    """

    kind: Kind
    key: str
    text: str
    country: str = ""

    @property
    def bare(self) -> str:
        """The key without leading noughts where it is a number that may have lost them, and what is left is telling."""
        if self.kind not in ZEROS_MAY_LEAD or not (self.key.isascii() and self.key.isdigit()):
            return self.key
        left = self.key.lstrip("0")
        return left if len(left) >= LONG and len(set(left)) > 1 else self.key


def read_identifiers(texts: Iterable[str], most: int | None = MOST) -> tuple[Identifier, ...]:
    """Return the identifiers in some texts, each once and no more than `most`; a text may hold several.

    They are set apart by semicolons, lines, slashes, commas, or the label of the next. One that begins with the code
    of a country is there with it and without it.
    """
    found = tuple(dict.fromkeys(item for text in texts for piece in _pieces(text) for item in _read(piece)))[:most]
    return tuple(dict.fromkeys((*found, *filter(None, map(_without_country, found)))))


def identifier_faults(texts: Iterable[str]) -> Iterator[str]:
    """Yield for each identifier in some texts that cannot be compared, in words, which it is and why.

    What its label tells to be something else is no fault beside an identifier that can be compared.
    """
    for text in texts:
        pieces = [(piece, any(_read(piece))) for piece in _pieces(text)]
        for piece, read in pieces:
            label, _ = apart(piece)
            if any(map(_is_cut, _parts(piece))):
                yield (
                    f"the identifier '{shown(piece)}' cannot be compared: a spreadsheet changed it and its last digits "
                    "are lost; format the column as text and enter the whole number"
                )
            elif not read and not (kind_of(label) == "other" and any(one for _, one in pieces)):
                yield (
                    f"the identifier '{shown(piece)}' cannot be compared: it has fewer than {SHORTEST} letters and "
                    "digits, no digit, or a label that says that it is no number of a party"
                )


def says_nothing(text: str) -> bool:
    """Tell whether a text has no identifier that could ever agree: none long enough, or a short one without a label.

    What is told to be something else, such as a telephone number, is not meant to be compared.
    """
    if kind_of(apart(text[:LONGEST_TEXT].strip())[0]) == "other":
        return False
    return not any(found.kind or len(found.key) >= LONG for found in read_identifiers((text,)))


def _pieces(text: str) -> Iterator[str]:
    """Yield what a text says of each number, label and all."""
    plain = GLUED.sub(r"\g<0> ", unicodedata.normalize("NFKC", text[:LONGEST_TEXT]))
    paired = PAIRED.sub(r"\g<one> \g<first>; \g<two> \g<second>", plain)
    pieces = (piece.strip() for long in APART.split(paired) for piece in _by_label(long))
    return filter(None, pieces)


def _by_label(text: str) -> Iterator[str]:
    """Yield a text in pieces, a new one at each label that follows a whole number."""
    start = 0
    for found in BEGINS.finditer(text):
        before = "".join(filter(str.isalnum, text[start : found.start()].rpartition(" ")[2]))
        if len(before) >= SHORTEST and any(map(str.isdigit, before)):
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _read(piece: str) -> Iterator[Identifier]:
    """Yield the identifiers of a piece, with the country that is stated for them."""
    label, value = apart(piece)
    kind = kind_of(label)
    parts = _parts(piece) if kind != "other" else []
    words = (label, *BRACKETS.findall(value), *parts)
    country = next(filter(None, (_country(word) for word in words if not kind_of(word))), "")
    for part in parts:
        for stated, written in ((country, part), *_without_name(part, kind)):
            yield from _identifier(kind, written, stated)


def _identifier(kind: Kind, written: str, country: str) -> Iterator[Identifier]:
    """Yield the identifier that is written, if it is one."""
    if _is_cut(written) or ISO_DAY.match(written):
        return
    amount = AMOUNT.match(written)
    told = f"{amount['code'] or ''}{amount['whole']}" if amount else written
    key = "".join(letter for letter in told.upper() if letter.isalnum())
    found = "imo" if re.fullmatch(r"IMO\d{7}", key) else _by_form(key) or kind
    if found == "imo":
        key = key.removeprefix("IMO")
    elif found == "bic":
        key = key[:8] if len(key) == 11 and key.endswith("XXX") else key
    if SHORTEST <= len(key) <= LONGEST and _tells(key, found):
        yield Identifier(found, key, written, country)


def _parts(piece: str) -> list[str]:
    """Return what stands behind the label of a piece, taken apart at its commas, without brackets."""
    _, value = apart(piece)
    parts = [part.strip(" ()") for part in COMMA.split(BRACKETS.sub(" ", value))]
    return [one for part in parts for one in (part, *(part.split("/") if SLASHED.match(part) else ()))]


def _is_cut(part: str) -> bool:
    """Tell whether a spreadsheet took digits from a number for good."""
    if (amount := AMOUNT.match(part)) is not None and amount["cents"]:
        return sum(map(str.isdigit, amount["whole"])) > EXACT_DIGITS
    return CUT.match(part) is not None


def _country(text: str) -> str:
    """Return the code of the country that a text without digits names, empty where it names none for certain."""
    word = text.strip(" .:")
    if len(word) < 2 or word.upper() in NO_COUNTRY or any(map(str.isdigit, word)):
        return ""
    return Countries.load().country(word) or ""


def _without_name(part: str, kind: Kind) -> Iterator[tuple[str, str]]:
    """Yield a number without the word "number" or the name of a country before it, and that country."""
    if plain := PLAIN_LABEL.match(part):
        yield "", part[plain.end() :]
        return
    named = NAMED_COUNTRY.match(part) if kind in COUNTRY_MAY_LEAD else None
    if named is not None and (country := _country(named["name"])):
        yield country, part[named.end() :]


def _without_country(identifier: Identifier) -> Identifier | None:
    """Return an identifier without the code of a country that leads it, None where none does."""
    found = PREFIXED.match(identifier.key) if identifier.kind in COUNTRY_MAY_LEAD else None
    if found is None or found[1] not in Countries.load().names:
        return None
    return replace(identifier, key=found[2], country="" if found[1] in NO_COUNTRY else found[1])


def _tells(key: str, kind: Kind) -> bool:
    """Tell whether letters and digits stand for one party: not a word, and not one sign again and again."""
    return len(set(key)) > 1 and (kind == "bic" or any(map(str.isdigit, key)))


def _by_form(key: str) -> Kind:
    """Return the kind that an identifier shows by its check digits, empty where it shows none."""
    if USCC.match(key):
        total = sum(USCC_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(key[:17]))
        return "uscc" if USCC_SIGNS[-total % 31] == key[17] else ""
    if LEI.match(key):
        return "lei" if int("".join(str(int(sign, 36)) for sign in key)) % 97 == 1 else ""
    return ""
