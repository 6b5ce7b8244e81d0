"""Screens anew what an earlier run screened, as far as a change of lists or rules can matter, and tells what differs.

Every line counts as of the lists in force, whatever state of them it was screened against: the question is who is
listed now. The law is that of the line's day, as in the run.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exportgate.foundation.errors import InputError
from exportgate.parties.end_uses import EndUses
from exportgate.parties.entry import Party
from exportgate.parties.search import PartyHits
from exportgate.report.difference import Difference, ListsCompared
from exportgate.report.jsonl import line_object
from exportgate.report.line_change import Object, line_change
from exportgate.report.rules_used import rules_object, rules_used
from exportgate.runs.changed_lists import ChangedLists, changed_lists
from exportgate.runs.earlier_run import EarlierRun, LinePart
from exportgate.runs.framing import Record
from exportgate.runs.lines import LineParser
from exportgate.runs.opened_lists import OpenLists
from exportgate.runs.part_search import PartWorkers, Searched, Task
from exportgate.runs.rejects import Rejection
from exportgate.runs.rescreen_outputs import RescreenOutputs
from exportgate.runs.run_head import columns_of, held_of, mapping_of, states_of
from exportgate.runs.screen import BATCH, Run
from exportgate.screening.kernel import Kernel, parties_of
from exportgate.screening.party_search import Lists, PartySearch, party_of
from exportgate.screening.shipment import ShipmentLine


@dataclass(frozen=True, slots=True)
class Concern:
    """What of a run must be looked at again: every line, or those with one of the parties whose hits changed.

    `changed` are those parties, `numbers` their numbers; `hitting` tells of every party whether it had hits.
    """

    everything: bool
    changed: dict[Party, PartyHits]
    numbers: NDArray[np.int64]
    hitting: NDArray[np.bool_]

    def lines(self, part: LinePart) -> list[int]:
        """Return the lines of a part that must be decided anew."""
        if self.everything:
            return list(range(len(part.rows)))
        line_of = np.repeat(np.arange(len(part.rows)), np.diff(part.starts))
        found: list[int] = np.unique(line_of[np.isin(part.parties, self.numbers)]).tolist()
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the run, the folder for what differs, the lists in force, and the store that holds them.

    `run_with` opens all else that lines are decided with, while parties are looked up by up to `jobs` processes. With
    `whole`, every party is looked up and every line decided.
    """

    run: Path
    out: Path
    lists: OpenLists
    root: Path
    run_with: Callable[[], Run]
    jobs: int = 1
    whole: bool = False


def rescreen(asked: Asked, *, clock: Callable[[], datetime]) -> Difference:
    """Screen a run anew into a folder, and return what differs.

    Raises:
        UsageError: the run is not there.
        InputError: it is no run, or was changed since.
        StoreError: a list that it was screened against is not held, or the outputs cannot be written.
        WorkerError: a process that looked parties up died.
    """
    started = clock()
    lists = asked.lists
    with (
        EarlierRun(asked.run) as run,
        RescreenOutputs(asked.out) as outputs,
        tempfile.TemporaryDirectory() as work,
        PartWorkers(run, lists.opening, lists.search, asked.jobs) as workers,
    ):
        held, met = held_of(run.head), states_of(run.head)
        states = {} if asked.whole else changed_lists(held, met, lists, asked.root, Path(work))
        searched: Iterator[Searched] = iter(())
        if asked.whole or any(not changed.change.nothing for changed in states.values()):
            searched = workers.searched(Task(states, asked.whole))
        now = asked.run_with()
        rules = rules_object(rules_used(now.law.rules))
        concern, looked_up = _concern(run, searched, everything=asked.whole or rules != run.receipt["rules"])
        decided = 0
        for lines, changes in _decided(run, now, concern):
            decided += lines
            for change in changes:
                outputs.add(change)
        told = Difference(
            earlier=run.receipt,
            rules=rules,
            lists=lists.used,
            compared=_compared(states),
            parties=run.head["parties"],
            looked_up=looked_up,
            lines=run.receipt["input"]["read"],
            decided=decided,
        )
        return outputs.finish(told, started=started, clock=clock)


