"""Fixtures that several test folders use."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exportgate.foundation import yaml_source
from exportgate.foundation.yaml_source import Mapping, Node, Scalar

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top of the source checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real published data beside the checkout."""
    folder = CHECKOUT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("the real lists and references in ../shared are not here")
    return folder


@pytest.fixture(scope="session")
def plain_yaml() -> Callable[[Path], Any]:
    """Reads a YAML file as lists and dicts in which every scalar is text."""
    return lambda path: _plain(yaml_source.read(path))


@pytest.fixture(scope="session")
def folded() -> Callable[[str], str]:
    """Reduces a text to its letters and digits, without case and accents."""

    def fold(text: str) -> str:
        spelled = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
        return "".join(letter for letter in spelled if letter.isalnum())

    return fold


OWN_RULE = """id: {id}
kind: {kind}
title: An own rule
cite: Acme Trade Policy
{subject}{more}versions:
  - in_force: {{from: {begins}}}
    made_by: Acme Trade Policy
    confidence: P
    verified: {{on: 2026-11-20, review_by: 2027-11-20}}
    paragraphs:
      - id: x
{paragraph}
"""


@pytest.fixture(scope="session")
def own_rule() -> Callable[..., str]:
    """Returns an own rule of one paragraph as text; `paragraph` holds the keys of the paragraph beside its id."""

    def text(
        kind: str,
        *paragraph: str,
        id: str = "acme.rule",  # noqa: A002 - the key of the file
        subject: str = "shipment",
        begins: str = "2022-10-07",
        relaxes: str = "",
    ) -> str:
        reason = "because: counsel looked at it and agreed"
        return OWN_RULE.format(
            id=id,
            kind=kind,
            subject=f"subject: {subject}\n" if subject else "",
            more=f"relaxes: [{{id: {relaxes}, {reason}}}]\n" if relaxes else "",
            begins=begins,
            paragraph="\n".join(f"        {line}" for line in paragraph),
        )

    return text


@pytest.fixture
def added(tmp_path: Path) -> Callable[..., Path]:
    """Writes a folder of own rules: `rule` and whatever other file is given, by its name without the ending."""

    def write(namespace: str = "acme", **files: str) -> Path:
        folder = tmp_path / f"rules-of-{namespace}"
        folder.mkdir(exist_ok=True)
        head = f"namespace: {namespace}\nversion: 7\ntitle: Rules of {namespace}\n"
        for name, text in {"ruleset": head, **files}.items():
            (folder / f"{name.replace('_cases', '.cases')}.yaml").write_text(text, encoding="utf-8")
        return folder

    return write


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: an archive holds when it was made, and each process collects for itself."""
    return argname if isinstance(val, bytes) else None
