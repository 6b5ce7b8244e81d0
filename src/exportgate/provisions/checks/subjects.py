"""A provision's subject must be one that has the facts it asks for, and of which its kind can say anything.

Otherwise the rule is never met and nothing shows it: its own cases state facts that no screening would.
"""

from collections.abc import Iterator

from exportgate.diagnostics.model import Collector
from exportgate.foundation.spans import Span
from exportgate.provisions.formula import names_in
from exportgate.provisions.model import Kind, Provision, Subject
from exportgate.provisions.ruleset import RuleSet
from exportgate.provisions.vocabulary import Fact

WHAT_ITEMS_ARE = (Subject.CIRCUIT, Subject.ITEM)
WHAT_MAY_BE_DONE = (Subject.PARTY, Subject.SHIPMENT)
"""A classification is worked out for circuit and item, outcomes and exceptions for parties and shipments."""


def check_subject(provision: Provision, rules: RuleSet, collector: Collector) -> None:
    """Report a subject that the kind cannot have, and every fact that the subject never has."""
    if provision.kind is Kind.GROUP:
        return
    if provision.kind is not Kind.DEFINITION:
        _check_kind(provision, collector)
    for name, span in _asked(provision):
        fact = rules.vocabulary.facts.get(name)
        if fact is not None and provision.subject not in fact.known_of:
            what = "a definition" if provision.kind is Kind.DEFINITION else f"a rule on the {provision.subject}"
            message = f"'{name}' is asked by {what}, which never has it"
            collector.error("XR204", span, message, _help(provision, fact))


def _check_kind(provision: Provision, collector: Collector) -> None:
    fitting = WHAT_ITEMS_ARE if provision.kind is Kind.CLASSIFICATION else WHAT_MAY_BE_DONE
    if provision.subject not in fitting:
        message = f"what a {provision.kind} says of the {provision.subject} is never heard"
        help_ = f"write {' or '.join(fitting)} as its subject"
        collector.error("XR004", provision.subject_span, message, help_)


def _asked(provision: Provision) -> Iterator[tuple[str, Span]]:
    """Every fact that a provision rests on, where it asks for it."""
    if provision.defines:
        yield provision.defines, provision.defines_span
    for version in provision.versions:
        for name in () if version.formula is None else names_in(version.formula):
            yield name, version.formula_span
        for paragraph in version.paragraphs:
            for leaf in paragraph.leaves():
                yield leaf.fact, leaf.span


def _help(provision: Provision, fact: Fact) -> str:
    if not fact.known_of:
        return "no subject has it: reports alone speak of it, so ask another fact"
    subjects = " or ".join(fact.known_of)
    if provision.kind is Kind.DEFINITION:
        return f"a definition works with facts of the circuit; ask '{fact.name}' in a rule on the {subjects}"
    return f"it is known of the {subjects}: write that as the subject, or ask another fact"
