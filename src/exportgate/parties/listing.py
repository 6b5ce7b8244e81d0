"""Whether an entry was listed on a day, where need be by the notice that its row cites.

Most published lists give no day of listing. A rule takes effect about when the Federal Register prints it, and some
rows give that day beside the notice ("76 FR 71869, 11/21/11"): from then on the entry is listed, and for two weeks
before nobody knows. Volume v is that of the year v + 1935 (volume 89 is 2024). So an entry without any day was not
listed before the year of the earliest notice that it cites, and was listed when that year ended or the list was read;
in between nobody knows. data/notice-days.csv gives the day on which known notices took effect. Only lists are read so
whose rows cite the notices of their own listing.

A temporary denial order is renewed for years, and its row gives the first day of the latest one. From the first notice
that such a row cites to that day nobody knows whether an order was in force.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from types import MappingProxyType

from exportgate.foundation.intervals import Interval
from exportgate.foundation.resources import shipped
from exportgate.foundation.truth import Truth
from exportgate.parties.entry import Entry, Hit

CITING = frozenset({"EL", "MEU", "UVL", "DPL", "DTC"})
"""The lists whose rows cite the notices by which they were listed; others cite the last notice of the whole list."""
RENEWED = frozenset({"DPL"})
"""The list whose first day is that of the order in force: a renewal moves it, and the earlier orders stay cited."""
NOTICE = re.compile(
    r"\b(?P<volume>\d{1,3})\s*\.?\s*F\.?\s?R\.?(?:\s*No\.?)?\s*(?P<page>[\d,]*\d)?"
    r"(?:\D{1,32}?\b(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)?\d\d)\b)?",
    re.IGNORECASE,
)
FIRST_VOLUME = 1935
AHEAD = timedelta(days=14)
"""A rule may be filed, and take effect, so long before it is printed."""


@dataclass(frozen=True, slots=True)
class FirstDay:
    """The first day of a listing lies from `earliest` to `latest`; None means open, so listed from the beginning.

    `notice` is the one that says so, `printed` the day on which its row says that it was printed.
    """

    earliest: date | None = None
    latest: date | None = None
    notice: str = ""
    printed: date | None = None


@cache
def notice_days() -> Mapping[str, date]:
    """Return the days on which the listings of known notices took effect, by "volume FR page"."""
    with (shipped("data") / "notice-days.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["notice"]: date.fromisoformat(row["listed"]) for row in csv.DictReader(file)})


def first_day(entry: Entry) -> FirstDay:
    """Return what is known of the day on which an entry was listed."""
    if entry.listed_from is not None:
        return _first_order(entry, entry.listed_from)
    first = by_notice(entry.notice) if entry.source in CITING else FirstDay()
    if first.latest is None and entry.absent_on is not None:
        return FirstDay(entry.absent_on + timedelta(1), entry.held_on)
    if entry.held_on is None or first.latest is None or first.latest <= entry.held_on:
        return first
    return FirstDay(min(first.earliest or entry.held_on, entry.held_on), entry.held_on, first.notice)


def _first_order(entry: Entry, day: date) -> FirstDay:
    """Return the day that a list gives, on one of renewed orders with the earlier order that the row cites, if any."""
    earlier = by_notice(entry.notice) if entry.source in RENEWED else FirstDay()
    if earlier.latest is None or earlier.latest >= day:
        return FirstDay(day, day)
    return replace(earlier, latest=day)


@lru_cache(maxsize=4096)
def by_notice(text: str) -> FirstDay:
    """Return the first day of a listing by the earliest of the notices that a row cites."""
    cited = notices_of(text)
    if not cited:
        return FirstDay()
    volume, page = min(cited)
    notice = f"{volume} FR {page}" if page else f"{volume} FR"
    if day := notice_days().get(notice):
        return FirstDay(day, day, notice)
    if printed := cited[volume, page]:
        return FirstDay(printed - AHEAD, printed, notice, printed)
    year = volume + FIRST_VOLUME
    return FirstDay(date(year, 1, 1) - AHEAD, date(year, 12, 31), notice)


@lru_cache(maxsize=4096)
def notices_of(text: str) -> Mapping[tuple[int, int], date | None]:
    """Return the notices that a text cites, as volume and page (0 where it gives none) → the day it was printed.

    A day that is not of the volume's year is none.
    """
    found: dict[tuple[int, int], date | None] = {}
    for cited in NOTICE.finditer(text):
        notice = int(cited["volume"]), int((cited["page"] or "0").replace(",", ""))
        found[notice] = found.get(notice) or _printed(cited)
    return MappingProxyType(found)


def _printed(cited: re.Match[str]) -> date | None:
    """Return the day that is given beside a notice; of a year of two figures the century is the volume's."""
    year = int(cited["volume"]) + FIRST_VOLUME
    if cited["year"] is None or not str(year).endswith(cited["year"]):
        return None
    try:
        return date(year, int(cited["month"]), int(cited["day"]))
    except ValueError:
        return None


