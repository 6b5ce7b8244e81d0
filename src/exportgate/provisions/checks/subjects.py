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

CODES_OF = (Subject.CIRCUIT, Subject.ITEM, Subject.TRANSACTION)
OUTCOMES_OF = (Subject.PARTY, Subject.SHIPMENT)
HEARD = {
    Kind.CLASSIFICATION: CODES_OF,
    Kind.REQUIREMENT: OUTCOMES_OF,
    Kind.RESTRICTION: OUTCOMES_OF,
    Kind.RED_FLAG: OUTCOMES_OF,
}
"""The subjects of which a kind can say something; an exception relieves paragraphs of any subject."""


def check_subject(provision: Provision, rules: RuleSet, collector: Collector) -> None:
    """Report a subject that the kind cannot have, and every fact that the subject never has."""
    if provision.kind is Kind.GROUP:
        return
    _check_kind(provision, collector)
    for name, span in _asked(provision):
        fact = rules.vocabulary.facts.get(name)
        if fact is not None and provision.subject not in fact.known_of:
            what = "a definition" if provision.kind is Kind.DEFINITION else f"a rule on the {provision.subject}"
            message = f"'{name}' is asked by {what}, which never has it"
            collector.error("XR204", span, message, _help(provision, fact))


def _check_kind(provision: Provision, collector: Collector) -> None:
    fitting = HEARD.get(provision.kind, tuple(Subject))
    if provision.subject not in fitting:
        message = f"what a {provision.kind.replace('_', ' ')} says of the {provision.subject} counts nowhere"
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
