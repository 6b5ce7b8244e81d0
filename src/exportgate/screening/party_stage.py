"""Asks the party stage of the rules once per distinct party with hits, facts of the line and period of the law."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from exportgate.engine.law import Law
from exportgate.engine.values import CodeSet
from exportgate.foundation.truth import Truth
from exportgate.parties.entry import Hit
from exportgate.parties.listing import hit_in_force, hit_not_yet
from exportgate.screening.classification import Classified
from exportgate.screening.findings import Finding, PartyView
from exportgate.screening.owners import HOLDERS, facts_of, holdings_of, key_of, owners_stated, sentence
from exportgate.screening.parties import MatchedParty, party_findings
from exportgate.screening.party_facts import Scope, asked_of_parties, scope_of_line
from exportgate.screening.shipment import LineParty
from exportgate.screening.shipments import Route

REMEMBERED = 50_000
"""Findings and scopes kept between batches: beyond, they are worked out anew, so memory stays bounded."""
Known = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line as the party stage sees it: its item (numbered by what is alike), route, transaction, day and parties.

    `parties` are those that the line states, `views` those and their parents and owners, as they were looked up.
    """

    number: int
    item: Classified
    route: Route
    transaction: CodeSet
    day: date
    parties: tuple[LineParty, ...]
    views: tuple[PartyView, ...]


class PartyStage:
    """The findings of the parties asked for under one law."""

    def __init__(self, law: Law, territory: Callable[[str], str]) -> None:
        self._law, self._territory = law, territory
        self._asked: dict[int, frozenset[str]] = {}
        self._scopes: dict[tuple[int, int, Route], Scope] = {}
        self._found: dict[Known, tuple[Finding, ...]] = {}

    def prepare(self, lines: Iterable[ListedLine]) -> None:
        """Work out the parties that are new, all of one period together."""
        for remembered in (self._scopes, self._found):
            if len(remembered) > REMEMBERED:
                remembered.clear()
        new: dict[int, dict[Known, MatchedParty]] = {}
        for line in lines:
            period = self._law.period(line.day)
            for known, party, _ in self._parties(line):
                if known not in self._found:
                    new.setdefault(period, {})[known] = party
        for parties in new.values():
            law = self._law.on(next(iter(parties.values())).day)
            found = party_findings(list(parties.values()), law, self._law.rules.vocabulary)
            self._found.update(zip(parties, found, strict=True))

    def findings(self, line: ListedLine) -> Iterator[Finding]:
        """Yield the findings of all parties of a line that was prepared; those of a holder say what it owns."""
        for known, _, owns in self._parties(line):
            for finding in self._found[known]:
                yield replace(finding, because=f"{finding.because}; {owns}") if owns else finding

    def _parties(self, line: ListedLine) -> Iterator[tuple[Known, MatchedParty, str]]:
        """Yield the parties with hits, each with everything that its findings depend on, and what a holder owns."""
        found = [view for view in line.views if view.hits]
        if not found:
            return
        scope, needs = self._scope(line), line.item.needs
        period = self._law.period(line.day)
        for party, owns in self._matched(line, found, scope):
            known = (party.name, party.roles, party.hits, period, listing(party.hits, line.day), party.scope, needs)
            yield known, party, owns

    def _matched(
        self, line: ListedLine, found: Sequence[PartyView], scope: Scope
    ) -> Iterator[tuple[MatchedParty, str]]:
        day, needs = line.day, line.item.needs
        holdings = holdings_of(line.parties, self._territory)
        owning = {key_of(view): view for view in found if view.role in HOLDERS}
        for name, roles, hits in matched([view for view in found if view.role not in HOLDERS]):
            known = (*scope, *owners_stated(name, holdings, owning.values(), day))
            yield MatchedParty(name, roles, hits, day, known, needs), ""
        if not owning:
            return
        for holding, owned in facts_of(holdings, owning.values(), day, self._law.on(day).groups).items():
            if view := owning.get(key_of(holding)):
                above = owners_stated(view.name, (), (), day)
                party = MatchedParty(view.name, (view.role,), view.hits, day, (*scope, *owned, *above), needs)
                yield party, sentence(holding, owned)

    def _scope(self, line: ListedLine) -> Scope:
        period = self._law.period(line.day)
        known = (line.number, period, line.route)
        if known not in self._scopes:
            if period not in self._asked:
                self._asked[period] = asked_of_parties(self._law.on(line.day))
            self._scopes[known] = scope_of_line(line.item, line.route, line.transaction, self._asked[period])
        return self._scopes[known]


def listing(hits: Sequence[Hit], day: date) -> tuple[int, ...]:
    """Return for each entry whether a day lies before (-1), in (0) or after (1) its listing, or may lie in it (2)."""
    return tuple(_state(hit, day) for hit in hits)


def _state(hit: Hit, day: date) -> int:
    match hit_in_force(hit, day):
        case Truth.YES:
            return 0
        case Truth.UNKNOWN:
            return 2
        case _:
            return -1 if hit_not_yet(hit, day) else 1


def matched(views: Sequence[PartyView]) -> list[tuple[str, tuple[str, ...], tuple[Hit, ...]]]:
    """Return the parties with hits, each once with all the roles that it has in the line."""
    roles: dict[tuple[str, tuple[Hit, ...]], list[str]] = {}
    for view in views:
        if view.hits:
            roles.setdefault((view.name, view.hits), []).append(view.role)
    return [(name, tuple(dict.fromkeys(found)), hits) for (name, hits), found in roles.items()]
