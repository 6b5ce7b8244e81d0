"""`exportgate rules show`: a provision as a lawyer reads it on a day, or the table of all of them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exportgate.cli.options import OnOption, day_of, today
from exportgate.cli.rules.sources import DiagnosticFormat as Format
from exportgate.cli.rules.sources import FormatOption, Paths, load

if TYPE_CHECKING:
    from exportgate.provisions.naming import Meant
    from exportgate.provisions.ruleset import RuleSet

Named = Annotated[
    str,
    typer.Argument(
        metavar="[ID]",
        help="A provision, a paragraph (us.ear.ccl.3a090#a), a classification (3A090.a) or a section (740.8). "
        "Default: a table of all provisions.",
        show_default=False,
    ),
]


def show(id_: Named = "", paths: Paths = None, *, on: OnOption = None, format_: FormatOption = Format.TEXT) -> None:
    """Show a provision as a lawyer reads it on a day: conditions in words, sources, and what bears on it."""
    from exportgate.diagnostics.model import of_rules
    from exportgate.engine.verify import verify
    from exportgate.provisions.ruleset import sound
    from exportgate.report.rules.json_text import rule_json, table_json
    from exportgate.report.rules.text import rule_text, table_text
    from exportgate.report.rules.view import RuleView
    from exportgate.runs.workbench import open_countries

    day = day_of(on) or today()
    folders = list(paths or ())
    if id_ and Path(id_).is_dir():
        id_, folders = "", [Path(id_), *folders]
    rules = load(folders)
    sound(rules, of_rules(verify(rules, today())))
    as_json = format_ is Format.JSON
    if not id_:
        sys.stdout.write(table_json(rules, day) if as_json else table_text(rules, day))
        return
    view = RuleView(rules, _meant(rules, id_), day, open_countries().name)
    sys.stdout.write(rule_json(view) if as_json else rule_text(view))


def _meant(rules: "RuleSet", text: str) -> "Meant":
    from exportgate.foundation.errors import UsageError
    from exportgate.provisions.naming import find_provision, nearest

    found = find_provision(rules, text)
    if len(found) == 1:
        return found[0]
    candidates = [meant.id for meant in found] or nearest(rules, text)
    if found:
        raise UsageError(f"'{text}' may be any of several provisions; did you mean {_either(candidates)}?")
    hint = f"did you mean {_either(candidates)}?" if candidates else "'exportgate rules show' lists them all"
    raise UsageError(f"'{text}' is no provision, paragraph, classification or section; {hint}")


def _either(names: "list[str] | tuple[str, ...]") -> str:
    return " or ".join(names)
