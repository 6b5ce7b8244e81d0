"""Under which name a person and a service know each file of a rules folder: one way, for every message and output.

A file below the working folder goes by its path from there, because that is what an editor opens and what a pull
request shows. Any other goes by its path below the name of its folder, with as much of the parent as tells that folder
from the others. Rules that lie in the installed package are nobody's files, wherever it is installed.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from exportgate.foundation.characters import seen
from exportgate.foundation.resources import PACKAGE


@dataclass(frozen=True, slots=True)
class FolderName:
    """What a folder is shown as; `within` is the working folder where that lies inside this one.

    `here` tells whether the folder lies in the working folder, or is it.
    """

    root: Path
    name: str
    here: bool = False
    within: Path | None = None

    def of(self, path: Path) -> str:
        """Return the name that a file or folder of this folder is shown by."""
        if self.within is not None and self.within in path.parents:
            return _plain(path.relative_to(self.within))
        return _plain(Path(self.name) / path.relative_to(self.root))

    def is_here(self, path: Path) -> bool:
        """Tell whether a file of this folder lies in the working folder."""
        return self.here or (self.within is not None and self.within in path.parents)


def folder_names(folders: Sequence[Path], working: Path | None = None) -> tuple[FolderName, ...]:
    """Name folders for somebody who works in a folder; without one, none of them lies there."""
    places = [Path(os.path.normpath(folder if working is None else working / folder)) for folder in folders]
    here = {place: _below(place, working) for place in places if _is_here(place, working)}
    others = [place for place in dict.fromkeys(places) if place not in here]
    names = dict(here)
    for place in others:
        # The first folder, as a rule that of the shipped rules, keeps its name whatever is added to it.
        rivals = [other for other in others if other not in (place, places[0]) and place != places[0]]
        names[place] = _free_name(place, rivals, names.values(), working)
    return tuple(
        FolderName(
            root=folder,
            name=names[place],
            here=place in here,
            within=working if working is not None and place in working.parents and place not in here else None,
        )
        for folder, place in zip(folders, places, strict=True)
    )


def _is_here(place: Path, working: Path | None) -> bool:
    return working is not None and place.is_relative_to(working) and not place.is_relative_to(PACKAGE)


def _below(place: Path, working: Path | None) -> str:
    return (place if working is None else place.relative_to(working)).as_posix()


def _free_name(place: Path, rivals: Iterable[Path], taken: Iterable[str], working: Path | None) -> str:
    """Return the shortest end of a path that names nothing else, nor anything in the working folder."""
    parts = (place if place.name else place.resolve()).parts
    known = list(taken)
    name = place
    for length in range(1, len(parts) + 1):
        name = Path(*parts[-length:])
        alike = any(other.parts[-length:] == parts[-length:] for other in rivals)
        clash = any(_overlap(name, Path(other)) for other in known)
        if not (alike or clash or (working is not None and os.path.lexists(working / name))):
            break
    return name.as_posix()


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _plain(path: Path) -> str:
    return seen(path.as_posix().replace("\n", " "))
