"""Each fault of precedence and reach is found in its place and said in words; rules that are sound give no word."""

from datetime import date
from pathlib import Path

import pytest

from exportgate.diagnostics.model import Diagnostic, Severity
from exportgate.engine.verify import verify
from exportgate.provisions.ruleset import load_rules

from .small_rules import RULE, small_law

TODAY = date(2026, 11, 28)
FILES = {
    "units.yaml": "units:\n  TPP: {title: tpp}\n  mm2: {title: area}\n  TPP/mm2: {title: density, is: TPP / mm2}\n",
    "facts.yaml": """facts:
  tpp: {type: number, unit: TPP, title: TPP, question: "TPP?"}
  area: {type: number, unit: mm2, title: area, question: "Area?"}
  density: {type: number, unit: TPP/mm2, title: density, question: "Density?"}
  marketed: {type: yes_no, title: marketed for data centers, question: "Marketed?"}
  destination: {type: code, title: destination, question: "Where?"}
  listed: {type: codes, title: lists, question: "On which lists?"}
""",
    "density.yaml": """id: us.test.density
kind: definition
title: Density
cite: 15 CFR 774
defines: density
versions:
  - in_force: {from: 2022-10-07}
    made_by: 87 FR 62186
    confidence: P
    verified: {on: 2026-11-23, review_by: 2027-06-01}
    formula: tpp / area
""",
    "density.cases.yaml": """provision: us.test.density
cases:
  - {name: a quotient, on: 2024-01-01, facts: {tpp: 6, area: 2}, expect: {density: 3}}
""",
    "countries.yaml": """id: us.test.countries
kind: group
title: Countries
cite: 15 CFR 740
members: [CN, MO]
""",
    "countries.cases.yaml": """provision: us.test.countries
cases:
  - {name: a member, on: 2024-01-01, facts: {}, expect: {CN: member}}
""",
    "rule.cases.yaml": """provision: us.test.rule
cases:
  - {name: nothing is known, on: 2024-01-01, facts: {}, expect: {a: undetermined}}
""",
}
HEAD = """id: us.test.rule
kind: {kind}
title: A rule
cite: 15 CFR 774
subject: {subject}
versions:
  - in_force: {{from: 2022-10-07}}
    made_by: 87 FR 62186
    confidence: P
    verified: {{on: 2026-11-23, review_by: 2027-06-01}}
    paragraphs:
"""
THRESHOLDS = {
    "low": "      low: {value: 1600, unit: TPP, words: of 1600 or more}\n",
    "high": "      high: {value: 4800, unit: TPP, words: of 4800 or more}\n",
    "below": "      below: {value: 1600, unit: TPP, words: less than 1600}\n",
    "dense": "      dense: {value: 3.2, unit: TPP/mm2, words: of 3.2 or more}\n",
}


def rule(*paragraphs: str, kind: str = "classification") -> str:
    body = "".join(f"      - {{{text}}}\n" for text in paragraphs)
    used = [line for name, line in THRESHOLDS.items() if f"= {name}" in body or f"< {name}" in body]
    subject = "item" if kind == "classification" else "shipment"
    return HEAD.format(kind=kind, subject=subject) + body + ("    thresholds:\n" + "".join(used) if used else "")


def found(tmp_path: Path, text: str, **more: str) -> tuple[Diagnostic, ...]:
    root = tmp_path / "rules"
    root.mkdir()
    files = {**FILES, "rule.yaml": text, **{name.replace("_", ".") + ".yaml": held for name, held in more.items()}}
    for name, held in files.items():
        (root / name).write_text(held, encoding="utf-8")
    return verify(load_rules(root), TODAY)


def only(diagnostics: tuple[Diagnostic, ...], code: str) -> Diagnostic:
    assert [item.code for item in diagnostics] == [code]
    return diagnostics[0]


SOUND = rule(
    "id: a, classify: A, when: {all: [tpp >= low, marketed]}",
    "id: b, classify: B, yields_to: [a], when: tpp >= low",
    "id: free, overrides: [a, b], when: destination in us.test.countries",
)


def test_sound_rules_give_no_word(tmp_path: Path) -> None:
    assert found(tmp_path, SOUND) == ()


