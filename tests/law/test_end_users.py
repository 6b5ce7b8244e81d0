"""Listed end users: what each row and each list asks for, of whom, of which items and from which day."""

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exportgate.engine.law import Law
from exportgate.foundation.truth import Truth
from exportgate.items.catalog import Catalog
from exportgate.parties.corrections import corrections
from exportgate.parties.entry import Entry
from exportgate.parties.lists.csl_fields import footnotes, tidy
from exportgate.parties.lists.own_entries import LIST_CODES
from exportgate.parties.lists.own_yaml import read as read_own
from exportgate.parties.requirements import ItemCodes, codes_in, policy_of, scope_of
from exportgate.screening.findings import LineDecision

from .listed_lines import effects, of, on, row, screen

CONTROLLED = {"part": "A100 SXM4 80GB", "eccn": None}
SUPPLEMENT_7 = "For items on the CCL and EAR99 items listed in supplement no. 7 to part 746 of the EAR"
PROJECTS = "For all items subject to the EAR when used in projects specified in § 746.8(a)(4) of the EAR"
LICENSE = "license_required"
APPROVAL = "presumption_of_approval"
UNLISTED = {"us.ear.744.17", "us.ear.744.21_unlisted"}


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("For all items subject to the EAR. (See § 744.11 of the EAR)", "all_items"),
        ("For All Items Subject to the EAR (See §734.9(g), 3 §746.8(a)(3), and §744.21(b) of the EAR).", "all_items"),
        ("all items subject to the EAR", "all_items"),
        (
            "All items subject to the EAR. This license requirement may be overcome by License Exception GOV",
            "all_items",
        ),
        ("For all items subject to the EAR, with case-by-case basis for items listed on the CCL", "all_items"),
        ("All items subject to the EAR except for food or medicine designated as EAR99.", "all_but_named"),
        ("All items subject to the EAR, apart from items that OFAC authorizes", "all_but_named"),
        ("For items on the CCL and listed in supplement no. 7 to part 746 of the EAR", "control_list_and_supplement_7"),
        ("items on the CCL, and EAR99 items in supplement no. 7 to part 746", "control_list_and_supplement_7"),
        ("For all items on the Commerce Control List", "control_list"),
        ("For all items listed on the CCL. (See §744.11 of the EAR)", "control_list"),
        ("For all items subject to the EAR other than EAR99 items (See §744.11 of the EAR)", "control_list"),
        (PROJECTS, "energy_projects"),
        ("For all items subject to the EAR when used in projects specified in§746.5 of the EAR.", "energy_projects"),
        ("For all items subject to the EAR. (See § 746.8(a)(4) of the EAR)", "all_items"),
        ("", "all_items"),
        ("words that nobody foresaw", "all_items"),
    ],
)
def test_a_requirement_is_read_as_the_items_that_it_reaches_and_an_unread_one_as_all(text: str, scope: str) -> None:
    assert scope_of(text) == scope


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("Presumption for denial", "presumption_of_denial"),
        ("presumption_of_denial", "presumption_of_denial"),
        ("Policy of Denial. Case-by-case basis for items for the International Space Station", "policy_of_denial"),
        (
            "Presumption of denial except case-by-case for items not described in ECCN 3B001.a.4",
            "presumption_of_denial",
        ),
        ("Case-by-case for all items listed on the CCL. Presumption of approval for EAR99 items", "case_by_case"),
        ("casa-by-case review for items necessary to treat infectious disease", "case_by_case"),
        ("Presumption of  approval for EAR99 items", None),
        ("See §§744.11 and 744.23(d) of the EAR", None),
        ("", None),
    ],
)
def test_a_policy_is_read_at_its_strictest(text: str, policy: str | None) -> None:
    assert policy_of(text) == policy


NOT_DESCRIBED = (
    "Presumption of denial except case-by-case for items not described in ECCN 3B001.a.4, .c, .d, f.1.b.2, .k to .p; "
    "3B002.c, 3B993, or 3B994"
)
NAMED = (
    "Case-by-case review for ECCNs 1A004.c, 1A004.d, 1A995, and 2E983, and for EAR99 items described in the Note to "
    "ECCN 1A995; and presumption of denial for all other items subject to the EAR."
)
MIXED = "Presumption of approval for EAR99; case-by-case review for all items on the CCL"


