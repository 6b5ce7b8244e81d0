"""The words in which every report speaks of outcomes, findings, hits and what is missing.

Nothing is decided here: it is said alike in each format.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from exportgate.foundation.counting import counted
from exportgate.parties.entry import Hit, Relation
from exportgate.provisions.model import Outcome
from exportgate.screening.findings import Finding, ItemView, LicenseException, LineDecision

REJECTED = "rejected"
TITLES: Mapping[str, str] = {
    Outcome.PROHIBITED: "Prohibited",
    Outcome.LICENSE_REQUIRED: "License required",
    Outcome.HOLD: "Hold",
    Outcome.NO_FINDING: "No finding",
    REJECTED: "Rejected",
}
NOTED = "Noted"
OWN = "exportgate."
MEANINGS: Mapping[str, str] = {
    Outcome.PROHIBITED: "No ordinary license cures it. Do not proceed.",
    Outcome.LICENSE_REQUIRED: "A rule requires a license, or does unless an exception is proved that is not.",
    Outcome.HOLD: "A possible match, a red flag or a missing fact that a person must settle first.",
    Outcome.NO_FINDING: "No finding against the lists and rules named here. It says nothing of any others.",
    REJECTED: "The row could not be read as a shipment line and was not screened.",
}
CONFIDENCE: Mapping[str, str] = {
    "S": "from a secondary source",
    "I": "inferred",
    "M": "from memory",
}
OF: Mapping[Relation, str] = {"alias": "alias of", "branch": "branch of", "shell": "shell of", "owned": "as owned by"}
RANKS: Mapping[Outcome, int] = {outcome: outcome.rank for outcome in Outcome}
SPACES = re.compile(r"\s+")
HUNDREDTH = Decimal("0.01")


def words(name: str) -> str:
    """Return a name of the machine formats (`ultimate_consignee`) as words."""
    return name.replace("_", " ")


def one_line(text: str) -> str:
    """Return a text with every run of white space, line ends included, as one blank."""
    if text.isprintable() and "  " not in text and text.strip() == text:
        return text
    return SPACES.sub(" ", text).strip()


def deciding(decision: LineDecision) -> tuple[Finding, ...]:
    """Return the findings that are as bad as the line's outcome, in their order."""
    return tuple(finding for finding in decision.findings if finding.outcome is decision.outcome)


def rule_name(finding: Finding) -> str:
    """Return the rule's id and paragraph in one word, `provision#paragraph`; the tool's own checks have one each."""
    own = finding.provision.startswith(OWN)
    return finding.provision if own or not finding.paragraph else f"{finding.provision}#{finding.paragraph}"


def codes_text(item: ItemView) -> str:
    """Return the codes of an item in short; one that it may have stands with a question mark."""
    return ", ".join([*item.classifications, *(f"{code}?" for code in item.possible)]) or "none"


def own_mark(own: str) -> str:
    """Return the words that tell an organization's own rule from the law, empty for the law."""
    return f"own rule of {own}" if own else ""


def own_rules_text(decision: LineDecision) -> str:
    """Return every own rule that says something of the line, with what follows and why, whatever else decided it."""
    own = [found for found in decision.findings if found.own and found.relaxed is None]
    said = (f"{rule_name(found)} ({finding_title(found).lower()}): {found.because}" for found in own)
    return "; ".join(dict.fromkeys(said))


def relaxed_text(decision: LineDecision) -> str:
    """Return every rule that an own rule relaxed on the line, with who relaxed it and why it may."""
    lifted = dict.fromkeys(found.relaxed for found in decision.findings if found.relaxed is not None)
    return "; ".join(f"{item.rule}, by {item.by}: {item.because}" for item in lifted)


def reasons_text(why: Iterable[str]) -> str:
    """Return the sentences on a match as one sentence, so that only the first of them has its capital."""
    first, *more = [*why] or [""]
    return "; ".join([first, *(text[:1].lower() + text[1:] for text in more)])


def finding_title(finding: Finding) -> str:
    """Return the label of a finding: its outcome, or that it is only noted, as a classification is."""
    return NOTED if finding.outcome is Outcome.NO_FINDING else TITLES[finding.outcome]


def verify(confidence: str) -> str:
    """Return the call to verify a rule that was not read in its primary text, empty where it was."""
    return f"verify ({confidence}: {CONFIDENCE[confidence]})" if confidence in CONFIDENCE else ""


def question(need: str, questions: Mapping[str, str]) -> str:
    """Return what a person is asked for a missing fact: its question, or the fact's name in words."""
    return questions.get(need) or f"What is the {words(need)}?"


def score_text(score: float) -> str:
    """Return a score with two decimals, cut and not rounded, so that only what is exactly alike reads 1.00."""
    return str(Decimal(repr(score)).quantize(HUNDREDTH, rounding=ROUND_FLOOR))


def reported_text(hit: Hit) -> str:
    """Return what a reported name is to whom, such as "shell of Acme Ltd"; empty where the name is the list's own."""
    if not hit.relation:
        return ""
    return f"{OF[hit.relation]} {hit.entry.name if hit.reported else hit.entry.of}"


def hit_text(role: str, hit: Hit) -> str:
    """Return a hit in short: role, the name that matched and whose it is, the list's code, the kind, and the score."""
    reported = f" (reported {of})" if (of := reported_text(hit)) else ""
    kind = "" if hit.kind == "name" else f", {hit.kind}"
    return f"{words(role)}: {hit.matched_name}{reported} [{hit.entry.source}{kind}] {score_text(hit.score)}"


def hits_text(decision: LineDecision) -> str:
    """Return every hit of a line in short, with how many more there are."""
    parts = [hit_text(party.role, hit) for party in decision.parties for hit in party.hits]
    parts += [f"{words(party.role)}: {party.more} more" for party in decision.parties if party.more]
    return one_line("; ".join(parts))


def exception_text(exception: LicenseException) -> str:
    """Return a license exception with its status, and whose it is where it is none of the law."""
    return f"{exception.id} ({', '.join(filter(None, (exception.status, own_mark(exception.own))))})"


def days_text(first: date | None, last: date | None) -> str:
    """Return a range of days, or the one day where both are the same."""
    if first is None or last is None:
        return "no line was read"
    return str(first) if first == last else f"{first} to {last}"


count_text = counted
"""How every report counts things."""
