"""Takes apart the remarks of the Treasury's lists: one text in which each fact is set apart by a semicolon.

A weak alias stands in quotes, an identifier under the label of its register, with its country and dates behind it.
What has no place of its own in an entry stays a remark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from exportgate.parties.countries import Countries

APART = "; "
ALTERNATIVE = re.compile(r"alt\. ")
WEAK_ALIAS = re.compile(r"(?P<kind>[afn])\.k\.a\. '(?P<name>.+)'")
FORMER_OR_NEW = {"f": "formerly", "n": "now"}
LABELED = {"DOB ": "born", "POB ": "born in"}
ORIGIN = re.compile(r"(?P<label>nationality|citizen|Nationality of Registration) (?P<country>.+)")
LABEL_ENDS = (
    r"No\.?|Number|Numbers|#|ID|Card|Passport|Booklet|(?<!Commercial )Code|Document|Gazette|License|Identification"
    r"|Identidad|electoral|Nacional|Ticker|Telephone|Phone|PHONE|Fax|FAX|(?!U\.S\.)(?:[A-Z]\.){2,5}|RFC|RTN|RUC|NIT|RIF|BIK|SSN"
    r"|ISIN|MMSI|FEIN|Certificate"
)
WITHOUT_DIGITS = (
    r"SWIFT/BIC|(?:Previous )?Aircraft Tail Number|Website|Email Address|Digital Currency Address - [A-Z0-9]{2,6}"
)
IDENTIFIER = re.compile(
    rf"(?P<label>(?:{WITHOUT_DIGITS})"
    rf"|(?=[A-Z])(?:[^\d;:()]{{0,60}}(?<![\w.]))?(?:{LABEL_ENDS})(?: \([^()]*\))?(?: #)?):? "
    r"(?P<value>(?!issued|expires).+?)(?: ?\((?P<country>[^()\d]+)\))?(?: (?P<dates>(?:issued|expires) .+))?"
)


@dataclass(slots=True)
class Remarks:
    """What remarks say: weak aliases, countries (alpha-2), identifiers as "label: value", and everything else."""

    weak_aliases: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def read_remarks(text: str, countries: Countries) -> Remarks:
    """Take the remarks of an entry apart."""
    found = Remarks()
    for piece in _pieces(text):
        bare = ALTERNATIVE.sub("", piece, count=1) if piece.startswith("alt. ") else piece
        if alias := WEAK_ALIAS.fullmatch(bare):
            found.weak_aliases.append(_unquoted(alias["name"]))
            if kind := FORMER_OR_NEW.get(alias["kind"]):
                found.rest.append(f"{kind}: {_unquoted(alias['name'])}")
        elif label := next((label for label in LABELED if bare.startswith(label)), None):
            found.rest.append(f"{LABELED[label]}: {bare.removeprefix(label)}")
        elif (origin := ORIGIN.fullmatch(bare)) and (code := countries.country(origin["country"])):
            found.countries.append(code)
        elif identifier := _identifier(bare, countries):
            found.identifiers.append(identifier)
        else:
            found.rest.append(piece)
    return found


def _pieces(text: str) -> Iterator[str]:
    """Yield the facts of a text; the period that ends it belongs to none of them."""
    pieces = [" ".join(piece.split()) for piece in text.strip().removesuffix(".").split(APART)]
    yield from filter(None, (piece.strip(" ;") for piece in pieces))


def _identifier(piece: str, countries: Countries) -> str:
    """Return a piece as "label: value (country) (dates)", empty where it is no identifier.

    The country is written as its code, since a comma ("Korea, North") would end the value.
    """
    found = IDENTIFIER.fullmatch(piece)
    if found is None:
        return ""
    if not re.match(WITHOUT_DIGITS, found["label"]) and not re.search(r"\d", found["value"]):
        return ""
    value = re.sub(r"\A\(([^()]*)\)\Z", r"\1", found["value"])
    country = found["country"] and (countries.country(found["country"]) or found["country"].replace(",", ""))
    behind = "".join(f" ({text})" for text in (country, found["dates"]) if text)
    return f"{found['label']}: {value}{behind}"


def _unquoted(name: str) -> str:
    return name[1:-1] if name.startswith("'") and name.endswith("'") else name
