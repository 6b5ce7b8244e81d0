"""What the rules cover: every provision, its days, how surely it is known, checked when, and what it leaves out.

One set of rows is shown as a table, as objects for machines, and as the page `docs/coverage.md`.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from exportgate.foundation.counting import counted
from exportgate.foundation.visible import visible
from exportgate.provisions.folders import Omission
from exportgate.provisions.model import Kind, Provision, Version
from exportgate.provisions.ruleset import RuleSet
from exportgate.report.rules.json_text import Object, interval_object
from exportgate.report.rules.lines import aligned
from exportgate.report.rules.view import CONFIDENCE
from exportgate.report.wording import one_line, words

PART = re.compile(r"\b(\d{1,2}) CFR (?:part |parts |chapter )?(\d{1,4}|[IVX]+)\b")
IDENTITY = re.compile(r"us\.ear\.(\d{3})\b")
MARKUP = str.maketrans({"|": "\\|", "<": "&lt;", ">": "&gt;", "&": "&amp;", "*": "\\*", "_": "\\_", "`": "\\`"})
COMMAND = "exportgate rules list --format markdown"
MODELED, PARTLY, LIST = "modeled", "partly modeled", "list of codes"


@dataclass(frozen=True, slots=True)
class Row:
    """A provision as the page shows it; `part` is the part of the Code of Federal Regulations that it belongs to."""

    provision: Provision
    part: str

    @property
    def version(self) -> Version | None:
        """The last version: what was compared with the law most lately, and what it leaves out; a group has none."""
        return self.provision.versions[-1] if self.provision.versions else None

    @property
    def left_out(self) -> tuple[str, ...]:
        """Everything that any version says it leaves out, each once, the last version's first."""
        found = (text for version in reversed(self.provision.versions) for text in version.not_modeled)
        return tuple(dict.fromkeys(found))

    @property
    def status(self) -> str:
        """How much of the provision the file holds."""
        if self.version is None:
            return LIST
        return PARTLY if self.left_out else MODELED


def rows_of(rules: RuleSet) -> tuple[Row, ...]:
    """Return a row for each provision, in the order of the parts of the law and then of the ids."""
    found = [Row(provision, _part(provision)) for _, provision in sorted(rules.provisions.items())]
    return tuple(sorted(found, key=lambda row: (_place(row.part), row.provision.id)))


def omissions_of(rules: RuleSet) -> tuple[Omission, ...]:
    """Return the parts of the law for which the folders say that there is no rule."""
    return tuple(item for folder in rules.folders for item in folder.not_modeled)


def law_text(rules: RuleSet) -> str:
    """Return one line per provision, and one per part of the law that is not modeled."""
    head = ("id", "citation", "in force", "confidence", "verified", "review by", "not modeled", "title")
    lines = aligned([head, *(_cells(row) for row in rows_of(rules))], indent=0)
    omitted = omissions_of(rules)
    if omitted:
        lines += ["", "not modeled at all", *aligned([(item.cite, item.what) for item in omitted])]
    return visible("\n".join(lines) + "\n")


