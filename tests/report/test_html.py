import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from exportgate.report.anchors import Anchors
from exportgate.report.basis import InputRead
from exportgate.report.html import environment, html_chunks, shown_text
from exportgate.report.html_lines import line_blocks
from exportgate.report.summary import Summary
from exportgate.screening.findings import LineDecision

from . import sample
from .sample_basis import basis
from .strategies import DECISIONS, hostile

VOID = {"meta", "input", "br", "rect"}
ELEMENTS = {
    *("html", "head", "title", "style", "body", "header", "nav", "section", "footer", "h1", "h2", "h3", "p", "div"),
    *("span", "b", "a", "small", "code", "strong", "dl", "dt", "dd", "ul", "li", "svg", "label", "details", "summary"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *VOID,
}


class Page(HTMLParser):
    """What a page holds: its elements in order, its attributes and its text; every element must be closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes.extend((tag, name, value or "") for name, value in attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes.extend((tag, name, value or "") for name, value in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, attribute: str) -> Iterator[str]:
        """Yield every value of an attribute."""
        return (value for _, name, value in self.attributes if name == attribute)


def html(summary: Summary) -> str:
    return "".join(html_chunks(basis(), summary.totals(), sample.QUESTIONS))


def one_line(decision: LineDecision) -> str:
    summary = Summary(sample.CLASSIFYING)
    summary.add(sample.line(1, 1), decision)
    summary.reject(2, 3, "reason", "raw")
    return html(summary)


SMALL = html(sample.summary(26))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40, deadline=None)
@given(DECISIONS)
def test_page_is_well_formed_whatever_the_texts_are(decision: LineDecision) -> None:
    page = Page(one_line(decision))
    assert set(page.elements) <= ELEMENTS
    page_ids = list(page.values("id"))
    assert len(page_ids) == len(set(page_ids))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror='alert(1)'>",
        "</td></table></details><iframe src=//x>",
        "{{ 7 * 7 }}{% raw %}",
        "</style><style>*{display:none}",
        "<!--",
    ],
)
def test_markup_from_outside_is_shown_as_text(text: str) -> None:
    page = Page(one_line(hostile(text)))
    assert set(page.elements) <= ELEMENTS
    assert page.elements.count("style") == 1
    assert text in "".join(page.text)


def test_name_of_the_file_is_escaped() -> None:
    named = replace(basis(), input=InputRead("<b>x</b>.csv", "00"))
    page = Page("".join(html_chunks(named, Summary().totals(), {})))
    assert "<b>x</b>.csv" in page.text


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = Page(SMALL)
    assert set(page.elements) <= ELEMENTS
    assert all(value.startswith("#") for value in page.values("href"))
    names = {name for _, name, _ in page.attributes}
    assert not names & {"src", "srcset", "style", "action", "data"}
    assert not any(name.startswith("on") for name in names)
    assert "@import" not in SMALL
    assert "url(" not in SMALL


def test_policy_allows_the_style_sheet_by_its_digest_and_nothing_else() -> None:
    page = Page(SMALL)
    css = re.search(r"<style>(.*?)</style>", SMALL, re.DOTALL)
    assert css is not None
    digest = base64.b64encode(hashlib.sha256(css[1].encode()).digest()).decode()
    (policy,) = (value for value in page.values("content") if "default-src" in value)
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


def test_every_link_leads_to_a_place_on_the_page() -> None:
    page = Page(SMALL)
    assert {value.removeprefix("#") for value in page.values("href")} <= set(page.values("id"))


def test_the_word_cleared_is_nowhere() -> None:
    assert "clear" not in "".join(Page(SMALL).text).lower()


def test_notice_of_the_curated_subset_stands_before_the_outcomes() -> None:
    assert 0 < SMALL.index("curated subset as of 2026-07-31") < SMALL.index('id="outcomes"')


def test_outcomes_bear_their_names_beside_their_colors() -> None:
    badges = re.findall(r'<span class="badge (\w+)">([^<]+)</span>', SMALL)
    assert {("prohibited", "Prohibited"), ("license_required", "License required"), ("hold", "Hold")} <= set(badges)


def test_missing_facts_are_asked_as_questions() -> None:
    text = "".join(Page(SMALL).text)
    assert all(sample.QUESTIONS[need] in text for need in ("declared_eccn", "match_decided", "party_headquarters"))


def test_checklist_stands_with_the_line_as_boxes_to_tick() -> None:
    made = replace(sample.SOPHGO_LINE, checklist=(sample.asked("cash_payment", "Was cash offered <b>?"),))
    page = one_line(made)
    (listed,) = re.findall(r'<ul class="checklist">\n<li>(.*?)</li>', page, re.DOTALL)
    assert listed.startswith("Was cash offered &lt;b&gt;?")
    assert "red flag 7" in listed
    assert '<td>Was cash offered &lt;b&gt;?</td><td class="code fact">cash_payment</td>' in page
    assert r'.checklist li::before { content: "\2610"' in page


def test_rules_not_read_in_their_text_call_for_verification() -> None:
    assert "verify (S: from a secondary source)" in SMALL
    assert "verify (P" not in SMALL


def test_all_lines_come_worst_first() -> None:
    outcomes = re.findall(r'<details class="line (\w+)"', SMALL)
    order = ["prohibited", "license_required", "hold", "no_finding"]
    assert len(outcomes) == 24
    assert outcomes == sorted(outcomes, key=order.index)
    assert "All 24 lines that were read are shown." in SMALL


def test_page_says_how_many_lines_it_shows_of_how_many() -> None:
    page = html(sample.summary(40, lines_kept=10))
    assert page.count('<details class="line ') == 10
    assert "The worst 10 of 37 lines are shown." in page


def test_lines_stop_before_the_page_grows_too_large() -> None:
    totals = sample.summary(40).totals()
    made = environment({})
    everything = line_blocks(made, totals.worst, Anchors(totals))
    limit = sum(len(block.encode()) for block in everything[:7])
    assert line_blocks(made, totals.worst, Anchors(totals), size_limit=limit) == everything[:7]
    assert shown_text(7, 37).startswith("The worst 7 of 37 lines")


def test_empty_file_gives_a_page_that_says_so() -> None:
    text = "".join(Page(html(Summary())).text)
    assert "The file holds no data rows." in text


def test_same_totals_give_the_same_page() -> None:
    assert html(sample.summary(26)) == SMALL
