"""Cuts legal forms off names: which words say only how a company is incorporated, and what is left.

A form that is no other word (GmbH, LLC, OOO) is cut anywhere; one that may be part of a name (Co, SA, AO) only at the
ends where it is used, or beside another form. A long word of a form is known with a slip of the pen and, in Russian, in
any transliteration (`form_spelling`). A name that is nothing but forms keeps its words.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from exportgate.parties.form_spelling import spelled_right
from exportgate.parties.name_tables import rows, stands_for, word_forms

Place = Literal["any", "edge", "start", "end"]
Span = tuple[int, int, str]
AT_START: Collection[Place] = frozenset({"any", "edge", "start"})
AT_END: Collection[Place] = frozenset({"any", "edge", "end"})
ANYWHERE: Collection[Place] = frozenset({"any"})
LONGEST_FORM = 8
WORDS_OF_FORMS = frozenset({"company", "corporation", "enterprise"})


@dataclass(frozen=True, slots=True)
class LegalForm:
    """One spelling of a legal form: its words, the short name of the form, and where in a name it is cut."""

    words: tuple[str, ...]
    short: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cut:
    """A name without its legal forms; `head` is how many words stand before a form that others follow."""

    words: tuple[str, ...]
    forms: tuple[str, ...]
    head: int


@cache
def latin_forms() -> Mapping[str, tuple[LegalForm, ...]]:
    """Return the forms by their first word, the longest first."""
    by_first: defaultdict[str, list[LegalForm]] = defaultdict(list)
    for row in rows("legal-forms"):
        words = spelled_right(row["form"].split())
        place = "any" if row["place"] == "han" else cast("Place", row["place"])
        by_first[words[0]].append(LegalForm(words, row["short"], place))
    return {first: tuple(sorted(forms, key=lambda form: -len(form.words))) for first, forms in by_first.items()}


@cache
def form_words() -> frozenset[str]:
    """Return the words that forms are made of, but those that also say what companies do (scientific, trading)."""
    forms = [row["form"].split() for row in rows("legal-forms") if row["place"] != "start"]
    words = {word for form in forms for word in form if len(word) > 2 or len(form) == 1}
    return frozenset(word for word in words if word not in word_forms() or stands_for(word) in WORDS_OF_FORMS)


@cache
def unbroken_forms() -> tuple[tuple[str, str], ...]:
    """Return (form, short name) of the forms that are cut out of unbroken strings, the longest first."""
    found = ((row["form"], row["short"]) for row in rows("legal-forms") if row["place"] == "han")
    return tuple(sorted(found, key=lambda form: -len(form[0])))


def cut_unbroken(text: str) -> tuple[str, tuple[str, ...]]:
    """Cut the forms from either end of a string without spaces (华为技术有限公司), never the whole of it."""
    forms: list[str] = []
    again = True
    while again:
        again = False
        for form, short in unbroken_forms():
            if len(form) < len(text) and (text.endswith(form) or text.startswith(form)):
                text = text.removesuffix(form) if text.endswith(form) else text.removeprefix(form)
                forms.append(short)
                again = True
                break
    return text, tuple(forms)


def form_at(words: Sequence[str], at: int, allowed: Collection[Place]) -> LegalForm | None:
    """Return the longest form at a place in the name, of those that are cut in such a place."""
    for form in latin_forms().get(words[at], ()):
        if form.place in allowed and tuple(words[at : at + len(form.words)]) == form.words:
            return form
    return None


def opening_forms(words: Sequence[str]) -> list[Span]:
    """Return the forms that a name begins with, one after the other."""
    spans: list[Span] = []
    at = 0
    while at < len(words) and (form := form_at(words, at, AT_START)):
        spans.append((at, at + len(form.words), form.short))
        at += len(form.words)
    return spans


def closing_forms(words: Sequence[str], start: int) -> list[Span]:
    """Return the forms that a name ends with, none of them before a place."""
    spans: list[Span] = []
    end = len(words)
    for at in range(len(words) - 1, start - 1, -1):
        form = form_at(words, at, AT_END)
        if form is not None and at + len(form.words) >= end:
            if at + len(form.words) > end:
                spans.pop()
            spans.append((at, at + len(form.words), form.short))
            end = at
        elif end - at > LONGEST_FORM:
            break
    return spans


def forms_in(words: Sequence[str]) -> list[Span]:
    """Find the forms to cut: those that open and close the name, and between them those that are cut anywhere."""
    if latin_forms().keys().isdisjoint(words):
        return []
    spans = opening_forms(words)
    at = spans[-1][1] if spans else 0
    closing = closing_forms(words, at)[::-1]
    while at < (closing[0][0] if closing else len(words)):
        form = form_at(words, at, ANYWHERE)
        if form is not None:
            spans.append((at, at + len(form.words), form.short))
        at += len(form.words) if form else 1
    return [*spans, *(span for span in closing if span[0] >= at)]


def cut_forms(words: Sequence[str]) -> Cut:
    """Return the words without legal forms, cut until no more can be; a name of forms alone stays as it is."""
    left = tuple(words)
    forms: list[str] = []
    head: int | None = None
    while True:
        spans = forms_in(spelled_right(left))
        kept = without(left, spans)
        if not spans or not kept:
            return Cut(left, tuple(forms), len(left) if head is None else min(head, len(left)))
        forms += [short for _, _, short in spans]
        inner = [start for start, end, _ in spans if start > 0 and end < len(left)]
        if inner and head is None:
            head = len(without(left[: inner[0]], [span for span in spans if span[1] <= inner[0]]))
        left = kept


def without(words: tuple[str, ...], spans: Sequence[Span]) -> tuple[str, ...]:
    """Return the words outside the spans."""
    gone = {at for start, end, _ in spans for at in range(start, end)}
    return tuple(word for at, word in enumerate(words) if at not in gone)
