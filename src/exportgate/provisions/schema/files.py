"""The schema of each kind of rule file, put together from the shapes of its keys."""

import json
from collections.abc import Callable
from enum import StrEnum

from exportgate.provisions.model import Kind, Outcome
from exportgate.provisions.paragraphs import ASKING, FIXED_OUTCOMES, RELEASING
from exportgate.provisions.schema.keys import properties
from exportgate.provisions.schema.shapes import LEAF, Schema, list_of, named, portable, shared, whole
from exportgate.provisions.vocabulary import NAME, FactType

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WITH_PARAGRAPHS = tuple(kind for kind in Kind if kind not in (Kind.DEFINITION, Kind.GROUP))
ONLY_FOR = {"classify": Kind.CLASSIFICATION, "license_exception": Kind.EXCEPTION}


class SchemaKind(StrEnum):
    """The kinds of file that have a schema."""

    PROVISION = "provision"
    CASES = "cases"
    FACTS = "facts"
    UNITS = "units"
    RULESET = "ruleset"


def schema(kind: SchemaKind) -> Schema:
    """Return the schema of a kind of file."""
    return {"$schema": DIALECT, **SCHEMAS[kind]()}


def schema_text(kind: SchemaKind) -> str:
    """Return the schema as it is kept in a file."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def _mapping(keys: dict[str, Schema], *required: str) -> Schema:
    return {"type": "object", "properties": keys, "required": list(required), "additionalProperties": False}


def _without(keys: dict[str, Schema], *left_out: str) -> dict[str, Schema]:
    return {key: shape for key, shape in keys.items() if key not in left_out}


def _provision() -> Schema:
    definitions: dict[str, Schema] = {
        "condition": {"anyOf": [LEAF, shared("limb")]},
        "conditions": {**list_of(shared("condition")), "minItems": 1},
        "limb": {**_mapping(properties("limb")), "oneOf": [{"required": ["all"]}, {"required": ["any"]}]},
        "period": _mapping(properties("period")),
        "stay": _mapping(properties("stay"), "by"),
        "verified": _mapping(properties("verified"), "on", "review_by"),
        "threshold": _mapping(properties("threshold"), "value", "unit", "words"),
        "member": _mapping(properties("member"), "code"),
        "relaxation": _mapping(properties("relaxation"), "id", "because"),
        "version_of_definition": _definition_version(),
    }
    for kind in WITH_PARAGRAPHS:
        definitions[f"paragraph_of_{kind}"] = _paragraph(kind)
        definitions[f"version_of_{kind}"] = _version(kind)
    whole_file = _mapping(properties("provision"), "id", "kind", "title", "cite")
    return {
        "title": "A provision",
        "description": "One legal rule, restated in full for every interval in which it was in force.",
        **whole_file,
        "allOf": [_where(kind) for kind in Kind],
        "$defs": definitions,
    }


def _where(kind: Kind) -> Schema:
    """Say what a provision of a kind must have, and what belongs to other kinds."""
    if kind is Kind.GROUP:
        then: Schema = {"required": ["members"], "properties": {"versions": False, "subject": False, "defines": False}}
    else:
        versions = {"versions": list_of(shared(f"version_of_{kind}")), "members": False}
        own: dict[str, object] = {} if kind is Kind.DEFINITION else {"defines": False}
        needed = "defines" if kind is Kind.DEFINITION else "subject"
        then = {"required": ["versions", needed], "properties": {**versions, **own}}
    return {"if": {"properties": {"kind": {"const": str(kind)}}, "required": ["kind"]}, "then": then}


def _version(kind: Kind) -> Schema:
    keys = properties("version", paragraphs=list_of(shared(f"paragraph_of_{kind}")))
    return _mapping(_without(keys, "formula"), "in_force", "made_by", "confidence", "verified")


def _definition_version() -> Schema:
    keys = _without(properties("version"), "paragraphs", "thresholds")
    return _mapping(keys, "in_force", "made_by", "confidence", "verified", "formula")


def _paragraph(kind: Kind) -> Schema:
    """A fixed outcome is not written, but where a paragraph only releases; code and symbol belong to one kind each."""
    own: dict[str, Schema] = {}
    foreign = [key for key, owner in ONLY_FOR.items() if owner is not kind]
    foreign += [] if kind in ASKING else ["if_unknown"]
    needed = ["license_exception"] if kind is Kind.EXCEPTION else []
    if kind in RELEASING:
        own["outcome"] = {"const": str(Outcome.NO_FINDING)}
    elif kind in FIXED_OUTCOMES:
        foreign.append("outcome")
    else:
        needed.append("outcome")
    shape = _mapping(_without(properties("paragraph", **own), *foreign), "id", "when", *needed)
    return {**shape, "dependentRequired": {"outcome": ["overrides"]}} if own and kind not in ASKING else shape


def _cases() -> Schema:
    return {
        "title": "Cases of a provision",
        "description": "What each paragraph of a provision does on a day with given facts.",
        **_mapping(properties("cases"), "provision", "cases"),
        "$defs": {
            "case": _mapping(properties("case"), "name", "on", "expect"),
            "waiver": _mapping(properties("waiver"), "mutant", "because"),
        },
    }


def _facts() -> Schema:
    numbers = {"if": {"properties": {"type": {"const": str(FactType.NUMBER)}}, "required": ["type"]}}
    fact = {
        **_mapping(properties("fact"), "type", "title", "question"),
        **numbers,
        "then": {"required": ["unit"]},
        "else": {"properties": {"unit": False}},
    }
    return _table("facts", "The vocabulary of facts", "Every fact that rules may name; they may name no other.", fact)


def _units() -> Schema:
    unit = _mapping(properties("unit"))
    return _table("units", "The units", "Base units first; 'is' makes a unit out of those above it.", unit, names=r"\S")


def _table(key: str, title: str, description: str, row: Schema, *, names: str = whole(portable(NAME))) -> Schema:
    return {"title": title, "description": description, **_mapping({key: named(row, names)})}


def _ruleset() -> Schema:
    return {
        "title": "The head of a rule set",
        "description": "What these rules cover, and their version.",
        **_mapping(properties("ruleset"), "version"),
        "$defs": {"omission": _mapping(properties("omission"), "cite", "what")},
    }


SCHEMAS: dict[SchemaKind, Callable[[], Schema]] = {
    SchemaKind.PROVISION: _provision,
    SchemaKind.CASES: _cases,
    SchemaKind.FACTS: _facts,
    SchemaKind.UNITS: _units,
    SchemaKind.RULESET: _ruleset,
}
