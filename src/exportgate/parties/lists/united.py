"""Makes one entry of the rows of a table that share its id."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from exportgate.parties.entry import Entry


def distinct(*groups: tuple[str, ...]) -> tuple[str, ...]:
    """Return every item of the groups once, in their order."""
    return tuple(dict.fromkeys(item for group in groups for item in group))


def united(rows: Sequence[Entry]) -> Entry:
    """Return one entry for the rows of one id: every name, address and text of them, listed as long as any of them."""
    first = rows[0]
    if len(rows) == 1:
        return first
    names = distinct(*((row.name, *row.aliases) for row in rows))
    return replace(
        first,
        aliases=tuple(name for name in names if name != first.name),
        weak_aliases=distinct(*(row.weak_aliases for row in rows)),
        countries=distinct(*(row.countries for row in rows)),
        addresses=distinct(*(row.addresses for row in rows)),
        identifiers=distinct(*(row.identifiers for row in rows)),
        programs=distinct(*(row.programs for row in rows)),
        requirement=joined(row.requirement for row in rows),
        policy=joined(row.policy for row in rows),
        footnotes=tuple(sorted({note for row in rows for note in row.footnotes})),
        notice=joined(row.notice for row in rows),
        listed_from=_outermost(min, [row.listed_from for row in rows]),
        listed_to=_outermost(max, [row.listed_to for row in rows]),
        remarks=joined(row.remarks for row in rows),
    )


def joined(texts: Iterable[str]) -> str:
    """Return the texts that say something, each once, in one."""
    return "; ".join(text for text in dict.fromkeys(texts) if text)


def _outermost(pick: Callable[[list[date]], date], days: list[date | None]) -> date | None:
    """Return the earliest or latest day; None, an open side, where a row gives none."""
    known = [day for day in days if day is not None]
    return pick(known) if len(known) == len(days) else None
