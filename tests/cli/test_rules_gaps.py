"""`rules gaps` from the outside: the table, the stable JSON form, the picture, and what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

Command = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"


def rows(out: str) -> dict[tuple[str, str], str]:
    """The lines of a table over TPP and performance density, by their two sides."""
    parts = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in out.splitlines()[4:-1]]
    return {(part[0], part[1]): " | ".join(part[2:]) for part in parts}


def test_the_table_says_what_applies_where_and_who_gives_way(exportgate: Command) -> None:
    ran = exportgate("rules", "gaps", "--on", "2024-06-01")
    found = rows(ran.out)
    assert ran.code == 0
    assert (
        "whether it is designed or marketed for data centers: yes; kind of item: other than memory or tool" in ran.out
    )
    assert found["below 1600", "any"] == "nothing"
    assert found["2400 to below 4800", "1.6 to below 5.92"] == "3A090.b (b)"
    assert found["4800 or more", "3.2 to below 5.92"] == "3A090.a (a) | b to a"
    assert ran.out.endswith("10 boxes, 3 covered by nothing (224 regions visited)\n")


def test_another_fact_may_be_fixed_by_hand(exportgate: Command) -> None:
    words = ("rules", "gaps", "--on", "2024-06-01", "--fact", "designed_or_marketed_for_datacenter=no")
    found = rows(exportgate(*words).out)
    assert found["2400 to below 4800", "5.92 or more"] == "nothing | a to note-2"
    assert found["4800 or more", "below 3.2"] == "3A090.a (a)"


def test_json_has_every_box(exportgate: Command) -> None:
    ran = exportgate("rules", "gaps", "4A090", "--on", "2024-06-01", "--format", "json")
    (view,) = json.loads(ran.out)["provisions"]
    assert (view["provision"], view["on"], view["from"], view["to"]) == (
        "us.ear.ccl.4a090",
        "2024-06-01",
        "2023-11-17",
        None,
    )
    both = {"circuit_classification": "3A090.a with 3A090.b", "item_kind": "assembly"}
    (box,) = [box for box in view["boxes"] if box["at"] == both]
    assert box["applies"] == [{"paragraph": "a", "gives": "4A090.a"}]
    assert (box["gives_way"], box["conflict"]) == ([{"paragraph": "b", "to": ["a"]}], False)


def test_every_fact_may_be_an_axis(exportgate: Command) -> None:
    view = json.loads(exportgate("rules", "gaps", "--axes", "all", "--on", "2026-07-20", "--format", "json").out)
    (provision,) = view["provisions"]
    assert len(provision["axes"]) == 5
    assert provision["where"] == {}


def test_the_picture_stands_alone_and_names_the_chips(exportgate: Command, tmp_path: Path) -> None:
    path = tmp_path / "regions.svg"
    assert exportgate("rules", "gaps", "--on", "2024-06-01", "--svg", path).code == 0
    root = ElementTree.fromstring(path.read_text("utf-8"))  # noqa: S314 - the file that was just written
    texts = {element.text for element in root.iter(f"{SVG}text")}
    dots = [title.text or "" for circle in root.iter(f"{SVG}circle") for title in circle.iter(f"{SVG}title")]
    assert (root.get("role"), root.find(f"{SVG}title") is not None, root.find(f"{SVG}desc") is not None) == (
        "img",
        True,
        True,
    )
    assert {"1600", "2400", "4800", "5.92", "3A090.a", "not known"} <= texts
    assert any(text.startswith("A100 PCIe 40GB") and "4992 and" in text for text in dots)
    assert not list(root.iter(f"{SVG}script"))
    assert [item.name for item in tmp_path.iterdir() if item.name != "home"] == ["regions.svg"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("us.ear.ccl.3a09",), "is no provision and no folder; did you mean us.ear.ccl.3a090"),
        (("us.ear.groups.d5",), "is a group and has no paragraphs"),
        (("--on", "2020-01-01"), "is not in force on 2020-01-01; it is from 2022-10-07 to 2023-11-16"),
        (("--axes", "tpp,speed"), "asks nothing of 'speed'"),
        (("--axes", "tpp,tpp"), "names a fact twice"),
        (("--fact", "tpp=1"), "is one of the facts shown"),
        (("--fact", "item_kind=unknown"), "write what is known of it: a code"),
        (("--fact", "colour=red"), "is nothing that the provision asks"),
        (("--axes", "tpp", "--svg", "x.svg"), "needs two facts that are numbers"),
        (("--svg", "nowhere/x.svg"), "name a file in a folder that exists"),
        (("us.ear.ccl.3a090", "us.ear.ccl.4a090", "--svg", "x.svg"), "draws one provision"),
    ],
)
def test_what_does_not_fit_is_a_usage_error(exportgate: Command, words: tuple[str, ...], says: str) -> None:
    ran = exportgate("rules", "gaps", *words)
    assert ran.code == 2
    assert says in ran.err
    assert "Traceback" not in ran.err


CLASH = """id: own.clash
kind: classification
title: Two unordered paragraphs
cite: 15 CFR 774
subject: item
versions:
  - in_force: {from: 2022-10-07}
    made_by: 87 FR 62186
    confidence: P
    verified: {on: 2022-10-07, review_by: 2099-01-01}
    paragraphs:
      - {id: a, classify: A, when: in_catalog}
      - {id: b, classify: B, when: {any: [in_catalog, purchase_order_on_file]}}
"""
CASES = """provision: own.clash
cases:
  - {name: unknown, on: 2024-01-01, facts: {}, expect: {a: undetermined}}
"""


def test_a_conflict_is_shown_although_the_rules_have_that_error(exportgate: Command, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "ruleset.yaml").write_text("namespace: own\nversion: 1\ntitle: Own\n", encoding="utf-8")
    (mine / "clash.yaml").write_text(CLASH, encoding="utf-8")
    (mine / "clash.cases.yaml").write_text(CASES, encoding="utf-8")
    ran = exportgate("rules", "gaps", "own.clash", mine, "--on", "2024-06-01")
    assert ran.code == 1
    assert "conflict: A (a), B (b)" in ran.out
    assert "paragraphs apply together without an order" in ran.out
