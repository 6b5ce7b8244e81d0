"""Rules as a command on them sees them: loaded, with where their files lie, and with what of them is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from exportgate.cli.rules.output import ReportFormat, put_out
from exportgate.cli.rules.places import Places, places_of, repository
from exportgate.cli.rules.sources import Sources, find, load_from, talk

if TYPE_CHECKING:
    from exportgate.diagnostics.model import Diagnostic
    from exportgate.diagnostics.report import CaseOutcome, Report
    from exportgate.provisions.ruleset import RuleSet


FOR_GITHUB = (ReportFormat.GITHUB, ReportFormat.SARIF)


@dataclass(frozen=True, slots=True)
class LoadedRules:
    """A rule set with its sources, and where its files lie."""

    sources: Sources
    rules: "RuleSet"
    places: Places

    def shows(self, name: str) -> bool:
        """Tell whether a file is among what is shown."""
        return self.sources.shows(self.places.files.get(name))

    def with_cases(self) -> "LoadedRules":
        """Return the same rules, where a provision that is shown brings its cases along."""
        if not self.sources.shown:
            return self
        owners = {key for key, provision in self.rules.provisions.items() if self.shows(provision.file)}
        files = {self.places.files.get(case.file) for case in self.rules.cases if case.provision in owners}
        shown = (*self.sources.shown, *sorted(path for path in files if path is not None))
        return replace(self, sources=replace(self.sources, shown=shown))

    def report(
        self, command: str, found: "Iterable[Diagnostic]", cases: "Sequence[CaseOutcome] | None" = None
    ) -> "Report":
        """Return what is shown of what a command found."""
        from exportgate.diagnostics.model import in_order
        from exportgate.diagnostics.report import Report

        shown = in_order(item for item in found if self.shows(item.span.file) and not self._is_background(item))
        files = tuple(sorted(name for name in self.places.files if self.shows(name)))
        return Report(
            command=command,
            diagnostics=shown,
            files=files,
            cases=None if cases is None else tuple(cases),
            outside=self.places.outside({*files, *(item.span.file for item in shown)}),
            line_of=self.places.line_of,
        )

    def put_out(
        self,
        command: str,
        found: "Sequence[Diagnostic]",
        format_: ReportFormat,
        output: Path | None,
        cases: "Sequence[CaseOutcome] | None" = None,
    ) -> "Report":
        """Put out what is shown of what a command found, and say on standard error how much is not."""
        report = self.report(command, found, cases)
        put_out(report, format_, output)
        self.tell_elsewhere(found)
        return report

    def tell_elsewhere(self, found: "Sequence[Diagnostic]") -> None:
        """Say how much was found that is not shown, and where the first of it lies."""
        from exportgate.diagnostics.model import Severity
        from exportgate.foundation.counting import counted

        rest = [item for item in found if not self.shows(item.span.file) and not self._is_background(item)]
        if rest:
            errors = [item for item in rest if item.severity is Severity.ERROR]
            first = (errors or rest)[0]
            talk(
                f"elsewhere in the same rules: {counted(len(errors), 'error')}, "
                f"{counted(len(rest) - len(errors), 'other finding')}, the first at {first.span}; "
                "name the whole folder to see them"
            )
        background = sum(self._is_background(item) for item in found)
        if background:
            notes, are = counted(background, "note"), "is" if background == 1 else "are"
            talk(f"{notes} on the shipped rules {are} not shown; 'exportgate rules check' alone shows them")

    def _is_background(self, item: "Diagnostic") -> bool:
        """A note on the shipped rules is nothing that those who add to them could act on."""
        from exportgate.diagnostics.model import Severity

        return item.severity is Severity.NOTE and self.places.is_shipped(item.span.file)


def load_paths(paths: "Sequence[Path] | None", format_: ReportFormat = ReportFormat.TEXT) -> LoadedRules:
    """Load the rules that the paths of a command mean; in what GitHub reads, files are named from its workspace."""
    sources = find(paths)
    rules = load_from(sources, repository() if format_ in FOR_GITHUB else Path.cwd())
    return LoadedRules(sources, rules, places_of(rules))
