"""Fixtures that read shipped and published data as plain values."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exportgate.foundation import yaml_source
from exportgate.foundation.yaml_source import Mapping, Node, Scalar


def plain(node: Node) -> Any:
    """Return the node as text, list or dict."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items]


@pytest.fixture(scope="session")
def plain_yaml() -> Callable[[Path], Any]:
    """Read a YAML file in which every scalar is text."""
    return lambda path: plain(yaml_source.read(path))


@pytest.fixture(scope="session")
def folded() -> Callable[[str], str]:
    """Reduce a text to its letters and digits, without case and accents."""

    def fold(text: str) -> str:
        spelled = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
        return "".join(letter for letter in spelled if letter.isalnum())

    return fold
