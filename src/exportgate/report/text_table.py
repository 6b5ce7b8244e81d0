"""Sets texts in columns and paragraphs by the room that they take on a terminal: Han is two wide, an accent none.

Every text is made safe first, so that nothing from outside can move the cursor or reorder a line.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from exportgate.foundation.characters import seen

GAP = 2
NARROWEST = 6
Row = Sequence[str]


def room(text: str) -> int:
    """Return how many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines no wider than a width, broken between words; a longer word is cut."""
    lines: list[str] = []
    line = ""
    for word in seen(" ".join(text.split())).split(" "):
        joined = f"{line} {word}" if line else word
        if room(joined) <= width:
            line = joined
            continue
        lines += [line] if line else []
        *whole, line = cut(word, width)
        lines += whole
    return [*lines, line] if line or not lines else lines


def cut(word: str, width: int) -> Iterator[str]:
    """Yield the parts of a word that fit a width, the last one last."""
    if room(word) <= width:
        yield word
        return
    part, taken = "", 0
    for letter in word:
        wide = room(letter)
        if taken + wide > width and part:
            yield part
            part, taken = "", 0
        part, taken = part + letter, taken + wide
    yield part


def paragraph(text: str, width: int, indent: str, hanging: str | None = None) -> list[str]:
    """Return a text as indented lines; those after the first are indented by `hanging` where it is given."""
    more = indent if hanging is None else hanging
    lines = wrapped(text, width - max(len(indent), len(more)))
    return [f"{indent if at == 0 else more}{line}" for at, line in enumerate(lines)]


def columns(
    rows: Sequence[Row], width: int, indent: str, *, right: Sequence[int] = (), flexible: Sequence[int] = ()
) -> list[str]:
    """Return rows of cells as lines in columns; where they do not fit, the flexible columns are narrowed and wrapped.

    `right` are the columns of figures, set at the right.
    """
    safe = [[seen(" ".join(cell.split())) for cell in row] for row in rows]
    widths = [max(room(row[at]) for row in safe) for at in range(len(safe[0]))]
    free = width - len(indent) - GAP * (len(widths) - 1)
    for at in sorted(flexible, key=lambda at: widths[at]):
        others = sum(room_taken for place, room_taken in enumerate(widths) if place not in flexible)
        settled = sum(widths[place] for place in flexible if widths[place] < widths[at])
        alike = sum(widths[place] >= widths[at] for place in flexible)
        widths[at] = min(widths[at], max(NARROWEST, (free - others - settled) // alike))
    return [line for row in safe for line in row_lines(row, widths, indent, right)]


def row_lines(row: Row, widths: Sequence[int], indent: str, right: Sequence[int]) -> Iterator[str]:
    """Yield the lines of one row, as many as its longest cell needs."""
    cells = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, cells))):
        texts = [lines[number] if number < len(lines) else "" for lines in cells]
        padded = [
            " " * (width - room(text)) + text if at in right else text + " " * (width - room(text))
            for at, (text, width) in enumerate(zip(texts, widths, strict=True))
        ]
        yield f"{indent}{(' ' * GAP).join(padded)}".rstrip()
