"""Adds up a run as its lines go by, in bounded memory; the same lines give the same totals.

Lines that share a decision are counted together first and added up for the decision once.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from exportgate.parties.entry import Hit
from exportgate.provisions.model import Outcome
from exportgate.report.tally import RankedTally
from exportgate.report.totals import ItemKey, ItemTotal, OwnTotal, PartyTotal, RejectedRow, RuleTotal, Totals, item_key
from exportgate.report.wording import RANKS, REJECTED, deciding, finding_title, rule_name
from exportgate.report.worst import Badness, KeptLine, WorstLines, badness
from exportgate.screening.findings import Finding, ItemView, Lifted, LineDecision
from exportgate.screening.shipment import ShipmentLine

LINES_KEPT = 10_000
ROWS_KEPT = 1_000
RAW_KEPT = 2_000
DECISIONS_PENDING = 4096
EAR99 = "EAR99"
ABOUT_THE_ITEM = frozenset(
    f"exportgate.{name}"
    for name in (
        "unknown_part",
        "not_modeled",
        "declared_eccn",
        "declared_eccn_contradicted",
        "fact_contradicted",
        "part_mentioned",
        "stated_tpp_differs",
    )
)

PartyKey = tuple[str, str, Hit]


@dataclass(slots=True)
class _Pending:
    """A decision met and the lines counted for it that are not yet added up."""

    decision: LineDecision
    rank: Badness
    lines: int = 0


@dataclass(slots=True)
class _Rule:
    cite: str
    confidence: str
    lines: int = 0

    def add(self, finding: Finding, lines: int) -> None:
        """Count lines; of the citation stays what all findings of the rule share."""
        self.lines += lines
        if finding.cite != self.cite:
            self.cite = _shared(self.cite, finding.cite)


class Summary:
    """Takes in lines and rejected rows; `classifying` names the provisions that say why an item is what it is."""

    def __init__(self, classifying: Collection[str] = (), *, lines_kept: int = LINES_KEPT) -> None:
        self._about_the_item = ABOUT_THE_ITEM.union(classifying)
        self._pending: dict[int, _Pending] = {}
        self._worst = WorstLines(lines_kept)
        self._lines_kept = lines_kept
        self._outcomes: Counter[str] = Counter()
        self._destinations: Counter[str] = Counter()
        self._needs: Counter[str] = Counter()
        self._asked: Counter[tuple[str, str]] = Counter()
        self._lists: Counter[tuple[str, str]] = Counter()
        self._rules: dict[tuple[str, Outcome], _Rule] = {}
        self._own: Counter[tuple[str, Outcome, str, Lifted | None]] = Counter()
        self._not_modeled: dict[str, dict[str, None]] = {}
        self._parties: RankedTally[PartyKey, set[str]] = RankedTally(_party_rank)
        self._items: RankedTally[ItemKey, tuple[ItemView, tuple[str, ...]]] = RankedTally(_item_rank)
        self._rejected_rows: list[RejectedRow] = []
        self._days: Counter[date] = Counter()

    def add(self, line: ShipmentLine, decision: LineDecision) -> None:
        """Count a line that was screened."""
        pending = self._pending.get(id(decision)) or self._meet(decision)
        pending.lines += 1
        self._days[line.date] += 1
        self._destinations[line.destination_country or ""] += 1
        if self._worst.wants(pending.rank, line.row):
            self._worst.keep(pending.rank, KeptLine(line, decision))

    def reject(self, row: int, line: int, reason: str, raw: str) -> None:
        """Count a row that was not screened."""
        self._outcomes[REJECTED] += 1
        if len(self._rejected_rows) < self._lines_kept:
            shown = raw if len(raw) <= RAW_KEPT else f"{raw[:RAW_KEPT]} [cut; see rejects.csv]"
            self._rejected_rows.append(RejectedRow(row, line, reason, shown))

    def totals(self) -> Totals:
        """Return what all of it adds up to so far."""
        self._add_up()
        lines = sum(self._outcomes[outcome] for outcome in Outcome)
        parties, items = self._parties.ranked(), self._item_totals()
        return Totals(
            lines=lines,
            rejected=self._outcomes[REJECTED],
            outcomes=tuple((str(name), self._outcomes[name]) for name in (*Outcome, REJECTED)),
            days=tuple(sorted(self._days.items())),
            rules=self._rule_totals(),
            own=self._own_totals(),
            needs=_most_first(self._needs),
            asked=_most_first(self._asked),
            lists=_most_first(self._lists),
            destinations=_most_first(self._destinations),
            parties=tuple(
                PartyTotal(*key, tuple(sorted(one.about)), one.worst, one.lines) for key, one in parties[:ROWS_KEPT]
            ),
            items=tuple(items[:ROWS_KEPT]),
            more_parties=len(parties) > ROWS_KEPT or self._parties.dropped,
            more_items=len(items) > ROWS_KEPT or self._items.dropped,
            worst=self._worst.in_order(),
            rejected_rows=tuple(self._rejected_rows),
            not_modeled=tuple((name, tuple(texts)) for name, texts in sorted(self._not_modeled.items())),
        )

    def _meet(self, decision: LineDecision) -> _Pending:
        if len(self._pending) >= DECISIONS_PENDING:
            self._add_up()
        pending = self._pending[id(decision)] = _Pending(decision, badness(decision))
        return pending

    def _add_up(self) -> None:
        for pending in self._pending.values():
            self._add_decision(pending.decision, pending.lines)
        self._pending.clear()

    def _add_decision(self, decision: LineDecision, lines: int) -> None:
        self._outcomes[decision.outcome] += lines
        for need in decision.needs:
            self._needs[need] += lines
        for question in dict.fromkeys((item.question, item.fact) for item in decision.checklist):
            self._asked[question] += lines
        for finding in decision.findings:
            if finding.not_modeled:
                self._not_modeled.setdefault(finding.provision, {}).update(dict.fromkeys(finding.not_modeled))
        for name, finding in {rule_name(finding): finding for finding in reversed(deciding(decision))}.items():
            key = (name, decision.outcome)
            if key not in self._rules:
                self._rules[key] = _Rule(finding.cite, finding.confidence)
            self._rules[key].add(finding, lines)
        self._add_own(decision.findings, lines)
        self._add_item(decision, lines)
        self._add_hits(decision, lines)

    def _add_own(self, findings: Iterable[Finding], lines: int) -> None:
        own = (found for found in findings if found.own)
        for key in {(rule_name(found), found.outcome, finding_title(found), found.relaxed) for found in own}:
            self._own[key] += lines

    def _add_item(self, decision: LineDecision, lines: int) -> None:
        item = decision.item
        self._items.add(item_key(item), lines, decision.outcome, lambda: (item, self._why(decision.findings)))

    def _why(self, findings: Iterable[Finding]) -> tuple[str, ...]:
        about = (finding for finding in findings if finding.provision in self._about_the_item)
        return tuple(dict.fromkeys(finding.because for finding in about))

    def _add_hits(self, decision: LineDecision, lines: int) -> None:
        roles: dict[PartyKey, set[str]] = {}
        for party in decision.parties:
            for hit in party.hits:
                roles.setdefault((party.name, party.country, hit), set()).add(party.role)
        for key, found in roles.items():
            self._parties.add(key, lines, decision.outcome, set[str]).update(found)
        for place in {(hit.list_id, hit.entry.source) for *_, hit in roles}:
            self._lists[place] += lines

    def _rule_totals(self) -> tuple[RuleTotal, ...]:
        found = [
            RuleTotal(name, outcome, rule.cite, rule.confidence, rule.lines)
            for (name, outcome), rule in self._rules.items()
        ]
        return tuple(sorted(found, key=lambda rule: (RANKS[rule.outcome], -rule.lines, rule.name)))

    def _own_totals(self) -> tuple[OwnTotal, ...]:
        found = [
            OwnTotal(name, title, outcome, lifted, lines) for (name, outcome, title, lifted), lines in self._own.items()
        ]
        return tuple(sorted(found, key=lambda own: (RANKS[own.outcome], -own.lines, own.said)))

    def _item_totals(self) -> list[ItemTotal]:
        counted = [(key, ItemTotal(*one.about, one.worst, one.lines)) for key, one in self._items.ranked()]
        counted.sort(key=lambda pair: (_item_rank(pair[0])[0], -pair[1].lines))
        return [total for _, total in counted]


def _party_rank(key: PartyKey) -> tuple[Any, ...]:
    name, country, hit = key
    entry = hit.entry
    return (-hit.priority, -hit.score, name, country, hit.list_id, entry.source, entry.entity_id, hit.kind)


def _item_rank(key: ItemKey) -> tuple[Any, ...]:
    """Items on the control list first, then those that may be, then those of which nothing is known, EAR99 last."""
    part, eccn, parts, known, possible = key
    listed = any(code != EAR99 for code in known)
    return (0 if listed else 1 if possible else 3 if known else 2, part, eccn, parts, known, possible)


def _shared(one: str, other: str) -> str:
    """Return the parts of two citations, divided by commas, that both begin with, or the one that begins the other."""
    pairs = zip(one.split(", "), other.split(", "), strict=False)
    parts = ", ".join(left for left, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    shorter, longer = sorted((one, other), key=len)
    return parts or (shorter if longer.startswith(f"{shorter} ") else "")


def _most_first(counter: Counter[Any]) -> tuple[tuple[Any, int], ...]:
    return tuple(sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))