def in_force(entry: Entry, day: date) -> Truth:
    """Tell whether an entry was listed on a day; one that gives neither dates nor notices counts as always listed."""
    first = first_day(entry)
    if not_yet(entry, day):
        return Truth.NO
    if day not in Interval(None, entry.listed_to):
        return Truth.UNKNOWN if _may_go_on(entry) else Truth.NO
    return Truth.YES if first.latest is None or day >= first.latest else Truth.UNKNOWN


def _may_go_on(entry: Entry) -> bool:
    """Tell whether an order that was renewed before ends after its list was read, which cannot say how it went on."""
    first = first_day(entry)
    renewed = entry.source in RENEWED and entry.listed_from is not None and first.earliest != first.latest
    if not renewed or entry.listed_to is None or entry.held_on is None:
        return False
    return entry.listed_to > entry.held_on


def not_yet(entry: Entry, day: date) -> bool:
    """Tell whether an entry is surely listed only after a day."""
    earliest = first_day(entry).earliest
    return earliest is not None and day < earliest


def listed_text(entry: Entry, day: date) -> str:
    """Say why an entry does not count on a day, or why that is open; nothing where it counts."""
    state, first = in_force(entry, day), first_day(entry)
    if state is Truth.YES:
        return ""
    listed = "reported" if entry.relation else "listed"
    if not not_yet(entry, day) and state is Truth.NO:
        return f"{listed} only to {entry.listed_to}"
    if first.earliest == first.latest:
        return f"{listed} only from {first.earliest}"
    if state is Truth.UNKNOWN and entry.listed_to is not None and day > entry.listed_to:
        end = f"listed to {entry.listed_to} by an order that was renewed before"
        return f"{end}; the list of {entry.held_on} cannot tell whether it was renewed again"
    if state is Truth.UNKNOWN and entry.listed_from is not None:
        earlier = f"an earlier one, {first.notice}, may have been in force"
        return f"listed from {entry.listed_from} by the latest order; {earlier}"
    if not first.notice:
        return f"{listed} after {entry.absent_on} and by {first.latest}, on a day that the list does not give"
    return _noticed_text(first, state)


def _noticed_text(first: FirstDay, state: Truth) -> str:
    """Say by which notice an entry was listed, and what that leaves open."""
    if first.printed is not None:
        about = "" if state is Truth.NO else ", and may have taken effect before"
        return f"listed by {first.notice}, printed on {first.printed}{about}"
    year = first.latest.year if first.latest else ""
    if state is Truth.NO:
        return f"listed only by {first.notice}, a notice of {year}"
    return f"listed by {first.notice}, a notice of {year} whose day the list does not give"


def hit_in_force(hit: Hit, day: date) -> Truth:
    """Tell whether a hit counts on a day: its entry is listed, and the name that led to it is its name or its shell."""
    return min(in_force(entry, day) for entry in _entries(hit))


def hit_not_yet(hit: Hit, day: date) -> bool:
    """Tell whether a hit surely counts only after a day."""
    return any(not_yet(entry, day) for entry in _entries(hit))


def hit_text(hit: Hit, day: date) -> str:
    """Say why a hit does not count on a day, or why that is open; nothing where it counts."""
    return " and ".join(filter(None, (listed_text(entry, day) for entry in _entries(hit))))


def _entries(hit: Hit) -> tuple[Entry, ...]:
    return (hit.entry, hit.reported.entry) if hit.reported else (hit.entry,)
