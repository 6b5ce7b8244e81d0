"""What the commands on rules share: which folders the paths given mean, what of them is shown, and how they load."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exportgate.cli.options import path_of

if TYPE_CHECKING:
    from exportgate.provisions.ruleset import RuleSet

HEAD = "ruleset.yaml"
UNITS = "units.yaml"
"""A folder with units of its own is a whole rule set; one without adds to the shipped rules."""


class DiagnosticFormat(StrEnum):
    """How an answer about rules is printed."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[DiagnosticFormat, typer.Option("--format", help="Form of the output.")]
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Folder of further rules, added to the shipped ones; or a file or folder inside a folder of rules.",
        parser=path_of,
        metavar="[PATHS]...",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Sources:
    """The folders to load, first the one with the vocabulary; and what is shown of them, everything where empty."""

    folders: tuple[Path, ...]
    shown: tuple[Path, ...] = ()

    def shows(self, place: Path | None) -> bool:
        """Tell whether a file is among what is shown."""
        return not self.shown or (place is not None and any(path in (place, *place.parents) for path in self.shown))


def find(paths: Sequence[Path] | None) -> Sources:
    """Return the folders that the paths mean.

    A folder with units of its own stands alone; any other adds to the shipped rules. For a path inside a folder
    of rules the whole folder is loaded, and only what lies under the path is shown.

    Raises:
        UsageError: a path is not there, or lies in no folder of rules.
    """
    from exportgate.foundation.resources import shipped

    given = [(Path(os.path.abspath(path)), _folder_of(path)) for path in paths or ()]  # noqa: PTH100 - keeps links
    folders = list(dict.fromkeys(folder for _, folder in given))
    folders = [folder for folder in folders if not any(other in folder.parents for other in folders)]
    alone = [folder for folder in folders if _is_whole(folder)]
    first = alone[0] if alone else shipped("rules")
    whole = all(path in folders for path, _ in given)
    shown = () if whole else tuple(path for path, _ in given)
    return Sources((first, *(folder for folder in folders if folder != first)), shown)


def load(paths: Sequence[Path] | None) -> "RuleSet":
    """Load the folders that the paths mean; faults are in the result."""
    return load_from(find(paths), Path.cwd())


def load_from(sources: Sources, working: Path) -> "RuleSet":
    """Load the folders; faults are in the result, and files are named for somebody who works in a folder.

    Raises:
        UsageError: a path that is to be shown holds no rule file.
    """
    from exportgate.foundation.errors import UsageError
    from exportgate.provisions.ruleset import load_rules
    from exportgate.runs.code_tables import code_tables

    first, *more = sources.folders
    rules = load_rules(first, more, working, tables=code_tables())
    files = rules.places.values()
    for path in sources.shown:
        if not any(path in (file, *file.parents) for file in files):
            raise UsageError(f"'{path}' holds no rule file; name a .yaml file of rules, or a folder that holds some")
    return rules


def talk(text: str) -> None:
    """Say something on standard error, where it does not mix with data."""
    sys.stderr.write(f"{text}\n")


def _folder_of(path: Path) -> Path:
    """Return the folder of rules that a path means: itself, or the nearest one above it."""
    from exportgate.foundation.errors import UsageError

    if not os.path.exists(path):  # noqa: PTH110 - no where it may not be looked at
        raise UsageError(f"'{path}' is not there; name a folder of rules, or a file or folder inside one")
    place = Path(os.path.abspath(path))  # noqa: PTH100 - resolving links would lose the name that the user knows
    above = next((folder for folder in (place, *place.parents) if _is_top(folder)), None)
    if above is not None:
        return above
    if place.is_dir():
        return place
    raise UsageError(f"'{path}' lies in no folder of rules; name its whole folder, or put a {HEAD} at the top of it")


def _is_top(folder: Path) -> bool:
    return os.path.isfile(folder / HEAD) or _is_whole(folder)  # noqa: PTH113 - as below


def _is_whole(folder: Path) -> bool:
    return os.path.isfile(folder / UNITS)  # noqa: PTH113 - no where it may not be looked at
