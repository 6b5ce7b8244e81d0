"""Reads the cells that say who owns a party: a share in percent, and a list of holders with their shares.

A list is written 'First Ltd 30 %; Second Ltd 25.5 %; Third Ltd ?': each holder's name, then its share. Shares are
exact, since a little less than 50 percent is another answer. What cannot be read for certain is a reason to set the row
aside.
"""

import re
from fractions import Fraction

from exportgate.foundation.quantities import parse_number
from exportgate.runs.line_values import Unreadable, plain_text, quoted
from exportgate.screening.shipment import LineParty, Owner

WHOLE = Fraction(100)
ROUNDED = Fraction(101)
"""What shares may add up to: each may have been rounded up by whoever wrote it."""
HOLDERS = 100
"""Holders that one cell may name: more are no list that a person keeps."""
PERCENT = r"(?:%|percent|per cent|pct\.?|Prozent)"
NUMBER = r"\d{1,3}(?:\.\d{1,12})?"
SHARE = re.compile(rf"({NUMBER})\s*{PERCENT}?\Z", re.ASCII | re.IGNORECASE)
TAIL = re.compile(
    rf"(?<![\d.,])(?:({NUMBER})\s*{PERCENT}|(?:\?|\bunknown|\bunbekannt)\s*{PERCENT}?)\Z", re.ASCII | re.IGNORECASE
)
BOUNDS = (
    r"less than|more than|under|below|over|above|up to|at most|at least|max\.?|min\.?|ca\.?|circa|approx\.?|about"
    r"|around|approximately|not|unter|über|bis zu|höchstens|mindestens|etwa|rund|nicht"
)
UNCERTAIN = re.compile(
    rf"%|[<>≤≥~≈±]\s*=?\s*\Z|\d\s*(?:-|–|to|bis)\s*\Z|(?:\A|[\s(\[])[-−]\Z|\b(?:{BOUNDS})\s*\Z", re.IGNORECASE
)
"""What before a share makes it a bound, a range or a debt, or shows that several holders stand in one part."""
BEHIND = re.compile(r"\b(?:(?:controlled|owned|held) by|subsidiary of|on behalf of|kontrolliert von)\b", re.IGNORECASE)
"""What shows that a part names a holder and another behind it."""
UNKNOWN_WORDS = frozenset(
    {"unknown", "not known", "?", "unbekannt", "tbd", "n/a", "undisclosed", "not disclosed", "未知", "不详"}
)
NOBODY = UNKNOWN_WORDS | {
    *("none", "other", "others", "various", "public", "free float", "public float", "shareholders"),
    *("other shareholders", "unknown shareholders", "minority shareholders"),
    *("sonstige", "streubesitz", "diverse", "其他", "其它", "公众股东"),
}
"""What stands where a holder's name does and names nobody."""
FIGURE_AT_END = re.compile(rf"(?:\d|{PERCENT})[)\]]?\Z", re.IGNORECASE)
EXPECTED = "each holder's name and then its share, such as 'First Ltd 30 %; Second Ltd 25.5 %; Third Ltd ?'"


def read_share(text: str) -> Fraction | None:
    """Return a share in percent, None where the text is empty or says that nobody knows it.

    Raises:
        Unreadable: it is no share from 0 to 100 percent.
    """
    text = plain_text(text)
    if not text or text.casefold() in UNKNOWN_WORDS:
        return None
    found = SHARE.match(text)
    share = parse_number(found[1]) if found else None
    if share is None or share > WHOLE:
        raise Unreadable(f"{quoted(text)} is no share: expected a number of percent from 0 to 100, or 'unknown'")
    return share


def read_owners(text: str) -> tuple[Owner, ...] | None:
    """Return the holders that a text lists, None where it names none; a name without a share is one of unknown share.

    What is said to be held by others, or by nobody knows whom, is left out: it is as unknown as what is not said.

    Raises:
        Unreadable: a part of the text is no name and share, or the shares add up to more than the whole.
    """
    text = plain_text(text)
    if not text or text.casefold() in UNKNOWN_WORDS:
        return None
    parts = [part.strip() for part in re.split(r"[;\n]", text)]
    listed = tuple(_owner(part, text) for part in parts if part)
    owners = tuple(owner for owner in listed if owner.name.casefold() not in NOBODY)
    if len(owners) > HOLDERS:
        raise Unreadable(f"{quoted(text)} names {len(owners)} holders: expected at most {HOLDERS}")
    if sum((owner.share or Fraction(0) for owner in listed), Fraction(0)) > ROUNDED:
        raise Unreadable(f"the shares in {quoted(text)} add up to more than 100 percent: expected {EXPECTED}")
    return owners or None


def parent_fault(party: LineParty) -> str:
    """Return why what a line says of a party's parent and its share cannot stand, empty where it can."""
    if party.parent_share is None:
        return ""
    if party.parent is None:
        return "has a share of a parent, but no parent is named"
    stated = {owner.share for owner in party.owners if owner.name.casefold() == party.parent.casefold()}
    if len(stated) == 1 and stated - {None, party.parent_share}:
        return f"has two shares of {quoted(party.parent)}: one as its parent, one among its owners"
    return ""


def _owner(part: str, text: str) -> Owner:
    """Return the holder of one part: the share stands last, and whatever stands before it is the name."""
    head = part.rstrip(")] ")
    tail = TAIL.search(head)
    if tail is None and not FIGURE_AT_END.search(part):
        return Owner(part)
    before = head[: tail.start()] if tail is not None else ""
    name = before.rstrip(" :,([=-–—")
    share = Fraction(tail[1]) if tail is not None and tail[1] else None
    if not name or UNCERTAIN.search(before) or BEHIND.search(before) or (share is not None and share > WHOLE):
        raise Unreadable(f"{quoted(part)} in {quoted(text)} is no holder and share: expected {EXPECTED}")
    return Owner(name, share)
