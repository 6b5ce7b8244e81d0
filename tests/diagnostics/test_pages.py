"""A code is found however it is written, and a page becomes plain text that keeps its examples as they are."""

import pytest

from exportgate.diagnostics.codes import TITLES
from exportgate.diagnostics.pages import by_family, code_of, nearest, plain

PAGE = """# XR301: a title

See [the guide](../rules.md) and `exportgate rules check`.

## Bad

```yaml
# acme/chip.yaml
id: `[x](y)`

limit: 4800
```
"""


@pytest.mark.parametrize("word", ["XR301", "xr301", "301", " Xr301 "])
def test_a_code_is_read_in_any_case_and_without_its_letters(word: str) -> None:
    assert code_of(word) == "XR301"


def test_a_short_number_is_filled_up_with_zeros() -> None:
    assert code_of("1") == "XR001"


@pytest.mark.parametrize("word", ["", "XR", "threshold", "XR3011", "XR301.md", "-1", "³01"])
def test_what_is_no_code_is_none(word: str) -> None:
    assert code_of(word) is None


def test_the_nearest_codes_are_those_with_the_nearest_numbers() -> None:
    titles = dict.fromkeys(("XR101", "XR301", "XR302", "XR305", "XR401"), "")
    assert nearest("XR303", titles) == ("XR301", "XR302", "XR305")


def test_every_code_belongs_to_one_family() -> None:
    listed = [code for codes in by_family(TITLES).values() for code in codes]
    assert sorted(listed) == sorted(TITLES)


def test_a_page_becomes_plain_text_with_its_code_indented_and_unchanged() -> None:
    assert plain(PAGE).splitlines() == [
        "XR301: a title",
        "==============",
        "",
        "See the guide and exportgate rules check.",
        "",
        "Bad",
        "---",
        "",
        "    # acme/chip.yaml",
        "    id: `[x](y)`",
        "",
        "    limit: 4800",
    ]
