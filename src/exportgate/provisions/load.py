"""Reads one rule file into a provision, reporting every fault of its shape in its place.

Names of facts, groups, thresholds and other provisions are only written down here; checks ask whether they exist.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from exportgate.foundation.intervals import Interval
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Mapping, Node, Scalar
from exportgate.provisions.formula import Formula, FormulaError, parse_formula
from exportgate.provisions.model import Confidence, Kind, Member, Provision, Stay, Subject, Threshold, Version
from exportgate.provisions.paragraphs import load_paragraph
from exportgate.provisions.reading import Reader
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
        identity = self.reader.text(document, "id", "a provision")
        what = f"provision '{identity}'"
        kind = self.reader.choice(document, "kind", what, [str(item) for item in Kind])
        if not identity or not kind:
            return None
        self._refuse_foreign(document, what, Kind(kind))
        spanned, cited = document.get("id"), document.get("cite")
        return Provision(
            id=identity,
            kind=Kind(kind),
            title=self.reader.text(document, "title", what),
            cite=self.reader.text(document, "cite", what),
            subject=self._subject(document, what, Kind(kind)),
            defines=self._defines(document, what, Kind(kind)),
            versions=self._versions(document, identity, Kind(kind)),
            members=self._members(document, what, Kind(kind)),
            file=file,
            span=document.span if spanned is None else spanned.span,
            cite_span=document.span if cited is None else cited.span,
            relaxes=load_relaxations(document, what, self.reader),
        )

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
        if document.get("members") is None:
            self.reader.missing(document.span, "members", what)
        members = [
            self._member(node, what) for node in self.reader.items(document.get("members"), f"members of {what}")
        ]
        return tuple(member for member in members if member is not None)

    def _member(self, node: Node, what: str) -> Member | None:
        if isinstance(node, Scalar):
            return Member(node.text.strip(), Interval(), node.span)
        entry = self.reader.mapping(node, f"a member of {what}", MEMBER_KEYS)
        if entry is None:
            return None
        code = self.reader.text(entry, "code", f"a member of {what}")
        cite = self.reader.text(entry, "cite", f"a member of {what}", required=False)
        return Member(code, self._period(entry, f"a member of {what}"), entry.span, cite)

    def _versions(self, document: Mapping, identity: str, kind: Kind) -> tuple[Version, ...]:
        if kind is Kind.GROUP:
            return ()
        if document.get("versions") is None:
            self.reader.missing(document.span, "versions", f"provision '{identity}'")
        nodes = self.reader.items(document.get("versions"), f"versions of '{identity}'")
        versions = [self._version(node, identity, kind) for node in nodes]
        found = [version for version in versions if version is not None]
        return tuple(sorted(found, key=lambda version: version.in_force.first or date.min))

    def _version(self, node: Node, identity: str, kind: Kind) -> Version | None:
        what = f"a version of '{identity}'"
        entry = self.reader.mapping(node, what, VERSION_KEYS)
        if entry is None:
            return None
        period = self.reader.mapping(entry.get("in_force"), f"in_force of {what}", PERIOD_KEYS)
        if period is None:
            self.reader.missing(entry.span, "in_force", what)
            return None
        verified = self.reader.mapping(entry.get("verified"), f"verified of {what}", VERIFIED_KEYS)
        if entry.get("verified") is None:
            self.reader.missing(entry.span, "verified", what)
        paragraphs = [
            load_paragraph(item, identity, kind, self.reader)
            for item in self.reader.items(entry.get("paragraphs"), f"paragraphs of {what}")
        ]
        return Version(
            in_force=self._period(period, what),
            stays=tuple(self._stay(stay, what) for stay in self.reader.items(entry.get("stays"), f"stays of {what}")),
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
        )

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
            self.reader.collector.error("XR401", entry.span, message, "correct 'from' or 'to'")
        return Interval(first, last)

    def _thresholds(self, entry: Mapping, what: str) -> dict[str, Threshold]:
        thresholds: dict[str, Threshold] = {}
        for key, node in self.reader.names(entry.get("thresholds"), f"thresholds of {what}"):
            name = f"threshold '{key.text}'"
            row = self.reader.mapping(node, name, THRESHOLD_KEYS)
            if row is None:
                continue
            value = self.reader.number(row, "value", name)
            unit = self.reader.choice(row, "unit", name, self.vocabulary.units)
            value_node = row.get("value")
            if value is not None and unit and value_node is not None:
                text = self.reader.text(row, "value", name)
                thresholds[key.text] = Threshold(key.text, value, text, unit, self._words(row, name), value_node.span)
        return thresholds

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
            node = entry.get("formula")
            span: Span = entry.span if node is None else node.span
            self.reader.collector.error("XR102", span, f"the formula cannot be read: {error}", "see docs/rules.md")
            return None
