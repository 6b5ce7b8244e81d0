import pytest

from exportgate.diagnostics.job_summary import LIMIT, render
from exportgate.diagnostics.model import Diagnostic, Severity
from exportgate.diagnostics.report import Report
from exportgate.foundation.spans import Span

from . import sample


def crowd(number: int) -> Report:
    found = (
        Diagnostic("XR104", Severity.ERROR, Span("芯片.yaml", line, 1, line, 2), "芯片 is no fact", "mend it")
        for line in range(1, number + 1)
    )
    return Report("rules check", tuple(found), ("芯片.yaml",))


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("| error")]


def test_every_diagnostic_is_a_row_of_the_table() -> None:
    lines = [line for line in render(sample.CHECK).splitlines() if line.startswith("| ")]
    assert len(lines) == len(sample.CHECK.diagnostics) + 1
    assert all(line.replace("\\|", "").count("|") == 6 for line in lines)


def test_nothing_in_a_cell_is_markup_a_link_or_a_mention() -> None:
    row = next(line for line in render(sample.CHECK).splitlines() if "XR003" in line)
    assert not set(row.replace("| ", "").removesuffix("|")) & set("<>`*_[]@~$\\|")
    assert "https://" not in row


@pytest.mark.parametrize("room", [0, 100, 300, 5_000, 20_000])
def test_the_summary_keeps_within_its_room_and_counts_what_it_leaves_out(room: int) -> None:
    text = render(crowd(500), room)
    assert len(text.encode()) <= room
    if text:
        assert f"{500 - len(rows(text))} more rows are left out" in text


def test_a_summary_within_githubs_limit_leaves_nothing_out() -> None:
    text = render(crowd(5_000))
    assert len(text.encode()) < LIMIT
    assert len(rows(text)) == 5_000
    assert "left out" not in text


def test_a_check_without_findings_says_how_much_was_read() -> None:
    assert "1 file read: nothing found." in render(sample.NOTHING)
