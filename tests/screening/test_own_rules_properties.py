"""For any facts: own rules that state no relaxation never make an outcome milder, and change no finding of the law."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.engine.law import Law
from exportgate.engine.typed import parse_value
from exportgate.engine.values import codes
from exportgate.engine.verify import load_law
from exportgate.items.catalog import Catalog
from exportgate.parties.entry import Entry
from exportgate.provisions.model import Kind
from exportgate.provisions.ruleset import load_rules
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.kernel import Kernel
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item

TODAY = date(2026, 11, 28)
LISTED = {
    "Listed_A": (Entry("e1", "EL", "entity", "Listed A", countries=("CN",)), True),
    "Listed_B": (Entry("e2", "EL", "entity", "Listed B", policy="Case by case."), False),
    "Denied": (Entry("d1", "DPL", "entity", "Denied"), True),
    "Army": (Entry("m1", "MEU", "entity", "Army"), True),
    "Quartz": (Entry("w1", "ACME", "entity", "Quartz"), True),
}
LINES = st.fixed_dictionaries(
    {
        "part": st.sampled_from(["A100 SXM4 80GB", "A800 SXM4 80GB", "H20", "L4", "CABLE", "XJ-7", "HBM3"]),
        "day": st.sampled_from(
            ["2022-08-25", "2022-08-26", "2022-11-01", "2023-11-17", "2024-06-18", "2025-05-13", "2026-07-10"]
        ),
        "to": st.sampled_from(["CN", "MO", "MY", "AE", "RU", "IR", "US", "DE"]),
        "buyer": st.sampled_from(["Elbe GmbH", "Listed A", "Listed B", "Denied", "Army", "Quartz"]),
        "eccn": st.sampled_from([None, "EAR99", "3A090.a", "3A090", "5A992.c", "4A994.l"]),
        "role": st.sampled_from(["ultimate_consignee", "purchaser", "forwarder"]),
        "parent": st.sampled_from([None, ("Listed A", "CN"), ("Elbe GmbH", "DE")]),
        "hts": st.sampled_from([None, "8542310000", "9403200050"]),
    }
)
FIGURES = st.sampled_from(["0", "599.9", "600", "1600", "2399.99", "2400", "4799.99", "4800", "5000"])
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "tpp": FIGURES,
        "performance_density": st.sampled_from(["0", "1.6", "3.2", "5.91", "5.92", "9"]),
        "io_bandwidth": FIGURES,
        "memory_bandwidth_density": st.sampled_from(["1.9", "2", "2.1", "3.3"]),
        "item_kind": st.sampled_from(["ic", "assembly", "memory", "tool"]),
        "designed_or_marketed_for_datacenter": st.sampled_from(["yes", "no"]),
        "supplement_8_entity": st.sampled_from(["g42", "none"]),
        "hbm_exporter_qualifies": st.sampled_from(["yes", "no"]),
    },
)


def written(own_rule: Callable[..., str]) -> dict[str, str]:
    """One own rule of every kind and subject, with every outcome; most hold nearly everywhere."""
    given = {
        "item": 'when: {any: [in_catalog, declared_eccn is not "5A992.c"]}',
        "party": 'when: {any: [match_decided, role is not "forwarder"]}',
        "shipment": 'when: destination is not "AE"',
    }
    rules: dict[str, str] = {
        "near": own_rule("classification", "classify: ACME.1", 'when: item_kind is not "tool"', subject="circuit"),
        "all": own_rule("classification", "classify: ACME.2", given["item"], subject="item", begins="2019-01-01"),
        "shape": own_rule("classification", "classify: 5A992.c", 'when: part is "XJ-7"', subject="item"),
    }
    for subject in ("party", "shipment"):
        for outcome in ("no_finding", "hold", "license_required", "prohibited"):
            policy = ["review_policy: presumption_of_approval"] if outcome == "license_required" else []
            rules[f"{subject}-{outcome}"] = own_rule(
                "requirement", f"outcome: {outcome}", *policy, given[subject], subject=subject
            )
        own = ("license_exception: ACME", f"overrides: [acme.{subject}_hold#x]")
        rules[f"{subject}-own"] = own_rule("exception", *own, given[subject], subject=subject)
    rules["list"] = own_rule("restriction", 'when: {all: [list is "ACME", match_decided]}', subject="party")
    rules["flag"] = own_rule("red_flag", 'when: classification includes "ACME.1"')
    return rules


@pytest.fixture(scope="module")
def laws(checkout: Path, own_rule: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Law]:
    """The law with each of the own rules, and with all of them together."""
    rules = {
        name: text.replace("acme.rule", f"acme.{name.replace('-', '_')}") for name, text in written(own_rule).items()
    }
    exceptions = {f"{subject}-own": (f"{subject}-hold", f"{subject}-own") for subject in ("party", "shipment")}
    sets = {**{name: (name,) for name in rules}, "flag": ("near", "flag"), **exceptions, "together": tuple(rules)}
    made: dict[str, Law] = {}
    for name, held in sets.items():
        folder = tmp_path_factory.mktemp(name)
        (folder / "ruleset.yaml").write_text("namespace: acme\nversion: 1\ntitle: x\n", encoding="utf-8")
        for one in held:
            (folder / f"{one}.yaml").write_text(rules[one], encoding="utf-8")
            head = f"provision: acme.{one.replace('-', '_')}\ncases:\n  - name: before\n    on: 2000-01-01\n"
            (folder / f"{one}.cases.yaml").write_text(f"{head}    expect: {{x: not_in_force}}\n", encoding="utf-8")
        load = partial(load_law, today=TODAY) if name == "together" else law_of
        made[name] = load(checkout / "rules", (folder,))
    return made


def law_of(rules: Path, more: tuple[Path, ...]) -> Law:
    """Return the law with own rules that are checked with all the others."""
    return Law(load_rules(rules, more))


def of_the_law(decision: LineDecision) -> set[tuple[str, ...]]:
    """What the law and the tool say; a listing that an own rule holds need not be held for want of a rule as well."""
    return {
        (item.provision, item.paragraph, item.effect, str(item.outcome), item.cite)
        for item in decision.findings
        if not item.own and item.provision != "exportgate.list_not_modeled"
    }


def never_milder(plain: LineDecision, own: LineDecision) -> None:
    assert own.outcome.rank <= plain.outcome.rank
    assert of_the_law(own) == of_the_law(plain)
    assert set(plain.needs) - {"match_decided"} <= set(own.needs)
    if own.outcome is plain.outcome and plain.review_policy is not None:
        assert own.review_policy is not None
        assert own.review_policy.rank <= plain.review_policy.rank
    if own.outcome is plain.outcome and plain.review_policy is None and any(
        item.outcome == "license_required" for item in plain.findings
    ):  # fmt: skip
        assert own.review_policy is None
    status = {item.id: item.status for item in plain.license_exceptions}
    for item in own.license_exceptions:
        assert item.own or item.status in ("unavailable", status.get(item.id, item.status))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.lists(LINES, min_size=1, max_size=8), data=st.data())
def test_no_line_gets_milder(
    laws: dict[str, Law],
    kernel: Callable[..., tuple[Kernel, Any]],
    kernel_of: Callable[..., Kernel],
    line: Callable[..., Any],
    facts: list[dict[str, Any]],
    data: st.DataObject,
) -> None:
    lines = [line(row=row, **fact) for row, fact in enumerate(facts, start=1)]
    law = laws[data.draw(st.sampled_from(sorted(laws)))]
    plain = kernel(**LISTED)[0].screen(lines)
    for before, after in zip(plain, kernel_of(law, **LISTED).screen(lines), strict=True):
        never_milder(before, after)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    facts=FACTS, day=LINES.map(lambda line: line["day"]), to=st.sampled_from(["CN", "AE", "MY", "DE"]), data=st.data()
)
def test_no_item_gets_milder(
    law: Law, laws: dict[str, Law], catalog: Catalog, facts: dict[str, str], day: str, to: str, data: st.DataObject
) -> None:
    known = [(name, parse_value(law.rules.vocabulary.fact(name), text)) for name, text in facts.items()]
    eccn = data.draw(st.sampled_from(["", "EAR99", "3A090.a", "5A992.c"]))
    query = ItemQuery("XJ-7", eccn=eccn, facts=tuple((name, value) for name, value in known if value is not None))
    route = Route("export", "US", to, codes([to], complete=data.draw(st.booleans())))
    on, own = date.fromisoformat(day), laws[data.draw(st.sampled_from(sorted(laws)))]
    never_milder(classify_item(query, route, on, law, catalog), classify_item(query, route, on, own, catalog))


def test_the_pool_holds_every_kind_that_decides(laws: dict[str, Law]) -> None:
    kinds = {item.kind for item in laws["together"].rules.provisions.values() if item.own}
    assert kinds == set(Kind) - {Kind.DEFINITION, Kind.GROUP}
