"""A code that a leaf or a group compares a fact with must be one that the fact can hold: otherwise it never matches."""

from collections.abc import Iterable
from dataclasses import dataclass

from exportgate.diagnostics.model import Collector
from exportgate.foundation.characters import shown
from exportgate.foundation.spans import Span
from exportgate.provisions.code_tables import CodeSource, CodeTable
from exportgate.provisions.model import Leaf, Operator, Provision, Subject
from exportgate.provisions.reading import suggestion
from exportgate.provisions.ruleset import RuleSet
from exportgate.provisions.vocabulary import Fact

COMPARED = (Operator.IS, Operator.INCLUDES)
GIVEN_BY = {
    CodeSource.CIRCUIT_CLASSIFICATIONS: frozenset({Subject.CIRCUIT}),
    CodeSource.CLASSIFICATIONS: frozenset({Subject.CIRCUIT, Subject.ITEM}),
    CodeSource.TRANSACTION_CLASSES: frozenset({Subject.TRANSACTION}),
}
"""The subjects whose classifications give the codes of a source."""
WHOSE = {CodeSource.CIRCUIT_CLASSIFICATIONS: "of a circuit ", CodeSource.TRANSACTION_CLASSES: "of a transaction "}


@dataclass(frozen=True, slots=True)
class Unheld:
    """A code that a fact does not hold, and what to do; `maybe` where an organization's own list may bring it."""

    message: str
    help: str
    maybe: bool = False


class KnownCodes:
    """What the facts of a rule set can hold."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._given = {source: _given(rules, subjects) for source, subjects in GIVEN_BY.items()}

    def unheld(self, fact: Fact, code: str) -> Unheld | None:
        """Return what is wrong with a code of a fact, or None where the fact may hold it or nobody knows."""
        if fact.values:
            return None if code in fact.values else _none_of(fact, code, fact.values)
        if fact.source in self._given:
            given = self._given[fact.source]
            return None if code in given or not self._rules.complete else _not_given(fact, code, given)
        table = None if fact.source is None else self._rules.vocabulary.tables.get(fact.source)
        if table is None:
            return None
        if table.own is not None:
            return _no_list(fact, code, table)
        return _no_country(fact, code, table)


def check_codes(rules: RuleSet, collector: Collector) -> None:
    """Check the codes in conditions and in the groups that conditions ask, each group once for a kind of code."""
    known = KnownCodes(rules)
    asked: dict[tuple[str, str], tuple[Fact, str]] = {}
    for provision, leaf in _leaves(rules):
        fact = rules.vocabulary.facts.get(leaf.fact)
        if fact is not None and leaf.operator in COMPARED:
            _report_own(known.unheld(fact, leaf.operand), leaf.operand, provision, leaf.span, collector)
        elif fact is not None and leaf.operator is Operator.IN:
            asked.setdefault((leaf.operand, fact.source or fact.name), (fact, leaf.operand))
    for fact, name in asked.values():
        group = rules.provisions.get(name)
        for member in () if group is None else group.members:
            _report_own(known.unheld(fact, member.code), member.code, group, member.span, collector)


def _report_own(found: Unheld | None, code: str, provision: Provision | None, span: Span, collector: Collector) -> None:
    """As `report`, but a list that goes by the name of the folder that asks for it is plainly its own."""
    named = provision is not None and provision.own and code.startswith(provision.own.upper())
    if found is None or not (found.maybe and named):
        report(found, span, collector)


def report(found: Unheld | None, span: Span, collector: Collector) -> None:
    """Report what is wrong with a code in its place."""
    if found is None:
        return
    if found.maybe:
        collector.note("XR206", span, found.message, found.help)
    else:
        collector.error("XR205", span, found.message, found.help)


def _leaves(rules: RuleSet) -> Iterable[tuple[Provision, Leaf]]:
    for provision in rules.provisions.values():
        for version in provision.versions:
            for paragraph in version.paragraphs:
                yield from ((provision, leaf) for leaf in paragraph.leaves())


def _given(rules: RuleSet, subjects: frozenset[Subject]) -> frozenset[str]:
    """The codes that any classification of these subjects gives in any of its versions."""
    provisions = (item for item in rules.provisions.values() if item.subject in subjects)
    paragraphs = (held for item in provisions for version in item.versions for held in version.paragraphs)
    return frozenset(held.classifies for held in paragraphs if held.classifies)


def _none_of(fact: Fact, code: str, values: Iterable[str]) -> Unheld:
    return Unheld(f"'{shown(code)}' is no value of '{fact.name}', so it is never met", suggestion(code, values))


def _not_given(fact: Fact, code: str, given: frozenset[str]) -> Unheld:
    whose = "" if fact.source is None else WHOSE.get(fact.source, "")
    message = f"no classification {whose}gives the code '{shown(code)}', so '{fact.name}' never holds it"
    below = sorted(other for other in given if other.startswith(f"{code}."))
    if below:
        return Unheld(message, f"name a paragraph below it ({', '.join(below)}), or a group of them")
    return Unheld(message, suggestion(code, given))


def _no_country(fact: Fact, code: str, table: CodeTable) -> Unheld | None:
    other = table.counted_as.get(code)
    if other is not None:
        message = f"'{fact.name}' never holds '{code}', because {table.names[code]} counts as {table.names[other]}"
        return Unheld(message, f"write '{other}'")
    if code in table.names:
        return None
    message = f"'{shown(code)}' is no code of a country or region, so '{fact.name}' never holds it"
    meant = [table.counted_as.get(found, found) for found in table.meant(code)]
    if meant:
        written = " or ".join(f"'{found}' ({table.names[found]})" for found in dict.fromkeys(meant))
        return Unheld(message, f"did you mean {written}?")
    return Unheld(message, "write the two letters of ISO 3166-1, such as DE, or a region such as UA-43")


def _no_list(fact: Fact, code: str, table: CodeTable) -> Unheld | None:
    if code in table.names:
        return None
    published = ", ".join(table.names)
    if table.own is None or not table.own.match(code):
        message = f"'{shown(code)}' is no code that a list can have, so '{fact.name}' never holds it"
        return Unheld(message, f"write the code of a published list ({published}), or that of your own list")
    message = f"'{code}' is no published list: only entries of an organization's own list with that code are met"
    return Unheld(message, f"import a list with 'code: {code}'; the published lists are {published}", maybe=True)
