"""What the Commerce Country Chart answers for an item that the list controls by its columns, or that is EAR99.

The rules of 15 CFR part 738 say where a license is needed; here an item is recognized as one that they cover, and where
they ask for none, the reason is written down: the entry, its columns, and that none has an X at the destination. That
is no permission: General Prohibitions Four to Ten remain (15 CFR 738.4(a)(2)(ii)(B)).
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from exportgate.engine.law import LawOfDay
from exportgate.engine.values import CodeSet
from exportgate.provisions.model import Outcome, Subject
from exportgate.screening.classification import EAR99, Classified
from exportgate.screening.control_codes import FACT
from exportgate.screening.findings import Finding
from exportgate.screening.listed import ENTRIES, listed

GROUPS = "us.ear.groups"
ELSEWHERE = f"{GROUPS}.not_by_chart"
RULE = "us.ear.738.chart_ns"
"""The rule whose version says how surely the chart of a day is known."""
COLUMNS = ("ns1", "ns2", "rs1", "mt1", "np1", "cc1", "at1")
CITE = "15 CFR 738.4(a)(2)(ii)(B)"
REMAINS = "General Prohibitions Four to Ten remain"
NOTE = "exportgate.country_chart"
Codes = tuple[CodeSet, ...]


def control_codes(item: Classified) -> Codes:
    """Return the control codes of an item, once for each that its readings have."""
    found = (row.get(FACT) for row in item.rows)
    return tuple(dict.fromkeys(value for value in found if isinstance(value, CodeSet)))


def charted(item: Classified, law: LawOfDay) -> bool:
    """Tell whether every entry that the item goes by is one that the rules compare with the chart, or EAR99.

    What is declared must be a code of the list of the day.
    """
    covered = law.groups.get(ENTRIES, frozenset())
    found = control_codes(item)
    if listed(item.item.query.eccn, law).because:
        return False
    return bool(covered and found) and all(
        codes.complete and bool(codes.known) and all(_entry(code) in covered | {EAR99} for code in codes.known)
        for codes in found
    )


def not_charted(eccn: str, law: LawOfDay) -> str:
    """Say why no rule compares an ECCN with the chart: it is of another category, or the list has no such entry."""
    covered = law.groups.get(ENTRIES, frozenset())
    entry = _entry(eccn)
    categories = {code[0] for code in covered}
    if not covered or entry in covered:
        return ""
    if entry[:1] not in categories:
        return f"category {entry[:1]} of the Commerce Control List is not modeled"
    near = get_close_matches(entry, sorted(covered), n=3, cutoff=0.75)
    suggestion = f"; near it are {', '.join(near)}" if near else ""
    return f"the Commerce Control List of 2026-07-23 has no entry {entry}{suggestion}"


class Chart:
    """The chart of a day, with the notes that were written with it: one for each item's codes and way."""

    def __init__(self, law: LawOfDay) -> None:
        self._groups = {name: _group(law, f"chart_{name}") for name in COLUMNS}
        self._reasons = {name: _group(law, f"reasons_{name}") for name in COLUMNS}
        self._conditional = {name: _group(law, f"reasons_{name}_if") for name in COLUMNS}
        self._elsewhere = law.groups.get(ELSEWHERE, frozenset())
        self._law = law
        held = (item for item in law.stages[Subject.SHIPMENT] if item.provision.id == RULE)
        self._confidence = next((str(item.version.confidence) for item in held), "")
        self._notes: dict[tuple[Codes, str, bool], Finding] = {}

    def note(
        self, item: Classified, event: str | None, destination: str | None, found: Sequence[Finding]
    ) -> Iterator[Finding]:
        """Yield why the chart asks for no license, where it answers for the item and no other law holds the line."""
        by_law = item.by_law
        held = any(finding.outcome is not Outcome.NO_FINDING and not finding.own for finding in found)
        classified = {*by_law.known, *by_law.possible} - {EAR99}
        if held or classified or destination in (None, "US") or not charted(item, self._law):
            return
        key = (control_codes(item), str(destination), event == "in_country_transfer")
        if self._marked(*key[:2]) and not key[2]:
            return  # a license exception relieves the line: that is its reason
        if key not in self._notes:
            self._notes[key] = self._written(key[0], key[1], in_country=key[2])
        yield self._notes[key]

    def _marked(self, found: Codes, destination: str) -> bool:
        """Whether a column that the item is controlled by, whatever else, has an X at the destination."""
        columns = [self._reasons[name] for name in COLUMNS if destination in self._groups[name]]
        return any(codes.known & members for codes in found for members in columns)

    def _written(self, found: Codes, destination: str, *, in_country: bool) -> Finding:
        known = frozenset.intersection(*(codes.known for codes in found))
        if known == {EAR99}:
            because = (
                f"EAR99: no entry of the Commerce Control List names the item, so its chart has no column; {REMAINS}"
            )
            return _finding(because, self._confidence)
        name = ", ".join(sorted(code for code in known if not any(other.startswith(f"{code}.") for other in known)))
        columns = " and ".join(self._columns(known, destination)) or "no column"
        because = f"{name} is controlled by {columns} of the Commerce Country Chart"
        if in_country:
            because = f"{because}, which speaks of exports and reexports, not of transfers within a country; {REMAINS}"
        else:
            because = f"{because}, without an X for {destination}: no license by the chart; {REMAINS}"
        if known & self._elsewhere:
            because = f"{because}; what other sections require for {name} does not reach this line"
        return _finding(because, self._confidence)

    def _columns(self, known: frozenset[str], destination: str) -> Iterator[str]:
        for name in COLUMNS:
            column = f"{name[:2].upper()} {name[2:]}"
            if known & self._reasons[name]:
                yield column
            elif known & self._conditional[name]:
                marked = destination in self._groups[name]
                yield f"{column} ({'whose condition is not met' if marked else 'under a condition'})"


def _finding(because: str, confidence: str) -> Finding:
    return Finding(NOTE, "no_license", "applies", Outcome.NO_FINDING, CITE, because, confidence=confidence)


def _group(law: LawOfDay, name: str) -> frozenset[str]:
    return law.groups.get(f"{GROUPS}.{name}", frozenset())


def _entry(code: str) -> str:
    return code.partition(".")[0]
