"""Says once what several hits of one party say alike: the same row on two lists, and further rows it may be.

Every hit stays with its party; only the findings are joined, and each names what it stands for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from exportgate.engine.effects import Effect
from exportgate.parties.entry import Entry, Hit
from exportgate.parties.listing import notices_of
from exportgate.provisions.model import Outcome
from exportgate.screening.findings import Finding
from exportgate.screening.hit_words import sentence
from exportgate.screening.own_findings import roles_text

NAMED = 5
SETTLED = frozenset({Outcome.PROHIBITED, Outcome.LICENSE_REQUIRED})


@dataclass(frozen=True, slots=True)
class Said:
    """A finding about one hit of a party in some of its roles."""

    hit: Hit
    roles: tuple[str, ...]
    finding: Finding


def told_once(name: str, said: Iterable[Said]) -> Iterator[Finding]:
    """Yield the findings about the hits of a party, each thing once.

    Where a row that the party is for certain needs a license or forbids the line, further rows of the same list that it
    may be are named in one finding for each paragraph, and those of which it may be an affiliate in none. Rows of which
    it may be an affiliate are always named together.
    """
    found = _across_lists(said)
    certain = {
        (one.hit.entry.source, role)
        for one in found
        if one.hit.decisive and one.finding.outcome in SETTLED
        for role in one.roles
    }
    folded: dict[tuple[object, ...], list[Said]] = {}
    affiliates: dict[tuple[object, ...], list[Said]] = {}
    for one in found:
        base = one.finding
        doubtful = not one.hit.decisive and one.hit.kind == "name" and base.effect == Effect.UNDETERMINED
        beside = all((one.hit.entry.source, role) in certain for role in one.roles)
        if one.hit.kind == "affiliate":
            if not beside:
                said_alike = (base.provision, base.paragraph, base.effect, one.roles)
                affiliates.setdefault(said_alike, []).append(one)
        elif doubtful and beside and base.outcome is Outcome.HOLD:
            key = (one.hit.entry.source, one.roles, base.provision, base.paragraph, base.own)
            folded.setdefault(key, []).append(one)
        else:
            yield base
    for rows in folded.values():
        yield _folded(name, rows)
    for rows in affiliates.values():
        yield _of_affiliates(name, rows)


def _across_lists(said: Iterable[Said]) -> list[Said]:
    """Return what is said, that of one row on several lists once: of equal consequences the fullest text stands."""
    alike: dict[tuple[object, ...], list[Said]] = {}
    for one in said:
        base = one.finding
        what = (base.provision, base.paragraph, base.effect, base.outcome, base.review_policy, base.asks, base.relaxed)
        alike.setdefault((*what, one.roles, one.hit.kind, one.hit.decisive, *_row(one.hit.entry)), []).append(one)
    return [one for rows in alike.values() for one in _joined(rows)]


def _row(entry: Entry) -> tuple[object, ...]:
    """Return what tells one published row from another, on whichever list it is held."""
    name = re.sub(r"\W+", "", entry.name).casefold()
    cited = frozenset(notices_of(entry.notice))
    return entry.source, entry.kind, name, cited, entry.kind == "address" and entry.addresses


def _joined(rows: Sequence[Said]) -> Sequence[Said]:
    lists = tuple(dict.fromkeys(one.hit.list_id for one in rows))
    if len(lists) < 2:
        return rows
    fullest = max(rows, key=lambda one: len(one.finding.because))
    because = f"{fullest.finding.because}; the lists {' and '.join(lists)} both hold this row"
    needs = tuple(dict.fromkeys(need for one in rows for need in one.finding.needs))
    return [replace(fullest, finding=replace(fullest.finding, because=because, needs=needs))]


def _folded(name: str, rows: Sequence[Said]) -> Finding:
    first = rows[0]
    if len(rows) == 1:
        return first.finding
    names = ", ".join(f"'{one.hit.entry.name}'" for one in rows)
    source = first.hit.entry.source
    return replace(
        first.finding,
        cite=", ".join(dict.fromkeys(piece for one in rows for piece in one.finding.cite.split(", "))),
        because=f"the {roles_text(first.roles)} '{name}' may also be {len(rows)} further rows of {source}: {names}",
        needs=tuple(dict.fromkeys(need for one in rows for need in one.finding.needs)),
    )


def _of_affiliates(name: str, rows: Sequence[Said]) -> Finding:
    """Return one finding for the rows whose name a party has but for the place."""
    first = rows[0]
    listed = tuple(dict.fromkeys(f"'{one.hit.entry.name}' ({one.hit.entry.source})" for one in rows))
    if len(listed) == 1:
        return first.finding
    more = f" and {len(listed) - NAMED} more" if len(listed) > NAMED else ""
    whole = (
        f"the {roles_text(first.roles)} '{name}' has the name of {len(listed)} listed parties but for the place, so it "
        f"may be their affiliate: {', '.join(listed[:NAMED])}{more}"
    )
    because = first.finding.because.replace(sentence(first.hit, name, first.roles), whole)
    return replace(
        first.finding,
        cite=", ".join(dict.fromkeys(piece for one in rows for piece in one.finding.cite.split(", "))),
        because=because,
        needs=tuple(dict.fromkeys(need for one in rows for need in one.finding.needs)),
    )
