"""What the cases guard, as a table for a person."""

from exportgate.engine.cases.review import CaseReview


def coverage_table(review: CaseReview) -> str:
    """Return how many points of each sort the cases guard, a line each."""
    rows = [f"  {sort:<14}{guarded:>7}{total:>7}" for sort, (guarded, total) in sorted(review.counts.items())]
    return "\n".join([f"  {'':<14}{'guarded':>7}{'of':>7}", *rows]) + "\n"
