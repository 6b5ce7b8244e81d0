"""`exportgate rules gaps`: what a provision says in every region of its facts, as a table and as a picture."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exportgate.cli.options import OnOption, day_of, today
from exportgate.cli.rules.sources import load, talk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from exportgate.engine.law import Law
    from exportgate.engine.regions.gaps import GapView
    from exportgate.engine.regions.versions import Period

DEFAULT = "us.ear.ccl.3a090"
EVERY_AXIS = "all"
PRECEDENCE = "XR5"


class Format(StrEnum):
    """How the regions are printed."""

    TEXT = "text"
    JSON = "json"


def gaps(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]... [DIR]...",
            help=f"Provisions to show, by id, classification or section (default: {DEFAULT}), and folders of rules.",
            show_default=False,
        ),
    ] = None,
    on: OnOption = None,
    axes: Annotated[
        str,
        typer.Option(
            "--axes", metavar="FACT,FACT", help="Facts to vary, or 'all'. Default: two numbers.", show_default=False
        ),
    ] = "",
    fact: Annotated[
        list[str] | None, typer.Option("--fact", metavar="NAME=VALUE", help="Fix another fact; may be repeated.")
    ] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Draw the regions, with the catalog's chips as dots.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="Form of the output.")] = Format.TEXT,
) -> None:
    """Show which paragraph applies where, what nothing covers, and who gives way; exit 1 where paragraphs conflict."""
    from exportgate.diagnostics.model import of_rules
    from exportgate.engine.law import Law
    from exportgate.engine.verify import verify
    from exportgate.foundation.errors import UsageError
    from exportgate.provisions.ruleset import sound
    from exportgate.report.rules.gap_table import gap_json, gap_text

    names, folders = _split(what or [])
    rules = load(folders)
    found = [item for item in of_rules(verify(rules, today())) if not item.code.startswith(PRECEDENCE)]
    law, day = Law(sound(rules, found)), day_of(on) or today()
    views = [_view(name, day, axes, fact or (), law) for name in names or [DEFAULT]]
    if svg is not None:
        if len(views) > 1:
            raise UsageError("--svg draws one provision; name only one")
        _draw(views[0], svg)
    if format_ is Format.JSON:
        document = {"provisions": [gap_json(view) for view in views]}
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(gap_text(view) for view in views))
    clash = any(view.claims[box.label].conflict for view in views for box in view.boxes())
    raise typer.Exit(1 if clash else 0)


def _split(words: "Sequence[str]") -> tuple[list[str], list[Path]]:
    """A word that names a folder, or is written as a path, is a folder of rules; any other is an id."""
    folders = [word for word in words if (word and Path(word).is_dir()) or "/" in word or "\\" in word]
    return [word for word in words if word not in folders], [Path(word) for word in folders]


def _view(name: str, day: "date", axes: str, facts: "Sequence[str]", law: "Law") -> "GapView":
    from exportgate.engine.regions.gaps import default_axes, gap_view
    from exportgate.engine.regions.limits import TooManyRegions
    from exportgate.foundation.errors import UsageError
    from exportgate.provisions.reading import suggestion

    period = _period(name, day, law)
    try:
        asked = [axis.fact.name for axis in period.known.axes]
    except TooManyRegions as error:
        raise UsageError(f"'{name}' cannot be shown: {error}") from None
    shown = [word.strip() for word in axes.split(",") if word.strip()] or list(default_axes(period))
    if shown == [EVERY_AXIS]:
        shown = asked
    for word in shown:
        if word not in asked:
            raise UsageError(f"--axes: '{name}' asks nothing of '{word}' on {day}; {suggestion(word, asked)}")
    if len(set(shown)) < len(shown):
        raise UsageError("--axes names a fact twice")
    return gap_view(period, shown, _fixed(facts, shown, period))


def _period(name: str, day: "date", law: "Law") -> "Period":
    from exportgate.engine.regions.versions import period_on
    from exportgate.foundation.errors import UsageError
    from exportgate.provisions.naming import find_provision, nearest

    found = {meant.provision.id: meant.provision for meant in find_provision(law.rules, name)}
    if len(found) != 1:
        hint = " or ".join(found or nearest(law.rules, name)) or "an id that 'exportgate rules show' lists"
        problem = "may be any of several provisions" if found else "is no provision and no folder"
        raise UsageError(f"'{name}' {problem}; did you mean {hint}?")
    (provision,) = found.values()
    if not any(version.paragraphs for version in provision.versions):
        raise UsageError(f"'{name}' is a {provision.kind} and has no paragraphs; name a provision that has")
    version = provision.on(day)
    if version is None:
        spans = "; ".join(str(held.in_force) for held in provision.versions)
        raise UsageError(f"'{name}' is not in force on {day}; it is from {spans}. Name a day with --on")
    return period_on(provision, version, day, law)


def _fixed(facts: "Sequence[str]", shown: "Sequence[str]", period: "Period") -> dict[str, int]:
    from exportgate.engine.regions.gaps import point_of
    from exportgate.engine.typed import EXPECTED, parse_value
    from exportgate.foundation.errors import UsageError
    from exportgate.provisions.reading import suggestion

    asked = [axis.fact.name for axis in period.known.axes]
    places: dict[str, int] = {}
    for text in facts:
        name, equals, written = text.partition("=")
        if not equals and name in asked:
            raise UsageError(f"--fact: '{name}' has no value; write {name}=VALUE")
        if name not in asked:
            raise UsageError(f"--fact: '{name}' is nothing that the provision asks; {suggestion(name, asked)}")
        if name in shown:
            raise UsageError(f"--fact: '{name}' is one of the facts shown; leave it out, or choose others with --axes")
        fact = period.vocabulary.fact(name)
        value = parse_value(fact, written)
        place = None if value is None else point_of(period, name, value)
        if place is None:
            known = EXPECTED[fact.type].removesuffix(" or 'unknown'").removesuffix(" or unknown")
            raise UsageError(f"--fact: '{written}' fixes nothing for {name}; write what is known of it: {known}")
        places[name] = place
    return places


def _draw(view: "GapView", path: Path) -> None:
    from exportgate.foundation.errors import UsageError
    from exportgate.provisions.vocabulary import FactType
    from exportgate.report.picture.dots import dots_of
    from exportgate.report.picture.picture import picture
    from exportgate.runs.workbench import open_catalog
    from exportgate.store.files import replace_file

    if len(view.axes) != 2 or any(axis.fact.type is not FactType.NUMBER for axis in view.axes):
        raise UsageError("--svg needs two facts that are numbers; name them with --axes")
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError(f"--svg: '{path}' cannot be written; name a file in a folder that exists")
    replace_file(path, picture(view, dots_of(open_catalog().parts, view)).encode("utf-8"))
    talk(f"drew {path}")
