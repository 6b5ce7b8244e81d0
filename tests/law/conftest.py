"""The law and the catalog as they are shipped."""

from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog, load_catalog
from exportgate.provisions.ruleset import load_rules


@pytest.fixture(scope="session")
def law(checkout: Path) -> Law:
    return Law(load_rules(checkout / "rules"))


@pytest.fixture(scope="session")
def catalog(checkout: Path) -> Catalog:
    return load_catalog(checkout / "data" / "chips")