@pytest.mark.parametrize(
    ("code", "place", "says", "text"),
    [
        (
            "XR501",
            "rule.yaml:13:9",
            "no combination of facts meets its condition",
            rule("id: a, classify: A, when: marketed", "id: b, classify: B, when: {all: [tpp >= low, tpp < below]}"),
        ),
        (
            "XR501",
            "rule.yaml:13:9",
            "wherever its condition is met, 'a' stands before it",
            rule("id: a, classify: A, when: marketed", "id: b, classify: B, yields_to: [a], when: marketed"),
        ),
        (
            "XR502",
            "rule.yaml:12:9",
            "'a' applies whatever the facts are",
            rule("id: a, classify: A, when: {any: [marketed, not marketed]}"),
        ),
        (
            "XR503",
            "rule.yaml:13:9",
            "marketed for data centers yes, TPP 1600",
            rule("id: a, classify: A, when: marketed", "id: b, classify: B, when: tpp >= low"),
        ),
        (
            "XR503",
            "rule.yaml:13:9",
            "'a' (hold) and 'b' (license_required)",
            rule(
                "id: a, outcome: hold, when: marketed",
                "id: b, outcome: license_required, when: {all: [marketed, tpp >= low]}",
                kind="requirement",
            ),
        ),
        (
            "XR505",
            "rule.yaml:12:56",
            "'tpp >= low' makes no difference to paragraph 'a'",
            rule("id: a, classify: A, when: {all: [tpp >= high, tpp >= low]}"),
        ),
        (
            "XR505",
            "rule.yaml:12:55",
            "'all' makes no difference to paragraph 'a'",
            rule("id: a, classify: A, when: {any: [tpp >= low, {all: [tpp >= low, marketed]}]}"),
        ),
        (
            "XR505",
            "rule.yaml:12:53",
            "'marketed' makes no difference",
            rule("id: a, classify: A, when: {all: [marketed, marketed]}"),
        ),
    ],
)
def test_a_fault_is_found_in_its_place(tmp_path: Path, code: str, place: str, says: str, text: str) -> None:
    fault = only(found(tmp_path, text), code)
    assert fault.severity is Severity.ERROR
    assert str(fault.span).startswith(f"rules/{place}")
    assert says in fault.message
    assert fault.help


def test_review_policies_that_differ_and_paragraphs_that_only_relieve_are_no_conflict(tmp_path: Path) -> None:
    text = rule(
        "id: a, outcome: hold, review_policy: case_by_case, when: marketed",
        "id: b, outcome: hold, review_policy: policy_of_denial, when: tpp >= low",
        "id: c, outcome: no_finding, overrides: [a], when: destination in us.test.countries",
        kind="requirement",
    )
    assert found(tmp_path, text) == ()


def test_regions_of_two_numbers_that_nothing_covers_are_noted(tmp_path: Path) -> None:
    text = rule("id: a, classify: A, when: {all: [tpp >= low, density >= dense, marketed]}")
    note = only(found(tmp_path, text), "XR504")
    assert note.severity is Severity.NOTE
    assert note.message == (
        "no paragraph applies to: density below 3.2 or undefined; density 3.2 or more, TPP below 1600"
    )
    assert "rules gaps us.test.rule --on 2022-10-07" in note.help


def test_precedence_that_changes_nothing_is_a_warning(tmp_path: Path) -> None:
    text = rule(
        "id: a, classify: A, when: {all: [marketed, tpp >= low]}",
        "id: b, classify: B, yields_to: [a], when: {all: [marketed, tpp < below]}",
    )
    warning = only(found(tmp_path, text), "XR506")
    assert (warning.severity, warning.span.line) == (Severity.WARNING, 13)
    assert "'yields_to: a' of paragraph 'b' makes no difference" in warning.message


EXCEPTION = """id: us.test.exception
kind: exception
title: An exception
cite: 15 CFR 740
subject: item
versions:
  - in_force: {{from: 2022-10-07, to: 2023-06-30}}
    made_by: 87 FR 62186
    confidence: P
    verified: {{on: 2026-11-23, review_by: 2027-06-01}}
    paragraphs:
      - id: x
        license_exception: X
        overrides: [us.test.rule#a]
        when: {when}
"""
EXCEPTION_CASES = """provision: us.test.exception
cases:
  - {name: nothing is known, on: 2023-01-01, facts: {}, expect: {x: undetermined}}
"""


def test_precedence_across_provisions_is_judged_in_the_regions_of_both(tmp_path: Path) -> None:
    text = rule("id: a, classify: A, when: marketed")
    for number, (when, codes) in enumerate((("not marketed", ["XR506"]), ("destination in us.test.countries", []))):
        folder = tmp_path / str(number)
        folder.mkdir()
        held = found(folder, text, exception=EXCEPTION.format(when=when), exception_cases=EXCEPTION_CASES)
        assert [item.code for item in held] == codes


def test_an_exception_to_what_is_not_in_force_with_it_is_an_error(tmp_path: Path) -> None:
    text = rule("id: a, classify: A, when: marketed").replace("2022-10-07", "2023-07-01")
    exception = EXCEPTION.format(when="destination in us.test.countries")
    fault = only(found(tmp_path, text, exception=exception, exception_cases=EXCEPTION_CASES), "XR507")
    assert (fault.severity, fault.span.file, fault.span.line) == (Severity.ERROR, "rules/exception.yaml", 12)
    assert "names 'us.test.rule#a', which is not in force on 2022-10-07 and never until 2023-06-30" in fault.message


def test_a_derived_fact_without_its_definition_is_an_error_on_the_first_such_day(tmp_path: Path) -> None:
    short = FILES["density.yaml"].replace("{from: 2022-10-07}", "{from: 2022-10-07, to: 2025-03-01}")
    fault = only(found(tmp_path, rule("id: a, classify: A, when: density >= dense"), density=short), "XR507")
    assert fault.message == "'density' is asked for on 2025-03-02, when no definition of it is in force"
    assert (fault.severity, fault.span.line) == (Severity.ERROR, 12)