def law_json(rules: RuleSet) -> str:
    """Return the same for machines, every version by itself."""
    document = {
        "version": rules.version,
        "provisions": [_object(row) for row in rows_of(rules)],
        "not_modeled": [{"cite": item.cite, "what": item.what} for item in omissions_of(rules)],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def law_page(rules: RuleSet) -> str:
    """Return the page of everything that is modeled, partly modeled and not modeled, in Markdown."""
    rows = rows_of(rules)
    parts = [(part, list(found)) for part, found in groupby(rows, key=lambda row: row.part)]
    return visible("\n".join([*_introduction(rules, parts), *_parts(parts), *_omitted(omissions_of(rules))]) + "\n")


def _introduction(rules: RuleSet, parts: Sequence[tuple[str, list[Row]]]) -> Iterator[str]:
    marks = "; ".join(f"{mark} {meaning}" for mark, meaning in CONFIDENCE.items())
    yield "# What the rules cover"
    yield ""
    yield f"Written by `{COMMAND}` from the rules of version {rules.version}; it is not edited by hand."
    yield ""
    yield (
        "*Partly modeled* is a provision whose file does not hold all that the law says; what is left out stands below "
        "each table and on every line that the provision decides. *Since* is the first day that is modeled, *checked* "
        f"the day on which the last version was compared with the law. Confidence: {marks}; all but P show as *verify*."
    )
    yield ""
    yield "| part of the law | modeled | partly modeled | lists of codes |"
    yield "|---|---|---|---|"
    for part, rows in parts:
        counts = [sum(row.status == status for row in rows) for status in (MODELED, PARTLY, LIST)]
        yield f"| {_cell(part)} | {counts[0]} | {counts[1]} | {counts[2]} |"
    yield ""


def _parts(parts: Sequence[tuple[str, list[Row]]]) -> Iterator[str]:
    for part, rows in parts:
        yield f"## {part}"
        yield ""
        yield "| provision | citation | how far | since | confidence | checked | review by |"
        yield "|---|---|---|---|---|---|---|"
        for row in rows:
            yield _line(row)
        yield ""
        for row in rows:
            if row.left_out:
                yield f"**{_cell(row.provision.title)}** leaves out:"
                yield ""
                yield from (f"- {_cell(text)}" for text in row.left_out)
                yield ""


def _line(row: Row) -> str:
    provision, version = row.provision, row.version
    name = f"{_cell(provision.title)} (`{provision.id}`)"
    if version is None:
        members = counted(len({member.code for member in provision.members}), "code")
        cells = [name, _cell(provision.cite), members, "", "", "", ""]
    else:
        compared = f" with {_cell(version.verified_with)}" if version.verified_with else ""
        verify = "" if version.confidence == "P" else ", verify"
        checked = f"{version.verified_on}{compared}"
        since = f"{_since(row)}{_stays(row)}"
        cells = [
            name,
            _cell(provision.cite),
            row.status,
            since,
            f"{version.confidence}{verify}",
            checked,
            f"{version.review_by}",
        ]
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")


def _omitted(omitted: Sequence[Omission]) -> Iterator[str]:
    yield "## Not modeled"
    yield ""
    yield "No rule here speaks of these; whoever ships must look them up."
    yield ""
    yield "| where | what |"
    yield "|---|---|"
    yield from (f"| {_cell(item.cite)} | {_cell(item.what)} |" for item in omitted)


def _since(row: Row) -> str:
    first = row.provision.versions[0].in_force.first
    last = row.provision.versions[-1].in_force.last
    ended = f" to {last}" if last is not None else ""
    return f"{first or 'the beginning'}{ended}"


def _stays(row: Row) -> str:
    stays = [stay for version in row.provision.versions for stay in version.stays]
    return "".join(f"; stayed {stay}" for stay in stays)


def _cells(row: Row) -> tuple[str, ...]:
    provision, version = row.provision, row.version
    if version is None:
        return provision.id, provision.cite, "", "", "", "", "", one_line(provision.title)
    left_out = str(len(row.left_out)) if row.left_out else ""
    days = (f"{version.verified_on or ''}", f"{version.review_by or ''}")
    title = one_line(provision.title)
    return provision.id, provision.cite, _since(row), str(version.confidence), *days, left_out, title


def _object(row: Row) -> Object:
    provision = row.provision
    return {
        "id": provision.id,
        "title": provision.title,
        "cite": provision.cite,
        "part": row.part,
        "kind": words(provision.kind),
        "status": row.status,
        **({"own": provision.own} if provision.own else {}),
        "members": len({member.code for member in provision.members}) if provision.kind is Kind.GROUP else None,
        "versions": [_version(version) for version in provision.versions],
    }


def _version(version: Version) -> Object:
    verified: Object = {
        "on": None if version.verified_on is None else version.verified_on.isoformat(),
        "with": version.verified_with,
        "review_by": None if version.review_by is None else version.review_by.isoformat(),
    }
    return {
        **interval_object(version.in_force),
        "made_by": version.made_by,
        "confidence": str(version.confidence),
        "verified": verified,
        "stays": [{**interval_object(stay), "by": stay.by} for stay in version.stays],
        "not_modeled": list(version.not_modeled),
    }


def _part(provision: Provision) -> str:
    """Return the part that a provision is filed under by its id, else the first that its citation names."""
    filed = IDENTITY.match(provision.id)
    if filed is not None:
        return f"15 CFR part {filed[1]}"
    found = PART.search(provision.cite)
    if found is None:
        return "Other sources"
    return f"{found[1]} CFR {'part' if found[2].isdigit() else 'chapter'} {found[2]}"


def _place(part: str) -> tuple[int, int, str]:
    """Parts stand in the order of their numbers, chapters behind them, and other sources last."""
    found = PART.search(part)
    if found is None:
        return (1000, 0, part)
    return (int(found[1]), int(found[2]) if found[2].isdigit() else 10_000, part)


def _cell(text: str) -> str:
    """Return a text as one cell of a Markdown table, every sign of markup as itself."""
    return one_line(text).translate(MARKUP)
