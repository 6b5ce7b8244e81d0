"""What the list entries that a party matches mean for a line: the party stage of the rules, asked once per hit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from exportgate.engine.effects import HOLDING, OPEN, work_out
from exportgate.engine.law import LawOfDay
from exportgate.engine.table import table_of
from exportgate.engine.values import Code, Value
from exportgate.foundation.intervals import Interval
from exportgate.foundation.truth import Truth
from exportgate.items.readings import Reading
from exportgate.parties.entry import Entry, Hit
from exportgate.provisions.model import Outcome, ReviewPolicy, Subject
from exportgate.provisions.paragraphs import FROM_ENTRY
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.findings import Finding
from exportgate.screening.merging import finding, idle_release, merge
from exportgate.screening.own_findings import hit_finding, roles_text
from exportgate.screening.relaxed import relaxed_findings

POLICY_WORDS = (
    ("policy of denial", ReviewPolicy.POLICY_OF_DENIAL),
    ("presumption of denial", ReviewPolicy.PRESUMPTION_OF_DENIAL),
    ("case by case", ReviewPolicy.CASE_BY_CASE),
    ("presumption of approval", ReviewPolicy.PRESUMPTION_OF_APPROVAL),
)
UNDATED = {"DPL": "listed_on_date"}


@dataclass(frozen=True, slots=True)
class MatchedParty:
    """A party with its hits and every role that it has in a line, on a day.

    `item` holds the facts of the item that an entry's own scope may ask for.
    """

    name: str
    roles: tuple[str, ...]
    hits: tuple[Hit, ...]
    day: date
    item: tuple[tuple[str, Value], ...]


def in_force(entry: Entry, day: date) -> bool:
    """Tell whether an entry was listed on a day; an entry without dates counts as listed from the beginning."""
    return day in Interval(entry.listed_from, entry.listed_to)


def party_findings(party: MatchedParty, law: LawOfDay, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Return the findings of one party: for each hit and role what the rules say, or that they say nothing."""
    current = [hit for hit in party.hits if in_force(hit.entry, party.day)]
    found = [_not_listed(hit, party) for hit in party.hits if hit not in current]
    pairs = [(hit, role) for hit in current for role in party.roles]
    if not pairs:
        return tuple(found)
    table = table_of([_facts(hit, role, party) for hit, role in pairs], vocabulary)
    results = work_out(law.stages[Subject.PARTY], table, law.groups)
    said: dict[tuple[Hit, str], list[tuple[Finding, str]]] = {}
    relaxed: dict[tuple[Hit, str], list[Finding]] = {}
    for row, (hit, role) in enumerate(pairs):
        label = [Reading(hit.entry.entity_id, ())]
        span = range(row, row + 1)
        for result in results.values():
            merged = merge(result, results, table, span, label)
            if merged.effect in HOLDING | OPEN and not idle_release(result, merged, results, span):
                rule = (finding(result, merged), result.held.paragraph.review_policy)
                said.setdefault((hit, role), []).append(rule)
        relaxed[hit, role] = list(relaxed_findings(results, span))
    return (*found, *_spoken(party, current, said, relaxed))


def _spoken(
    party: MatchedParty,
    hits: Sequence[Hit],
    said: dict[tuple[Hit, str], list[tuple[Finding, str]]],
    relaxed: dict[tuple[Hit, str], list[Finding]],
) -> Iterator[Finding]:
    """Yield one finding per hit and rule, naming together all the roles for which the rule says the same."""
    for hit in hits:
        alike: dict[tuple[Finding, str], list[str]] = {}
        lifted: dict[Finding, list[str]] = {}
        for role in party.roles:
            for rule in said.get((hit, role), ()):
                alike.setdefault(rule, []).append(role)
            for found in relaxed[hit, role]:
                lifted.setdefault(found, []).append(role)
        for (base, policy), roles in alike.items():
            yield _finding(base, hit, party.name, roles, policy)
        for found, roles in lifted.items():
            yield replace(found, because=f"{_sentence(hit, party.name, roles)}; {found.because}")
        decided = {role for role in party.roles if relaxed[hit, role] or any(map(_decides, said.get((hit, role), ())))}
        silent = [role for role in party.roles if role not in decided]
        if silent:
            yield hit_finding(hit, party.name, silent)


