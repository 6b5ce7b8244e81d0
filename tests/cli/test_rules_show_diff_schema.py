"""`rules show`, `rules diff` and `rules schema` from the outside."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def test_a_paragraph_is_shown_in_words_with_its_figure_and_sources(exportgate: Command) -> None:
    ran = exportgate("rules", "show", "3A090.a", "--on", "2024-06-01")
    assert ran.code == 0
    assert "- total processing performance is 4800 TPP or more ('of 4800 or more') [3A090.a.1]" in ran.out
    assert "made by           88 FR 73458" in ran.out
    assert "paragraph b" not in ran.out


def test_an_exception_names_the_provision_that_it_relieves(exportgate: Command) -> None:
    shown = json.loads(exportgate("rules", "show", "740.25", "--on", "2025-01-01", "--format", "json").out)
    assert "us.ear.742.6.a6_hbm#arms-embargoed" in shown["paragraphs"][0]["overrides"]
    relieved = json.loads(exportgate("rules", "show", "742.6.a6_hbm", "--on", "2025-01-01", "--format", "json").out)
    above = {item["id"]: item["overridden_by"] for item in relieved["paragraphs"]}
    assert "us.ear.740.25#hbm" in above["arms-embargoed"]


def test_countries_of_a_group_are_named(exportgate: Command) -> None:
    ran = exportgate("rules", "show", "d5_macau", "--on", "2024-06-01")
    assert "  CN China\n" in ran.out
    assert "  NI Nicaragua, 2024-03-15 to open [89 FR 18780]\n" in ran.out


def test_without_an_id_every_provision_has_a_line(exportgate: Command) -> None:
    listed = json.loads(exportgate("rules", "show", "--on", "2024-06-01", "--format", "json").out)["provisions"]
    lines = exportgate("rules", "show", "--on", "2024-06-01").out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [item["id"] for item in listed]
    assert len(listed) > 30


def test_a_day_without_the_provision_names_the_days_with_it(exportgate: Command) -> None:
    ran = exportgate("rules", "show", "740.8", "--on", "2022-11-01")
    assert ran.code == 0
    assert "No version is in force on 2022-11-01. It is in force from 2023-11-17 to 2024-04-03" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "3a09"), "did you mean us.ear.ccl.3a090?"),
        (("show", "742.6(a)(6)"), "did you mean us.ear.742.6.a6 or us.ear.742.6.a6_diffusion"),
        (("show", "zzz"), "'exportgate rules show' lists them all"),
        (("show", "--on", "soon"), "'soon' is no date"),
        (("diff", "--from", "2024-01-02", "--to", "2024-01-01"), "give the earlier day first"),
        (("diff", "--from", "2024-01-01"), "--to"),
        (("diff", "--from", "2024-01-01", "--to", "2024-01-01", "--to-country", "Zembla"), "--to-country: 'Zembla'"),
        (("schema", "--kind", "provisions"), "did you mean 'provision'?"),
    ],
)
def test_what_does_not_fit_is_said_with_the_next_step(exportgate: Command, words: tuple[str, ...], said: str) -> None:
    ran = exportgate("rules", *words)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_november_2023_brings_the_export_versions_under_3a090(exportgate: Command) -> None:
    told = json.loads(exportgate("rules", "diff", "--from", "2023-11-16", "--to", "2023-11-17", "--format", "json").out)
    parts = {item["part"]: item for item in told["catalog"]["changed"]}
    for name in ("A800 SXM4 80GB", "H800 SXM5 80GB"):
        assert parts[name]["before"]["classifications"] == []
        assert "3A090.a" in parts[name]["after"]["classifications"]
    entry = next(item for item in told["provisions"] if item["provision"] == "us.ear.ccl.3a090")
    assert (entry["change"], entry["before"]["made_by"], entry["after"]["made_by"]) == (
        "replaced",
        "87 FR 62186",
        "88 FR 73458",
    )


def test_december_2024_brings_memory_and_its_exception(exportgate: Command) -> None:
    ran = exportgate("rules", "diff", "--from", "2024-12-01", "--to", "2024-12-02")
    assert "  + paragraph c [ECCN 3A090.c]\n" in ran.out
    assert "us.ear.740.25: License Exception High Bandwidth Memory (HBM)" in ran.out
    assert "9 parts get another answer, of 199 parts of the catalog, exported to CN:" in ran.out


def test_the_first_day_and_days_before_it_compare(exportgate: Command) -> None:
    first = exportgate("rules", "diff", "--from", "2022-10-06", "--to", "2022-10-07")
    assert "came into force   87 FR 62186, 2022-10-07 to 2023-11-16" in first.out
    before = exportgate("rules", "diff", "--from", "1990-01-01", "--to", "1990-06-01")
    assert (before.code, before.out) == (0, "The law of 1990-06-01 reads as that of 1990-01-01.\n")
    same = exportgate("rules", "diff", "--from", "2024-01-01", "--to", "2024-01-01")
    assert "one day" in same.out


def test_rules_of_ones_own_are_shown_beside_the_shipped_ones(exportgate: Command, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "own.yaml").write_text("id: mine.rule\nkind: requiremnt\n", encoding="utf-8")
    ran = exportgate("rules", "show", mine)
    assert ran.code == 3
    assert "mine/own.yaml:2:7" in ran.err


def test_a_rule_set_without_the_facts_of_the_catalog_is_compared_alone(exportgate: Command, tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text("units: {TPP: {title: tpp}}\n", encoding="utf-8")
    (tmp_path / "facts.yaml").write_text(
        'facts: {tpp: {type: number, unit: TPP, title: TPP, question: "TPP?"}}\n', encoding="utf-8"
    )
    (tmp_path / "group.yaml").write_text(
        "id: alone.group\nkind: group\ntitle: A group\ncite: 15 CFR 740\n"
        "members: [CN, {code: KH, from: 2024-01-02, cite: 1 FR 1}]\n",
        encoding="utf-8",
    )
    (tmp_path / "group.cases.yaml").write_text(
        "provision: alone.group\ncases:\n  - {name: in, on: 2024-01-01, expect: {CN: member, KH: not_member}}\n",
        encoding="utf-8",
    )
    ran = exportgate("rules", "diff", tmp_path, "--from", "2024-01-01", "--to", "2024-01-02")
    assert "  + KH Cambodia joined 2024-01-02 [1 FR 1]\n" in ran.out
    assert "The catalog is not compared: these rules have no fact applicable_die_area" in ran.out


def test_schemas_are_printed_and_written(exportgate: Command, tmp_path: Path) -> None:
    printed = json.loads(exportgate("rules", "schema", "--kind", "units").out)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(json.loads(exportgate("rules", "schema").out)) == {"provision", "cases", "facts", "units", "ruleset"}
    assert exportgate("rules", "schema", "--output", tmp_path / "new" / "schema").code == 0
    assert len(list((tmp_path / "new" / "schema").glob("*.schema.json"))) == 5
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert exportgate("rules", "schema", "--output", tmp_path / "file").code == 2
