"""Every key that a rule file may have: its shape, and what an editor says when the pointer rests on it.

Which keys there are is the loader's word: `SECTIONS` are its own tuples. A key that it accepts and `KEYS` lacks is
accepted by the schema whatever its value, and `undescribed` names it.
"""

from exportgate.provisions import cases, folders, load, paragraphs, relaxations, vocabulary
from exportgate.provisions.code_tables import CodeSource
from exportgate.provisions.model import Confidence, IfUnknown, Kind, Outcome, ReviewPolicy, Subject
from exportgate.provisions.schema.shapes import (
    DAY,
    EXPECTED,
    FACT,
    FORMULA,
    MAYBE_TEXT,
    NUMBER,
    REFERENCES,
    TEXT,
    Schema,
    list_of,
    named,
    one_of,
    shared,
)

SECTIONS: dict[str, tuple[str, ...]] = {
    "provision": load.PROVISION_KEYS,
    "version": load.VERSION_KEYS,
    "period": load.PERIOD_KEYS,
    "stay": load.STAY_KEYS,
    "verified": load.VERIFIED_KEYS,
    "threshold": load.THRESHOLD_KEYS,
    "member": load.MEMBER_KEYS,
    "paragraph": paragraphs.PARAGRAPH_KEYS,
    "limb": paragraphs.LIMB_KEYS,
    "cases": cases.FILE_KEYS,
    "case": cases.CASE_KEYS,
    "waiver": cases.WAIVER_KEYS,
    "fact": vocabulary.FACT_KEYS,
    "unit": vocabulary.UNIT_KEYS,
    "relaxation": relaxations.RELAXES_KEYS,
    "ruleset": folders.HEAD_KEYS,
    "omission": folders.OMISSION_KEYS,
}
FACT_VALUE: Schema = {
    "anyOf": [
        TEXT,
        list_of(TEXT),
        {
            "type": "object",
            "properties": {
                "known": list_of(TEXT),
                "possible": list_of(TEXT),
                "complete": {"enum": ["yes", "no", True, False]},
            },
            "additionalProperties": False,
        },
    ]
}
KEYS: dict[str, dict[str, tuple[Schema, str]]] = {
    "provision": {
        "id": (TEXT, "Stable id, such as us.ear.ccl.3a090. Other files refer to it; it is never reused."),
        "kind": (one_of(*Kind), "What the provision does."),
        "title": (TEXT, "What the provision is called, for people."),
        "cite": (TEXT, "Where the law says it: a section, a notice or an entry."),
        "subject": (one_of(*Subject), "What the provision speaks of; earlier subjects are worked out first."),
        "defines": (FACT, "The fact that the formula of this definition gives."),
        "versions": (list_of({}), "One entry per interval in force, each restating the provision in full."),
        "members": (list_of({"anyOf": [TEXT, shared("member")]}), "Codes of the group, with days where they changed."),
        "relaxes": (
            list_of(shared("relaxation")),
            "What a rule of your own relaxes of other rules, each with the reason; every report shows it.",
        ),
    },
    "version": {
        "in_force": (
            shared("period"),
            "First and last day in force, both included; leave 'to' out while it is in force.",
        ),
        "stays": (list_of(shared("stay")), "Intervals in which the version is suspended."),
        "made_by": (TEXT, "The rule that made this version, such as 88 FR 73458."),
        "confidence": (
            one_of(*Confidence),
            "How the text is known: P primary text read, S secondary source, I inferred, M from memory.",
        ),
        "verified": (
            shared("verified"),
            "When somebody compared this version with the law, with what, and by when again.",
        ),
        "paragraphs": (list_of({}), "What applies when; each paragraph has an effect of its own."),
        "thresholds": (named(shared("threshold")), "The figures that the conditions of this version name."),
        "formula": (FORMULA, "Facts and figures with their units, joined by + * / and highest_stated(…)."),
        "not_modeled": (list_of(TEXT), "What the law says and this file does not; every report shows it."),
    },
    "period": {
        "from": (DAY, "First day, included."),
        "to": (DAY, "Last day, included; leave it out where the end is open."),
    },
    "stay": {
        "from": (DAY, "First day of the stay, included."),
        "to": (DAY, "Last day of the stay, included; leave it out where the end is open."),
        "by": (TEXT, "The order or notice that suspends the version."),
    },
    "verified": {
        "on": (DAY, "The day on which somebody compared the version with the law."),
        "review_by": (DAY, "The day by which to compare it again; afterwards the check warns."),
        "with": (TEXT, "The text that it was compared with."),
    },
    "threshold": {
        "value": (NUMBER, "The figure exactly as the law writes it."),
        "unit": (TEXT, "A unit of units.yaml, the one of the fact that is compared."),
        "words": (MAYBE_TEXT, "The operative words that hold the figure, such as '4800 or more'; null where unread."),
    },
    "member": {
        "code": (TEXT, "The code that belongs to the group."),
        "from": (DAY, "First day of membership; leave it out where it was always one."),
        "to": (DAY, "Last day of membership; leave it out while it is one."),
        "cite": (TEXT, "The rule that changed the membership."),
    },
    "paragraph": {
        "id": (TEXT, "Name of the paragraph within this provision; others write provision#paragraph."),
        "when": (shared("condition"), "The condition under which the paragraph applies."),
        "classify": (TEXT, "The classification that the paragraph gives; without it the paragraph only relieves."),
        "outcome": (one_of(*Outcome), "What follows for the shipment line, where the kind does not fix it."),
        "license_exception": (TEXT, "Symbol of the license exception, such as NAC."),
        "review_policy": (
            one_of(*ReviewPolicy, paragraphs.FROM_ENTRY),
            "How an application is reviewed; from_entry takes the policy of the list entry.",
        ),
        "if_unknown": (
            one_of(*IfUnknown),
            "What becomes of a line while a yes or no that a person states is missing: hold, or a checklist question.",
        ),
        "overrides": (REFERENCES, "Paragraphs to which this one is an exception; it relieves only where it is proved."),
        "yields_to": (REFERENCES, "Paragraphs that stand before this one where both are met."),
        "cite": (TEXT, "Where the law says this paragraph."),
        "because": (
            TEXT,
            "What a hold or a notice tells the reader; elsewhere the reason for the order of paragraphs.",
        ),
    },
    "limb": {
        "all": (shared("conditions"), "Holds where every one of these holds."),
        "any": (shared("conditions"), "Holds where at least one of these holds."),
        "cite": (TEXT, "Where the law says this part of the condition."),
    },
    "cases": {
        "provision": (TEXT, "Id of the provision that these cases guard."),
        "cases": ({**list_of(shared("case")), "minItems": 1}, "Facts on a day, each with what must follow."),
        "waived": (list_of(shared("waiver")), "Mutants of the provision that no case needs to notice."),
    },
    "case": {
        "name": (TEXT, "What the case shows; no two of a provision share a name."),
        "on": (DAY, "The day whose law applies."),
        "facts": (named(FACT_VALUE), "Facts by name; one that is left out is unknown."),
        "expect": (
            {**named(EXPECTED), "minProperties": 1},
            "The effect of each paragraph, the value of a definition, or membership in a group.",
        ),
        "then": (
            named({"anyOf": [TEXT, list_of(TEXT)]}),
            "What must follow from each paragraph that applies: its code, its exception, or its outcome and policy.",
        ),
        "needs": (list_of(FACT), "The facts that must be named as missing, all of them."),
        "made_by": (TEXT, "The notice whose version must decide the case."),
        "expect_wrong_for_now": (TEXT, "Why the case does not hold yet; a case that holds may not say so."),
    },
    "waiver": {
        "mutant": (TEXT, "The mutant as 'exportgate rules mutate' names it."),
        "because": (TEXT, "Why no case needs to notice it."),
    },
    "fact": {
        "type": (one_of(*vocabulary.FactType), "What kind of value the fact has; codes is a set of codes."),
        "unit": (TEXT, "A unit of units.yaml; numbers have one, nothing else does."),
        "title": (TEXT, "The fact in words, for reports."),
        "question": (TEXT, "What a person is asked where the fact is missing."),
        "headings": (
            list_of(TEXT),
            "Columns of shipment files that state it; only such a fact may be given by a person.",
        ),
        "values": (
            {"anyOf": [list_of(TEXT), one_of(*CodeSource)]},
            "The only codes that the fact can have, or where they come from.",
        ),
        "known_of": (
            list_of(one_of(*Subject)),
            "Subjects of which the fact is known; without it circuit, item, transaction, party and shipment.",
        ),
    },
    "unit": {
        "title": (TEXT, "The unit in words."),
        "is": (TEXT, "Units defined above, joined by * and /; a base unit has none."),
    },
    "relaxation": {
        "id": (TEXT, "The provision that is relaxed, or one paragraph of it as provision#paragraph."),
        "because": (TEXT, "Why it may be relaxed, in a sentence."),
    },
    "ruleset": {
        "namespace": (TEXT, "The word with which every id in an added folder begins, such as the company's name."),
        "version": (TEXT, "Version of the rules, apart from that of the tool."),
        "title": (TEXT, "What the rules cover."),
        "not_modeled": (list_of(shared("omission")), "Parts of the law for which there is no rule here."),
    },
    "omission": {
        "cite": (TEXT, "Where the law says it."),
        "what": (TEXT, "What it is, in a sentence for the person who must look it up."),
    },
}


def properties(section: str, **own: Schema) -> dict[str, Schema]:
    """Return the keys of a section with shape and description; `own` are shapes that stand in for the usual ones."""
    shapes: dict[str, Schema] = {}
    for key in SECTIONS[section]:
        shape, words = KEYS[section].get(key, ({}, ""))
        shapes[key] = {**own.get(key, shape), **({"description": words} if words else {})}
    return shapes


def undescribed() -> tuple[str, ...]:
    """Return, for every key that the loader accepts and an editor would know nothing of, what to add and where."""
    return tuple(
        f"the loader accepts the key '{key}' of a {section}: add its shape and a sentence for the person who writes it "
        f"to KEYS['{section}'] in {__name__}, then run 'exportgate rules schema --output rules/schema'"
        for section, keys in SECTIONS.items()
        for key in keys
        if key not in KEYS[section]
    )
