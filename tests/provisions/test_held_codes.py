"""A code that no fact can hold is found where it stands, with what was probably meant."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exportgate.diagnostics.model import Diagnostic, Severity
from exportgate.engine.verify import verify
from exportgate.provisions.ruleset import load_rules
from exportgate.runs.code_tables import code_tables

TODAY = date(2026, 11, 28)
Found = Callable[..., list[Diagnostic]]


@pytest.fixture
def found(checkout: Path, added: Callable[..., Path]) -> Found:
    """Returns what is to be said of an added folder, but for cases that are not there."""

    def check(**files: str) -> list[Diagnostic]:
        faults = verify(load_rules(checkout / "rules", [added(**files)], tables=code_tables()), TODAY)
        return [item for item in faults if item.code != "XR601"]

    return check


@pytest.mark.parametrize(
    ("leaf", "subject", "says"),
    [
        ('destination is "UK"', "shipment", "did you mean 'GB' (United Kingdom)?"),
        ('destination is "VEN"', "shipment", "did you mean 'VE' (Venezuela)?"),
        ('destination is "ve"', "shipment", "did you mean 'VE' (Venezuela)?"),
        ('export_country is "XX"', "shipment", "write the two letters of ISO 3166-1, such as DE"),
        ('party_countries includes "Congo"', "shipment", "did you mean 'CD'"),
        ('party_headquarters includes "HK"', "shipment", "write 'CN'"),
        ('destination is "UA-44"', "shipment", "a region such as UA-43"),
        ('event is "exprot"', "shipment", "did you mean 'export'?"),
        ('role is "enduser"', "party", "did you mean 'end_user'?"),
        ('entry_kind is "person"', "party", "expected one of: address, entity"),
        ('list is "acme"', "party", "or that of your own list"),
        ('classification includes "3A090"', "shipment", "(3A090.a, 3A090.b, 3A090.c)"),
        ('classification includes "3A90.a"', "shipment", "did you mean '3A090.a'?"),
    ],
)
def test_a_code_that_is_never_held_is_an_error_at_its_leaf(
    found: Found, own_rule: Callable[..., str], leaf: str, subject: str, says: str
) -> None:
    text = own_rule("restriction", f"when: {leaf}", subject=subject)
    (fault,) = found(rule=text)
    line = next(number for number, row in enumerate(text.splitlines(), 1) if leaf in row)
    assert (fault.code, fault.severity, fault.span.line) == ("XR205", Severity.ERROR, line)
    assert fault.span.column == text.splitlines()[line - 1].index(leaf) + 1
    assert says in fault.help


def test_a_code_of_an_item_is_none_of_a_circuit(found: Found, own_rule: Callable[..., str]) -> None:
    leaf = 'when: circuit_classification includes "4A090.a"'
    (fault,) = found(rule=own_rule("classification", "classify: ACME.1", leaf, subject="item"))
    assert fault.code == "XR205"
    assert "no classification of a circuit gives the code '4A090.a'" in fault.message


def test_a_member_is_judged_by_the_fact_that_a_condition_asks(found: Found, own_rule: Callable[..., str]) -> None:
    group = "id: acme.places\nkind: group\ntitle: Places\ncite: Policy 1\nmembers: [VE, UK, HK]\n"
    both = "when: {any: [destination in acme.places, party_countries in acme.places]}"
    faults = found(rule=own_rule("restriction", both), group=group)
    assert [(item.code, item.span.line, item.span.column) for item in faults] == [("XR205", 5, 15), ("XR205", 5, 19)]


def test_cases_state_codes_that_a_screening_could(found: Found, own_rule: Callable[..., str]) -> None:
    cases = (
        "provision: acme.rule\ncases:\n  - name: a\n    on: 2024-06-01\n"
        "    facts: {destination: HK, party_countries: {known: [DE], possible: [UK]}, list: ANY}\n"
        "    expect: {x: does_not_apply}\n"
    )
    faults = found(rule=own_rule("restriction", 'when: destination is "VE"'), rule_cases=cases)
    assert [(item.code, item.span.line, item.span.column) for item in faults] == [("XR205", 5, 26), ("XR205", 5, 72)]


def test_a_list_of_nobody_is_noted_and_a_published_one_or_one_by_the_name_of_the_folder_is_not(
    found: Found, own_rule: Callable[..., str]
) -> None:
    def notes(code: str) -> list[Diagnostic]:
        faults = found(rule=own_rule("restriction", f'when: list is "{code}"', subject="party"))
        return [item for item in faults if item.code == "XR206"]

    (note,) = notes("ACNE")
    assert note.severity is Severity.NOTE
    assert "import a list with 'code: ACNE'" in note.help
    for code in ("1260H", "ACME", "ACME2"):
        assert notes(code) == []


@pytest.mark.parametrize(
    ("leaf", "subject", "has"),
    [
        ('destination is "VE"', "item", "transaction or party or shipment"),
        ('destination is "VE"', "circuit", "transaction or party or shipment"),
        ('classification includes "EAR99"', "item", "transaction or party or shipment"),
        ('circuit_classification includes "3A090.a"', "circuit", "item or transaction or party or shipment"),
        ("on_control_list", "item", "transaction or party or shipment"),
        ('role is "end_user"', "item", "party"),
        ('role is "end_user"', "shipment", "party"),
    ],
)
def test_a_fact_that_the_subject_never_has_is_an_error_at_its_leaf(
    found: Found, own_rule: Callable[..., str], leaf: str, subject: str, has: str
) -> None:
    kind, gives = ("classification", ["classify: ACME.1"]) if subject in ("circuit", "item") else ("restriction", [])
    text = own_rule(kind, *gives, f"when: {leaf}", subject=subject)
    (fault,) = found(rule=text)
    assert fault.code == "XR204"
    assert text.splitlines()[fault.span.line - 1][fault.span.column - 1 :].startswith(leaf)
    assert f"it is known of the {has}:" in fault.help


def test_no_rule_can_ask_what_only_reports_speak_of(found: Found, own_rule: Callable[..., str]) -> None:
    (fault,) = found(rule=own_rule("restriction", 'when: party_name is "Elbe"', subject="party"))
    assert (fault.code, fault.help) == ("XR204", "no subject has it: reports alone speak of it, so ask another fact")


@pytest.mark.parametrize(
    ("kind", "subject"), [("restriction", "item"), ("red_flag", "circuit"), ("classification", "shipment")]
)
def test_a_subject_of_which_the_kind_says_nothing_is_an_error(
    found: Found, own_rule: Callable[..., str], kind: str, subject: str
) -> None:
    gives = ["classify: ACME.1"] if kind == "classification" else []
    (fault,) = found(rule=own_rule(kind, *gives, 'when: part is "X"', subject=subject))
    assert (fault.code, fault.span.line) == ("XR004", 5)


def test_an_added_fact_cannot_claim_a_subject(found: Found, own_rule: Callable[..., str]) -> None:
    facts = "facts:\n  acme_held: {type: yes_no, title: held, question: Held?, known_of: [party]}\n"
    faults = found(rule=own_rule("restriction", "when: acme_held"), facts=facts)
    assert [item.code for item in faults] == ["XR003"]


def test_a_definition_works_with_facts_of_the_circuit(tmp_path: Path, checkout: Path) -> None:
    root = tmp_path / "rules"
    root.mkdir()
    for path in (checkout / "tests" / "provisions" / "broken" / "sound").glob("*.yaml"):
        text = path.read_text("utf-8")
        text = text.replace("area: {type: number,", "area: {type: number, known_of: [shipment],")
        (root / path.name).write_text(text, encoding="utf-8")
    faults = verify(load_rules(root), TODAY)
    assert [(item.code, item.span.file) for item in faults] == [("XR204", "rules/definition.yaml")]
    assert "a definition works with facts of the circuit" in faults[0].help


def test_the_country_of_any_other_case_is_one_that_no_rule_names() -> None:
    held = next(table for source, table in code_tables().items() if source == "countries").held
    assert held[0] == "DE"
    assert "HK" not in held
    assert {"CN", "UA-43"} <= set(held)


def test_a_code_that_no_transaction_has_is_refused_though_an_item_may_have_it(
    found: Found, own_rule: Callable[..., str]
) -> None:
    (fault,) = found(rule=own_rule("restriction", 'when: transaction includes "3A090.a"'))
    assert fault.code == "XR205"
    assert fault.message.startswith("no classification of a transaction gives the code '3A090.a'")
