"""Finds the provision that a person means by an id, a paragraph's id, a classification code or a section number."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from exportgate.provisions.model import Provision
from exportgate.provisions.ruleset import RuleSet

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Meant:
    """The provision that a text names, and the paragraph where it names one."""

    provision: Provision
    paragraph: str = ""

    @property
    def id(self) -> str:
        """The full id."""
        return f"{self.provision.id}#{self.paragraph}" if self.paragraph else self.provision.id


def find_provision(rules: RuleSet, text: str) -> tuple[Meant, ...]:
    """Return what a text names: one where it is told for certain, several where it may be any, none where nothing fits.

    Asked in this order, and the first that gives anything stands: ids, classification codes, the end of an id
    (`740.8`), a section in a citation (`742.6(a)(6)`).
    """
    wanted = text.strip()
    if not wanted:
        return ()
    return (
        _by_id(rules, wanted)
        or _by_code(rules, wanted.casefold())
        or _by_tail(rules, wanted.casefold())
        or _by_citation(rules, wanted)
    )


def nearest(rules: RuleSet, text: str) -> tuple[str, ...]:
    """Return the ids that come nearest to a text that names nothing."""
    wanted = text.strip().casefold()
    holding = [name for name in sorted(rules.provisions) if wanted and wanted in name.casefold()]
    return tuple(holding[:SHOWN] or get_close_matches(wanted, sorted(rules.provisions), n=3, cutoff=0.5))


def paragraph_ids(provision: Provision) -> tuple[str, ...]:
    """Return the ids of all paragraphs that any version holds, in the order of their first appearance."""
    held = (paragraph.id for version in provision.versions for paragraph in version.paragraphs)
    return tuple(dict.fromkeys(held))


def _by_id(rules: RuleSet, wanted: str) -> tuple[Meant, ...]:
    name, mark, paragraph = wanted.partition("#")
    provision = rules.provisions.get(name)
    if provision is None or (mark and paragraph not in paragraph_ids(provision)):
        return ()
    return (Meant(provision, paragraph),)


def _by_code(rules: RuleSet, wanted: str) -> tuple[Meant, ...]:
    """A whole code names its paragraph; the entry that it begins with (`3A090`) names the provision."""
    exact: dict[str, Meant] = {}
    within: dict[str, Meant] = {}
    for provision in _in_order(rules):
        for paragraph in (item for version in provision.versions for item in version.paragraphs):
            code = paragraph.classifies.casefold()
            meant = Meant(provision, paragraph.id)
            if code == wanted:
                exact.setdefault(meant.id, meant)
            elif code.startswith(f"{wanted}."):
                within.setdefault(provision.id, Meant(provision))
    return tuple(exact.values()) or tuple(within.values())


def _by_tail(rules: RuleSet, wanted: str) -> tuple[Meant, ...]:
    found = [Meant(item) for item in _in_order(rules) if item.id.casefold().endswith(f".{wanted}")]
    return tuple(found)


def _by_citation(rules: RuleSet, wanted: str) -> tuple[Meant, ...]:
    """A section is met as a whole: `744.1` is not `744.11`, though `742.6` is cited where 742.6(a) is."""
    if not re.search(r"\d", wanted):
        return ()
    section = re.compile(rf"(?<![\w.]){re.escape(wanted)}(?![\w])(?!\.\d)", re.IGNORECASE)
    return tuple(Meant(item) for item in _in_order(rules) if section.search(item.cite))


def _in_order(rules: RuleSet) -> list[Provision]:
    return [rules.provisions[name] for name in sorted(rules.provisions)]
