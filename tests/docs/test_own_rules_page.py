"""The page on own rules shows the example folder as it is, and all of it; its commands are run by `test_commands`."""

import re
from pathlib import Path

SHOWN = re.compile(r"^`([\w./-]+)`:\n\n```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^```yaml$", re.MULTILINE)


def test_every_file_on_the_page_is_the_file_of_the_example(checkout: Path) -> None:
    page = (checkout / "docs" / "own-rules.md").read_text("utf-8")
    shown = SHOWN.findall(page)
    assert len(shown) == len(BLOCK.findall(page))
    for name, text in shown:
        assert text == (checkout / "data" / "examples" / name).read_text("utf-8"), name


def test_every_rule_of_the_example_is_on_the_page(checkout: Path) -> None:
    page = (checkout / "docs" / "own-rules.md").read_text("utf-8")
    rules = [path.name for path in (checkout / "data" / "examples" / "own-rules").glob("*.yaml")]
    hidden = [name for name in rules if not name.endswith(".cases.yaml") and f"`own-rules/{name}`:" not in page]
    assert hidden == []


def test_the_commands_of_the_page_are_those_that_are_run(checkout: Path) -> None:
    page = (checkout / "docs" / "own-rules.md").read_text("utf-8")
    assert len(re.findall(r"^\$ exportgate ", page, re.MULTILINE)) == 8
