"""Checks on loaded rules, one family per module; each reports what it finds to a collector and decides nothing else."""

from datetime import date

from exportgate.diagnostics.model import Collector
from exportgate.provisions.checks.case_files import check_case_files
from exportgate.provisions.checks.fidelity import check_fidelity
from exportgate.provisions.checks.held_codes import check_codes
from exportgate.provisions.checks.names import check_definitions, check_names
from exportgate.provisions.checks.own_rules import check_own_rules
from exportgate.provisions.checks.subjects import check_subject
from exportgate.provisions.checks.time import check_time
from exportgate.provisions.checks.types import check_types
from exportgate.provisions.ruleset import RuleSet

__all__ = ["run_checks"]


def run_checks(rules: RuleSet, today: date, collector: Collector) -> None:
    """Run every family of checks; `today` decides what is due for review."""
    for provision in rules.provisions.values():
        check_names(provision, rules, collector)
        check_types(provision, rules, collector)
        check_subject(provision, rules, collector)
        check_fidelity(provision, rules, collector)
        check_time(provision, today, collector)
    check_definitions(rules, collector)
    check_codes(rules, collector)
    check_own_rules(rules, collector)
    check_case_files(rules, collector)
