"""Rules as a command on them sees them: loaded, with the names their reader knows, and with what of them is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from exportgate.cli.rules.places import Places, places_of
from exportgate.cli.rules.sources import Sources, find, load_from, talk

if TYPE_CHECKING:
    from exportgate.diagnostics.model import Diagnostic
    from exportgate.diagnostics.report import CaseOutcome, Report
    from exportgate.provisions.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class LoadedRules:
    """A rule set with its sources and the names of its files."""

    sources: Sources
    rules: "RuleSet"
    places: Places

    def shows(self, name: str) -> bool:
        """Tell whether a file, by the rule set's name for it, is among what is shown."""
        return self.sources.shows(self.places.file(name))

    def with_cases(self) -> "LoadedRules":
        """Return the same rules, where a provision that is shown brings its cases along."""
        if not self.sources.shown:
            return self
        owners = {key for key, provision in self.rules.provisions.items() if self.shows(provision.file)}
        files = {self.places.file(case.file) for case in self.rules.cases if case.provision in owners}
        shown = (*self.sources.shown, *sorted(path for path in files if path is not None))
        return replace(self, sources=replace(self.sources, shown=shown))

    def report(
        self, command: str, found: "Iterable[Diagnostic]", cases: "Sequence[CaseOutcome] | None" = None
    ) -> "Report":
        """Return what is shown of what a command found."""
        from exportgate.diagnostics.report import Report

        return Report(
            command=command,
            diagnostics=self.places.diagnostics(item for item in found if self.shows(item.span.file)),
            files=tuple(sorted(shown for name, shown in self.places.names.items() if self.shows(name))),
            cases=None if cases is None else tuple(cases),
            outside=self.places.outside,
            line_of=self.places.line_of,
        )

    def tell_elsewhere(self, found: "Sequence[Diagnostic]") -> None:
        """Say how much was found that is not shown, and where the first of it lies."""
        from exportgate.diagnostics.model import Severity
        from exportgate.diagnostics.report import counted

        rest = self.places.diagnostics(item for item in found if not self.shows(item.span.file))
        if rest:
            errors = [item for item in rest if item.severity is Severity.ERROR]
            first = (errors or rest)[0]
            talk(
                f"elsewhere in the same rules: {counted(len(errors), 'error')}, "
                f"{counted(len(rest) - len(errors), 'other finding')}, the first at {first.span}; "
                "name the whole folder to see them"
            )


def load_paths(paths: "Sequence[Path] | None") -> LoadedRules:
    """Load the rules that the paths of a command mean."""
    sources = find(paths)
    rules = load_from(sources)
    return LoadedRules(sources, rules, places_of(rules.places, Path.cwd()))
