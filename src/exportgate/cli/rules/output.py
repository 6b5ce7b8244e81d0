"""How the commands on rules put out what they found: the formats, the file asked for, and GitHub's job summary."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from exportgate.diagnostics.report import Report

SUMMARY_VARIABLE = "GITHUB_STEP_SUMMARY"


class ReportFormat(StrEnum):
    """How what was found is put out."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


ReportFormatOption = Annotated[ReportFormat, typer.Option("--format", help="Form of the output.")]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="FILE",
        help="File to write instead of standard output, whole or not at all.",
        show_default=False,
    ),
]


def put_out(report: "Report", format_: ReportFormat, output: Path | None) -> None:
    """Write a report in the form asked for; on GitHub also to the summary of the job."""
    summary = os.environ.get(SUMMARY_VARIABLE) if format_ is ReportFormat.GITHUB else None
    put_text(rendered(report, format_, only_shown=bool(summary)), output)
    if summary:
        _append_summary(report, Path(summary))


def put_text(text: str, output: Path | None) -> None:
    """Write a text to the file asked for, or else to standard output."""
    if output is not None:
        write(output, text)
        return
    sys.stdout.write(text)
    sys.stdout.flush()  # so that in a log of both streams the totals follow what they count


def rendered(report: "Report", format_: ReportFormat, *, only_shown: bool = False) -> str:
    """Return a report in a form; `only_shown` leaves out the annotations that GitHub would drop."""
    if format_ is ReportFormat.SARIF:
        from exportgate import __version__
        from exportgate.diagnostics import sarif

        return sarif.render(report, version=__version__)
    if format_ is ReportFormat.GITHUB:
        from exportgate.diagnostics import github

        return github.render(report, only_shown=only_shown)
    if format_ is ReportFormat.JUNIT:
        from exportgate.diagnostics import junit

        return junit.render(report)
    if format_ is ReportFormat.JSON:
        from exportgate.diagnostics import json_text

        return json_text.render(report)
    from exportgate.diagnostics import text

    return text.render(report)


def write(path: Path, text: str) -> None:
    """Write a file in one step that is never seen half done; a device or pipe is written to as it is.

    Raises:
        UsageError: it cannot be written there.
    """
    from exportgate.foundation.errors import UsageError
    from exportgate.store.files import replace_file

    data = text.encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        else:
            replace_file(path.resolve(), data)
    except OSError as error:
        message = f"--output: '{path}' cannot be written ({error.strerror}); name a file in a folder that is there"
        raise UsageError(message) from None


def _append_summary(report: "Report", path: Path) -> None:
    """Add to what the step has written so far; both together must fit what GitHub takes."""
    from exportgate.diagnostics.job_summary import LIMIT, render
    from exportgate.foundation.errors import UsageError

    try:
        used = path.stat().st_size if path.exists() else 0
        with path.open("ab") as stream:
            stream.write(render(report, LIMIT - used).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageError(f"{SUMMARY_VARIABLE}: '{path}' cannot be written ({error.strerror})") from None
