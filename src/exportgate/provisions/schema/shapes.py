"""The shapes of single values, as an editor sees them: text, day, number, name, reference, leaf, formula."""

import re
from enum import StrEnum

from exportgate.foundation.quantities import WRITTEN
from exportgate.provisions.formula import TOKEN
from exportgate.provisions.leaf import FORMS
from exportgate.provisions.vocabulary import NAME

Schema = dict[str, object]


def portable(pattern: re.Pattern[str]) -> str:
    """Return a pattern without the two things that JavaScript, in which editors match, writes differently."""
    return re.sub(r"\?P<\w+>", "?:", pattern.pattern).replace(r"\Z", "")


def whole(pattern: str) -> str:
    """Return a pattern that must match the whole text, blanks around it aside."""
    return rf"^\s*(?:{pattern})\s*$"


def one_of(*options: StrEnum | str) -> Schema:
    """Return the shape of a word that is one of a closed set."""
    return {"enum": [str(option) for option in options]}


def list_of(item: Schema) -> Schema:
    """Return the shape of a list."""
    return {"type": "array", "items": item}


def named(value: Schema, names: str = r"\S") -> Schema:
    """Return the shape of a mapping whose keys are names that the file itself chooses."""
    return {"type": "object", "propertyNames": {"pattern": names}, "additionalProperties": value}


def shared(name: str) -> Schema:
    """Return a reference to a shape that the schema defines once."""
    return {"$ref": f"#/$defs/{name}"}


TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""Any text: an editor may take `740.8` for a number and `no` for a boolean, the loader takes neither."""
DAY: Schema = {"type": "string", "pattern": whole(r"\d{4}-\d{2}-\d{2}"), "format": "date"}
NUMBER: Schema = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": whole(portable(WRITTEN))}]}
FACT: Schema = {"type": "string", "pattern": whole(portable(NAME))}
REFERENCES = list_of(TEXT)
MAYBE_TEXT: Schema = {"anyOf": [TEXT, {"type": "null"}]}
LEAF: Schema = {
    "type": "string",
    "pattern": whole("|".join(portable(pattern) for pattern, _, _ in FORMS)),
    "description": (
        "One question about one fact: 'fact >= threshold' (also >, <=, <), 'fact', 'not fact', 'fact in group', "
        "'fact not in group', 'fact is \"CODE\"', 'fact is not \"CODE\"', 'fact includes \"CODE\"' or "
        "'fact does not include \"CODE\"'."
    ),
}
EFFECTS = ("applies", "applies_unless", "does_not_apply", "undetermined", "not_in_force", "stayed", "conflict")
MEMBERSHIP = ("member", "not_member")
EXPECTED: Schema = {
    "anyOf": [
        one_of(*EFFECTS, *MEMBERSHIP, "unknown", "undefined"),
        {"type": "number"},
        {"type": "string", "pattern": whole(f"(?:at least )?{portable(WRITTEN)}")},
    ]
}
"""What a case may expect: the effect of a paragraph, membership in a group, or what is known of a number."""
FORMULA: Schema = {"type": "string", "pattern": whole(f"(?:{portable(TOKEN)})+")}
