"""Splits one physical line into fields where quotes occur, and says whether a quote stays open at its end.

A field is quoted where a quote is its first character; inside, two quotes stand for one, and a delimiter or the end of
the line must follow the closing quote. A quote within an unquoted field is an ordinary character.
"""

from enum import IntEnum


class Scan(IntEnum):
    """How a scan of a line ended: with the line, inside a quoted field, or at text behind a closing quote."""

    COMPLETE = 0
    OPEN = 1
    SPOILED = 2


COMPLETE, OPEN, SPOILED = Scan.COMPLETE, Scan.OPEN, Scan.SPOILED


def scan(body: str, delimiter: str, fields: list[str], held: list[str]) -> Scan:
    """Append the fields of a line (without its line end) to `fields`.

    `held` is the text of a quoted field that stays open: not empty on entry where an earlier line left it open, and
    filled on return where this line does.
    """
    opening = delimiter + '"'
    position = 0
    while True:
        if held or body.startswith('"', position):
            start = position if held else position + 1
            end = body.find('"', start)
            if body.startswith('""', end):
                end = _past_doubled(body, end)
            if end < 0:
                held.append(body[start:])
                return OPEN
            text = body[start:end]
            if held:
                text = "".join((*held, text))
                held.clear()
            fields.append(text.replace('""', '"'))
            position = end + 1
            if position == len(body):
                return COMPLETE
            if body[position] != delimiter:
                return SPOILED
            position += 1
            continue
        start = body.find(opening, position)
        if start < 0:
            fields += body[position:].split(delimiter)
            return COMPLETE
        fields += body[position:start].split(delimiter)
        position = start + 1


def _past_doubled(body: str, end: int) -> int:
    """Return the place of the first single quote from `end` on, where two of them stand."""
    while body.startswith('""', end):
        end = body.find('"', end + 2)
    return end


def without_quoted(text: str) -> str:
    """Return the text with every quoted stretch removed, so that what is left can be counted."""
    parts = text.split('"')
    return "".join(parts[::2])
