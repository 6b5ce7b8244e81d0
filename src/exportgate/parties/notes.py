"""Says what a reader of a hit must know beside its words: imitated letters, Han read aloud, a weak alias, a person."""

from collections.abc import Iterator

from exportgate.foundation.characters import name_of
from exportgate.parties.aligned import evidence_kind
from exportgate.parties.entry import Entry
from exportgate.parties.explain import Compared, weakness
from exportgate.parties.explanation import Note
from exportgate.parties.scripts import LOOKALIKE, WORD, clean, imitates_latin, to_latin

LETTERS_SHOWN = 6


def notes(compared: Compared | None, entry: Entry) -> Iterator[Note]:
    """Yield what is to be noted of an entry and of the names compared, if any were."""
    if compared is not None:
        yield from reading_notes(compared)
        if compared.listed.weak:
            yield Note("weak_alias", f"{weakness(compared)}; it counts only where it is exact")
    match entry.kind:
        case "individual":
            yield Note("person", "the entry is a person, not a company")
        case "vessel":
            yield Note("vessel", "the entry is a vessel; it counts only for a party of exactly that name")
        case "aircraft":
            yield Note("aircraft", "the entry is an aircraft; it counts only for a party of exactly that name")


def reading_notes(compared: Compared) -> Iterator[Note]:
    """Yield how the names were read before they were compared."""
    if compared.query.imitates:
        yield Note("imitated_letters", imitation_text(compared.text))
    if compared.query.reading == "part":
        yield Note("part_of_name", "only a part of the name was compared")
    for side, name in (("name", compared.query), ("listed name", compared.listed.normal)):
        if name.reading == "pinyin":
            yield Note("read_aloud", f"the Han characters of the {side} were read aloud: {name.key}")
        elif name.from_han:
            yield Note("translated", f"the Chinese of the {side} was translated: {name.key}")
    comparison = compared.comparison
    translated = [pair for pair in comparison.alignment.pairs if evidence_kind(comparison, pair) == "translation"]
    if translated:
        words = ", ".join(f"{compared.mine(pair.query)} = {compared.theirs(pair.listed)}" for pair in translated)
        yield Note("translated", f"words were translated: {words}")


def imitation_text(text: str) -> str:
    """Name the letters of a text that come from another alphabet and only look Latin, as far as they can be told."""
    words = [word for word in WORD.findall(clean(text)) if imitates_latin(word.casefold())]
    letters = dict.fromkeys(letter for word in words for letter in word if LOOKALIKE.match(letter))
    if not letters:
        return "letters of another alphabet that look Latin were read by their look"
    named = ", ".join(f"'{letter}' ({name_of(letter)})" for letter in list(letters)[:LETTERS_SHOWN])
    read = ", ".join(dict.fromkeys(to_latin(word) for word in words))
    return f"letters of another alphabet look Latin and were read by their look, as {read}: {named}"
