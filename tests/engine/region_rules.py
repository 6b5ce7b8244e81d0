"""Small random rules for the tests of regions: paragraphs over a few facts, and points that need not be on any axis."""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from exportgate.diagnostics.model import Collector
from exportgate.engine.law import ParagraphInForce, precedence_order
from exportgate.engine.regions.versions import held_of
from exportgate.engine.values import Code, CodeSet, Value
from exportgate.foundation.quantities import UNDEFINED, Number, exactly
from exportgate.foundation.truth import Truth
from exportgate.foundation.yaml_source import parse
from exportgate.provisions.formula import FactName, Operation
from exportgate.provisions.load import ProvisionLoader
from exportgate.provisions.reading import Reader
from exportgate.provisions.vocabulary import Fact, FactType, Vocabulary

TYPES = {
    "speed": FactType.NUMBER,
    "density": FactType.NUMBER,
    "marketed": FactType.YES_NO,
    "destination": FactType.CODE,
    "classification": FactType.CODES,
}
VOCABULARY = Vocabulary({name: Fact(name, kind, "u", name, "?") for name, kind in TYPES.items()}, {"u": ()})
DENSITY = Operation("/", (FactName("speed"), FactName("area")))
LIMITS = {"low": "1", "middle": "2.5", "high": "4"}
GROUPS = {"g.one": frozenset({"CN", "MO"}), "g.two": frozenset({"MO", "RU", "A"}), "g.none": frozenset[str]()}
CODES = ("CN", "MO", "RU", "A", "B", "ZZ", "")
LEAVES = st.one_of(
    st.builds(
        "{} {} {}".format,
        st.sampled_from(["speed", "density"]),
        st.sampled_from([">=", ">", "<=", "<"]),
        st.sampled_from(sorted(LIMITS)),
    ),
    st.sampled_from(
        [
            *("marketed", "not marketed", 'destination is "CN"', 'destination is not "CN"', "destination in g.one"),
            *("destination not in g.one", "destination in g.two", "destination not in g.two", "destination in g.none"),
            *('classification includes "A"', 'classification does not include "B"', "classification in g.two"),
        ]
    ),
)
CONDITIONS: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda word, parts: {word: parts}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


def in_force(conditions: Sequence[Any], relations: Sequence[str]) -> tuple[ParagraphInForce, ...]:
    """Paragraphs p0, p1, … of one classification; relation i says how paragraph i + 1 stands to the one before."""
    paragraphs: list[dict[str, Any]] = []
    for number, condition in enumerate(conditions):
        paragraphs.append({"id": f"p{number}", "classify": f"C{number}", "when": condition})
        if number and relations[number - 1] != "none":
            paragraphs[number][relations[number - 1]] = [f"p{number - 1}"]
    version = {
        "in_force": {"from": "2024-01-01"},
        "made_by": "88 FR 1",
        "confidence": "P",
        "verified": {"on": "2024-01-01", "review_by": "2030-01-01"},
        "paragraphs": paragraphs,
        "thresholds": {
            name: {"value": value, "unit": "u", "words": f"{value} or more"} for name, value in LIMITS.items()
        },
    }
    head = {"id": "us.r", "kind": "classification", "title": "r", "cite": "15 CFR 774", "subject": "item"}
    text = json.dumps({**head, "versions": [version]})
    collector = Collector()
    provision = ProvisionLoader(Reader(collector), VOCABULARY).load(parse(text, "rule.yaml"), "rule.yaml")
    assert provision is not None
    assert collector.found == []
    return precedence_order(list(held_of(provision, provision.versions[0])))


RULES = st.lists(CONDITIONS, min_size=1, max_size=3).flatmap(
    lambda conditions: st.builds(
        in_force,
        st.just(conditions),
        st.lists(st.sampled_from(["overrides", "yields_to", "none"]), min_size=3, max_size=3),
    )
)
_figures = st.one_of(
    st.fractions(min_value=0, max_value=6, max_denominator=20),
    st.sampled_from([Fraction(limit) for limit in LIMITS.values()]),
)
_sets = st.frozensets(st.sampled_from(CODES[:-1]), max_size=4)
POINTS: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {
        "speed": _figures.map(exactly),
        "density": st.one_of(_figures.map(exactly), st.just(UNDEFINED)),
        "marketed": st.sampled_from([Truth.YES, Truth.NO]),
        "destination": st.sampled_from(CODES).map(Code),
        "classification": _sets.map(CodeSet),
    }
)
_at_least = _figures.map(lambda low: Number(low, None))
PARTLY_KNOWN: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {
        "speed": st.one_of(_figures.map(exactly), _at_least),
        "density": st.one_of(_figures.map(exactly), _at_least, st.just(UNDEFINED)),
        "marketed": st.sampled_from(list(Truth)),
        "destination": st.sampled_from([*CODES, None]).map(Code),
        "classification": st.builds(
            lambda known, possible, complete: CodeSet(known, possible - known, complete), _sets, _sets, st.booleans()
        ),
    }
)