@pytest.mark.parametrize(
    ("members", "severity", "day"),
    [
        ("[{code: CN, to: 2020-01-01}]", Severity.ERROR, "2022-10-07"),
        ("[{code: CN, from: 2023-05-19}]", Severity.NOTE, "2022-10-07"),
        ("[{code: CN, to: 2024-02-29}]", Severity.NOTE, "2024-03-01"),
    ],
)
def test_a_group_without_members_is_named_with_the_first_such_day(
    tmp_path: Path, members: str, severity: Severity, day: str
) -> None:
    group = FILES["countries.yaml"].replace("[CN, MO]", members)
    text = rule("id: a, classify: A, when: {all: [marketed, destination in us.test.countries]}")
    cases = FILES["countries.cases.yaml"].replace("CN: member", "MO: not_member")
    fault = only(found(tmp_path, text, countries=group, countries_cases=cases), "XR507")
    assert fault.severity is severity
    assert fault.message == (f"the group 'us.test.countries' has no member on {day}, when paragraph 'a' asks for it")


def test_a_part_that_is_idle_only_by_the_members_of_groups_is_a_note(tmp_path: Path) -> None:
    text = rule('id: a, classify: A, when: {all: [destination in us.test.countries, destination is not "US"]}')
    note = only(found(tmp_path, text), "XR505")
    assert note.severity is Severity.NOTE
    assert note.message == (
        "with the members that the groups have, these make no difference: 'destination is not \"US\"' in 'a'"
    )


def test_a_part_that_counts_only_where_facts_are_unknown_is_kept(tmp_path: Path) -> None:
    text = rule("id: a, classify: A, when: {any: [marketed, {all: [not marketed, tpp >= low]}]}")
    assert found(tmp_path, text) == ()


def test_what_cannot_be_visited_is_said(tmp_path: Path) -> None:
    many = ", ".join(f"listed includes '\"L{number}\"'".replace("'", "") for number in range(14))
    warning = only(found(tmp_path, rule(f"id: a, classify: A, when: {{any: [{many}]}}")), "XR508")
    assert warning.severity is Severity.WARNING
    assert "at most 4,096 are visited" in warning.message


def test_each_member_of_a_circle_is_named_in_its_place(tmp_path: Path) -> None:
    text = rule(
        "id: a, classify: A, yields_to: [b], when: marketed",
        "id: b, classify: B, yields_to: [a], when: tpp >= low",
        "id: c, classify: C, yields_to: [b], when: tpp >= high",
    )
    faults = found(tmp_path, text)
    assert [(item.code, item.span.line) for item in faults] == [("XR107", 12), ("XR107", 13)]
    assert faults[0].message == ("on 2022-10-07, 'us.test.rule#a' gives way to itself by way of us.test.rule#b")


def test_definitions_in_a_circle_are_named_in_their_places(tmp_path: Path) -> None:
    area = FILES["density.yaml"].replace("us.test.density", "us.test.area").replace("defines: density", "defines: area")
    area = area.replace("tpp / area", "tpp / density")
    cases = FILES["density.cases.yaml"].replace("us.test.density", "us.test.area").replace("density: 3", "area: 3")
    faults = found(tmp_path, rule("id: a, classify: A, when: marketed"), area=area, area_cases=cases)
    assert [(item.code, item.span.file, item.span.line) for item in faults] == [
        ("XR107", "rules/area.yaml", 11),
        ("XR107", "rules/density.yaml", 11),
    ]


def test_the_shipped_rules_have_no_error_of_precedence(checkout: Path) -> None:
    diagnostics = verify(load_rules(checkout / "rules"), TODAY)
    assert [str(item) for item in diagnostics if item.severity is not Severity.NOTE] == []


def test_what_relieves_must_not_lose_its_bar_on_any_day(tmp_path: Path) -> None:
    """From the day on which the bar is gone the note would relieve all the same, so it is no matter of skipping."""
    note = "      - id: note\n        overrides: [a]\n"
    barred = RULE.replace(note, f"{note}        yields_to: [us.test.bar#bar]\n")
    bar = RULE.replace("us.test.rule", "us.test.bar").replace("id: a\n", "id: bar\n")
    ended = bar.rpartition("  - in_force:")[0].replace("to: 2023-11-16", "to: 2024-05-31")
    case = "  - {name: one, on: 2023-01-01, facts: {tpp: 4800}, expect: {bar: applies}}\n"
    (tmp_path / "bar.yaml").write_text(ended, encoding="utf-8")
    (tmp_path / "bar.cases.yaml").write_text(f"provision: us.test.bar\ncases:\n{case}", encoding="utf-8")
    law = small_law(tmp_path, rule=barred)
    found = [item for item in verify(law.rules, TODAY) if item.code == "XR507"]
    assert [("bars it, is not in force on 2024-06-01" in item.message, item.severity) for item in found] == [
        (True, Severity.ERROR)
    ]
