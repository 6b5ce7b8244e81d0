"""What became of the mutants of the rules, as a table for a person."""

from exportgate.engine.mutants.survivors import MutationReport
from exportgate.report.rules.lines import commented


def mutation_table(report: MutationReport) -> str:
    """Return how many mutants of each kind were noticed, what the others were, and every waiver with its reason."""
    equivalent = [mutant.kind for mutant in report.equivalent]
    waived = [mutant.kind for mutant, _ in report.waived]
    survived = [survivor.mutant.kind for survivor in report.survivors]
    head = f"  {'kind':<20}{'mutants':>9}{'noticed':>9}{'same':>9}{'waived':>9}{'survived':>9}"
    rows = [
        f"  {kind:<20}{count:>9}{report.noticed.get(kind, 0):>9}"
        + "".join(f"{found.count(kind):>9}" for found in (equivalent, waived, survived))
        for kind, count in sorted(report.mutants.items())
    ]
    waivers = [f"  waived: {mutant.id}\n    because {waiver.because}" for mutant, waiver in report.waived]
    note = ["  same: proved, over every region of the facts, to say what the rule says"] if equivalent else []
    return commented(line for text in (head, *rows, *note, *waivers) for line in text.split("\n"))
