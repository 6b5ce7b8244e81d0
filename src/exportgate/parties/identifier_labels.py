"""The labels of identifiers: which words say of what kind a number is, and where a label ends."""

import re
from functools import lru_cache
from typing import Literal

Kind = Literal["", "imo", "mmsi", "lei", "uscc", "bic", "passport", "duns", "isin", "person", "company", "other"]
WORDS: tuple[tuple[Kind, str], ...] = (
    ("imo", "imo|vessel registration"),
    ("mmsi", "mmsi|maritime mobile"),
    ("lei", "lei|legal entity (?:identifier|number)"),
    ("uscc", "credit code|u ?s ?c ?c+|统一社会信用代码|統一社會信用代碼"),
    ("bic", "swift|bic"),
    ("passport", "passport|travel document"),
    ("duns", "d ?u ?n ?s"),
    ("isin", "isin"),
    ("person", "national|cedula|c ?u ?r ?p|ssn|personal|identity card|id card"),
    (
        "company",
        "tax|inn|ogrn(?:ip)?|v ?a ?t|nit|ruc|rif|r ?f ?c|ein|gazette|c r|crn|reg|registration|registry|registered",
    ),
    ("company", "инн|огрн(?:ип)?|纳税人识别号|税号|注册号"),
    (
        "company",
        "company|business|commercial|enterprise|incorporation|commerce|mercantil|trade license|identification",
    ),
    ("other", "website|ticker|call sign|e ?mail|phone|fax|aircraft|digital currency|licen[sc]e|gender"),
    ("other", "transponder|certificate|serial|kpp|кпп|okved|оквэд|bik|бик"),
)
LABELS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in WORDS)
"""What the label of each kind of identifier says, the first that fits."""
MOST_WORDS = 8
"""How many words a label without a colon may have."""


@lru_cache(maxsize=4096)
def kind_of(label: str) -> Kind:
    """Return the kind of identifier that a label names, empty where it names none that is known."""
    words = " ".join("".join(sign if sign.isalnum() else " " for sign in label.casefold()).split())
    return next((kind for kind, pattern in LABELS if pattern.search(words)), "")


def apart(text: str) -> tuple[str, str]:
    """Return the label of an identifier and what follows it; of two labels in a row the second, if it is a known one.

    Words that no label has are part of the value.
    """
    label, value = _first_label(text)
    inner, rest = _first_label(value) if label else ("", "")
    return (inner, rest) if kind_of(inner) else (label, value)


def _first_label(text: str) -> tuple[str, str]:
    head, colon, tail = text.partition(":")
    if colon and not any(map(str.isdigit, head)):
        return head.strip(), tail.strip()
    words = text.split()
    for size in range(min(len(words) - 1, MOST_WORDS), 0, -1):
        label = " ".join(words[:size])
        if not any(map(str.isdigit, label)) and kind_of(label):
            return label, " ".join(words[size:])
    return "", text.strip()