def _decides(rule: tuple[Finding, str]) -> bool:
    """Whether a rule settles what a hit means: the law's word does, an own rule's only where it holds the line."""
    found, _ = rule
    return not found.own or found.outcome is not Outcome.NO_FINDING


def policy_of(text: str) -> ReviewPolicy | None:
    """Return the strictest review policy that an entry's policy text names, or None where it names none."""
    words = text.lower().replace("_", " ").replace("-", " ")
    return next((policy for phrase, policy in POLICY_WORDS if phrase in words), None)


def _facts(hit: Hit, role: str, party: MatchedParty) -> dict[str, Value]:
    return {
        "role": Code(role),
        "list": Code(hit.entry.source),
        "entry_kind": Code("address" if hit.entry.kind == "address" else "entity"),
        "match_decided": Truth.YES if hit.decisive else Truth.UNKNOWN,
        "listed_on_date": Truth.YES,
        **dict(party.item),
    }


def _finding(base: Finding, hit: Hit, name: str, roles: Sequence[str], policy: str) -> Finding:
    """Name the party and the entry in the rule's finding; the review policy may be the entry's own."""
    needs = base.needs
    missing = UNDATED.get(hit.entry.source)
    dates = ""
    if missing and (hit.entry.listed_from is None or hit.entry.listed_to is None):
        lacking = " and ".join(_lacking_dates(hit.entry))
        dates = f"; the order counts as in force, its {lacking} date is not in the list"
        needs = tuple(dict.fromkeys((*needs, missing)))
    return Finding(
        provision=base.provision,
        paragraph=base.paragraph,
        effect=base.effect,
        outcome=base.outcome,
        cite=", ".join(filter(None, (base.cite, hit.entry.notice))),
        because=f"{_sentence(hit, name, roles)}{dates}",
        needs=needs,
        confidence=base.confidence,
        review_policy=_policy(base, hit, policy),
        not_modeled=base.not_modeled,
    )


def _lacking_dates(entry: Entry) -> Iterator[str]:
    if entry.listed_from is None:
        yield "first"
    if entry.listed_to is None:
        yield "last"


def _policy(base: Finding, hit: Hit, policy: str) -> ReviewPolicy | None:
    if base.outcome is not Outcome.LICENSE_REQUIRED or not policy:
        return None
    return policy_of(hit.entry.policy) if policy == FROM_ENTRY else ReviewPolicy(policy)


def _sentence(hit: Hit, name: str, roles: Sequence[str]) -> str:
    state = "is" if hit.decisive else "may be"
    what = "at the listed address" if hit.entry.kind == "address" else "the listed party"
    requirement = f"; requirement: {hit.entry.requirement}" if hit.entry.requirement else ""
    who = roles_text(roles)
    return f"the {who} '{name}' {state} {what} '{hit.entry.name}' ({hit.entry.source}){requirement}"


def _not_listed(hit: Hit, party: MatchedParty) -> Finding:
    entry = hit.entry
    when = f"listed only from {entry.listed_from}" if not_yet(entry, party.day) else f"listed only to {entry.listed_to}"
    because = f"the {roles_text(party.roles)} '{party.name}' matches '{entry.name}' ({entry.source}), {when}"
    return Finding(
        f"exportgate.{entry.source.lower()}", "dates", "not_in_force", Outcome.NO_FINDING, entry.notice, because
    )


def not_yet(entry: Entry, day: date) -> bool:
    """Tell whether an entry is listed only after a day."""
    return entry.listed_from is not None and entry.listed_from > day
