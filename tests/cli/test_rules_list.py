"""`rules list`: what the rules cover, for a person, a machine and the page."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .own_rules import HEAD, write_rules

Command = Callable[..., Any]


def test_every_provision_stands_once_in_the_table_and_in_the_objects(exportgate: Command) -> None:
    table, listed = exportgate("rules", "list"), exportgate("rules", "list", "--format", "json")
    document = json.loads(listed.out)
    names = [item["id"] for item in document["provisions"]]
    assert (table.code, listed.code, len(names)) == (0, 0, len(set(names)))
    first_words = [line.split(" ")[0] for line in table.out.splitlines()]
    assert first_words[1 : len(names) + 1] == names
    assert document["not_modeled"][0].keys() == {"cite", "what"}


def test_a_provision_shows_its_days_its_stays_and_what_it_leaves_out(exportgate: Command) -> None:
    document = json.loads(exportgate("rules", "list", "--format", "json").out)
    (rule,) = [item for item in document["provisions"] if item["id"] == "us.ear.744.11_affiliates"]
    assert (rule["part"], rule["status"]) == ("15 CFR part 744", "partly modeled")
    first, second = rule["versions"]
    assert (first["from"], first["confidence"], second["confidence"], second["to"]) == ("2025-09-29", "P", "I", None)
    assert first["stays"] == [{"from": "2025-11-10", "to": "2026-11-09", "by": "90 FR 50857"}]
    assert first["verified"]["on"] == "2026-11-23"


def test_an_added_folder_is_listed_with_what_it_says_it_leaves_out(exportgate: Command, tmp_path: Path) -> None:
    folder = write_rules(tmp_path / "own")
    (folder / "ruleset.yaml").write_text(
        f"{HEAD}not_modeled:\n  - {{cite: Acme Trade Policy 9, what: A <b>|rule|</b> of gifts.}}\n", encoding="utf-8"
    )
    page = exportgate("rules", "list", folder, "--format", "markdown").out
    assert "(`acme.embargo`)" in page
    assert "| Acme Trade Policy 9 | A &lt;b&gt;\\|rule\\|&lt;/b&gt; of gifts. |" in page


@pytest.mark.parametrize("entry", ["{cite: Policy 9}", "{what: Gifts.}", "Gifts"])
def test_a_part_left_out_needs_its_place_and_what_it_is(exportgate: Command, tmp_path: Path, entry: str) -> None:
    folder = write_rules(tmp_path / "own")
    (folder / "ruleset.yaml").write_text(f"{HEAD}not_modeled:\n  - {entry}\n", encoding="utf-8")
    found = exportgate("rules", "check", folder)
    assert found.code == 1
    assert "ruleset.yaml:5:" in found.out
