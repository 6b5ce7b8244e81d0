"""A provision as a lawyer reads it on a day, and the table of all provisions, as text."""

from datetime import date

from exportgate.foundation.visible import visible
from exportgate.provisions.formula import Formula, formula_text, names_in
from exportgate.provisions.model import IfUnknown, Kind, Member, Paragraph, Subject, Version
from exportgate.provisions.paragraphs import FROM_ENTRY
from exportgate.provisions.ruleset import RuleSet
from exportgate.report.rules.condition_words import ConditionWords
from exportgate.report.rules.lines import aligned, folded, labeled, tabled
from exportgate.report.rules.view import CONFIDENCE, RuleView
from exportgate.report.wording import count_text, one_line, own_mark, words

SUBJECTS = {
    Subject.CIRCUIT: "a circuit",
    Subject.ITEM: "an item",
    Subject.TRANSACTION: "a transaction",
    Subject.PARTY: "a listed party",
    Subject.SHIPMENT: "a shipment",
}
UNBROKEN = "\u00a0"


def rule_text(view: RuleView) -> str:
    """Return the provision, or the one paragraph asked for, as text."""
    lines = [folded(f"{view.provision.id}: {view.provision.title}"), *_head(view)]
    if view.provision.kind is Kind.GROUP:
        lines += _group(view)
    elif view.version is None:
        lines += ["", folded(_absent(view))]
    else:
        lines += _version(view, view.version)
    return visible("\n".join(lines) + "\n")


def table_text(rules: RuleSet, day: date) -> str:
    """Return every provision on a line: id, kind, what is in force on the day, confidence, title."""
    rows = [("id", "kind", f"in force on {day}", "confidence", "title")]
    for name in sorted(rules.provisions):
        provision = rules.provisions[name]
        version = provision.on(day)
        held = "no" if version is None else str(version.in_force)
        if provision.kind is Kind.GROUP:
            held = count_text(len(provision.members_on(day)), "member")
        confidence = "" if version is None else str(version.confidence)
        rows.append((name, words(provision.kind), held, confidence, one_line(provision.title)))
    return visible("\n".join(aligned(rows, indent=0)) + "\n")


def _head(view: RuleView) -> list[str]:
    provision = view.provision
    lines = [labeled("citation", provision.cite), labeled("kind", words(provision.kind))]
    if provision.kind not in (Kind.GROUP, Kind.DEFINITION):
        lines.append(labeled("speaks of", SUBJECTS[provision.subject]))
    if view.version is not None:
        lines += _standing(view, view.version)
    if provision.own:
        lines.append(labeled("whose", own_mark(provision.own)))
    lines += [labeled("relaxes", f"{item.id}: {item.because}") for item in provision.relaxes]
    return [*lines, labeled("file", provision.file)]


def _standing(view: RuleView, version: Version) -> list[str]:
    confidence = CONFIDENCE[version.confidence]
    compared = f" with {version.verified_with}" if version.verified_with else ""
    verify = "" if version.confidence == "P" else "; verify it before relying on it"
    lines = [
        labeled("in force", str(version.in_force)),
        labeled("made by", version.made_by),
        labeled("confidence", f"{version.confidence}, {confidence}{verify}"),
        labeled("verified", f"on {version.verified_on}{compared}; to be reviewed by {version.review_by}"),
    ]
    if not version.stays:
        return [*lines, labeled("stays", "none")]
    for stay in version.stays:
        mark = "; it suspends the provision on this day" if stay is view.stay else ""
        lines.append(labeled("stayed", f"{stay} by {stay.by}{mark}"))
    return lines


def _absent(view: RuleView) -> str:
    held = [version.in_force for version in view.provision.versions]
    times = f"It is in force from {'; from '.join(map(str, held))}." if held else "It has no version at all."
    return f"No version is in force on {view.day}. {times}"


def _version(view: RuleView, version: Version) -> list[str]:
    lines: list[str] = []
    if view.meant.paragraph and not view.paragraphs:
        known = ", ".join(paragraph.id for paragraph in version.paragraphs)
        lines += ["", folded(f"This version has no paragraph '{view.meant.paragraph}'; it has {known}.")]
    for paragraph in view.paragraphs:
        lines += ["", *_paragraph(paragraph, view, version)]
    if version.formula is not None:
        lines += ["", *_formula(view, version.formula)]
    lines += _thresholds(view, version)
    groups = [line for group in view.groups() for line in _members(view, group.id)]
    lines += ["", "groups", *groups] if groups else []
    left_out = [folded(f"- {text}", indent=2) for text in version.not_modeled]
    return [*lines, "", "not modeled", *left_out] if left_out else lines