def item(*known: str, possible: tuple[str, ...] = (), complete: bool = True) -> ItemCodes:
    return ItemCodes(frozenset(known), frozenset(possible), complete)


EAR99 = ItemCodes(ear99=True)
UNKNOWN = ItemCodes()


def test_the_paragraphs_that_a_policy_names_are_read_with_their_entries() -> None:
    tools = ("a.4", "c", "d", "f.1.b.2", *"klmnop")
    assert codes_in("3B001.a.4, .c, .d, f.1.b.2, .k to .p; 3B002.c, 3B993, or 3B994") == (
        *(f"3b001.{paragraph}" for paragraph in tools),
        *("3b002.c", "3b993", "3b994"),
    )


@pytest.mark.parametrize(
    ("text", "codes", "policy"),
    [
        (NOT_DESCRIBED, EAR99, "case_by_case"),
        (NOT_DESCRIBED, item("3b001.q"), "case_by_case"),
        (NOT_DESCRIBED, item("4a994.l"), "case_by_case"),
        (NOT_DESCRIBED, item("3b001.f.1.b.1"), "case_by_case"),
        (NOT_DESCRIBED, item("3b001.f.1.b.2"), "presumption_of_denial"),
        (NOT_DESCRIBED, item("3b001.m"), "presumption_of_denial"),
        (NOT_DESCRIBED, item("3b993.f.1"), "presumption_of_denial"),
        (NOT_DESCRIBED, item("3b001"), "presumption_of_denial"),
        (NOT_DESCRIBED, item("3b001.q", possible=("3b001.c",)), "presumption_of_denial"),
        (NOT_DESCRIBED, item("3b001.q", complete=False), "presumption_of_denial"),
        (NOT_DESCRIBED, UNKNOWN, "presumption_of_denial"),
        (NAMED, item("1a004.c"), "case_by_case"),
        (NAMED, item("2e983"), "case_by_case"),
        (NAMED, item("1a004.a"), "presumption_of_denial"),
        (NAMED, EAR99, "presumption_of_denial"),
        (MIXED, EAR99, "presumption_of_approval"),
        (MIXED, item("3a001"), "case_by_case"),
        (MIXED, UNKNOWN, "case_by_case"),
        ("Presumption of approval for EAR99 items", EAR99, "presumption_of_approval"),
        ("Presumption of approval for EAR99 items", item("3a001"), None),
        ("Case-by-case for all items listed on the CCL. Presumption of approval for EAR99 items", EAR99, APPROVAL),
        ("Policy of denial apart from food designated as EAR99, reviewed case-by-case", EAR99, "policy_of_denial"),
    ],
)
def test_a_policy_is_read_for_the_item_that_it_means(text: str, codes: ItemCodes, policy: str | None) -> None:
    assert policy_of(text, codes) == policy


@pytest.mark.parametrize(
    ("text", "eccn", "policy"),
    [
        (NOT_DESCRIBED, "EAR99", "case_by_case"),
        (NOT_DESCRIBED, "3B001.c", "presumption_of_denial"),
        (MIXED, "EAR99", "presumption_of_approval"),
        (MIXED, "3A001.a.7.a", "case_by_case"),
    ],
)
def test_a_line_is_reviewed_as_its_row_says_for_its_item(
    law: Law, catalog: Catalog, text: str, eccn: str, policy: str
) -> None:
    found = screen(law, catalog, row(policy=text), part="", eccn=eccn)
    (asked,) = of(found, "us.ear.744.11")
    assert asked.review_policy == policy


