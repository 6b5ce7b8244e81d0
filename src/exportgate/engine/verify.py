"""All checks on a rule set: those on the text of the rules, and that paragraphs and definitions have an order."""

from datetime import date
from pathlib import Path

from exportgate.diagnostics.model import Collector, Diagnostic, has_errors, in_order
from exportgate.engine.law import Law
from exportgate.foundation.spans import Span
from exportgate.provisions.checks import run_checks
from exportgate.provisions.ruleset import RuleSet, load_rules, sound


def verify(rules: RuleSet, today: date) -> tuple[Diagnostic, ...]:
    """Return everything found wrong with the rules, those found while loading included."""
    collector = Collector(list(rules.diagnostics))
    run_checks(rules, today, collector)
    if not has_errors(collector.found):
        _check_order(rules, collector)
    return in_order(collector.found)


def load_law(folder: Path, more: tuple[Path, ...], today: date) -> Law:
    """Load, check and prepare the rules of the given folders.

    Raises:
        RuleError: any rule has an error; nothing may be decided with part of the rules.
    """
    rules = load_rules(folder, more)
    return Law(sound(rules, verify(rules, today)))


def _check_order(rules: RuleSet, collector: Collector) -> None:
    law = Law(rules)
    for day in law.changes:
        try:
            law.on(day)
        except ValueError as error:
            collector.error("XR107", Span("rules", 1, 1, 1, 1), f"on {day}: {error}", "break the circle")
            return
