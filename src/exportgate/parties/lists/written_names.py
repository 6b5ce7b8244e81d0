"""Takes the names apart that UN and EU lists write into one field: several names, a name in two scripts, a remark."""

import re
from typing import NamedTuple

from exportgate.parties.lists.csl_fields import split_aliases, tidy

LETTERED = re.compile(r"(?:\A|\s)[a-h]\)\s+")
"""How a list counts names: "a) First b) Second"."""
SLASHED = re.compile(r"\s/\s")
BRACKETS = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)?")
SCRIPT_NAMED = re.compile(r"(?:in |original )[a-z ]{0,30}(?:script)?\s?:\s*|\s*\(?original script\)?", re.IGNORECASE)
IN_NOTE = re.compile(r"(?:original script|in [a-z]+(?: script)?)\s?:\s*([^;()]+)", re.IGNORECASE)
DESCRIBED = re.compile(
    r"(?:previously|formerly) listed as|(?:birth|combat|maiden|false) (?:name|identity)\b.*|third|nom de guerre|.*\d.*",
    re.IGNORECASE,
)
"""What stands in brackets behind a name and is no name."""
BORN = re.compile(r",?\s+born (?=.*\d).*\Z", re.IGNORECASE)
LATIN = re.compile("[A-Za-zÀ-ɏ]")
OTHER = re.compile("[\u0370-\U0010ffff]")


class WrittenNames(NamedTuple):
    """The names of a field, and what it says beside them."""

    names: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def written_names(field: str) -> WrittenNames:
    """Return the names in a field, each once, and what else it says."""
    names: list[str] = []
    remarks: list[str] = []
    text = SLASHED.sub("; ", LETTERED.sub("; ", tidy(field).lstrip(") ")))
    if born := BORN.search(text):
        remarks.append(born[0].strip(" ,"))
        text = text[: born.start()]
    for piece in _pieces(text):
        kept, inner, said = _brackets(piece)
        names += split_aliases(kept)
        names += [name for one in inner for name in split_aliases(SCRIPT_NAMED.sub("", one))]
        remarks += said
    return WrittenNames(tuple(dict.fromkeys(names)), tuple(remarks))


def names_in_note(note: str) -> tuple[str, ...]:
    """Return the names in another script that a note to a name gives ("original script: Север")."""
    return tuple(found[1].strip(" .,") for found in IN_NOTE.finditer(note) if OTHER.search(found[1]))


def _pieces(text: str) -> list[str]:
    """Return a text in pieces at the semicolons outside of brackets."""
    pieces, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        if sign == ";" and not depth:
            pieces.append(text[start:at])
            start = at + 1
    return [*pieces, text[start:]]


def _brackets(piece: str) -> tuple[str, list[str], list[str]]:
    """Return a piece without the brackets that hold another script or a remark, what these hold, and the remarks."""
    inner: list[str] = []
    said: list[str] = []
    outside = BRACKETS.sub("", piece)

    def settle(found: re.Match[str]) -> str:
        text = found[1].strip()
        if (OTHER.search(text) and LATIN.search(outside)) or (LATIN.search(text) and not LATIN.search(outside)):
            inner.append(text)
            return ""
        if DESCRIBED.fullmatch(text):
            said.append(text)
            return ""
        return found[0]

    return BRACKETS.sub(settle, piece), inner, said
