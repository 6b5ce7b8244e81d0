"""Everything that no case guards, as diagnostics, and the cases that would guard it, as text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from exportgate.diagnostics.model import Collector
from exportgate.engine.cases.coverage import Point, points
from exportgate.engine.cases.missing import Drafting, Impossible
from exportgate.engine.cases.text import CaseDraft, case_text
from exportgate.engine.law import Law, parts_of
from exportgate.engine.values import Value
from exportgate.provisions.model import Provision


@dataclass(frozen=True, slots=True)
class Missing:
    """A point that no case guards, and a case that would; None where one must be thought of by hand."""

    point: Point
    draft: CaseDraft | None


@dataclass(frozen=True, slots=True)
class CaseReview:
    """How many points of each sort there are and are guarded, and what is missing."""

    counts: dict[str, tuple[int, int]]
    missing: tuple[Missing, ...]

    @property
    def wanted(self) -> "tuple[Wanted, ...]":
        """What is missing, as `drafts_text` takes it."""
        return tuple((item.point.provision, item.point.message, item.draft) for item in self.missing)


def review_cases(law: Law) -> CaseReview:
    """Return what the cases guard; what no facts could show is asked of nobody."""
    guarded: dict[str, int] = {}
    total: dict[str, int] = {}
    found: list[Missing] = []
    for part, provisions in parts_of(law):
        drafting, asked = Drafting(part), {provision.id for provision in provisions}
        for point in points(part):
            if point.provision.id not in asked:
                continue
            if not point.guarded:
                try:
                    found.append(Missing(point, drafting.draft(point)))
                except Impossible:
                    continue
            total[point.sort] = total.get(point.sort, 0) + 1
            guarded[point.sort] = guarded.get(point.sort, 0) + point.guarded
    return CaseReview({sort: (guarded[sort], count) for sort, count in total.items()}, tuple(found))


def report_missing(missing: Iterable[Missing], collector: Collector) -> None:
    """Report each point that no case guards as an error in its place."""
    for item in missing:
        found = "run 'exportgate rules coverage' for one to paste" if item.draft else "write one by hand"
        collector.error(item.point.code, item.point.span, item.point.message, f"add such a case: {found}")


Wanted = tuple[Provision, str, CaseDraft | None]
"""A provision, what its cases lack in words, and a case that would show it."""


def drafts_text(wanted: Iterable[Wanted]) -> str:
    """Return the drafts as YAML, by file of cases, ready to be pasted; what could not be drafted is a comment."""
    by_provision: dict[str, list[Wanted]] = {}
    for item in wanted:
        by_provision.setdefault(item[0].id, []).append(item)
    return "\n".join(_of_provision(items) for items in by_provision.values())


def _of_provision(items: list[Wanted]) -> str:
    file = items[0][0].file.removesuffix(".yaml") + ".cases.yaml"
    blocks = [f"# {file}: compare what each case expects with the law before you keep it\n"]
    blocks += [case_text(draft) for draft in _joined(draft for _, _, draft in items if draft is not None)]
    blocks += [f"  # by hand: {lacking}\n" for _, lacking, draft in items if draft is None]
    return "".join(blocks)


def _joined(drafts: Iterable[CaseDraft]) -> Iterator[CaseDraft]:
    """Drafts of one day and the same facts are one case, as for the members of a group."""
    joined: dict[tuple[date, tuple[tuple[str, Value], ...]], CaseDraft] = {}
    for draft in drafts:
        key = (draft.on, tuple(draft.facts.items()))
        known = joined.get(key)
        joined[key] = draft if known is None else replace(known, expect={**known.expect, **draft.expect})
    yield from joined.values()