def _concern(run: EarlierRun, searched: Iterator[Searched], *, everything: bool) -> tuple[Concern, int]:
    """Return what must be looked at again, and how many parties were looked up for it."""
    changed: dict[Party, PartyHits] = {}
    numbers: list[int] = []
    hitting = np.zeros(run.head["parties"], dtype=bool)
    first = looked_up = 0
    for number in range(run.head["party_parts"]):
        part = run.party_part(number)
        hitting[[first + at for at in part.hits]] = True
        found = next(searched, Searched(0, ()))
        looked_up += found.looked_up
        for at, party, hits in found.changed:
            changed[party] = hits
            numbers.append(first + at)
        first += len(part)
    return Concern(everything, changed, np.array(numbers, dtype=np.int64), hitting), looked_up


class KnownAnswers:
    """A search that asks the lists only for parties of which nothing is known."""

    def __init__(self, lists: Lists, known: dict[Party, PartyHits]) -> None:
        self._lists = lists
        self.known = known

    def search(self, parties: Sequence[Party]) -> list[PartyHits]:
        """Return the hits of each party."""
        new = [party for party in parties if party not in self.known]
        found = dict(zip(new, self._lists.search(new), strict=True)) if new else {}
        return [found[party] if party in found else self.known[party] for party in parties]


def _decided(run: EarlierRun, now: Run, concern: Concern) -> Iterator[tuple[int, list[Object]]]:
    """Yield for each batch of lines that were decided anew how many they were, and the changes among them."""
    vocabulary = now.law.rules.vocabulary
    on = date.fromisoformat(run.head["on"]) if run.head["on"] else None
    parser = LineParser(columns_of(run.head, vocabulary.given), now.countries, mapping=mapping_of(run.head), on=on)
    with now.lists.workers(now.jobs) as workers:
        answers = KnownAnswers(workers, dict(concern.changed))
        kernel = Kernel(now.law, now.catalog, PartySearch(answers), now.countries.territory, EndUses.load())
        for number in range(run.head["line_parts"]):
            part = run.line_part(number)
            concerned = concern.lines(part)
            for first in range(0, len(concerned), BATCH):
                lines = concerned[first : first + BATCH]
                yield len(lines), _changes(run, part, lines, parser, kernel, answers, concern)


def _changes(
    run: EarlierRun,
    part: LinePart,
    places: Sequence[int],
    parser: LineParser,
    kernel: Kernel,
    answers: KnownAnswers,
    concern: Concern,
) -> list[Object]:
    """Decide some lines anew, and return how they differ."""
    before: list[Object] = []
    lines: list[ShipmentLine] = []
    answers.known = dict(concern.changed)
    for place, (found, fields) in zip(places, run.results(part, places), strict=True):
        line = _line(run, parser, int(part.rows[place]), fields)
        before.append(found)
        lines.append(line)
        numbers = part.parties[part.starts[place] : part.starts[place + 1]].tolist()
        for number, party in zip(numbers, parties_of(line), strict=True):
            if not concern.hitting[number]:
                answers.known.setdefault(party_of(party), PartyHits())
    compared = (
        line_change(line.row, found, line_object(line.row, decision, line.remarks))
        for line, found, decision in zip(lines, before, kernel.screen(lines), strict=True)
    )
    return [change for change in compared if change is not None]


def _line(run: EarlierRun, parser: LineParser, row: int, fields: Sequence[str]) -> ShipmentLine:
    line = parser.parse(Record(row, row, tuple(fields), "", None))
    if isinstance(line, Rejection):
        raise InputError(
            f"{run.folder}: row {row} cannot be read as it was ({line.reason}); screen the file again with --since and "
            "this receipt"
        )
    return line


def _compared(states: "dict[date | None, ChangedLists]") -> tuple[ListsCompared, ...]:
    return tuple(
        ListsCompared(state, tuple((item.list_id, item.new, item.gone) for item in changed.change.differences))
        for state, changed in states.items()
    )
