"""Finds paragraphs that give way to each other in a circle, and definitions that use each other in one."""

from collections.abc import Iterable, Mapping
from datetime import date

from exportgate.diagnostics.model import Collector
from exportgate.engine.law import Law
from exportgate.foundation.spans import Span
from exportgate.provisions.formula import names_in
from exportgate.provisions.ruleset import RuleSet

Before = Mapping[str, Iterable[str]]


def check_circles(law: Law, collector: Collector) -> None:
    """Report each member of a circle in its place, once, with the first day on which it stands in one."""
    reported: set[str] = set()
    for day in law.changes:
        try:
            law.on(day)
        except ValueError:
            for name, (span, message) in _members(law.rules, day):
                if name not in reported:
                    reported.add(name)
                    collector.error("XR107", span, f"on {day}, {message}", "break the circle")


def _members(rules: RuleSet, day: date) -> Iterable[tuple[str, tuple[Span, str]]]:
    spans: dict[str, Span] = {}
    before: dict[str, set[str]] = {}
    places: dict[str, Span] = {}
    uses: dict[str, set[str]] = {}
    for provision in rules.provisions.values():
        version = provision.on(day)
        if version is None:
            continue
        if version.formula is not None:
            places[provision.defines] = version.formula_span
            uses[provision.defines] = set(names_in(version.formula))
        for paragraph in version.paragraphs:
            name = f"{provision.id}#{paragraph.id}"
            spans[name] = next(iter(paragraph.reference_spans.values()), paragraph.id_span)
            before.setdefault(name, set()).update(paragraph.yields_to)
            for target in paragraph.overrides:
                before.setdefault(target, set()).add(name)
    for name in circular(before):
        if name in spans:
            others = ", ".join(other for other in sorted(circular(before)) if other != name)
            yield name, (spans[name], f"'{name}' gives way to itself by way of {others or 'itself'}")
    for name in circular(uses):
        others = ", ".join(other for other in sorted(circular(uses)) if other != name)
        yield name, (places[name], f"the definition of '{name}' uses itself by way of {others or 'itself'}")


def circular(before: Before) -> tuple[str, ...]:
    """Return the names that lie on a circle or between two circles, sorted."""
    left = {name: {other for other in others if other in before} for name, others in before.items()}
    while True:
        needed = {other for others in left.values() for other in others}
        ends = {name for name, others in left.items() if not others or name not in needed}
        if not ends:
            return tuple(sorted(left))
        left = {name: others - ends for name, others in left.items() if name not in ends}
