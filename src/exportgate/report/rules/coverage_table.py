"""What the cases guard, as a table for a person."""

from exportgate.engine.cases.review import CaseReview
from exportgate.report.rules.lines import commented


def coverage_table(review: CaseReview) -> str:
    """Return how many points of each sort the cases guard, as comments below the cases to paste."""
    rows = [f"  {sort:<14}{guarded:>7}{total:>7}" for sort, (guarded, total) in sorted(review.counts.items())]
    return commented([f"  {'':<14}{'guarded':>7}{'of':>7}", *rows])
