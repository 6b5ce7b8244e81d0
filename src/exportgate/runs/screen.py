"""Screens one file: reads it in batches, asks the kernel, and writes every output beside each other.

Outputs are written into a folder of their own and moved into place together at the end, so that an interrupted run
leaves nothing half-written.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from exportgate import __version__
from exportgate.engine.law import Law
from exportgate.foundation.errors import InputError, UsageError
from exportgate.items.catalog import Catalog
from exportgate.parties.countries import Countries
from exportgate.parties.end_uses import EndUses
from exportgate.parties.party_words import party_words
from exportgate.provisions.model import Kind
from exportgate.report.basis import InputRead, RunBasis
from exportgate.report.csv_results import PREFIX
from exportgate.report.over_time import over_time
from exportgate.report.rules_used import rules_used
from exportgate.report.totals import Totals
from exportgate.runs.columns import ColumnMap, find_columns
from exportgate.runs.framing import Record, RecordReader
from exportgate.runs.headings import Vocabulary
from exportgate.runs.lines import LineParser
from exportgate.runs.mapping import NO_MAPPING, ShipmentMapping, read_mapping
from exportgate.runs.opened_lists import OpenLists
from exportgate.runs.outputs import FILES, Outputs
from exportgate.runs.rejects import Rejection
from exportgate.runs.run_head import run_head
from exportgate.runs.workbench import open_catalog, open_countries, open_law
from exportgate.screening.kernel import Kernel
from exportgate.screening.party_search import PartySearch
from exportgate.screening.shipment import ShipmentLine
from exportgate.store.digests import file_digest

BATCH = 20_000
ASSUMPTIONS = (
    (
        "Every item is taken as subject to the EAR. What a line says of foreign manufacture and U.S. content is read "
        "under the de minimis and foreign-direct-product rules only to say by which rule an item is subject, never to "
        "release one."
    ),
    (
        "A party's headquarters are taken to be in the country of its address unless the file says otherwise; its "
        "ultimate parent is unknown unless the file names it."
    ),
    (
        "An Entity List row counts for the items that its own text names, and where that cannot be read for all; the "
        "text is quoted in the finding."
    ),
    (
        "An entry without a date of listing counts as listed by the earliest notice that its row cites: not before the "
        "year of that Federal Register volume, and undecided within it where the notice's day is not known. Without a "
        "notice it counts as listed from the beginning."
    ),
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run works with; `on` is the day applied to every line, None for each line's own date.

    Parties are looked up by up to `jobs` processes.
    """

    law: Law
    catalog: Catalog
    countries: Countries
    lists: OpenLists
    mapping: ShipmentMapping = NO_MAPPING
    on: date | None = None
    jobs: int = 1


def open_run(
    lists: OpenLists,
    rules: Sequence[Path],
    today: date,
    working: Path,
    *,
    mapping: Path | None = None,
    on: date | None = None,
    jobs: int = 1,
) -> Run:
    """Open all that a run works with; `rules` are folders added to the shipped ones, as named in the folder `working`.

    Raises:
        UsageError: a folder of rules or the mapping is not there.
        RuleError: any rule has an error.
        InputError: the mapping cannot be read.
    """
    law, countries = open_law(tuple(rules), today, working), open_countries()
    read = NO_MAPPING if mapping is None else read_mapping(mapping, countries, law.rules.vocabulary.given)
    return Run(law, open_catalog(), countries, lists, read, on, jobs)


def screen_file(path: Path, out: Path, run: Run, *, clock: Callable[[], datetime]) -> Totals:
    """Screen a file into a folder, and return what came out.

    Raises:
        UsageError: the file is not there.
        InputError: it is no shipment file.
        StoreError: the outputs cannot be written.
        WorkerError: a process that looked parties up died.
    """
    started = clock()
    _refuse_own_output(path, out)
    reader = RecordReader(path)
    _refuse_screened(path, reader)
    columns = find_columns(path, reader.headings, Vocabulary.load(run.law.rules.vocabulary.given), run.mapping)
    parser = LineParser(columns, run.countries, mapping=run.mapping, on=run.on)
    basis = _basis(path, columns, run)
    classifying = [item.id for item in run.law.rules.provisions.values() if item.kind is Kind.CLASSIFICATION]
    with (
        run.lists.workers(run.jobs, party_words) as workers,
        Outputs(out, reader.headings, classifying, (*basis.rules.notices, *run.lists.notices)) as outputs,
    ):
        kernel = Kernel(
            run.law,
            run.catalog,
            PartySearch(outputs.kept.keeping(workers), run.lists.states.state_on),
            run.countries.territory,
            EndUses.load(),
        )
        for batch in _batches(reader):
            _screen_batch(batch, parser, kernel, outputs)
        questions = {name: fact.question for name, fact in run.law.rules.vocabulary.facts.items()}
        drawn = partial(over_time, law=run.law, catalog=run.catalog, territory=run.countries.territory)
        lists_on = run.lists.states.used
        head = run_head(columns, run.mapping, run.lists.opening.held, outputs.kept.states, run.on)
        return outputs.finish(
            basis, questions, over_time=drawn, lists_on=lists_on, head=head, started=started, clock=clock
        )


def _refuse_own_output(path: Path, out: Path) -> None:
    """Refuse to write a result over the very file that is screened."""
    if path.exists() and any((out / name).exists() and (out / name).samefile(path) for name in FILES):
        raise UsageError(f"{path}: screening into '{out}' would write over the input; name another folder with --out")


def _refuse_screened(path: Path, reader: RecordReader) -> None:
    """Refuse results of an earlier screening: their verdicts would stand beside ours under our names."""
    ours = [heading for heading in reader.headings if heading.strip().casefold().startswith(PREFIX)]
    if ours:
        message = f"{path}: the column '{ours[0]}' is of an earlier screening; screen the original file"
        raise InputError(f"{message}, or drop every column that begins with {PREFIX}")


def _batches(reader: RecordReader) -> Iterator[list[Record]]:
    records = iter(reader)
    while batch := list(islice(records, BATCH)):
        yield batch


def _screen_batch(batch: Sequence[Record], parser: LineParser, kernel: Kernel, outputs: Outputs) -> None:
    """Screen the readable records together, then write all of them in the order of the file."""
    parsed = [parser.parse(record) for record in batch]
    lines = [line for line in parsed if isinstance(line, ShipmentLine)]
    decisions = iter(kernel.screen(lines))
    for record, line in zip(batch, parsed, strict=True):
        if isinstance(line, Rejection):
            outputs.reject(line)
        else:
            outputs.add(line, record.fields or (), next(decisions), kernel.numbers(line))


def _basis(path: Path, columns: ColumnMap, run: Run) -> RunBasis:
    return RunBasis(
        tool="exportgate",
        version=__version__,
        rules=rules_used(run.law.rules),
        lists=run.lists.used,
        input=InputRead(path.name, file_digest(path)),
        on=run.on,
        notices=(*run.lists.gaps, *columns.notes),
        assumptions=ASSUMPTIONS,
    )
