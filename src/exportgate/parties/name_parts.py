"""Finds the names that one text joins: "A t/a B", "A a.k.a. B", "Parent. Affiliated Entity: B", "Parent, JSC B".

Where a text first names a parent, only what follows is a name of its own: the parent is another party. Whom a party is
named after is often left away, so what stands before it is a name too where it says more than a trade ("NII Polyus im.
Stelmakha").
"""

import re

from exportgate.parties.scripts import clean, to_latin
from exportgate.parties.settling import PHRASES
from exportgate.parties.units import names_party

SLASHES = "[tdc]/a|c/o|d/b/a|o/b/o|[afnp]/k/a"
CONNECTOR = re.compile(rf"(?<!\w)(?:[afnp]\.k\.a\.?|{SLASHES}|{'|'.join(PHRASES)})(?!\w)")
# A legal form that stands before the name that it belongs to, after a comma or before a quotation mark.
FORM_BEFORE = r"(?:(?:open|public|closed) )?joint[- ]stock company|[op]?jsc|[opz]ao|fgup|fsue"
AFTER_PARENT = re.compile(
    r"(?<!\w)(?:affiliated entit(?:y|ies)|(?:and )?subordinate (?:institution|entity)s?)(?!\w)"
    rf"|,\s?(?:{FORM_BEFORE})(?=\s[\"“«„'?]?\w)|(?<!\w)(?:{FORM_BEFORE})(?=\s[\"“«„]\w)"
)
NAMED_AFTER = re.compile(r"(?<=[\w\"”»])[\s,]+(?:imeni|im\.|named (?:after|for))\W.*")
MAY_BE_NAMED_AFTER = ("im", "named ")
MAY_JOIN = ("/", ".k.a", *PHRASES)
MAY_FOLLOW_PARENT = ("affiliated ", "subordinate ", "jsc", "ao ", "stock company", "fgup", "fsue")
EDGES = " .,;:()[]-–\"“”«»„'"
SHORTEST = 3


def parts_of(text: str) -> tuple[str, ...]:
    """Return the names that a text joins, or the one that it gives after its parent; () where there is but one."""
    lowered = to_latin(clean(text))
    parts: list[str] = []
    if any(map(lowered.__contains__, MAY_JOIN)):
        joined = [part.strip(EDGES) for part in CONNECTOR.split(lowered)]
        parts += joined if len(joined) > 1 else []
    if any(map(lowered.__contains__, MAY_FOLLOW_PARENT)):
        parent, *following = AFTER_PARENT.split(lowered)
        parts += [following[-1].strip(EDGES)] if following and len(parent.strip(EDGES)) >= SHORTEST else []
    if any(map(lowered.__contains__, MAY_BE_NAMED_AFTER)):
        plain = NAMED_AFTER.sub("", lowered).strip(EDGES)
        parts += [plain] if plain != lowered.strip(EDGES) and names_party(plain) else []
    return tuple(part for part in dict.fromkeys(parts) if len(part) > 1)
