"""Folds text to the width of the page: words and ids stay whole, and a number keeps its percent sign."""

import re
from textwrap import fill

WIDTH = 100
UNBROKEN = "\u00a0"
PERCENT = re.compile(r"(?<=\d) %")


def fold(text: str, first: str = "", rest: str = "") -> str:
    """Return a text in lines no wider than the page; the first one begins with `first`, each other one with `rest`.

    A word that is wider than the page stands on a line of its own.
    """
    folded = fill(
        PERCENT.sub(f"{UNBROKEN}%", text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return folded.replace(f"{UNBROKEN}%", " %")
