"""What an entry's own texts say: to which items its license requirement reaches, and how applications are reviewed.

The texts are those of the Entity List (15 CFR part 744, supp. no. 4) in every spelling found in its published copies.
What cannot be read counts as all items: the text itself is shown beside whatever follows from it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

EntryScope = Literal["all_items", "all_but_named", "control_list", "control_list_and_supplement_7", "energy_projects"]
EntryPolicy = Literal["policy_of_denial", "presumption_of_denial", "case_by_case", "presumption_of_approval"]

ALL_ITEMS = re.compile(r"\ball items? subjects? to the ear\b|\Aall items\Z")
SUPPLEMENT_7 = re.compile(r"\b(?:ccl|commerce control list)\b.*\bsupplement no ?7 to part 746\b")
CONTROL_LIST = re.compile(
    r"\A(?:for )?(?:all )?items (?:listed |described |controlled )?(?:on|in|under) the (?:ccl|commerce control list)\b"
    r"|\ball items subject to the ear,? (?:except|other than|apart from)(?: for)?(?: all| any)?(?: items)?"
    r"(?: designated as)? ear99(?: items)?(?: \(see .*)?\Z"
)
PROJECTS = re.compile(r"\bwhen used in projects specified in\b")
NAMED = re.compile(r"\b(?:except|apart from|other than)\b")

POLICIES: tuple[tuple[re.Pattern[str], EntryPolicy], ...] = (
    (re.compile(r"\bpolicy of denial\b"), "policy_of_denial"),
    (re.compile(r"\bpresumption (?:of|for) denial\b"), "presumption_of_denial"),
    (re.compile(r"\bcas[ea] by case\b"), "case_by_case"),
    (re.compile(r"\bpresumption (?:of|for) approval\b"), "presumption_of_approval"),
)
APPROVED_EAR99 = re.compile(r"\bpresumption of approval for ear99\b")
NOT_DESCRIBED = re.compile(r"\bexcept case by case for items not described in eccns? (?P<codes>.+)")
NAMED_CODES = re.compile(r"\bcase by case review for eccns (?P<codes>.+?)(?:,? and for|;)")
CODE = re.compile(r"(?P<entry>[0-9][a-e][0-9]{3})?(?P<paragraph>\.?[a-z0-9]+(?:\.[a-z0-9]+)*)?\Z")


@dataclass(frozen=True, slots=True)
class ItemCodes:
    """What is known of a line's item: its deepest control codes and those that it may have, all small letters.

    `complete` says that it has no others; `ear99` that it is on no paragraph of the Commerce Control List at all.
    """

    known: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
    complete: bool = False
    ear99: bool = False

    def surely_in(self, described: Iterable[str]) -> bool:
        """Tell whether the item is of a described paragraph for certain."""
        return any(within(code, other) for code in self.known for other in described)

    def surely_outside(self, described: Iterable[str]) -> bool:
        """Tell whether the item is of no described paragraph for certain."""
        if self.ear99:
            return True
        held = [(code, other) for code in self.known | self.possible for other in described]
        return self.complete and not any(within(code, other) or within(other, code) for code, other in held)


def within(code: str, other: str) -> bool:
    """Tell whether a code is another one or a paragraph of it."""
    return code == other or code.startswith(f"{other}.")


@lru_cache(maxsize=4096)
def scope_of(requirement: str) -> EntryScope:
    """Return the items to which the requirement of an entry reaches.

    `energy_projects` are all items, but only where they are used in the projects of 15 CFR 746.8(a)(4), 746.5 before
    2023; `all_but_named` are all items but some that only the text names, none of which is known to be the line's.
    """
    text = plain(requirement)
    if SUPPLEMENT_7.search(text):
        return "control_list_and_supplement_7"
    if CONTROL_LIST.search(text):
        return "control_list"
    if PROJECTS.search(text):
        return "energy_projects"
    return "all_but_named" if ALL_ITEMS.search(text) and NAMED.search(text) else "all_items"


@lru_cache(maxsize=4096)
def policy_of(text: str, item: ItemCodes = ItemCodes()) -> EntryPolicy | None:
    """Return the review policy that an entry's text names for an item, or None where it names none.

    Of several policies the strictest holds, but where the text gives EAR99 items or named paragraphs of the control
    list another one and the item surely is of those. Which other items it means (food, medicine, items for 200 mm
    wafers), a line does not say.
    """
    words = re.sub(r"[-_\s]+", " ", text).lower()
    if APPROVED_EAR99.search(words):
        if item.ear99:
            return "presumption_of_approval"
        words = APPROVED_EAR99.sub("", words)
    if (outside := NOT_DESCRIBED.search(words)) and item.surely_outside(codes_in(outside["codes"])):
        return "case_by_case"
    if (named := NAMED_CODES.search(words)) and item.surely_in(codes_in(named["codes"])):
        return "case_by_case"
    return next((policy for pattern, policy in POLICIES if pattern.search(words)), None)


@lru_cache(maxsize=256)
def codes_in(text: str) -> tuple[str, ...]:
    """Return the control codes of a text that names entries once: `3B001.a.4, .c, f.1.b.2, .k to .p; 3B993`."""
    return tuple(dict.fromkeys(_codes(re.sub(r"\b(?:or|and|items|in|eccns?)\b", " ", text.lower()))))


def _codes(text: str) -> Iterator[str]:
    entry = ""
    for piece in re.split(r"[,;]", text):
        first, _, last = (part.strip(" .") for part in piece.partition(" to "))
        found = CODE.match(first)
        if not found:
            continue
        if found["entry"]:
            entry = found["entry"]
            yield first
        elif entry and first:
            ends = range(ord(first), ord(last) + 1) if len(first) == len(last) == 1 else ()
            yield from (f"{entry}.{chr(letter)}" for letter in ends)
            if not ends:
                yield f"{entry}.{first}"


def plain(text: str) -> str:
    """Return a text in small letters without section signs, periods and doubled spaces, for its patterns."""
    return " ".join(re.sub(r"[§.]+", " ", text.lower().replace("no.", "no ")).split())
