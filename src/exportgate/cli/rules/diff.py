"""`exportgate rules diff`: what the law says differently on two days, and which parts get another answer."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from exportgate.cli.options import country_of, day_of, today
from exportgate.cli.rules.sources import DiagnosticFormat as Format
from exportgate.cli.rules.sources import FormatOption, Paths, load

if TYPE_CHECKING:
    from datetime import date

    from exportgate.provisions.ruleset import RuleSet
    from exportgate.report.rules.difference import LawDifference


def diff(
    paths: Paths = None,
    *,
    from_: Annotated[str, typer.Option("--from", metavar="DATE", help="The earlier day (YYYY-MM-DD).")],
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="The later day (YYYY-MM-DD).")],
    to_country: Annotated[
        str, typer.Option("--to-country", metavar="COUNTRY", help="Where the parts of the catalog are exported to.")
    ] = "CN",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Say what the law says differently on two days, and which parts of the catalog get another answer."""
    from exportgate.diagnostics.model import of_rules
    from exportgate.engine.verify import verify
    from exportgate.foundation.errors import UsageError
    from exportgate.provisions.ruleset import sound
    from exportgate.report.rules.diff import diff_text
    from exportgate.report.rules.diff_json import diff_json
    from exportgate.runs.workbench import open_countries

    first, second = day_of(from_), day_of(to)
    if first is None or second is None or first > second:
        raise UsageError(f"--from {from_} lies after --to {to}; give the earlier day first")
    countries = open_countries()
    country = country_of(to_country, "--to-country", countries) or to_country
    rules = load(paths)
    sound(rules, of_rules(verify(rules, today())))
    found = _difference(rules, first, second, country, countries.territory(country))
    sys.stdout.write(diff_json(found) if format_ is Format.JSON else diff_text(found, countries.name))


def _difference(rules: "RuleSet", first: "date", second: "date", country: str, territory: str) -> "LawDifference":
    from exportgate.engine.law import Law
    from exportgate.provisions.differences import differences
    from exportgate.report.rules.difference import LawDifference
    from exportgate.runs.workbench import open_catalog
    from exportgate.screening.catalog_changes import catalog_changes, export_route, lacking_facts

    catalog = open_catalog()
    provisions = differences(rules, first, second)
    lacking = lacking_facts(catalog, rules.vocabulary)
    if lacking:
        reason = f"The catalog is not compared: these rules have no fact {', '.join(lacking[:3])}"
        more = f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""
        return LawDifference(first, second, provisions, (), 0, country, f"{reason}{more}.")
    parts = catalog_changes(Law(rules), catalog, export_route(territory), first, second)
    return LawDifference(first, second, provisions, parts, len(catalog.parts), country)
