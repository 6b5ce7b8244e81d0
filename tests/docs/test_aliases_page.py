"""The page on aliases shows the example files as they are; its commands are run by `test_commands`."""

import re
from pathlib import Path

from exportgate.parties.lists import own_csv, own_yaml
from exportgate.parties.lists.own_entries import RELATIONS

SHOWN = re.compile(r"^`([\w./-]+)`:\n\n```(?:csv|yaml)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_files_on_the_page_are_those_of_the_example(checkout: Path) -> None:
    shown = dict(SHOWN.findall((checkout / "docs" / "aliases.md").read_text("utf-8")))
    assert set(shown) == {"aliases.csv", "aliases.yaml"}
    for name, text in shown.items():
        assert text == (checkout / "data" / "examples" / name).read_text("utf-8"), name


def test_both_forms_of_the_example_say_the_same(checkout: Path) -> None:
    folder = checkout / "data" / "examples"
    (written,) = own_yaml.read(folder / "aliases.yaml").entries
    assert written in own_csv.read(folder / "aliases.csv").entries


def test_the_page_tells_every_relation(checkout: Path) -> None:
    page = (checkout / "docs" / "aliases.md").read_text("utf-8")
    assert [relation for relation in RELATIONS if f"`{relation}`" not in page] == []
