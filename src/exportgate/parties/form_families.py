"""Tells whether the legal forms of two names contradict each other: a GmbH is no joint-stock company.

A list translates forms, so that a bare "Company" says nothing, and the English words for a limited company ("Ltd",
"LLC") or a company by shares ("JSC", "PLC", "Inc.") stand for that kind of company in any country. Forms of two
countries differ even where they are of one kind. The form of Japan and Korea ("K.K.") contradicts no other: it is of a
company by shares that calls itself "Co., Ltd." in English.
"""

from collections.abc import Collection

SAYS_NOTHING = frozenset({"co", "jv", "pc"})
ENGLISH = frozenset({"ltd", "llc", "jsc", "plc", "inc", "corp", "lp", "llp"})
FAMILIES = {
    "limited": "ltd llc gmbh srl sarl bv ltda sl spzoo doo sro kft ood sia ou aps uab bhd wll pt fze eirl eu",
    "shares": "jsc plc inc corp sa ag spa nv ab as oy sal saog psc bsc sas se zrt ad tbk",
    "partners": "lp llp kg scs vof",
    "state": "fsue",
    "association": "ev eg",
}
FAMILY = {form: family for family, forms in FAMILIES.items() for form in forms.split()}


def may_be_one(form: str, other: str) -> bool:
    """Tell whether two forms may be said of one company; so may a form whose kind is not known."""
    if form == other or {form, other} & SAYS_NOTHING or not {form, other} <= FAMILY.keys():
        return True
    return FAMILY[form] == FAMILY[other] and bool({form, other} & ENGLISH)


def forms_contradict(forms: Collection[str], others: Collection[str]) -> bool:
    """Tell whether two names both have forms, and none of one may be said of the same company as one of the other."""
    return bool(forms and others) and not any(may_be_one(form, other) for form in forms for other in others)
