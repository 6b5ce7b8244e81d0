"""The outputs of a small sample run, as they are kept in `golden/`; run as a module it writes them anew."""

from datetime import UTC, datetime
from pathlib import Path

from exportgate.report.csv_results import CsvResults
from exportgate.report.html import html_chunks
from exportgate.report.jsonl import JsonLines
from exportgate.report.receipt import build_receipt, receipt_text

from . import sample
from .sample_basis import basis

FOLDER = Path(__file__).with_name("golden")
HEADINGS = ("shipment", "part", "note")
STARTED = datetime(2026, 11, 23, 8, 0, 0, tzinfo=UTC)
FINISHED = datetime(2026, 11, 23, 8, 0, 2, tzinfo=UTC)


def texts() -> dict[str, str]:
    """Return each file's name and text."""
    totals = sample.summary(13).totals()
    receipt = build_receipt(basis(), totals, started=STARTED, finished=FINISHED)
    return {
        "results.jsonl": jsonl(),
        "results.csv": csv(),
        "receipt.json": receipt_text(receipt),
        "report.html": "".join(html_chunks(basis(), totals, sample.QUESTIONS)),
    }


def jsonl() -> str:
    """Return every sample decision as a line of JSON."""
    lines = JsonLines()
    numbered = enumerate(sample.DECISIONS, 1)
    return "".join(lines.line_text(row, decision, sample.line(row).remarks) for row, decision in numbered)


def csv() -> str:
    """Return every sample decision as a row of CSV, beside columns that need quotes and one that is a formula."""
    results = CsvResults(HEADINGS)
    rows = [results.heading_text()]
    for row, decision in enumerate(sample.DECISIONS, 1):
        fields = (f"S1-{row}", decision.item.part, '=1+1, "as is"')
        rows.append(results.line_text(row, fields, decision, sample.line(row).remarks))
    return "".join(rows)


if __name__ == "__main__":
    for name, text in texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
