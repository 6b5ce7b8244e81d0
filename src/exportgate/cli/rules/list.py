"""`exportgate rules list`: what the rules cover, how surely, checked when, and what they leave out."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from exportgate.cli.options import today
from exportgate.cli.rules.sources import Paths, load


class Format(StrEnum):
    """How the list is printed."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


def list_(
    paths: Paths = None,
    format_: Annotated[Format, typer.Option("--format", help="Form of the output.")] = Format.TABLE,
) -> None:
    """List every provision: its days, how surely it is known, checked when, and what is not modeled."""
    from exportgate.diagnostics.model import of_rules
    from exportgate.engine.verify import verify
    from exportgate.provisions.ruleset import sound
    from exportgate.report.rules.law_table import law_json, law_page, law_text

    rules = load(paths)
    sound(rules, of_rules(verify(rules, today())))
    forms = {Format.TABLE: law_text, Format.JSON: law_json, Format.MARKDOWN: law_page}
    sys.stdout.write(forms[format_](rules))
