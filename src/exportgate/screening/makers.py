"""What the ECCN that a part's maker publishes says beside the rules: a note, never a classification."""

from collections.abc import Iterator

from exportgate.screening.classification import EAR99, Classified
from exportgate.screening.entries import MIRRORED

BY_NUMBER = {"1": "a", "2": "b"}
"""Entries whose `.z` has no letters give its level as a number: 5A992.z.1 is that of 3A090.a."""


def makers_notes(item: Classified) -> Iterator[str]:
    """Yield, per part of the catalog, that the maker's ECCN is used, or that it disagrees with the rules."""
    known = sorted(code for code in item.by_law.known if code != EAR99)
    for part in item.item.parts:
        note = _note(part.eccn, known, item) if part.eccn else ""
        if note:
            yield f"the maker's ECCN of {part.name} is {part.eccn} ({part.eccn_source}){note}"


def _note(eccn: str, known: list[str], item: Classified) -> str:
    level, declared = level_of(eccn), item.item.query.eccn
    if item.item.basis == "maker":
        return "; its figures leave open whether it is in 3A090, so the maker's word is taken"
    given = {code.split(".")[1] for code in known if code.partition(".")[0] in MIRRORED}
    if (level and not level & given and not item.possible) or (given and not level):
        return f", but the rules of the day give {', '.join(known) or 'no modeled entry'} from its figures"
    if level:
        entry = eccn.partition(".")[0]
        needs_more = (
            f": as {entry} it needs more than the rules ask of its figures; declare its ECCN to have that asked"
        )
        return needs_more if entry not in MIRRORED and not declared else ""
    if declared:
        return "" if _alike(declared, eccn) else f", but {declared} is declared, which is used here"
    return "; none is declared, so the Commerce Country Chart is asked for it"


def _alike(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def level_of(eccn: str) -> frozenset[str]:
    """Return which of the paragraphs a, b and c of 3A090 a code corresponds to, empty where to none."""
    entry, *rest = eccn.split(".")
    if entry in MIRRORED:
        return frozenset(rest[:1]) or frozenset("abc")
    if rest[:1] != ["z"]:
        return frozenset()
    if len(rest) == 2 and entry not in ("3A001", "4A003", "5A002", "5A004", "5D002"):
        return frozenset(BY_NUMBER.get(rest[1], "ab"))
    return frozenset(rest[2:3]) or frozenset("ab")
