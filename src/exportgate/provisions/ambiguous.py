"""Plain scalars that another YAML tool would not leave as text: `NO` a boolean, `3E001` a number, `12:30` an hour.

They are text here, always; but an editor, a formatter or a script of another tool may read and rewrite them, so a code
of that form is asked to stand in quotes.
"""

import re

SIGN, DIGITS = r"[-+]?", r"[0-9][0-9_]*"
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reading, re.compile(rf"(?:{pattern})\Z"))
    for reading, pattern in (
        ("true", "y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON"),
        ("false", "n|N|no|No|NO|false|False|FALSE|off|Off|OFF"),
        ("nothing", "~|null|Null|NULL"),
        ("a number", rf"{SIGN}(?:0b[01_]+|0x[0-9a-fA-F_]+|0o[0-7]+)"),
        ("a number", rf"{SIGN}(?:{DIGITS}(?:\.[0-9_]*)?|\.{DIGITS})(?:[eE][-+]?[0-9]+)?"),
        ("a number", rf"{SIGN}\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"),
        ("a number to the base 60", rf"{SIGN}{DIGITS}(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"),
        ("a date", r"\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?[ \t]*(?:Z|[-+]\d\d?(?::?\d\d)?)?)?"),
        ("a key of its own", "=|<<"),
    )
)


def read_elsewhere_as(text: str) -> str:
    """Return what a YAML 1.1 or 1.2 tool may take a plain scalar for, or an empty text where it stays text."""
    return next((reading for reading, pattern in FORMS if pattern.match(text)), "")
