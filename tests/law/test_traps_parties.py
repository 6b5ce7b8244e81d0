"""Traps of listed parties: the citation of footnote 4, the list's spellings and gaps, and roles that bind nobody."""

from dataclasses import replace
from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.parties.lists.csl_fields import footnotes
from exportgate.provisions.ruleset import load_rules
from exportgate.screening.shipment import Role

from .listed_lines import effects, of, row, screen

BIREN = "Shanghai Biren Intelligent Technology Co., Ltd."


def test_trap_11_footnote_4_is_cited_at_744_11_a_2_iv(law: Law, catalog: Catalog) -> None:
    found = screen(
        law, catalog, row("For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11)", footnotes=("4",))
    )
    (told,) = of(found, "us.ear.734.footnotes")
    assert "744.11(a)(2)(iv)" in told.cite
    assert "744.11(a)(2)(ii)" not in told.cite


def test_trap_11_no_rule_cites_the_paragraph_that_is_reserved(checkout: Path) -> None:
    """744.11(a)(2)(ii) would be footnote 2, which does not exist: the 2 that ends rows of footnote 1 is a note."""
    rules = load_rules(checkout / "rules")
    cites = [p.cite for item in rules.provisions.values() for v in item.versions for p in v.paragraphs]
    assert [cite for cite in cites if "744.11(a)(2)(ii)" in cite] == []
    assert footnotes("For all items subject to the EAR, see §§ 734.9(e)1, and 744.11 of the EAR2") == ("1",)


@pytest.mark.parametrize(
    ("one", "other", "note"),
    [
        ("(See §§ 734.9(e)(2) and 744.11 of the EAR)4", "(SEE §734.9(e)(2), AND §744.11 OF THE EAR)4.", "4"),
        ("(See §§ 734.9(g),3 746.8(a)(3) of the EAR)", "(See §734.9(g), 3 §746.8(a)(3) of the EAR).", "3"),
        ("see §§ 734.9(e) 1 and 744.11 of the EAR 2", "(See §734.9(e)1, and §744.11 of the EAR)2.", "1"),
    ],
)
def test_trap_19_two_spellings_of_one_rule_text_read_alike(one: str, other: str, note: str) -> None:
    assert footnotes(one) == footnotes(other) == (note,)


def test_trap_19_a_digit_that_a_row_lost_is_added_by_hand_and_shown_to_be_verified(law: Law, catalog: Catalog) -> None:
    text = "For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)"
    assert footnotes(text) == ()
    found = screen(law, catalog, replace(row(text), name=BIREN))
    assert effects(found, "us.ear.734.footnotes") == {"footnote-4": "applies"}
    (told,) = of(found, "us.ear.734.footnotes")
    assert told.confidence == "S"
    assert "footnote 4 is added by hand" in told.because
    assert "verify it against 88 FR 71992" in told.because


def test_trap_19_a_row_printed_twice_says_the_same_thing_once(law: Law, catalog: Catalog) -> None:
    found = screen(law, catalog, row())
    assert len(of(found, "us.ear.744.11")) == 1


@pytest.mark.parametrize("role", ["purchaser", "intermediate_consignee", "ultimate_consignee", "end_user"])
def test_trap_20_the_four_roles_need_the_license_of_the_row(law: Law, catalog: Catalog, role: Role) -> None:
    found = screen(law, catalog, row(), role=role)
    assert (found.outcome, effects(found, "us.ear.744.11")) == ("license_required", {"entity": "applies"})


def test_trap_20_a_listed_forwarder_is_a_red_flag_and_no_requirement(law: Law, catalog: Catalog) -> None:
    found = screen(law, catalog, row(), role="forwarder")
    assert (found.outcome, of(found, "us.ear.744.11")) == ("hold", [])
    (flag,) = of(found, "us.ear.732.listed_forwarder")
    assert "ask what the listed party does in the transaction" in flag.because
