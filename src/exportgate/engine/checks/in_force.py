"""Checks that what a version refers to is there on the days on which the version is in force.

An exception that cannot be loaded on the date is an error, never skipped: a paragraph that is not there, a derived fact
without its definition, a group without members.
"""

from collections.abc import Iterator
from datetime import date

from exportgate.diagnostics.model import Collector
from exportgate.engine.checks.references import references
from exportgate.engine.law import Law
from exportgate.foundation.spans import Span
from exportgate.provisions.formula import names_in
from exportgate.provisions.model import Operator, Provision, Version


def check_in_force(provision: Provision, version: Version, law: Law, collector: Collector) -> None:
    """Check the paragraphs, definitions and groups that a version rests on."""
    days = _days(version, law)
    _check_targets(version, law, days[0], collector)
    _check_bars(version, law, days, collector)
    _check_definitions(provision, version, law, days, collector)
    _check_groups(version, law, days, collector)


def _days(version: Version, law: Law) -> tuple[date, ...]:
    """The first day of the version and every later one on which anything in the rules changes."""
    first = version.in_force.first or date.min
    return (first, *(day for day in law.changes if day > first and day in version.in_force))


def _check_targets(version: Version, law: Law, first: date, collector: Collector) -> None:
    for paragraph in version.paragraphs:
        for key, target in references(paragraph):
            owner, _, wanted = target.partition("#")
            held = (
                other
                for other in law.rules.provisions[owner].versions
                if any(found.id == wanted for found in other.paragraphs)
            )
            if not any(other.in_force.overlaps(version.in_force) for other in held):
                last = version.in_force.last
                until = f"and never until {last}" if last else "and never after"
                message = (
                    f"'{key}' of paragraph '{paragraph.id}' names '{target}', which is not in force on {first} {until}"
                )
                collector.error("XR507", paragraph.span, message, "name the paragraph that is in force with this one")


def _check_bars(version: Version, law: Law, days: tuple[date, ...], collector: Collector) -> None:
    """What relieves must not lose what bars it: on a day on which the bar is missing it would relieve all the same."""
    for paragraph in version.paragraphs:
        for target in paragraph.yields_to if paragraph.overrides else ():
            owner, _, wanted = target.partition("#")
            bare = [day for day in days if not _holds(law, owner, wanted, day)]
            if bare and len(bare) < len(days):
                message = (
                    f"paragraph '{paragraph.id}' relieves, but '{target}', which bars it, is not in force on {bare[0]}"
                )
                help_ = "name what bars it then, or end this version and restate it without the bar"
                collector.error("XR507", paragraph.span, message, help_)


def _holds(law: Law, provision: str, paragraph: str, day: date) -> bool:
    version = law.rules.provisions[provision].on(day)
    return version is not None and any(found.id == paragraph for found in version.paragraphs)


def _check_definitions(
    provision: Provision, version: Version, law: Law, days: tuple[date, ...], collector: Collector
) -> None:
    defined = {item.defines for item in law.rules.provisions.values() if item.defines}
    for fact, span in _facts(version):
        if fact not in defined or fact == provision.defines:
            continue
        for day in days:
            if all(definition.fact != fact for definition in law.on(day).definitions):
                message = f"'{fact}' is asked for on {day}, when no definition of it is in force"
                collector.error("XR507", span, message, f"date a definition of '{fact}' so that it covers that day")
                break


def _facts(version: Version) -> Iterator[tuple[str, Span]]:
    """The facts that a version rests on, each once and where it is first named."""
    found: dict[str, Span] = {}
    for name in sorted(() if version.formula is None else names_in(version.formula)):
        found.setdefault(name, version.span)
    for paragraph in version.paragraphs:
        for leaf in paragraph.leaves():
            found.setdefault(leaf.fact, leaf.span)
    yield from found.items()


def _check_groups(version: Version, law: Law, days: tuple[date, ...], collector: Collector) -> None:
    """A group that never has a member is an error; one that is filled on a later day may be as the law has it."""
    seen: set[str] = set()
    for paragraph in version.paragraphs:
        for leaf in paragraph.leaves():
            if leaf.operator is not Operator.IN or leaf.operand in seen:
                continue
            seen.add(leaf.operand)
            bare = [day for day in days if not law.on(day).groups.get(leaf.operand)]
            if not bare:
                continue
            report = collector.error if len(bare) == len(days) else collector.note
            message = (
                f"the group '{leaf.operand}' has no member on {bare[0]}, when paragraph '{paragraph.id}' asks for it"
            )
            report("XR507", leaf.span, message, "correct the dates of its members, unless nobody belonged to it then")
