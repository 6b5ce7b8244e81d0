"""Where figures leave open what a part is, its maker's ECCN counts; what figures decide stands over it."""

from collections.abc import Callable
from datetime import date

import pytest

from exportgate.engine.law import Law
from exportgate.engine.typed import parse_value
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item

Ask = Callable[..., LineDecision]


@pytest.fixture
def ask(law: Law, catalog: Catalog) -> Ask:
    def asked(part: str, day: str, eccn: str = "", **facts: str) -> LineDecision:
        given = [(name, parse_value(law.rules.vocabulary.fact(name), text)) for name, text in facts.items()]
        known = tuple((name, value) for name, value in given if value is not None)
        route = Route("export", "US", "CN", codes(["CN"]), end_user_country="CN")
        return classify_item(ItemQuery(part, eccn=eccn, facts=known), route, date.fromisoformat(day), law, catalog)

    return asked


def _named(found: LineDecision, provision: str) -> list[str]:
    return [item.because for item in found.findings if item.provision == provision]


@pytest.mark.parametrize("part", ["RTX A6000", "RTX PRO 6000D"])
def test_the_maker_settles_what_its_figures_leave_open_and_the_answer_says_so(ask: Ask, part: str) -> None:
    found = ask(part, "2026-08-01")
    assert (found.item.classifications, found.item.possible) == ((), ())
    (note,) = _named(found, "exportgate.makers_eccn")
    assert "4A994.l" in note
    assert "the maker's word is taken" in note


def test_a_figure_that_is_stated_stands_over_the_makers_word(ask: Ask) -> None:
    found = ask("RTX A6000", "2026-08-01", designed_or_marketed_for_datacenter="yes")
    assert found.item.classifications == ("3A090.b", "4A090.b")


def test_another_declared_entry_is_not_settled_by_the_maker(ask: Ask) -> None:
    found = ask("RTX PRO 6000D", "2026-08-01", eccn="4A090.a")
    assert found.outcome != "no_finding"
    assert "4A090.a" in (*found.item.classifications, *found.item.possible)


def test_the_makers_word_does_not_reach_back_to_another_text_of_the_list(ask: Ask) -> None:
    early = ask("RTX PRO 6000D", "2022-12-01")
    assert not any("the maker's word is taken" in text for text in _named(early, "exportgate.makers_eccn"))


def test_a_makers_code_within_3a090_settles_nothing_that_figures_leave_open(ask: Ask, catalog: Catalog) -> None:
    told = [part for part in catalog.parts if part.eccn.startswith(("4A090", "5A002.z"))]
    assert told
    for part in told:
        found = ask(part.name, "2026-08-01")
        assert not any("the maker's word is taken" in text for text in _named(found, "exportgate.makers_eccn"))
        assert found.item.classifications
