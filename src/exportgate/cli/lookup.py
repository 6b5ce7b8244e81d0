"""`exportgate lookup`: one party, or a file of them, against the lists."""

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from exportgate.cli.lookup_options import (
    AddressColumnOption,
    AddressOption,
    AgainstOption,
    ColumnOption,
    CountryColumnOption,
    CountryOption,
    ExplainOption,
    FileOption,
    Format,
    FormatOption,
    IdentifierColumnOption,
    IdentifierOption,
    LimitOption,
    MinScoreOption,
    MinutesOption,
    NameArgument,
    WorkloadOption,
)
from exportgate.cli.options import JobsOption, ListOption, OnOption, cores, country_of, day_of, store_root, today

if TYPE_CHECKING:
    from exportgate.parties.entry import Party
    from exportgate.report.lookup_model import Answer, Searched
    from exportgate.runs.name_rows import NameRow
    from exportgate.runs.opened_lists import OpenLists

WIDEST, NARROWEST = 120, 72
ROWS_UNREAD = 3
FAULTS_SHOWN = 20
MINUTES = 5.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks of the lists that it opened."""

    lists: "OpenLists"
    searched: "Searched"
    limit: int
    explain: bool
    form: Format
    jobs: int


def lookup(
    name: NameArgument = "",
    *,
    file: FileOption = None,
    column: ColumnOption = None,
    country_column: CountryColumnOption = None,
    address_column: AddressColumnOption = None,
    identifier_column: IdentifierColumnOption = None,
    country: CountryOption = None,
    address: AddressOption = None,
    identifier: IdentifierOption = None,
    on: OnOption = None,
    list_: ListOption = None,
    jobs: JobsOption = None,
    limit: LimitOption = 10,
    min_score: MinScoreOption = None,
    explain: ExplainOption = False,
    against: AgainstOption = None,
    workload: WorkloadOption = False,
    minutes_per_hit: MinutesOption = MINUTES,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Look a party up on the lists, and say which words matched."""
    from exportgate.parties.score import DEFAULT_MIN_SCORE
    from exportgate.report.lookup_model import Searched
    from exportgate.runs.name_rows import NameFile
    from exportgate.runs.opened_lists import open_lists
    from exportgate.runs.workbench import open_countries

    _refuse_what_does_not_fit(file, name, address, *(identifier or ()))
    _refuse_beside_others(file, against, min_score, format_, explain=explain, workload=workload)
    code = country_of(country, "--country", open_countries())
    columns = {"name": column, "country": country_column, "address": address_column, "identifiers": identifier_column}
    rows = None if file is None else NameFile(file, open_countries(), columns, code)
    party = None if file is not None else _party(name, code, address, identifier or ())
    day = day_of(on) or today()
    lists = open_lists(store_root(), list_ or (), day, today=today())
    least = DEFAULT_MIN_SCORE if min_score is None else min_score
    asked = Asked(lists, Searched(day, lists.used, least), limit, explain, format_, jobs or cores())
    unread = 0
    if party is not None:
        _print_party(party, asked, against)
    elif rows is not None:
        unread = _print_workload(rows, asked, minutes_per_hit) if workload else _print_file(rows, asked)
    _tell_of_lists(lists, day)
    if unread:
        raise typer.Exit(ROWS_UNREAD)


def _tell_of_lists(lists: "OpenLists", day: date) -> None:
    """Say on standard error what must be known of the lists, and how they answered for an earlier day."""
    from exportgate.report.lists_used import state_notices

    used = lists.states.used({day: 1})
    for notice in (*lists.notices, *state_notices([one for one in used if day < one.day])):
        sys.stderr.write(f"{notice}\n")


def _refuse_what_does_not_fit(file: Path | None, *about: str | None) -> None:
    from exportgate.foundation.errors import UsageError

    if (file is not None) == any((text or "").strip() for text in about):
        raise UsageError(
            "give a name, an --address, an --identifier, or --file with names; see 'exportgate lookup --help'"
        )


def _refuse_beside_others(
    file: Path | None, against: str | None, min_score: float | None, form: Format, *, explain: bool, workload: bool
) -> None:
    from exportgate.foundation.errors import UsageError

    if against is not None and (file is not None or form is Format.CSV):
        raise UsageError("--against answers for one party, as table or JSON: give its name, and no --file or CSV")
    if workload and file is None:
        raise UsageError("--workload counts hits for many parties: name their file with --file")
    if workload and (explain or min_score is not None):
        raise UsageError("--workload counts at thresholds of its own: leave out --explain and --min-score")
    if explain and form is Format.CSV:
        raise UsageError("--explain has no room in a row of CSV: choose --format table, json or jsonl")


