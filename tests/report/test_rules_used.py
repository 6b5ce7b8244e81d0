"""Every report says whose rules were applied beside the law, and what they relax."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from exportgate.provisions.model import Outcome
from exportgate.report.basis import FolderUsed, RelaxedRule, RulesUsed, RunBasis
from exportgate.report.csv_results import CsvResults
from exportgate.report.html import html_chunks
from exportgate.report.item_answer import exception_line
from exportgate.report.jsonl import JsonLines, exception_object
from exportgate.report.receipt import build_receipt
from exportgate.report.wording import exception_text
from exportgate.report.xlsx import write_workbook
from exportgate.screening.findings import Finding, LicenseException

from . import sample
from .sample_basis import basis

NOW = datetime(2026, 11, 24, tzinfo=UTC)
LAW = FolderUsed("us", "2026.11.24", "U.S. export controls", "aa" * 32, 37, 77)
ACME = FolderUsed("acme", "7", "Rules of <Acme>", "bb" * 32, 3, 5)
LETTER = RelaxedRule("acme.notices", "us.ear.letters.april_2025", "Acme received no notice & asked counsel")
USED = RulesUsed("2026.11.24", "cc" * 32, 40, 82, (LAW, ACME), (LETTER,))
TOTALS = sample.summary(13).totals()
SAID = ("acme", "version 7", "bb" * 32, "acme.notices", "us.ear.letters.april_2025", "received no notice")


def with_own() -> RunBasis:
    return replace(basis(), rules=USED)


def page(used: RunBasis) -> str:
    return "".join(html_chunks(used, TOTALS, sample.QUESTIONS))


def test_the_notices_name_each_added_folder_and_each_relaxation() -> None:
    first, second = USED.notices
    assert first == f"Own rules of acme were applied: Rules of <Acme>, version 7, digest {'bb' * 32}."
    assert second == (
        "The own rule acme.notices relaxes us.ear.letters.april_2025: Acme received no notice & asked counsel."
    )
    assert basis().rules.notices == ()


def test_the_receipt_names_the_rules_of_each_folder() -> None:
    rules = build_receipt(with_own(), TOTALS, started=NOW, finished=NOW)["rules"]
    assert [(folder["namespace"], folder["version"], folder["digest"]) for folder in rules["folders"]] == [
        ("us", "2026.11.24", "aa" * 32),
        ("acme", "7", "bb" * 32),
    ]
    assert rules["relaxations"] == [
        {"by": LETTER.by, "relaxes": LETTER.relaxes, "because": LETTER.because},
    ]


def test_a_receipt_of_the_law_alone_names_no_folder() -> None:
    assert set(build_receipt(basis(), TOTALS, started=NOW, finished=NOW)["rules"]) == {
        *("version", "digest", "provisions", "files")
    }


def test_lines_of_json_and_csv_carry_the_notices() -> None:
    decision = sample.DECISIONS[0]
    for text in (
        JsonLines(USED.notices).line_text(1, decision),
        CsvResults(("a",), USED.notices).line_text(1, ("x",), decision),
    ):
        assert all(word in text for word in SAID)


def test_the_page_names_folders_and_relaxations_in_its_head_and_escapes_them() -> None:
    head, _, _ = page(with_own()).partition("</header>")
    assert "Own rules of <b>acme</b>: Rules of &lt;Acme&gt;, version 7, 3 provisions in 5 files." in head
    assert "Acme received no notice &amp; asked counsel" in head
    assert all(word in head for word in SAID)
    alone, _, _ = page(basis()).partition("</header>")
    assert "Own rules" not in alone


def test_the_page_says_where_own_rules_relax_nothing() -> None:
    head, _, _ = page(replace(basis(), rules=replace(USED, relaxed=()))).partition("</header>")
    assert "Nothing: the own rules only add and tighten." in head


def test_the_workbook_names_folders_and_relaxations(tmp_path: Path) -> None:
    write_workbook(tmp_path / "report.xlsx", with_own(), TOTALS, sample.QUESTIONS)
    book = zipfile.ZipFile(tmp_path / "report.xlsx")
    names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    about = book.read(sorted(names)[-1]).decode()
    assert "Own rules of acme" in about
    assert all(word in about for word in SAID)


def test_a_finding_and_an_exception_of_an_own_rule_are_marked_as_such() -> None:
    found = Finding("acme.rule", "x", "applies", Outcome.HOLD, "Acme Policy", "because of Acme")
    law = replace(found, provision="us.ear.744.11")
    tool = replace(found, provision="exportgate.not_modeled")
    assert [item.own for item in (found, law, tool)] == ["acme", "", ""]
    assert (
        exception_text(LicenseException("A-1", "available", "Acme", "x", "acme")) == "A-1 (available, own rule of acme)"
    )
    assert exception_text(LicenseException("HBM", "available", "15 CFR", "x")) == "HBM (available)"


def test_an_exception_says_why_it_is_possible_or_not_wherever_it_is_shown() -> None:
    found = LicenseException("NAC", "unavailable", "15 CFR 740.8", "the item is for data centers")
    assert exception_object(found) == {
        "id": "NAC",
        "status": "unavailable",
        "cite": "15 CFR 740.8",
        "because": "the item is for data centers",
    }
    line = " ".join(exception_line(found).split())
    assert line == "exception NAC unavailable (15 CFR 740.8): the item is for data centers"
