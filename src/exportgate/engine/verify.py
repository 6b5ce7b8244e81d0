"""All checks on a rule set: on the text of the rules first, and where that holds, on what the rules do together."""

from datetime import date
from pathlib import Path

from exportgate.diagnostics.model import Collector, Diagnostic, bounded, has_errors, in_order, of_rules
from exportgate.engine.cases.review import report_missing, review_cases
from exportgate.engine.checks.case_values import check_case_values
from exportgate.engine.checks.circles import check_circles
from exportgate.engine.checks.precedence import check_precedence
from exportgate.engine.law import Law
from exportgate.foundation.kept import Kept
from exportgate.provisions.checks import run_checks
from exportgate.provisions.code_tables import Tables
from exportgate.provisions.folders import check_rules_added
from exportgate.provisions.ruleset import RuleSet, load_rules, sound

LAWS: Kept[tuple[Law, RuleSet]] = Kept(16)
"""The laws that were prepared last, by the rule set (which stands beside each) and the day on which it was checked."""
FOUND: Kept[tuple[tuple[Diagnostic, ...], RuleSet]] = Kept(16)
"""What was found wrong with the rule sets that were checked last, by the rule set and the day, as with the laws."""


def verify(rules: RuleSet, today: date) -> tuple[Diagnostic, ...]:
    """Return what was found wrong with the rules, while loading included; of one file at most a hundred faults."""
    return FOUND.get((id(rules), today), lambda: (_verify(rules, today), rules))[0]


def _verify(rules: RuleSet, today: date) -> tuple[Diagnostic, ...]:
    collector = Collector(list(rules.diagnostics))
    run_checks(rules, today, collector)
    check_case_values(rules, collector)
    if not has_errors(of_rules(collector.found)):
        law = Law(rules)
        check_circles(law, collector)
        if not has_errors(of_rules(collector.found)):
            check_precedence(law, collector)
    return bounded(collector.found)


def verify_with_cases(rules: RuleSet, today: date) -> tuple[Diagnostic, ...]:
    """Return everything found wrong with the rules, and where nothing is, whatever in them no case guards."""
    found = verify(rules, today)
    if has_errors(found):
        return found
    collector = Collector(list(found))
    report_missing(review_cases(Law(rules)).missing, collector)
    return bounded(collector.found)


def load_law(
    folder: Path, more: tuple[Path, ...], today: date, working: Path | None = None, *, tables: Tables | None = None
) -> Law:
    """Load, check and prepare the rules of the given folders; files are named for somebody who works in `working`.

    Raises:
        RuleError: any rule has an error; nothing may be decided with part of the rules.
    """
    rules = load_rules(folder, more, working, tables=tables)
    return LAWS.get((id(rules), today), lambda: (_law(rules, today), rules))[0]


def _law(rules: RuleSet, today: date) -> Law:
    collector = Collector(list(verify(rules, today)))
    check_rules_added(rules.folders, collector)
    return Law(sound(rules, in_order(collector.found)))
