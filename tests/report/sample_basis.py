"""What a sample run rests on."""

from datetime import UTC, date, datetime

from exportgate.report.basis import InputRead, RulesUsed, RunBasis
from exportgate.report.lists_used import ListUsed


def basis(*, curated: bool = True) -> RunBasis:
    """What a run rests on: the subset that comes with the tool, or a full list that was imported."""
    embedded = ListUsed(
        id="embedded",
        title="Parties of the chip world on U.S. lists",
        as_of=date(2026, 7, 31),
        entries=412,
        names=1630,
        source="embedded",
        digest="3f" * 32,
        retrieved=None,
        curated=True,
    )
    full = ListUsed(
        id="embedded",
        title="U.S. Consolidated Screening List",
        as_of=date(2026, 7, 31),
        entries=25921,
        names=55012,
        source="csl_2026-07-31_full.csv.gz",
        digest="a7" * 32,
        retrieved=datetime(2026, 8, 1, 9, 30, tzinfo=UTC),
        curated=False,
    )
    return RunBasis(
        tool="exportgate",
        version="0.1.0",
        rules=RulesUsed(version="2026.11.24", digest="c0ffee" * 10 + "c0de", provisions=23, files=41),
        lists=(embedded if curated else full,),
        input=InputRead("shipments-2025-q3.csv", "5e" * 32),
        on=None,
        assumptions=("An item that the catalog does not know is taken at its declared ECCN.",),
    )
