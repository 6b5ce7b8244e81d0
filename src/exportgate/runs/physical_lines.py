"""Cuts decoded text into physical lines (LF, CRLF or CR), in bounded memory, with a look at the lines ahead."""

import io
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain

LIMIT = 1024 * 1024


class PhysicalLines:
    """Physical lines in order: take those of `pending` first, then those of `source`.

    A line carries its line end; where it has none, LF stands for it. A line of more than `LIMIT` characters is cut
    to a little more than that, so that its length still tells.
    """

    __slots__ = ("pending", "source")

    def __init__(self, blocks: Iterable[str]) -> None:
        self.source: Iterator[str] = chain.from_iterable(_batches(blocks))
        self.pending: deque[str] = deque()

    def ahead(self, distance: int) -> str | None:
        """Return the line that comes `distance` lines after the next one without taking it; None past the end."""
        while len(self.pending) <= distance:
            line = next(self.source, None)
            if line is None:
                return None
            self.pending.append(line)
        return self.pending[distance]

    def skip(self, count: int) -> None:
        """Take lines that `ahead` has returned."""
        for _ in range(count):
            self.pending.popleft()


def _batches(blocks: Iterable[str]) -> Iterator[list[str]]:
    tail = ""
    for block in blocks:
        lines = _cut(tail + block)
        tail = ""
        # A carriage return at the end of a block may be the first half of CRLF: only the next block tells.
        if lines and not lines[-1].endswith("\n"):
            tail = _bounded(lines.pop())
        yield lines
    if tail:
        yield [tail]


def _cut(text: str) -> list[str]:
    if "\r" in text:
        return io.StringIO(text, newline="").readlines()
    lines = text.split("\n")
    last = lines.pop()
    if lines:
        lines[-1] += "\n"
    if last:
        lines.append(last)
    return lines


def _bounded(line: str) -> str:
    """Cut an endless line: what lies past the limit is not needed to say that it is too long."""
    if len(line) <= LIMIT + 1:
        return line
    return line[: LIMIT + 1] + ("\r" if line.endswith("\r") else "")
