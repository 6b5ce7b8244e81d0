"""Which parts of the catalog get another answer when the law changes."""

from datetime import date

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.provisions.model import Outcome, ReviewPolicy
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.catalog_changes import PartChange, catalog_changes, export_route, lacking_facts


def changes(law: Law, catalog: Catalog, first: str, second: str, to: str = "CN") -> dict[str, PartChange]:
    days = date.fromisoformat(first), date.fromisoformat(second)
    return {change.part: change for change in catalog_changes(law, catalog, export_route(to), *days)}


def test_the_export_versions_come_under_control_in_november_2023(law: Law, catalog: Catalog) -> None:
    found = changes(law, catalog, "2023-11-16", "2023-11-17")
    for part in ("A800 SXM4 80GB", "H800 SXM5 80GB"):
        assert (found[part].before.known, found[part].before.possible) == ((), ())
        assert found[part].after.known == ("3A090.a", "4A090.a")
        assert found[part].after.outcome is Outcome.LICENSE_REQUIRED
        assert found[part].after.review_policy is ReviewPolicy.PRESUMPTION_OF_DENIAL
    assert "A100 SXM4 80GB" not in found


def test_memory_comes_under_control_in_december_2024(law: Law, catalog: Catalog) -> None:
    found = changes(law, catalog, "2024-12-01", "2024-12-02")
    assert {change.after.known for change in found.values()} == {("3A090.c",)}
    assert all("HBM" in part for part in found)


def test_a_day_before_any_rule_is_on_hold_and_says_that_nothing_is_modeled(law: Law, catalog: Catalog) -> None:
    change = changes(law, catalog, "2022-08-25", "2022-10-07")["A100 SXM4 80GB"]
    assert (change.before.outcome, change.before.modeled) == (Outcome.HOLD, False)
    assert (change.after.known, change.after.modeled) == (("3A090.a", "4A090.a"), True)


def test_nothing_changes_within_a_period_or_before_all_rules(law: Law, catalog: Catalog) -> None:
    assert changes(law, catalog, "2023-02-01", "2023-02-02") == {}
    assert changes(law, catalog, "1990-01-01", "1991-01-01") == {}


def test_the_parts_come_in_the_order_of_their_names(law: Law, catalog: Catalog) -> None:
    found = list(changes(law, catalog, "2023-11-16", "2023-11-17"))
    assert found == sorted(found)


def test_the_shipped_vocabulary_has_every_fact_of_the_catalog_and_a_smaller_one_is_named(
    law: Law, catalog: Catalog
) -> None:
    vocabulary = law.rules.vocabulary
    assert lacking_facts(catalog, vocabulary) == ()
    smaller = {name: fact for name, fact in vocabulary.facts.items() if name not in ("tf32_rate", "destination")}
    assert lacking_facts(catalog, Vocabulary(smaller, vocabulary.units)) == ("destination", "tf32_rate")
