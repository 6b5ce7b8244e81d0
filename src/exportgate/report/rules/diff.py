"""What the law says differently on two days, as text: + came, - went, ~ reads differently."""

from exportgate.foundation.visible import visible
from exportgate.provisions.differences import Change, ParagraphChange, ProvisionDifference
from exportgate.provisions.model import Member, Paragraph, Provision, Threshold, Version
from exportgate.provisions.notation import paragraph_fields
from exportgate.report.rules.difference import LawDifference
from exportgate.report.rules.lines import aligned, folded, labeled
from exportgate.report.rules.view import CountryName
from exportgate.report.wording import count_text, one_line, words
from exportgate.screening.catalog_changes import PartAnswer, PartChange

NOTHING = "none"


def diff_text(difference: LawDifference, country: CountryName) -> str:
    """Return the differences as text; `country` gives a country's name for its code, or the code itself."""
    first, second = difference.first, difference.second
    if first == second:
        return f"{first} is one day, so there is nothing to compare.\n"
    if difference.nothing:
        return f"The law of {second} reads as that of {first}.\n"
    heading = count_text(len(difference.provisions), "provision reads", "provisions read")
    lines = [f"From {first} to {second}: {heading} differently."]
    for found in difference.provisions:
        lines += ["", *_provision(found, country)]
    return visible("\n".join([*lines, "", *_parts(difference)]) + "\n")


def _provision(found: ProvisionDifference, country: CountryName) -> list[str]:
    own = found.provision
    lines = [folded(f"{own.id}: {own.title} [{own.cite}]"), *_standing(found)]
    lines += [line for paragraph in found.paragraphs_added for line in _added(paragraph, own)]
    for paragraph in found.paragraphs_removed:
        lines.append(folded(f"- paragraph {paragraph.id}{_cited(paragraph.cite)}", indent=2))
    lines += [line for change in found.paragraphs_changed for line in _changed(change)]
    lines += [folded(f"+ threshold {_threshold(item)}", indent=2) for item in found.thresholds_added]
    lines += [folded(f"- threshold {_threshold(item)}", indent=2) for item in found.thresholds_removed]
    for old, new in found.thresholds_changed:
        lines += [folded(f"~ threshold {_threshold(old)}", indent=2), labeled("becomes", _figure(new), indent=6)]
    if found.formula is not None:
        lines += ["  ~ formula", *_turn(found.formula)]
    return [*lines, *_members(found, country)]


def _standing(found: ProvisionDifference) -> list[str]:
    before, after = found.before, found.after
    lines: list[str] = []
    if before is not None and after is not None and before is not after:
        lines.append(labeled("replaced", _version(before)))
        lines.append(labeled("by", _version(after)))
        if not _says_something(found):
            lines.append(labeled("", "restated: no paragraph, threshold or formula reads differently"))
    elif before is None and after is not None:
        lines.append(labeled("came into force", _version(after)))
    elif after is None and before is not None:
        lines.append(labeled("ended", _version(before)))
    if found.stay_ended is not None:
        lines.append(labeled("stay ended", f"{found.stay_ended} by {found.stay_ended.by}"))
    if found.stay_begun is not None:
        lines.append(labeled("stayed", f"{found.stay_begun} by {found.stay_begun.by}"))
    return lines


def _says_something(found: ProvisionDifference) -> bool:
    paragraphs = found.paragraphs_added or found.paragraphs_removed or found.paragraphs_changed
    thresholds = found.thresholds_added or found.thresholds_removed or found.thresholds_changed
    return bool(paragraphs or thresholds or found.formula)


def _version(version: Version) -> str:
    return f"{version.made_by}, {version.in_force}"


def _added(paragraph: Paragraph, provision: Provision) -> list[str]:
    fields = {key: text for key, text in paragraph_fields(paragraph, provision).items() if text}
    cite = fields.pop("cite", "")
    head = folded(f"+ paragraph {paragraph.id}{_cited(cite)}", indent=2)
    return [head, *(labeled(key, text, indent=6) for key, text in fields.items())]


def _changed(change: ParagraphChange) -> list[str]:
    lines = [f"  ~ paragraph {change.id}"]
    for part in change.changes:
        lines += [f"      {part.what}", *_turn(part)]
    return lines


def _turn(change: Change) -> list[str]:
    return [labeled("was", change.before or NOTHING, indent=8), labeled("becomes", change.after or NOTHING, indent=8)]


def _threshold(threshold: Threshold) -> str:
    return f"{threshold.name}: {_figure(threshold)}"


def _figure(threshold: Threshold) -> str:
    said = "its words could not be read" if threshold.words is None else f"'{threshold.words}'"
    return f"{threshold.text} {threshold.unit} ({said})"


def _cited(cite: str) -> str:
    return f" [{cite}]" if cite else ""


def _members(found: ProvisionDifference, country: CountryName) -> list[str]:
    joined = [_member("+", "joined", item, item.during.first, country) for item in found.joined]
    return joined + [_member("-", "left; a member to", item, item.during.last, country) for item in found.left]


def _member(sign: str, verb: str, member: Member, day: object, country: CountryName) -> str:
    name = country(member.code)
    shown = member.code if name == member.code else f"{member.code} {name}"
    when = f" {day}" if day else ""
    return folded(f"{sign} {shown} {verb}{when}{_cited(member.cite)}", indent=2, hanging=4)


def _parts(difference: LawDifference) -> list[str]:
    if difference.not_compared:
        return [folded(difference.not_compared)]
    total = count_text(difference.compared, "part")
    to = f"exported to {difference.country}"
    if not difference.parts:
        return [folded(f"No answer differs among {total} of the catalog, {to}.")]
    verb = "part gets" if len(difference.parts) == 1 else "parts get"
    lines = [folded(f"{len(difference.parts)} {verb} another answer, of {total} of the catalog, {to}:")]
    rows = [("part", str(difference.first), str(difference.second))]
    rows += [row for change in difference.parts for row in _part_rows(change)]
    return [*lines, *aligned(rows)]


def _part_rows(change: PartChange) -> list[tuple[str, str, str]]:
    """Two lines per part: what it is, and what follows."""
    return [
        (one_line(change.part), _classes(change.before), _classes(change.after)),
        ("", _outcome(change.before), _outcome(change.after)),
    ]


def _classes(answer: PartAnswer) -> str:
    known = ", ".join(answer.known)
    if not answer.possible:
        return known or NOTHING
    possible = f"possibly {', '.join(answer.possible)}"
    return f"{known}, {possible}" if known else possible


def _outcome(answer: PartAnswer) -> str:
    policy = f", {words(answer.review_policy)}" if answer.review_policy else ""
    return f"{words(answer.outcome)}{policy}" if answer.modeled else f"{words(answer.outcome)}, no rule is modeled"
