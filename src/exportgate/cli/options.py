"""Options and readings that several commands share, and where the user's files lie."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from exportgate.parties.countries import Countries

HOME_VARIABLE = "EXPORTGATE_HOME"


def path_of(text: str) -> Path:
    """Return the path that an argument names.

    Raises:
        UsageError: it is empty, as an unset variable leaves it; that must not mean the working folder.
    """
    from exportgate.foundation.errors import UsageError

    if not text.strip():
        raise UsageError(
            "a path is empty, as where a variable is not set; name a folder, or '.' for the working folder"
        )
    return Path(text)


OnOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="Day whose law applies (YYYY-MM-DD).", show_default=False)
]
ListOption = Annotated[
    list[str] | None,
    typer.Option("--list", metavar="ID", help="Imported list to search; may be repeated. Default: all imported lists."),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs", min=1, help="Processes that look parties up. Default: the cores available.", show_default=False
    ),
]
RulesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        parser=path_of,
        help="Folder of further rules, added to the shipped ones; may be repeated.",
    ),
]


def day_of(text: str | None) -> date | None:
    """Return the day that an option names, or None where it is absent.

    Raises:
        UsageError: the text is no ISO date.
    """
    from exportgate.foundation.errors import UsageError
    from exportgate.foundation.intervals import parse_day

    if text is None:
        return None
    day = parse_day(text)
    if day is None:
        raise UsageError(f"'{text}' is no date; write the day as YYYY-MM-DD, such as 2023-11-17")
    return day


def today() -> date:
    """Return the user's own day; nothing below the command line reads the clock."""
    return date.today()


def country_of(text: str | None, option: str, countries: "Countries") -> str | None:
    """Return the alpha-2 code that an option names.

    Raises:
        UsageError: the text names no country, or more than one.
    """
    from exportgate.foundation.errors import UsageError

    if text is None:
        return None
    code = countries.resolve(text)
    if code is None:
        several = countries.candidates(text)
        hint = f"it may be {' or '.join(several)}" if several else "write the two-letter code, such as CN"
        raise UsageError(f"{option}: '{text}' is no country that can be told for certain; {hint}")
    return code


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def store_root() -> Path:
    """Return the folder of imported lists: EXPORTGATE_HOME, else the platform's folder for user data.

    Raises:
        StoreError: there is a file in its place, so that no list would be found there.
    """
    from exportgate.foundation.errors import StoreError

    root = Path(os.environ.get(HOME_VARIABLE) or _user_data())
    if root.exists() and not root.is_dir():
        raise StoreError(f"'{root}' is no folder, so no list can be kept there; correct {HOME_VARIABLE}")
    return root


def _user_data() -> Path:
    from platformdirs import user_data_path

    return user_data_path("exportgate", appauthor=False)
