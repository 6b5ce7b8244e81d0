"""Where the shipped rules, data and check pages lie: in the installed package, or at the top of a source checkout."""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


@cache
def shipped(folder: str) -> Path:
    """Return the folder `rules`, `data` or `docs/checks` that belongs to this installation.

    Raises:
        FileNotFoundError: the installation lacks it.
    """
    for place in (PACKAGE / folder, PACKAGE.parents[1] / folder):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the installation lacks its folder '{folder}'; install exportgate again")
