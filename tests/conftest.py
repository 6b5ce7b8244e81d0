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


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items]
