"""The sample reports in every format, as they are kept in `golden/`; run as a module it writes them anew."""

from pathlib import Path

from exportgate.diagnostics import github, job_summary, json_text, junit, sarif, text

from . import sample

FOLDER = Path(__file__).with_name("golden")


def texts() -> dict[str, str]:
    """Return each file's name and text."""
    return {
        "check.txt": text.render(sample.CHECK),
        "check.json": json_text.render(sample.CHECK),
        "check.github": github.render(sample.CHECK),
        "check.shown.github": github.render(sample.CHECK, only_shown=True),
        "check.summary.md": job_summary.render(sample.CHECK),
        "check.sarif": sarif.render(sample.CHECK, version="1.2.3"),
        "check.junit.xml": junit.render(sample.CHECK),
        "nothing.sarif": sarif.render(sample.NOTHING, version="1.2.3"),
        "nothing.junit.xml": junit.render(sample.NOTHING),
        "nothing.summary.md": job_summary.render(sample.NOTHING),
        "test.json": json_text.render(sample.TEST),
        "test.github": github.render(sample.TEST),
        "test.sarif": sarif.render(sample.TEST, version="1.2.3"),
        "test.junit.xml": junit.render(sample.TEST),
        "test.summary.md": job_summary.render(sample.TEST),
    }


if __name__ == "__main__":
    for name, content in texts().items():
        (FOLDER / name).write_bytes(content.encode("utf-8"))
