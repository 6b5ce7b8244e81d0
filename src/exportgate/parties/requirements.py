"""What an entry's own texts say: to which items its license requirement reaches, and how applications are reviewed.

The texts are those of the Entity List (15 CFR part 744, supp. no. 4) in every spelling found in its published copies.
What cannot be read counts as all items: the text itself is shown beside whatever follows from it.
"""

import re
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
def policy_of(text: str) -> EntryPolicy | None:
    """Return the strictest review policy that an entry's policy text names, or None where it names none."""
    words = re.sub(r"[-_\s]+", " ", text).lower()
    return next((policy for pattern, policy in POLICIES if pattern.search(words)), None)


def plain(text: str) -> str:
    """Return a text in small letters without section signs, periods and doubled spaces, for its patterns."""
    return " ".join(re.sub(r"[§.]+", " ", text.lower().replace("no.", "no ")).split())
