"""Every diagnostic code has a page of one shape, whose bad example gives the code and whose good example does not."""

import pytest

from exportgate.diagnostics.codes import TITLES

from . import check_pages
from .check_pages import FOLDER, README, SECTIONS, Page

REFRESH = "run 'python -m tests.docs.check_pages' to write it anew, and read what changed"
PAGES = sorted(path.stem for path in FOLDER.glob("*.md") if path != README)
DESCRIBED = sorted(set(PAGES) & set(TITLES))


def page_of(code: str) -> Page:
    return check_pages.parse((FOLDER / f"{code}.md").read_text("utf-8"))


def agree(shown: str, printed: str) -> bool:
    """Whether a page shows what is printed, or its beginning and its end with `…` between them."""
    head, dots, tail = shown.partition("…\n")
    return printed.startswith(head) and printed.endswith(tail) if dots else shown == printed


def test_every_code_has_a_page() -> None:
    missing = [f"docs/checks/{code}.md" for code in sorted(set(TITLES) - set(PAGES))]
    assert not missing, f"write {missing}, in the shape that docs/checks/README.md describes"


def test_every_page_is_that_of_a_code() -> None:
    idle = [f"docs/checks/{code}.md" for code in sorted(set(PAGES) - set(TITLES))]
    assert not idle, f"register the code in diagnostics/codes.py, or remove {idle}"


@pytest.mark.parametrize("code", DESCRIBED)
def test_a_page_has_the_shape_and_the_title_of_its_code(code: str) -> None:
    page = page_of(code)
    assert (page.code, page.title) == (code, TITLES[code]), f"begin {code}.md with '# {code}: {TITLES[code]}'"
    assert page.meaning, f"{code}.md: say in one paragraph under the title what the code means"
    assert tuple(page.sections) == SECTIONS, f"{code}.md: write the sections {SECTIONS}, in this order"
    assert all(page.sections.values()), f"{code}.md: leave no section empty"
    mend = page.sections["How to mend"]
    assert "\n\n" not in mend, f"{code}.md: say how to mend it in one paragraph"


@pytest.mark.parametrize("code", DESCRIBED)
def test_the_bad_example_gives_the_code_as_the_page_shows_it(code: str) -> None:
    page = page_of(code)
    shown = check_pages.example(page.command, page.sections["Bad"])
    assert f"[{code}]" in shown.text, f"the bad example of {code}.md does not give {code}, but {shown}"
    assert shown.status == ("error[" in shown.text), shown.said
    assert agree(page.printed, shown.text), f"{code}.md shows another output: {REFRESH}"


@pytest.mark.parametrize("code", DESCRIBED)
def test_the_good_example_gives_no_error_and_not_the_code(code: str) -> None:
    page = page_of(code)
    shown = check_pages.example(page.command, page.sections["Good"])
    assert shown.status == 0, f"the good example of {code}.md is not good:\n{shown.text}{shown.said}"
    assert code not in shown.text, f"the good example of {code}.md still gives {code}:\n{shown.text}"


@pytest.mark.parametrize("code", DESCRIBED)
def test_the_cases_of_the_good_example_hold(code: str) -> None:
    page = page_of(code)
    shown = check_pages.example(page.command.replace("rules check", "rules test"), page.sections["Good"])
    assert shown.status == 0, f"a case in the good example of {code}.md does not hold:\n{shown.text}{shown.said}"


@pytest.mark.parametrize("command", ["check", "test"])
def test_the_base_set_is_sound(command: str) -> None:
    shown = check_pages.example(f"rules {command} acme", "")
    assert (shown.status, shown.text) == (0, ""), shown


@pytest.mark.parametrize("command", ["coverage", "mutate"])
def test_the_cases_of_the_base_set_guard_all_of_it(command: str) -> None:
    assert check_pages.example(f"rules {command} acme", "").status == 0


def test_the_index_lists_every_code_with_its_title_and_page() -> None:
    text = README.read_text("utf-8")
    assert text.endswith("\n" + check_pages.index()), f"the index of docs/checks/README.md is not complete: {REFRESH}"
