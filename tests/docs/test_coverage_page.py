"""The page on what the rules cover is what the command prints, and shows everything that the rules leave out."""

from pathlib import Path

import pytest

from exportgate.provisions.ruleset import RuleSet, load_rules
from exportgate.report.rules.law_table import COMMAND, MARKUP, law_page, omissions_of, rows_of


@pytest.fixture(scope="module")
def rules(checkout: Path) -> RuleSet:
    return load_rules(checkout / "rules")


@pytest.fixture(scope="module")
def page(checkout: Path) -> str:
    return (checkout / "docs" / "coverage.md").read_text("utf-8")


def test_the_page_is_current(rules: RuleSet, page: str) -> None:
    same = page == law_page(rules)
    assert same, f"docs/coverage.md does not show the rules as they are: run '{COMMAND} > docs/coverage.md'"


def test_every_provision_and_everything_left_out_is_on_the_page(rules: RuleSet, page: str) -> None:
    rows = rows_of(rules)
    assert {row.provision.id for row in rows} == set(rules.provisions)
    missing = [row.provision.id for row in rows if f"(`{row.provision.id}`)" not in page]
    missing += [text for row in rows for text in row.left_out if text.translate(MARKUP) not in page]
    missing += [item.what for item in omissions_of(rules) if item.what.translate(MARKUP) not in page]
    assert missing == []


def test_the_pages_that_lead_to_it_name_it(checkout: Path) -> None:
    for page in ("README.md", "docs/rules.md"):
        assert "coverage.md" in (checkout / page).read_text("utf-8"), page