def _paragraph(paragraph: Paragraph, view: RuleView, version: Version) -> list[str]:
    cite = f" [{paragraph.cite}]" if paragraph.cite else ""
    lines = [folded(f"paragraph {paragraph.id}{cite}"), *_consequences(paragraph, view)]
    lines += ConditionWords(view.rules, version.thresholds).lines(paragraph.condition, 2)
    named = [("overrides", paragraph.overrides), ("yields to", paragraph.yields_to)]
    lines += [labeled(label, view.references(targets)) for label, targets in named if targets]
    if paragraph.because:
        lines.append(labeled("because", paragraph.because))
    above = view.overridden_by(paragraph)
    return [*lines, labeled("overridden by", view.references(above))] if above else lines


def _consequences(paragraph: Paragraph, view: RuleView) -> list[str]:
    if view.provision.kind is Kind.CLASSIFICATION:
        return [labeled("classification", paragraph.classifies or "none; it bears on other paragraphs")]
    if view.provision.kind is Kind.EXCEPTION:
        return [labeled("exception", f"License Exception {paragraph.license_exception}, where it is proved")]
    lines = [labeled("outcome", words(paragraph.outcome))]
    policy = paragraph.review_policy
    if policy:
        lines.append(labeled("review policy", "that of the list entry" if policy == FROM_ENTRY else words(policy)))
    if paragraph.if_unknown is IfUnknown.CHECKLIST:
        lines.append(labeled("if unknown", "a question of the reviewer's checklist, no hold"))
    return lines


def _formula(view: RuleView, formula: Formula) -> list[str]:
    """The formula, and what each of its facts is called and measured in."""
    defined = view.provision.defines
    facts = [view.rules.vocabulary.facts[name] for name in dict.fromkeys((defined, *names_in(formula)))]
    rows = [(fact.name, f"{fact.title} ({fact.unit})" if fact.unit else fact.title) for fact in facts]
    return [folded(f"{defined} = {formula_text(formula)}", hanging=4), *tabled(rows)]


def _thresholds(view: RuleView, version: Version) -> list[str]:
    used = {leaf.operand for paragraph in view.paragraphs for leaf in paragraph.leaves()}
    rows = [
        (item.name, f"{item.text} {item.unit}", "words not read" if item.words is None else f"'{one_line(item.words)}'")
        for item in version.thresholds.values()
        if item.name in used
    ]
    return ["", "thresholds", *tabled(rows)] if rows else []


def _members(view: RuleView, name: str) -> list[str]:
    """A group named in a condition: its title, and its members on the day."""
    group = view.rules.provisions[name]
    codes = sorted(group.members_on(view.day))
    head = f"{group.id}: {group.title}, {count_text(len(codes), 'member')} on {view.day}"
    # A code and its country's name stay on one line.
    names = "; ".join(view.named(code).replace(" ", UNBROKEN) for code in codes)
    return [folded(head, indent=2), folded(names, indent=4, hanging=0).replace(UNBROKEN, " ")]


def _group(view: RuleView) -> list[str]:
    held = sorted((item for item in view.provision.members if view.day in item.during), key=_by_code)
    others = sorted((item for item in view.provision.members if view.day not in item.during), key=_by_code)
    lines = ["", f"{count_text(len(held), 'member')} on {view.day}"]
    lines += [folded(_member(item, view), indent=2, hanging=4) for item in held]
    if others:
        lines += ["", "on other days", *(folded(_member(item, view), indent=2, hanging=4) for item in others)]
    return lines


def _member(member: Member, view: RuleView) -> str:
    dated = member.during.first is not None or member.during.last is not None
    cite = f" [{member.cite}]" if member.cite else ""
    return f"{view.named(member.code)}{f', {member.during}' if dated else ''}{cite}"


def _by_code(member: Member) -> tuple[str, date]:
    return member.code, member.during.first or date.min
