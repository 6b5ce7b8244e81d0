"""What the list entries that a party matches mean for a line: the party stage of the rules, asked once per hit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from exportgate.engine.effects import Effect, work_out
from exportgate.engine.law import LawOfDay
from exportgate.engine.table import table_of
from exportgate.foundation.truth import Truth
from exportgate.items.readings import Reading
from exportgate.parties.entry import Entry, Hit
from exportgate.parties.listing import hit_in_force, hit_text
from exportgate.parties.requirements import policy_of
from exportgate.provisions.model import Outcome, ReviewPolicy, Subject
from exportgate.provisions.paragraphs import FROM_ENTRY
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.findings import Finding
from exportgate.screening.hit_words import hit_finding, not_listed, sentence
from exportgate.screening.merging import finding, idle_release, merge
from exportgate.screening.party_facts import Scope, entry_facts, item_codes
from exportgate.screening.relaxed import relaxed_findings
from exportgate.screening.shipments import CLASSIFICATION, SHOWN
from exportgate.screening.told_once import Said, told_once

UNDATED = {"DPL": "listed_on_date"}


@dataclass(frozen=True, slots=True)
class MatchedParty:
    """A party with its hits and every role that it has in a line, on a day.

    `scope` holds the facts of the line that the rules ask, `item_needs` what is missing for the item's classification.
    """

    name: str
    roles: tuple[str, ...]
    hits: tuple[Hit, ...]
    day: date
    scope: Scope
    item_needs: tuple[str, ...] = ()

    @property
    def current(self) -> list[Hit]:
        """The hits whose entries are listed on the day, or may be."""
        return [hit for hit in self.hits if hit_in_force(hit, self.day) is not Truth.NO]


Rules = list[tuple[Finding, str]]
"""Findings, each with the review policy that its paragraph states."""


def party_findings(parties: Sequence[MatchedParty], law: LawOfDay, vocabulary: Vocabulary) -> list[tuple[Finding, ...]]:
    """Return the findings of each party: for each hit and role what the rules say, or that they say nothing.

    All parties are of days of the same law, and are worked out in the same columns.
    """
    asked = [(party, hit, role) for party in parties for hit in party.current for role in party.roles]
    rows = iter(_said(asked, law, vocabulary))
    found: list[tuple[Finding, ...]] = []
    for party in parties:
        outside = [
            Said(hit, party.roles, not_listed(hit, party.name, party.roles, party.day))
            for hit in party.hits
            if hit_in_force(hit, party.day) is Truth.NO and hit.kind != "affiliate"
        ]
        answers = {(hit, role): next(rows) for hit in party.current for role in party.roles}
        found.append(tuple(told_once(party.name, (*outside, *_spoken(party, answers)))))
    return found


def _said(
    asked: Sequence[tuple[MatchedParty, Hit, str]], law: LawOfDay, vocabulary: Vocabulary
) -> list[tuple[Rules, list[Finding]]]:
    """Return for each party, hit and role what the rules say of it, and what own rules lifted."""
    if not asked:
        return []
    table = table_of(
        [{**entry_facts(hit, role, party.day), **dict(party.scope)} for party, hit, role in asked], vocabulary
    )
    results = work_out(law.stages[Subject.PARTY], table, law.groups)
    relaxing = any(result.held.relaxes for result in results.values())
    answers: list[tuple[Rules, list[Finding]]] = []
    for row, (party, hit, _) in enumerate(asked):
        label = [Reading(hit.entry.entity_id, ())]
        span = range(row, row + 1)
        said: Rules = []
        for result in results.values():
            if result.effect(row) not in SHOWN:
                continue
            if not idle_release(result, result.effect(row), results, span):
                merged = merge(result, results, table, span, label)
                base = _asking_for_the_item(finding(result, merged), party.item_needs)
                said.append((base, result.held.paragraph.review_policy))
        answers.append((said, list(relaxed_findings(results, span)) if relaxing else []))
    return answers


def _asking_for_the_item(found: Finding, item_needs: tuple[str, ...]) -> Finding:
    """The classification is no fact that a person can be asked for: what is missing for it is asked instead."""
    needs = [need for need in found.needs if need not in CLASSIFICATION]
    if len(needs) == len(found.needs):
        return found
    return replace(found, needs=tuple(dict.fromkeys((*needs, *(item_needs or ("declared_eccn",))))))


def _spoken(party: MatchedParty, answers: dict[tuple[Hit, str], tuple[Rules, list[Finding]]]) -> Iterator[Said]:
    """Yield one finding per hit and rule, naming together all the roles for which the rule says the same."""
    for hit in party.current:
        alike: dict[tuple[Finding, str], list[str]] = {}
        lifted: dict[Finding, list[str]] = {}
        silent: list[str] = []
        for role in party.roles:
            said, relaxed = answers[hit, role]
            for rule in said:
                alike.setdefault(rule, []).append(role)
            for found in relaxed:
                lifted.setdefault(found, []).append(role)
            if not relaxed and not any(map(_decides, said)):
                silent.append(role)
        for (base, policy), roles in alike.items():
            yield Said(hit, tuple(roles), _finding(base, hit, party, roles, policy))
        for found, roles in lifted.items():
            because = f"{sentence(hit, party.name, roles)}; {found.because}"
            yield Said(hit, tuple(roles), replace(found, because=because))
        # A name that agrees but for its place says too little to hold a line that no rule holds.
        if silent and hit.kind != "affiliate":
            yield Said(hit, tuple(silent), hit_finding(hit, party.name, silent))


def _decides(rule: tuple[Finding, str]) -> bool:
    """Whether a rule settles what a hit means: the law's word does, an own rule's only where it holds the line.

    A suspended rule settles nothing, nor does a question.
    """
    found, _ = rule
    if found.asks or found.effect == Effect.STAYED:
        return False
    return not found.own or found.outcome is not Outcome.NO_FINDING


def _finding(base: Finding, hit: Hit, party: MatchedParty, roles: Sequence[str], policy: str) -> Finding:
    """Name the party and the entry in the rule's finding; the review policy may be the entry's own."""
    needs = base.needs
    missing = UNDATED.get(hit.entry.source)
    dates = ""
    if missing and (hit.entry.listed_from is None or hit.entry.listed_to is None):
        lacking = " and ".join(_lacking_dates(hit.entry))
        dates = f"; the order counts as in force, its {lacking} date is not in the list"
        needs = tuple(dict.fromkeys((*needs, missing)))
    advice = f"; {base.advice}" if base.advice else ""
    policy_text = f"; review: {hit.entry.policy.replace('_', ' ')}" if policy == FROM_ENTRY and hit.entry.policy else ""
    opened = hit_text(hit, party.day)
    said = f"{sentence(hit, party.name, roles)}{opened and f', {opened}'}{policy_text}{dates}{advice}"
    return replace(
        base,
        cite=", ".join(filter(None, (base.cite, hit.entry.notice))),
        because=f"{base.because} ({said})" if base.asks else said,
        needs=() if base.asks else needs,
        review_policy=_policy(base, hit, policy, party.scope),
    )


def _lacking_dates(entry: Entry) -> Iterator[str]:
    if entry.listed_from is None:
        yield "first"
    if entry.listed_to is None:
        yield "last"


def _policy(base: Finding, hit: Hit, policy: str, scope: Scope) -> ReviewPolicy | None:
    if base.outcome is not Outcome.LICENSE_REQUIRED or not policy:
        return None
    if policy != FROM_ENTRY:
        return ReviewPolicy(policy)
    stated = policy_of(hit.entry.policy, item_codes(scope))
    return None if stated is None else ReviewPolicy(stated)