def published(shared: Path, file: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(2**20)
    with gzip.open(shared / "data" / "csl" / file, "rt", encoding="utf-8", newline="") as lines:
        yield from (found for found in csv.DictReader(lines) if "Entity List (EL)" in found["source"])


def test_the_full_list_of_2026_gives_every_footnote_and_scope_that_its_texts_hold(shared: Path) -> None:
    texts = [tidy(found["license_requirement"]) for found in published(shared, "csl_2026-07-31_full.csv.gz")]
    assert Counter(note for text in texts for note in footnotes(text)) == {"1": 156, "3": 771, "4": 95, "5": 16}
    assert Counter(map(scope_of, texts)) == {
        "all_items": 3315,
        "energy_projects": 82,
        "control_list_and_supplement_7": 19,
        "all_but_named": 4,
    }


def test_the_full_list_of_2022_gives_every_scope_that_its_texts_hold(shared: Path) -> None:
    texts = [tidy(found["license_requirement"]) for found in published(shared, "csl_2022-05-16_full.csv.gz")]
    assert Counter(map(scope_of, texts)) == {"all_items": 1708, "all_but_named": 211, "energy_projects": 82}
    assert Counter(note for text in texts for note in footnotes(text)) == {"1": 157, "3": 147}


def test_no_policy_text_of_the_list_that_speaks_of_denial_or_approval_goes_unread(shared: Path) -> None:
    texts = {tidy(found["license_policy"]) for found in published(shared, "csl_2026-07-31_full.csv.gz")}
    unread = {text for text in texts if policy_of(text) is None and policy_of(text, EAR99) is None}
    assert {text for text in unread if any(word in text.lower() for word in ("denial", "approval", "case"))} == set()
    assert len(texts) - len(unread) > 40


def test_a_row_of_all_items_reaches_an_ear99_cable_and_shows_requirement_and_policy(law: Law, catalog: Catalog) -> None:
    found = screen(
        law, catalog, row(policy="Presumption of denial except case-by-case for items not described in 3B001")
    )
    assert (found.outcome, found.review_policy) == (LICENSE, "presumption_of_denial")
    (listed,) = of(found, "us.ear.744.11")
    assert "requirement: For all items subject to the EAR" in listed.because
    assert "review: Presumption of denial except case-by-case" in listed.because


def test_a_row_that_refers_to_sections_for_its_policy_names_none_and_shows_the_reference(
    law: Law, catalog: Catalog
) -> None:
    found = screen(law, catalog, row(policy="See §§744.11 and 744.23(d) of the EAR"))
    assert (found.outcome, found.review_policy) == (LICENSE, None)
    assert "See §§744.11 and 744.23(d)" in of(found, "us.ear.744.11")[0].because


@pytest.mark.parametrize(
    ("requirement", "item", "outcome"),
    [
        ("For all items on the CCL", {}, "no_finding"),
        ("For all items on the CCL", CONTROLLED, LICENSE),
        (SUPPLEMENT_7, {"hts": "8473.30"}, "no_finding"),
        (SUPPLEMENT_7, {"hts": "8542.31"}, LICENSE),
        (SUPPLEMENT_7, {}, "hold"),
        (SUPPLEMENT_7, CONTROLLED, LICENSE),
    ],
)
def test_a_row_narrower_than_all_items_leaves_alone_what_its_text_plainly_does_not_reach(
    law: Law, catalog: Catalog, requirement: str, item: dict[str, str], outcome: str
) -> None:
    found = screen(law, catalog, row(requirement), **item)  # type: ignore[arg-type]
    assert found.outcome == outcome
    if outcome == "no_finding":
        (told,) = of(found, "us.ear.supplement_4_outside")
        assert "the row reaches items of the Commerce Control List" in told.because


@pytest.mark.parametrize(
    ("stated", "outcome", "needs"),
    [((), "hold", ("energy_project",)), ((Truth.YES,), LICENSE, ()), ((Truth.NO,), "no_finding", ())],
)
def test_a_row_on_oil_projects_asks_whether_the_item_is_for_one(
    law: Law, catalog: Catalog, stated: tuple[Truth, ...], outcome: str, needs: tuple[str, ...]
) -> None:
    facts = tuple(("energy_project", value) for value in stated)
    found = screen(law, catalog, row(PROJECTS), facts=facts)
    assert (found.outcome, found.needs) == (outcome, needs)


@pytest.mark.parametrize(
    ("note", "day", "told"),
    [
        ("1", "2022-09-01", True),
        ("3", "2022-09-01", True),
        ("4", "2022-10-20", False),
        ("4", "2022-10-21", True),
    ],
)
def test_a_footnote_tells_of_foreign_made_items_beside_the_license_of_the_row(
    law: Law, catalog: Catalog, *, note: str, day: str, told: bool
) -> None:
    found = screen(law, catalog, row(footnotes=(note,)), day)
    assert found.outcome == LICENSE
    assert effects(found, "us.ear.734.footnotes") == ({f"footnote-{note}": "applies"} if told else {})


def test_an_address_row_binds_whoever_uses_it_for_its_items_only(law: Law, catalog: Catalog) -> None:
    place = replace(row(SUPPLEMENT_7), kind="address", name="Address 01")
    chips = screen(law, catalog, place, kind="address", **CONTROLLED)  # type: ignore[arg-type]
    cable = screen(law, catalog, place, kind="address", hts="8473.30")
    assert (chips.outcome, chips.review_policy) == (LICENSE, "presumption_of_denial")
    assert cable.outcome == "no_finding"
    assert of(screen(law, catalog, place, "2024-06-11", kind="address", **CONTROLLED), "us.ear.744.11") == []  # type: ignore[arg-type]


def test_the_address_of_a_listed_party_is_a_red_flag_and_no_requirement(law: Law, catalog: Catalog) -> None:
    found = screen(law, catalog, row(), kind="address", decisive=False)
    assert (found.outcome, effects(found, "us.ear.732.shared_address")) == ("hold", {"address": "applies"})
    assert of(found, "us.ear.744.11") == []
    assert "is at the address of the listed party" in of(found, "us.ear.732.shared_address")[0].because


def test_a_denied_person_and_a_blocked_one_stop_the_line(law: Law, catalog: Catalog) -> None:
    assert screen(law, catalog, on("DPL")).outcome == "prohibited"
    assert screen(law, catalog, on("SDN")).outcome == "prohibited"


@pytest.mark.parametrize(("stated", "outcome"), [((), "hold"), ((Truth.NO,), "hold"), ((Truth.YES,), "no_finding")])
def test_an_unverified_party_waits_for_its_statement(
    law: Law, catalog: Catalog, stated: tuple[Truth, ...], outcome: str
) -> None:
    found = screen(law, catalog, on("UVL"), facts=tuple(("uvl_statement", value) for value in stated))
    assert found.outcome == outcome
    assert found.needs == (() if stated else ("uvl_statement",))
    assert effects(found, "us.ear.744.15")["bars-exceptions"] == "applies"


@pytest.mark.parametrize(
    ("notice", "day", "outcome"),
    [
        ("89 FR 96837", "2024-12-01", "no_finding"),
        ("89 FR 96837", "2024-12-02", LICENSE),
        ("88 FR 99999", "2022-12-01", "no_finding"),
        ("88 FR 99999", "2023-06-01", "hold"),
        ("88 FR 99999", "2024-01-02", LICENSE),
    ],
)
def test_a_row_without_a_day_never_asks_for_a_license_before_its_notice(
    law: Law, catalog: Catalog, notice: str, day: str, outcome: str
) -> None:
    found = screen(law, catalog, row(listed_from=None, notice=notice), day)
    assert found.outcome == outcome
    assert found.needs == (("listed_on_date",) if outcome == "hold" else ())


def notified(
    law: Law, catalog: Catalog, entry: Entry, stated: tuple[str, ...] = (), *, decisive: bool = True
) -> LineDecision:
    """A part that License Exception NAC relieves in China, for a listed party there."""
    names = ("nac_notice_accepted", "purchase_order_on_file", *stated)
    facts = tuple((name, Truth.YES) for name in sorted(names))
    return screen(
        law, catalog, entry, "2024-06-03", part="GeForce RTX 4090", eccn=None, to="CN", decisive=decisive, facts=facts
    )


@pytest.mark.parametrize("source", ["UVL", "MEU", "MIEU", "EL", "SDN", "DPL"])
def test_a_party_of_a_list_that_bars_license_exceptions_closes_them(law: Law, catalog: Catalog, source: str) -> None:
    entry = on(source, countries=("RU",) if source == "MEU" else ("CN",), programs=("SDGT",))
    (exception,) = (item for item in notified(law, catalog, entry, ("uvl_statement",)).license_exceptions)
    assert (exception.id, exception.status) == ("NAC", "unavailable")
    assert exception.because.startswith("closed by")


def test_what_only_a_license_exception_relieves_stands_where_an_unverified_party_closes_it(
    law: Law, catalog: Catalog
) -> None:
    found = notified(law, catalog, on("UVL"), ("uvl_statement",))
    assert found.outcome == LICENSE
    (stands,) = (item for item in found.findings if item.outcome == LICENSE)
    assert stands.provision.startswith("us.ear.742.")
    assert "License Exception NAC would relieve it; closed by 15 CFR 740.2(a)(17)" in stands.because
    assert stands.review_policy


def test_what_a_license_exception_relieves_is_held_where_a_party_may_be_unverified(law: Law, catalog: Catalog) -> None:
    found = notified(law, catalog, on("UVL"), ("uvl_statement",), decisive=False)
    assert (found.outcome, found.needs) == ("hold", ("match_decided",))
    (exception,) = found.license_exceptions
    assert (exception.id, exception.status) == ("NAC", "possible")
    assert "closed by 15 CFR 740.2(a)(17)" in exception.because


def test_a_requirement_of_the_country_chart_stands_where_an_unverified_party_closes_what_relieves_it(
    law: Law, catalog: Catalog
) -> None:
    facts = (("license_exception_checked", Truth.YES), ("uvl_statement", Truth.YES))
    asked: dict[str, Any] = {"part": "", "eccn": "3A001.a.7.a", "to": "SG", "facts": facts}
    assert screen(law, catalog, on("UVL", countries=("SG",)), **asked).outcome == LICENSE
    assert screen(law, catalog, on("CMIC", countries=("SG",)), **asked).outcome != LICENSE
    held = screen(law, catalog, on("UVL", countries=("SG",)), decisive=False, **asked)
    assert held.outcome == "hold"
    assert "match_decided" in held.needs


def test_a_party_of_a_list_on_securities_closes_no_license_exception(law: Law, catalog: Catalog) -> None:
    (exception,) = (item for item in notified(law, catalog, on("CMIC")).license_exceptions)
    assert (exception.id, exception.status) == ("NAC", "available")


@pytest.mark.parametrize(
    ("eccn", "country", "outcome", "policy"),
    [
        ("EAR99", "CN", "no_finding", None),
        ("EAR99", "RU", LICENSE, "policy_of_denial"),
        ("4A994", "CN", LICENSE, "presumption_of_denial"),
        ("4A994.l", "CN", LICENSE, "presumption_of_denial"),
        ("3A991.a", "VE", LICENSE, "presumption_of_denial"),
    ],
)
def test_a_listed_military_end_user_needs_a_license_for_the_items_of_the_supplement(
    law: Law, catalog: Catalog, eccn: str, country: str, outcome: str, policy: str | None
) -> None:
    found = screen(law, catalog, on("MEU", countries=(country,)), eccn=eccn)
    of_list = [item for item in found.findings if item.provision == "us.ear.744.21"]
    assert [item.outcome for item in of_list] == ([outcome] if outcome == LICENSE else [])
    assert [item.review_policy for item in of_list] == ([policy] if policy else [])
    assert bool(of(found, "us.ear.supplement_7_outside")) == (outcome == "no_finding")


def test_a_named_military_intelligence_end_user_needs_a_license_for_any_item(law: Law, catalog: Catalog) -> None:
    found = screen(law, catalog, on("MIEU"))
    assert (found.outcome, found.review_policy) == (LICENSE, "presumption_of_denial")


def test_the_embedded_list_names_military_intelligence_end_users_with_their_notice(checkout: Path) -> None:
    entries = [found for found in read_own(checkout / "data" / "parties").entries if found.source == "MIEU"]
    assert {code for entry in entries for code in entry.countries} == {"CN", "CU", "IR", "KP", "MM", "RU", "SY", "VE"}
    assert all(entry.notice and entry.listed_from for entry in entries)


@pytest.mark.parametrize(
    ("programs", "day", "asked"),
    [
        (("RUSSIA-EO14024",), "2024-03-20", False),
        (("RUSSIA-EO14024",), "2024-03-21", True),
        (("UKRAINE-EO13662; RUSSIA-EO14024",), "2024-06-03", True),
        (("CYBER2; SDNTK",), "2024-06-03", True),
        (("NPWMD] [IFSR",), "2023-06-01", True),
        (("SDGT",), "2023-06-01", True),
        (("CUBA", "IRAN"), "2024-06-03", False),
        ((), "2024-06-03", False),
    ],
)
def test_a_program_of_the_sdn_list_adds_a_license_of_the_ear_from_its_day(
    law: Law, catalog: Catalog, *, programs: tuple[str, ...], day: str, asked: bool
) -> None:
    found = screen(law, catalog, on("SDN", programs=programs), day)
    assert found.outcome == "prohibited"
    assert effects(found, "us.ear.744.8") == ({"blocked": "applies"} if asked else {})


RED_FLAGS = ("CMIC", "SSI", "MBS", "PLC", "FSE", "DTC", "ISN", "1260H", "1286")
NOTICES = ("CAP", "UFLPA", "FCC")


@pytest.mark.parametrize("source", LIST_CODES)
def test_a_rule_says_for_every_published_list_what_follows(law: Law, catalog: Catalog, source: str) -> None:
    found = screen(law, catalog, on(source))
    assert "exportgate.list_not_modeled" not in {item.provision for item in found.findings}
    assert any("Listed Party" in item.because for item in found.findings)


@pytest.mark.parametrize("source", RED_FLAGS)
def test_lists_without_a_license_requirement_are_red_flags_with_their_question(
    law: Law, catalog: Catalog, source: str
) -> None:
    found = screen(law, catalog, on(source), role="forwarder")
    held = [item for item in found.findings if item.outcome == "hold"]
    assert (found.outcome, len(held)) == ("hold", 1)
    assert len(held[0].because) > 100


@pytest.mark.parametrize("source", NOTICES)
def test_lists_that_restrict_no_export_inform_and_hold_nothing(law: Law, catalog: Catalog, source: str) -> None:
    found = screen(law, catalog, on(source))
    told = [item for item in found.findings if "Listed Party" in item.because]
    assert (found.outcome, [item.outcome for item in told]) == ("no_finding", ["no_finding"])


def test_a_possible_match_of_any_binding_list_is_held_until_it_is_decided(law: Law, catalog: Catalog) -> None:
    for source in LIST_CODES:
        if source not in NOTICES:
            found = screen(law, catalog, on(source, countries=("RU",)), decisive=False)
            assert (found.outcome, "match_decided" in found.needs) == ("hold", True), source


def test_every_correction_by_hand_names_its_source_and_reason() -> None:
    for (source, name), found in corrections().items():
        assert source in LIST_CODES
        assert name
        assert set(found.footnotes) <= {"1", "3", "4", "5"}
        assert " FR " in found.source
        assert len(found.because) > 20


@pytest.mark.parametrize(
    ("eccn", "to", "day", "asked"),
    [
        ("4A994", "CN", "2024-06-03", {"us.ear.744.21_unlisted"}),
        ("4A994", "NI", "2024-03-14", set()),
        ("4A994", "NI", "2024-03-15", {"us.ear.744.21_unlisted"}),
        ("3A991.a.1", "VN", "2024-06-03", {"us.ear.744.17"}),
        ("3A991.a.1", "CN", "2024-06-03", {"us.ear.744.17", "us.ear.744.21_unlisted"}),
        ("EAR99", "CN", "2024-06-03", set()),
        ("4A994", "DE", "2024-06-03", set()),
    ],
)
def test_an_unlisted_military_end_user_is_asked_for_on_the_checklist_of_the_lines_that_need_it(
    law: Law, catalog: Catalog, eccn: str, to: str, day: str, asked: set[str]
) -> None:
    of_nobody = on("CAP")
    found = screen(law, catalog, of_nobody, day, eccn=eccn, to=to)
    assert {item.provision for item in found.checklist if item.provision in UNLISTED} == asked
    stated = screen(law, catalog, of_nobody, day, eccn=eccn, to=to, facts=(("military_end_user", Truth.YES),))
    required = {item.provision for item in stated.findings if item.outcome == LICENSE}

    assert required & UNLISTED == asked
