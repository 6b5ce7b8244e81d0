"""A threshold must be the number that its operative words state, and an operator must agree with those words."""

import re

from exportgate.diagnostics.model import Collector
from exportgate.provisions.checks.names import COMPARISONS
from exportgate.provisions.checks.wording import stated_figures, words_of
from exportgate.provisions.model import Confidence, Leaf, Operator, Provision, Threshold, Version
from exportgate.provisions.ruleset import RuleSet
from exportgate.provisions.vocabulary import Vocabulary

CITATION = re.compile(
    r"\b(?:\d+ CFR|\d+ FR \d+|ECCN \w+|Note \d|§+ ?\d|E\.O\. \d+|\d[A-E]\d{3}|Public Law|part \d+|Supp\.)",
    re.IGNORECASE,
)
WORD_LIMIT = 12


def check_fidelity(provision: Provision, rules: RuleSet, collector: Collector) -> None:
    """Check thresholds against their words, operators against both, and the form of the citation.

    An organization's own rule may cite whatever it rests on, such as a policy of its own.
    """
    if provision.cite and not provision.own and not CITATION.search(provision.cite):
        message = f"'{provision.cite}' names no section, notice or entry"
        collector.error(
            "XR304", provision.cite_span, message, "cite the law, such as '15 CFR 744.11' or 'ECCN 3A090.a'"
        )
    for version in provision.versions:
        for threshold in version.thresholds.values():
            _check_threshold(threshold, version, rules.vocabulary, collector)
        for paragraph in version.paragraphs:
            for leaf in paragraph.leaves():
                _check_operator(leaf, version, collector)


def _check_threshold(threshold: Threshold, version: Version, vocabulary: Vocabulary, collector: Collector) -> None:
    if threshold.words is None:
        if version.confidence is Confidence.PRIMARY:
            message = f"the threshold '{threshold.name}' has no operative words, although its text was read"
            collector.error("XR303", threshold.words_span, message, "give the words, or a confidence below P")
        else:
            message = f"the threshold '{threshold.name}' is unverified: its operative words could not be read"
            collector.warning("XR303", threshold.words_span, message, "find the text and give its words")
        return
    if len(threshold.words.split()) > WORD_LIMIT:
        message = f"the words of '{threshold.name}' are more than a fragment"
        collector.error("XR305", threshold.words_span, message, "keep only the operative words, such as '4800 or more'")
    meant = [figure for figure in stated_figures(threshold.words) if figure.value == threshold.value]
    if not meant:
        message = f"the threshold '{threshold.name}' is {threshold.text}, but its words say '{threshold.words}'"
        collector.error("XR301", threshold.span, message, "correct the value, or give the words that state it")
    units = {figure.unit for figure in meant} & vocabulary.units.keys()
    if units and all(vocabulary.units[unit] != vocabulary.units[threshold.unit] for unit in units):
        message = f"the threshold '{threshold.name}' is in {threshold.unit}, but its words say '{threshold.words}'"
        collector.error("XR301", threshold.words_span, message, "correct the unit, or give the words that state it")


def _check_operator(leaf: Leaf, version: Version, collector: Collector) -> None:
    threshold = version.thresholds.get(leaf.operand)
    if leaf.operator not in COMPARISONS or threshold is None or threshold.words is None:
        return
    said = [figure.operators for figure in stated_figures(threshold.words) if figure.value == threshold.value]
    allowed = frozenset[Operator]().union(*said)
    if not said:
        return  # the words state another figure, which is reported as such
    if not allowed:
        message = f"the words '{threshold.words}' do not say on which side of the figure the law applies"
        collector.error("XR302", leaf.span, message, "add the words that do, such as 'or more' or 'less than'")
    elif len(allowed) > 1:
        message = f"the words '{threshold.words}' mean {words_of(allowed)} at once"
        collector.error("XR302", leaf.span, message, "keep only the words that speak of this figure")
    elif leaf.operator not in allowed:
        message = f"'{leaf.operator}' disagrees with the words '{threshold.words}'"
        collector.error("XR302", leaf.span, message, f"the words mean {words_of(allowed)}")