def _party(name: str, country: str | None, address: str | None, identifiers: Sequence[str]) -> "Party":
    """Return the party of the command line.

    Raises:
        InputError: nothing in it could be compared.
    """
    from exportgate.foundation.errors import InputError
    from exportgate.parties.entry import Party
    from exportgate.runs.name_rows import fault_of

    party = Party(
        name.strip(), country, (address or "").strip() or None, tuple(filter(None, map(str.strip, identifiers)))
    )
    if fault := fault_of(party):
        raise InputError(f"{fault}; nothing was looked up")
    return party


def _answer(party: "Party", asked: Asked) -> "Answer":
    from exportgate.report.lookup_model import Answer
    from exportgate.runs.name_answers import limited

    (found,) = asked.lists.search.search([party], asked.searched.min_score, explain=asked.explain)
    return limited(Answer(party), found, asked.limit)


def _against(party: "Party", text: str, asked: Asked) -> str:
    """Return why the entry that a text names is a hit or none.

    Raises:
        UsageError: it names no entry.
    """
    from exportgate.foundation.characters import shown
    from exportgate.foundation.errors import UsageError
    from exportgate.parties.named_entry import entries_named, near_names
    from exportgate.parties.why_not import Asked as AskedOfEntry
    from exportgate.parties.why_not import why_not_nearest
    from exportgate.report.lookup_answer import json_text
    from exportgate.report.why_not import why_not_object, why_not_text
    from exportgate.runs.workbench import open_countries

    search = asked.lists.search
    found = entries_named(search, text)
    if not found:
        near = "; ".join(map(shown, near_names(search, text)))
        hint = f"the nearest are {near}" if near else "nothing on the lists is like it"
        raise UsageError(f"--against: no entry has the id or the name '{shown(text)}'; {hint}")
    question = AskedOfEntry(party, asked.searched.min_score, asked.limit, asked.searched.on)
    answer = why_not_nearest(search, found, question, open_countries())
    if asked.form is Format.TABLE:
        return why_not_text(answer, question, asked.searched, _width())
    indent = 2 if asked.form is Format.JSON else None
    return json_text(why_not_object(answer, question, asked.searched), indent) + "\n"


def _print_party(party: "Party", asked: Asked, against: str | None) -> None:
    """Print the hits of a party, or why an entry is one or none; standard error says what could not be compared."""
    from exportgate.runs.name_rows import remark_of

    if against is not None:
        sys.stdout.write(_against(party, against, asked))
        return
    _print([_answer(party, asked)], asked, several=False)
    if remark := remark_of(party):
        sys.stderr.write(f"{remark}; looked up without it\n")


def _print_file(rows: Iterable["NameRow"], asked: Asked) -> int:
    """Print the answers of a file's rows; return how many rows could not be looked up, which standard error names."""
    from exportgate.runs.name_answers import answers_of

    faults = _Faults()
    with asked.lists.workers(asked.jobs, min_score=asked.searched.min_score, explain=asked.explain) as workers:
        _print(answers_of(faults.watched(rows), workers.each, asked.limit), asked, several=True)
    return faults.told()


def _print(answers: Iterable["Answer"], asked: Asked, *, several: bool) -> None:
    from exportgate.report.lookup_answer import rendered

    for text in rendered(answers, asked.searched, str(asked.form), _width(), several=several):
        sys.stdout.write(text)


def _print_workload(rows: Iterable["NameRow"], asked: Asked, minutes: float) -> int:
    """Print what each threshold would raise; return how many rows could not be looked up."""
    from exportgate.report.workload import workload_text
    from exportgate.runs.workload import count_workload

    faults = _Faults()
    found = count_workload(faults.watched(rows), asked.lists.search)
    sys.stdout.write(workload_text(found, asked.searched, minutes, str(asked.form), _width()))
    return faults.told()


class _Faults:
    """Counts the rows that cannot be looked up, wholly or in part, and keeps the first for standard error."""

    def __init__(self) -> None:
        self.rows = 0
        self._first: list[NameRow] = []
        self._faulty = self._remarked = 0

    def watched(self, rows: Iterable["NameRow"]) -> Iterator["NameRow"]:
        """Yield the rows, and count them."""
        for row in rows:
            self.rows += 1
            self._faulty += bool(row.fault)
            self._remarked += bool(row.remark)
            if (row.fault or row.remark) and len(self._first) < FAULTS_SHOWN:
                self._first.append(row)
            yield row

    def told(self) -> int:
        """Name the rows on standard error; return how many there are."""
        for row in self._first:
            said = f"{row.fault}; not looked up" if row.fault else f"{row.remark}; looked up without it"
            sys.stderr.write(f"line {row.place.line}: {said}\n")
        if (more := self._faulty + self._remarked - len(self._first)) > 0:
            sys.stderr.write(f"… and {more:,} more rows\n")
        if self._faulty:
            sys.stderr.write(f"{self._faulty:,} of {self.rows:,} rows were not looked up; mend them and run again\n")
        return self._faulty


def _width() -> int:
    """Return how wide a table may be: the terminal's width within limits, 100 where there is no terminal."""
    return min(WIDEST, max(NARROWEST, shutil.get_terminal_size((100, 24)).columns))
