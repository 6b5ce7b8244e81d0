"""A threshold must be the number that its operative words state, and an operator must agree with those words."""

import re
from fractions import Fraction

from exportgate.diagnostics.model import Collector
from exportgate.foundation.quantities import parse_number
from exportgate.provisions.checks.names import COMPARISONS
from exportgate.provisions.model import Confidence, Leaf, Operator, Provision, Threshold, Version

FIGURE = re.compile(r"\d[\d ,]*(?:\.\d+)?")
# Negated and "or equal" forms come first: "not exceeding" holds "exceeding".
WORDINGS: tuple[tuple[re.Pattern[str], frozenset[Operator]], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b"), frozenset({operator}))
    for words, operator in (
        (r"(?:not?|never) (?:more|greater|higher) than|does not exceed|not (?:exceed\w*|above|over)", Operator.AT_MOST),
        (r"(?:not?|never) (?:less|fewer|lower|smaller) than|not (?:below|under)", Operator.AT_LEAST),
        (r"(?:less|fewer|lower|smaller) than or equal(?: to)?|equal to or (?:less|below)", Operator.AT_MOST),
        (r"(?:more|greater|higher) than or equal(?: to)?|equal to or (?:more|greater|above)", Operator.AT_LEAST),
        (r"or (?:more|greater|above|higher)|at least|or equal to", Operator.AT_LEAST),
        (r"or (?:less|below|lower|fewer)|at most|up to", Operator.AT_MOST),
        (r"less than|fewer than|below|under", Operator.LESS_THAN),
        (r"more than|greater than|exceed\w*|above|over", Operator.MORE_THAN),
    )
)
CITATION = re.compile(
    r"\b(?:\d+ CFR|\d+ FR \d+|ECCN \w+|Note \d|§+ ?\d|E\.O\. \d+|\d[A-E]\d{3}|Public Law|part \d+|Supp\.)",
    re.IGNORECASE,
)
WORD_LIMIT = 12


def check_fidelity(provision: Provision, collector: Collector) -> None:
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
            _check_threshold(threshold, version, collector)
        for paragraph in version.paragraphs:
            for leaf in paragraph.leaves():
                _check_operator(leaf, version, collector)


def figures(words: str) -> tuple[Fraction, ...]:
    """Return the numbers that a fragment of text states, thousands separators removed."""
    texts = (re.sub(r"[ ,](?=\d{3}\b)", "", found.group()).strip(" ,") for found in FIGURE.finditer(words))
    values = (parse_number(text) for text in texts)
    return tuple(value for value in values if value is not None)


def _check_threshold(threshold: Threshold, version: Version, collector: Collector) -> None:
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
    if threshold.value not in figures(threshold.words):
        message = f"the threshold '{threshold.name}' is {threshold.text}, but its words say '{threshold.words}'"
        collector.error("XR301", threshold.span, message, "correct the value, or give the words that state it")


def _check_operator(leaf: Leaf, version: Version, collector: Collector) -> None:
    threshold = version.thresholds.get(leaf.operand)
    if leaf.operator not in COMPARISONS or threshold is None or threshold.words is None:
        return
    wording = threshold.words.lower()
    allowed = next((operators for pattern, operators in WORDINGS if pattern.search(wording)), None)
    if allowed is None:
        message = f"the words '{threshold.words}' do not say on which side of the figure the law applies"
        collector.error("XR302", leaf.span, message, "add the words that do, such as 'or more' or 'less than'")
    elif leaf.operator not in allowed:
        message = f"'{leaf.operator}' disagrees with the words '{threshold.words}'"
        collector.error("XR302", leaf.span, message, f"the words mean '{min(allowed)}'")
