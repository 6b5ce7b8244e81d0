"""The page on matching gives the figures, kinds and keys that the program has."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from tests import program

from exportgate.parties import address_search, priority, score
from exportgate.parties.alignment import PairKind


@pytest.fixture
def page(checkout: Path) -> str:
    return (checkout / "docs" / "matching.md").read_text("utf-8")


def row(page: str, first: str) -> str:
    return next(line for line in page.splitlines() if line.startswith(f"| {first} |"))


def test_every_kind_of_evidence_is_told(page: str) -> None:
    told = re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]* \|$", page, re.MULTILINE)
    assert sorted(told) == sorted([*get_args(PairKind), "translation"])


def test_the_figures_of_the_score_are_those_of_the_program(page: str) -> None:
    text = " ".join(page.split())
    assert f"A hit is what scores {score.DEFAULT_MIN_SCORE:.2f} or more" in text
    told = {kind: float(factor) for kind, factor in re.findall(r"^\| (\w+) \| (0\.\d+) \|", page, re.MULTILINE)}
    assert {kind: told[kind] for kind in score.CONFLICT} == score.CONFLICT
    assert f"at most {score.PART_CAP} where only a part" in text
    assert f"All others stay at {score.BELOW_EXACT} or below" in text
    scores = address_search.SCORES
    assert f"the same unit scores {scores['unit']}" in text
    assert f"the building {scores['building']}, the street alone {scores['street']}" in text


def test_the_parts_of_a_priority_are_those_of_the_program(page: str) -> None:
    counts = {name: float(row(page, name).split(" | ")[1]) for name in ("score", "list", "country", "rarity")}
    parts = priority.priority_parts(1.0, "EL", priority.CountryEvidence.AGREES, 1.0)
    assert counts == {part.part: part.counts for part in parts}
    told = {
        code: float(value)
        for codes, value in re.findall(r"([A-Z][A-Za-z, ]*?) (\d(?:\.\d+)?)(?=[,| ])", row(page, "list"))
        for code in re.findall(r"[A-Z]{2,}", codes)
    }
    assert told == dict(priority.SEVERITY)
    assert f"others {priority.OTHER_LIST}" in row(page, "list")
    assert f"A weak alias has {priority.WEAK} of it" in page
    assert f"an affiliate {priority.AFFILIATE}" in page


def test_every_key_of_an_explanation_is_told(page: str, exportgate_json: Callable[..., Any]) -> None:
    told = set(re.findall(r"`(\w+)(?:\[\])?`", page))
    hit = exportgate_json("lookup", "CETC 39th Research Institute", "--explain", "--min-score", "0.5")["hits"][0]
    assert keys_of(hit["explanation"]) - told == set()
    against = exportgate_json("lookup", "CETC 39th Research Institute", "--against", "el-cetc-55")
    assert {"hit", "hit_kind", "rank", "matched_name", "score", "reasons", "explanation", "against"} <= set(against)


def keys_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


@pytest.fixture
def exportgate_json(tmp_path: Path) -> Callable[..., Any]:
    """Return a function that runs a command line and reads the JSON that it prints."""

    def read(*words: str) -> Any:
        ran = program.run(*words, "--format", "json", environment={"EXPORTGATE_HOME": str(tmp_path / "home")})
        return json.loads(ran.out)

    return read
