"""Hypothesis strategies for decisions with any text in any place."""

from dataclasses import replace

from hypothesis import strategies as st

from exportgate.parties.entry import Entry, Hit
from exportgate.provisions.model import Outcome, ReviewPolicy
from exportgate.screening.findings import ChecklistItem, Finding, ItemView, LicenseException, LineDecision, PartyView

from . import sample

WORDS = st.text(max_size=12)
LISTS = st.lists(WORDS, max_size=3).map(tuple)
SHARE = st.floats(0, 1)
ENTRIES = st.builds(
    Entry,
    entity_id=WORDS,
    source=st.sampled_from(["EL", "SDN", "X"]),
    kind=st.sampled_from(["entity", "address"]),
    name=WORDS,
    countries=LISTS,
    addresses=LISTS,
    requirement=WORDS,
    policy=WORDS,
    footnotes=LISTS,
    notice=WORDS,
    url=WORDS,
)
HITS = st.builds(
    Hit,
    list_id=WORDS,
    entry=ENTRIES,
    kind=st.sampled_from(["name", "address", "identifier"]),
    matched_name=WORDS,
    score=SHARE,
    priority=SHARE,
    decisive=st.booleans(),
    why=LISTS,
)
FINDINGS = st.builds(
    Finding,
    provision=WORDS,
    paragraph=WORDS,
    effect=WORDS,
    outcome=st.sampled_from(Outcome),
    cite=WORDS,
    because=WORDS,
    needs=LISTS,
    confidence=st.sampled_from(["", "P", "S", "I", "M"]),
    review_policy=st.none() | st.sampled_from(ReviewPolicy),
    not_modeled=LISTS,
)
ITEMS = st.builds(
    ItemView,
    part=WORDS,
    catalog_parts=LISTS,
    kind=st.sampled_from(["", "ic", "assembly"]),
    declared_eccn=WORDS,
    classifications=LISTS,
    possible=LISTS,
    facts=st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), max_size=3, unique_by=lambda fact: fact[0]).map(tuple),
)
PARTIES = st.builds(
    PartyView,
    role=WORDS,
    name=WORDS,
    country=WORDS,
    hits=st.lists(HITS, max_size=3).map(tuple),
    more=st.integers(0, 3),
)
EXCEPTIONS = st.builds(
    LicenseException,
    id=WORDS,
    status=st.sampled_from(["available", "possible", "unavailable"]),
    cite=WORDS,
    because=WORDS,
)
QUESTIONS = st.builds(
    ChecklistItem,
    provision=WORDS,
    paragraph=WORDS,
    cite=WORDS,
    question=WORDS,
    fact=WORDS,
    confidence=st.sampled_from(["", "P", "S"]),
)
DECISIONS = st.builds(
    LineDecision,
    outcome=st.sampled_from(Outcome),
    review_policy=st.none() | st.sampled_from(ReviewPolicy),
    license_exceptions=st.lists(EXCEPTIONS, max_size=2).map(tuple),
    item=ITEMS,
    parties=st.lists(PARTIES, max_size=3).map(tuple),
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
    needs=LISTS,
    checklist=st.lists(QUESTIONS, max_size=2).map(tuple),
)


def hostile(text: str) -> LineDecision:
    """A decision that has the text in every place where one can come from outside."""
    entry = replace(
        sample.SOPHGO, name=text, aliases=(text,), addresses=(text,), requirement=text, notice=text, url=text
    )
    hit = replace(sample.ALIKE, entry=replace(entry, source=text, countries=(text,), policy=text), why=(text,))
    return LineDecision(
        outcome=Outcome.HOLD,
        review_policy=None,
        license_exceptions=(LicenseException(text, "possible", text, text),),
        item=ItemView(text, (text,), text, text, (text,), (text,), ((text, text, text, text),)),
        parties=(PartyView(text, text, text, (replace(hit, matched_name=text, list_id=text),)),),
        findings=(Finding(text, text, text, Outcome.HOLD, text, text, (text,), "S", None, (text,)),),
        needs=(text,),
        checklist=(ChecklistItem(text, text, text, text, text, "S"),),
    )
