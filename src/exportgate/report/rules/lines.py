"""Lines of text about rules: folded to one width, with labels in a column, safe to show."""

from collections.abc import Iterable, Iterator, Sequence

from exportgate.foundation.visible import visible
from exportgate.report.folding import fold

LABEL = 18


def folded(text: str, indent: int = 0, hanging: int = 2) -> str:
    """Return a text folded to the width; the lines after the first stand further in by `hanging`."""
    return fold(text, " " * indent, " " * (indent + hanging))


def commented(lines: Iterable[str]) -> str:
    """Return lines as comments of YAML, so that what is printed above them may be pasted or kept as a file."""
    return "".join(f"# {visible(line)}\n" for line in lines)


def labeled(label: str, text: str, indent: int = 2) -> str:
    """Return a text behind its label, folded so that it stays in its column."""
    return _hung(f"{' ' * indent}{label:<{LABEL}}", text)


def aligned(rows: Sequence[tuple[str, ...]], indent: int = 2) -> list[str]:
    """Return rows as lines whose columns, but for the last, are as wide as their widest cell; nothing is folded."""
    return [f"{head}{last}".rstrip() for head, last in _columns(rows, indent)]


def tabled(rows: Sequence[tuple[str, ...]], indent: int = 2) -> list[str]:
    """Return rows as `aligned` does, with the last column folded to the width."""
    return [_hung(head, last) for head, last in _columns(rows, indent)]


def _columns(rows: Sequence[tuple[str, ...]], indent: int) -> Iterator[tuple[str, str]]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]) - 1)] if rows else []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True)]
        yield " " * indent + "  ".join([*cells, ""]), row[-1]


def _hung(head: str, text: str) -> str:
    """Return a text behind its head, folded so that it stays in its column."""
    return fold(text, head, " " * len(head))
