"""What a finding says of a day cites no entry, section or license exception that came later."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from exportgate.provisions.ruleset import RuleSet, load_rules

FIRST = {
    r"3A090|4A090|3B090|4D090|734\.9\([hi]\)|734\.9\(e\)\(2\)|744\.23|740\.2\(a\)\(9\)|742\.4\(a\)\(4\)": "2022-10-07",
    r"742\.6\(a\)\(6\)\(iii\)|740\.2\(a\)\(9\)\(ii\)|740\.8\b|\bNAC\b|[345]A\d{3}\.z": "2023-11-17",
    r"\bACA\b": "2024-04-04",
    r"740\.24|\bIEC\b|742\.4\(a\)\(5\)|742\.6\(a\)\(10\)|3[ABDE]90[1345]\b": "2024-09-06",
    r"740\.2[56]|\bHBM\b|3A090\.c|3[BDE]99[34]|3[DE]992|742\.6\(a\)\(11\)": "2024-12-02",
    r"734\.9\(k\)|734\.9\(e\)\(3\)|734\.4\(a\)\([89]\)": "2024-12-02",
    r"740\.2[789]|\bAIA\b|\bACM\b|\bLPP\b|4E091": "2025-01-13",
    r"742\.6\(b\)\(10\)\(iii\)\(A\)|paragraph \(dd\)": "2026-01-15",
}
"""What a text may name, and the first day on which there was such a thing in the regulations."""
AHEAD = "as amended by"
"""A letter may name the section that a rule already published is about to make, if it says so."""


def too_early(rules: RuleSet) -> Iterator[tuple[str, str, str, str]]:
    """Yield paragraph, first day of its version, what it names, and since when there is that."""
    for provision in rules.provisions.values():
        for version in provision.versions:
            for paragraph in version.paragraphs:
                shown = f"{paragraph.cite or provision.cite} {paragraph.because}"
                begins = str(version.in_force.first or "")
                for pattern, first in FIRST.items():
                    named = re.search(pattern, shown)
                    if named and begins < first and AHEAD not in shown:
                        yield f"{provision.id}#{paragraph.id}", begins, named[0], first


@pytest.fixture(scope="module")
def rules(checkout: Path) -> RuleSet:
    return load_rules(checkout / "rules")


def test_no_paragraph_cites_what_came_later(rules: RuleSet) -> None:
    assert list(too_early(rules)) == []


def test_members_that_came_later_are_members_from_then_on(rules: RuleSet) -> None:
    early = [
        (provision.id, member.code, str(member.during.first), first)
        for provision in rules.provisions.values()
        for member in provision.members
        for pattern, first in FIRST.items()
        if member.during.first is not None and str(member.during.first) < first and re.match(pattern, member.code)
    ]
    assert early == []


def test_every_thing_that_is_looked_for_is_named_by_some_rule(rules: RuleSet) -> None:
    shown = " ".join(
        f"{paragraph.cite or provision.cite} {paragraph.because}"
        for provision in rules.provisions.values()
        for version in provision.versions
        for paragraph in version.paragraphs
    )
    assert [pattern for pattern in FIRST if not re.search(pattern, shown)] == []
