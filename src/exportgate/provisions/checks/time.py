"""Versions of a provision tile time, stays lie inside them, no stay or member counts twice, and reviews are kept."""

from datetime import date, timedelta
from itertools import combinations, pairwise

from exportgate.diagnostics.model import Collector
from exportgate.provisions.model import Provision, Version

DAY = timedelta(days=1)


def check_time(provision: Provision, today: date, collector: Collector) -> None:
    """Check the intervals of a provision, and what is due for review on the day given."""
    for version in provision.versions:
        _check_version(version, today, collector)
    for earlier, later in pairwise(provision.versions):
        _check_pair(earlier, later, collector)
    for one, other in combinations(provision.members, 2):
        if one.code == other.code and one.during.overlaps(other.during):
            message = f"'{other.code}' belongs to '{provision.id}' twice on the same days"
            collector.error("XR407", other.span, message, "keep it once, with the days of both")


def _check_version(version: Version, today: date, collector: Collector) -> None:
    if version.in_force.first is None:
        collector.error(
            "XR405", version.in_force_span, "a version must say from when it is in force", "add 'from' to 'in_force'"
        )
    for stay, span in zip(version.stays, version.stay_spans, strict=False):
        inside = version.in_force
        begins = stay.first is not None and stay.first in inside
        ends = stay.last in inside if stay.last is not None else inside.last is None
        if not (begins and ends):
            message = f"a stay ({stay}) lies outside its version ({inside})"
            collector.error("XR404", span, message, "correct the dates of the stay")
    for (earlier, _), (later, span) in combinations(zip(version.stays, version.stay_spans, strict=False), 2):
        if earlier.overlaps(later):
            message = f"this stay ({later}) overlaps another ({earlier})"
            collector.error("XR406", span, message, "write one stay for the days on which either holds")
    if version.review_by is not None and version.review_by < today:
        message = f"this version was due for review by {version.review_by}"
        collector.warning(
            "XR701", version.review_span, message, "compare it with the law in force and set 'verified' anew"
        )
    if version.verified_on is not None and version.verified_on > today:
        message = f"this version says it was verified on {version.verified_on}, which is after today"
        collector.error("XR702", version.verified_span, message, "correct 'verified'")


def _check_pair(earlier: Version, later: Version, collector: Collector) -> None:
    last, first = earlier.in_force.last, later.in_force.first
    if first is None:
        return
    if last is None or last >= first:
        message = f"this version begins on {first}, while the one before it is in force to {last or 'open'}"
        collector.error("XR402", later.in_force_span, message, f"end the earlier version on {first - DAY}")
    elif last + DAY != first:
        message = f"nothing is in force from {last + DAY} to {first - DAY}"
        collector.error("XR403", later.in_force_span, message, "close the gap between the versions")
