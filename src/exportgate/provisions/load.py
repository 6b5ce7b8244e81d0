"""Reads one rule file into a provision, reporting every fault of its shape in its place.

Names of facts, groups, thresholds and other provisions are only written down here; checks ask whether they exist.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from exportgate.foundation.characters import shown
from exportgate.foundation.intervals import Interval
from exportgate.foundation.yaml_source import Mapping, Node, Scalar, Sequence
from exportgate.provisions.formula import HELP as FORMULA_HELP
from exportgate.provisions.formula import Formula, FormulaError, parse_formula
from exportgate.provisions.leaf import THRESHOLD
from exportgate.provisions.model import Confidence, Kind, Member, Provision, Stay, Subject, Threshold, Version
from exportgate.provisions.paragraphs import load_paragraph
from exportgate.provisions.reading import Reader, key_place, place_of
from exportgate.provisions.relaxations import load_relaxations
from exportgate.provisions.vocabulary import Vocabulary

PROVISION_KEYS = ("id", "kind", "title", "cite", "subject", "defines", "versions", "members", "relaxes")
VERSION_KEYS = (
    "in_force",
    "stays",
    "made_by",
    "confidence",
    "verified",
    "paragraphs",
    "thresholds",
    "formula",
    "not_modeled",
)
THRESHOLD_KEYS = ("value", "unit", "words")
PERIOD_KEYS = ("from", "to")
STAY_KEYS = (*PERIOD_KEYS, "by")
MEMBER_KEYS = ("code", *PERIOD_KEYS, "cite")
VERIFIED_KEYS = ("on", "review_by", "with")
ID = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+\Z")


@dataclass(frozen=True, slots=True)
class ProvisionLoader:
    """Loads provisions with one vocabulary, reporting to one reader."""

    reader: Reader
    vocabulary: Vocabulary

    def load(self, root: Node, file: str) -> Provision | None:
        """Return the provision that a document states, or None where it has no id or kind."""
        document = self.reader.mapping(root, "a provision", PROVISION_KEYS)
        if document is None:
            return None
        identity = self._identity(document)
        what = f"provision '{identity}'" if identity else "the provision"
        kind = self.reader.choice(document, "kind", what, [str(item) for item in Kind])
        if not kind:
            return None
        self._refuse_foreign(document, what, Kind(kind))
        provision = Provision(
            id=identity,
            kind=Kind(kind),
            title=self.reader.text(document, "title", what),
            cite=self.reader.text(document, "cite", what),
            subject=self._subject(document, what, Kind(kind)),
            defines=self._defines(document, what, Kind(kind)),
            versions=self._versions(document, identity, Kind(kind)),
            members=self._members(document, what, Kind(kind)),
            file=file,
            span=place_of(document, "id"),
            cite_span=place_of(document, "cite"),
            defines_span=place_of(document, "defines"),
            subject_span=place_of(document, "subject"),
            relaxes=load_relaxations(document, what, self.reader),
        )
        return provision if identity else None

    def _identity(self, document: Mapping) -> str:
        identity = self.reader.text(document, "id", "a provision")
        if identity and not ID.match(identity):
            message = f"'{shown(identity)}' is no id of a provision"
            help_ = "write lower-case words joined by '_' and at least one '.', such as us.ear.ccl.3a090"
            self.reader.collector.error("XR101", place_of(document, "id"), message, help_)
        return identity

    def _refuse_foreign(self, document: Mapping, what: str, kind: Kind) -> None:
        """Refuse the keys that belong to another kind: nothing that is written may go unread."""
        only = {"members": Kind.GROUP, "defines": Kind.DEFINITION}
        for key, owner in only.items():
            node = document.key(key)
            if node is not None and kind is not owner:
                self.reader.collector.error("XR003", node.span, f"{what} is no {owner} and has no '{key}'", "remove it")
        for key in ("versions", "subject"):
            node = document.key(key)
            if node is not None and kind is Kind.GROUP:
                message = f"{what} is a group and has no '{key}'"
                self.reader.collector.error(
                    "XR003", node.span, message, "remove it; date the members with 'from' and 'to'"
                )

    def _subject(self, document: Mapping, what: str, kind: Kind) -> Subject:
        if kind in (Kind.DEFINITION, Kind.GROUP):
            return Subject.CIRCUIT
        text = self.reader.choice(document, "subject", what, [str(item) for item in Subject])
        return Subject(text or "shipment")

    def _defines(self, document: Mapping, what: str, kind: Kind) -> str:
        return self.reader.text(document, "defines", what) if kind is Kind.DEFINITION else ""

    def _members(self, document: Mapping, what: str, kind: Kind) -> tuple[Member, ...]:
        if kind is not Kind.GROUP:
            return ()
        members = [self._member(node, what) for node in self._needed(document, "members", what)]
        return tuple(member for member in members if member is not None)

    def _member(self, node: Node, what: str) -> Member | None:
        if isinstance(node, Scalar):
            return Member(node.text.strip(), Interval(), node.span)
        entry = self.reader.mapping(node, f"a member of {what}", MEMBER_KEYS)
        if entry is None:
            return None
        code = self.reader.text(entry, "code", f"a member of {what}")
        cite = self.reader.text(entry, "cite", f"a member of {what}", required=False)
        return Member(code, self._period(entry, f"a member of {what}"), place_of(entry, "code"), cite)

    def _needed(self, parent: Mapping, key: str, what: str) -> tuple[Node, ...]:
        """Return the items of a list that must be there and must not be empty."""
        node = parent.get(key)
        if node is None:
            self.reader.missing(parent.span, key, what)
        elif isinstance(node, Sequence) and not node.items:
            self.reader.collector.error("XR112", node.span, f"'{key}' of {what} is an empty list", "write its items")
        return self.reader.items(node, f"{key} of {what}")

    def _versions(self, document: Mapping, identity: str, kind: Kind) -> tuple[Version, ...]:
        if kind is Kind.GROUP:
            return ()
        nodes = self._needed(document, "versions", f"'{identity}'")
        versions = [self._version(node, identity, kind) for node in nodes]
        found = [version for version in versions if version is not None]
        return tuple(sorted(found, key=lambda version: version.in_force.first or date.min))

    def _version(self, node: Node, identity: str, kind: Kind) -> Version | None:
        what = f"a version of '{identity}'"
        entry = self.reader.mapping(node, what, VERSION_KEYS)
        if entry is None:
            return None
        self._refuse_in_version(entry, what, kind)
        period = self.reader.mapping(entry.get("in_force"), f"in_force of {what}", PERIOD_KEYS)
        if entry.get("in_force") is None:
            self.reader.missing(entry.span, "in_force", what)
        if period is None:
            return None
        verified = self.reader.mapping(entry.get("verified"), f"verified of {what}", VERIFIED_KEYS)
        if entry.get("verified") is None:
            self.reader.missing(entry.span, "verified", what)
        nodes = self._needed(entry, "paragraphs", what) if kind is not Kind.DEFINITION else ()
        paragraphs = [load_paragraph(item, identity, kind, self.reader) for item in nodes]
        stays = self.reader.items(entry.get("stays"), f"stays of {what}")
        return Version(
            in_force=self._period(period, what),
            stays=tuple(self._stay(stay, what) for stay in stays),
            made_by=self.reader.text(entry, "made_by", what),
            confidence=Confidence(self.reader.choice(entry, "confidence", what, [str(c) for c in Confidence]) or "M"),
            verified_on=self.reader.day(verified, "on", what, required=True) if verified else None,
            review_by=self.reader.day(verified, "review_by", what, required=True) if verified else None,
            paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph is not None),
            thresholds=self._thresholds(entry, what),
            formula=self._formula(entry, what, kind),
            not_modeled=tuple(item.text for item in self.reader.texts(entry.get("not_modeled"), "not_modeled")),
            span=entry.span,
            verified_with=self.reader.text(verified, "with", what, required=False) if verified else "",
            in_force_span=period.span,
            stay_spans=tuple(stay.span for stay in stays),
            verified_span=entry.span if verified is None else place_of(verified, "on"),
            review_span=entry.span if verified is None else place_of(verified, "review_by"),
            formula_span=place_of(entry, "formula"),
        )

    def _refuse_in_version(self, entry: Mapping, what: str, kind: Kind) -> None:
        """Refuse what a version of this kind has not: a definition is a formula, every other kind has paragraphs."""
        foreign = ("paragraphs", "thresholds", "stays") if kind is Kind.DEFINITION else ("formula",)
        for key in foreign:
            if entry.get(key) is not None:
                message = f"{what} is a {kind} and has no '{key}'"
                self.reader.collector.error("XR003", key_place(entry, key), message, "remove it")

    def _stay(self, node: Node, what: str) -> Stay:
        entry = self.reader.mapping(node, f"a stay of {what}", STAY_KEYS)
        if entry is None:
            return Stay(date.max, date.min + timedelta(days=1))
        period = self._period(entry, f"a stay of {what}")
        return Stay(period.first, period.last, self.reader.text(entry, "by", f"a stay of {what}"))

    def _period(self, entry: Mapping, what: str) -> Interval:
        first = self.reader.day(entry, "from", what)
        last = self.reader.day(entry, "to", what)
        if first is not None and last is not None and first > last:
            message = f"{what} ends on {last}, before it begins on {first}"
            self.reader.collector.error("XR401", place_of(entry, "to"), message, "correct 'from' or 'to'")
        return Interval(first, last)

    def _thresholds(self, entry: Mapping, what: str) -> dict[str, Threshold]:
        found = (
            self._threshold(key, node)
            for key, node in self.reader.names(entry.get("thresholds"), f"thresholds of {what}")
        )
        return {threshold.name: threshold for threshold in found if threshold is not None}

    def _threshold(self, key: Scalar, node: Node) -> Threshold | None:
        name = f"threshold '{shown(key.text)}'"
        if not THRESHOLD.match(key.text):
            help_ = "use lower-case letters, digits and '_', and begin with a letter"
            self.reader.collector.error("XR101", key.span, f"'{shown(key.text)}' is no name of a threshold", help_)
        row = self.reader.mapping(node, name, THRESHOLD_KEYS)
        if row is None:
            return None
        value = self.reader.number(row, "value", name)
        unit = self.reader.choice(row, "unit", name, self.vocabulary.units)
        words = self._words(row, name)
        place = place_of(row, "value")
        if value is not None and value < 0:
            message = f"the {name} is negative, which no figure of the law is"
            self.reader.collector.error("XR202", place, message, "write the figure without a sign")
        if value is None or not unit:
            return None
        text = self.reader.text(row, "value", name)
        return Threshold(key.text, value, text, unit, words, place, key.span, place_of(row, "words"))

    def _words(self, row: Mapping, name: str) -> str | None:
        node = row.get("words")
        if node is None:
            self.reader.missing(row.span, "words", name)
            return None
        if isinstance(node, Scalar) and not node.quoted and node.text.strip() in ("null", "~"):
            return None
        return self.reader.text(row, "words", name)

    def _formula(self, entry: Mapping, what: str, kind: Kind) -> Formula | None:
        if kind is not Kind.DEFINITION:
            return None
        text = self.reader.text(entry, "formula", what)
        if not text:
            return None
        try:
            return parse_formula(text, frozenset(self.vocabulary.units))
        except FormulaError as error:
            message = f"the formula cannot be read: {error}"
            self.reader.collector.error("XR102", place_of(entry, "formula"), message, FORMULA_HELP)
            return None
