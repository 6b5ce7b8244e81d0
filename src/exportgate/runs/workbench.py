"""Opens what a run works with: the law, the chip catalog and the country table."""

from datetime import date
from functools import cache
from pathlib import Path

from exportgate.engine.law import Law
from exportgate.engine.verify import load_law
from exportgate.foundation.errors import UsageError
from exportgate.foundation.resources import shipped
from exportgate.items.catalog import Catalog, load_catalog
from exportgate.parties.countries import Countries
from exportgate.runs.code_tables import code_tables


def open_law(more: tuple[Path, ...], today: date, working: Path | None = None) -> Law:
    """Load and check the shipped rules and any further folders; files are named for one who works in `working`.

    Raises:
        UsageError: a folder is not there.
        RuleError: any rule has an error.
    """
    for folder in more:
        if not folder.is_dir():
            raise UsageError(f"--rules: '{folder}' is no folder; name a folder of rule files")
    return load_law(shipped("rules"), more, today, working, tables=code_tables())


@cache
def open_catalog() -> Catalog:
    """Load the shipped chip catalog."""
    return load_catalog(shipped("data") / "chips")


@cache
def open_countries() -> Countries:
    """Load the shipped country table."""
    return Countries.load(shipped("data"))
