"""What becomes of findings where a line states that its item is not subject to the EAR.

The EAR's requirements reach items subject to them (15 CFR 734.3); 744.6 reaches the acts of U.S. persons with others.
The statement alone frees nothing: what would be required otherwise is held until it is proved.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exportgate.engine.values import CodeSet
from exportgate.provisions.model import Outcome
from exportgate.screening.findings import Finding

STATED, PROVED = "stated-not-subject", "not-subject"
"""Codes of the transaction that us.ear.734.not_subject gives."""
LAW = "us.ear."
OTHER_ITEMS = ("us.ear.744.6", "us.ear.732.")
"""Rules that ask nothing of the EAR's reach: acts of U.S. persons, and red flags, which a person resolves."""
EMBARGO = "us.ear.746."
"""No proof frees a line to an embargoed place: the embargo is not this agency's alone."""
REACHING = frozenset({"us.ear.734.4", "us.ear.734.4_content", "us.ear.734.9", "us.ear.734.9_footnotes"})
"""Notices that say by which rule a foreign-made item is subject to the EAR, whatever its line states."""
AHEAD = frozenset({"tools-ahead"})
"""Those of them that tell of a rule in force that is not yet to be complied with."""
PROOF = ("foreign_made", "us_content", "contains_us_circuit", "us_technology_or_plant")
BINDING = frozenset({Outcome.LICENSE_REQUIRED, Outcome.PROHIBITED, Outcome.HOLD})


def as_far_as_subject(findings: Iterable[Finding], transaction: CodeSet) -> Iterator[Finding]:
    """Yield findings; requirements on items subject to the EAR are held, or notices where the statement is proved."""
    said = list(findings)
    proved, stated = PROVED in transaction.known, {STATED, PROVED} & (transaction.known | transaction.possible)
    reached = any(map(_reaches, said))
    for found in said:
        if stated and not reached and _needs_subject(found):
            yield _freed(found) if proved and not found.provision.startswith(EMBARGO) else _held(found)
        else:
            yield found


def _reaches(found: Finding) -> bool:
    return found.provision in REACHING and found.paragraph not in AHEAD and found.effect == "applies"


def _needs_subject(found: Finding) -> bool:
    about_items = found.provision.startswith(LAW) and not found.provision.startswith(OTHER_ITEMS)
    return about_items and found.outcome in BINDING and not found.asks


def _held(found: Finding) -> Finding:
    why = "the line states that the item is not subject to the EAR; prove its origin, de minimis and direct product, or"
    return replace(
        found,
        outcome=Outcome.HOLD,
        review_policy=None,
        because=f"{why} this applies: {found.because}",
        needs=tuple(dict.fromkeys((*found.needs, *PROOF))),
    )


def _freed(found: Finding) -> Finding:
    why = "stated in full that the item is foreign-made and not subject to the EAR; if it were, this would apply"
    return replace(found, outcome=Outcome.NO_FINDING, review_policy=None, because=f"{why}: {found.because}", needs=())
