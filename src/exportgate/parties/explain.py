"""Says in plain sentences why a listed name is a hit: which words matched and how, what is left, what disagrees."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from exportgate.parties.alignment import Pair, PairKind
from exportgate.parties.explanation import Commonness
from exportgate.parties.listed_names import ListedName
from exportgate.parties.name_tables import places
from exportgate.parties.names import NormalName, normalize
from exportgate.parties.numbers import is_number
from exportgate.parties.priority import CountryEvidence
from exportgate.parties.score import Comparison, Conflict
from exportgate.parties.surface import written
from exportgate.parties.weights import Rarity

RARE = 0.6
FAMILIAR = 0.35
FEW, ONE_IN = 5, 1000
SENTENCES: dict[PairKind, str] = {
    "form": "{mine} and {theirs} are forms of one word",
    "sound": "{mine} sounds like {theirs}",
    "joined": "{mine} is {theirs} with its spaces elsewhere",
    "damaged": "{mine} stands where the list has {theirs}, and the names as a whole differ by a few letters",
    "given_name": "{mine} and {theirs} are forms of one given name",
    "gender": "{mine} and {theirs} are the forms of one name for a man and a woman",
}
PERSONS: dict[Conflict, str] = {
    "persons": "each name has a word for which the other has none, so they are rather those of two persons",
    "company": "the name is rather that of a company, and the listed name is a person's",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A party's name and a listed one as they are written and as they were compared."""

    text: str
    query: NormalName
    listed_text: str
    listed: ListedName
    comparison: Comparison

    def mine(self, at: Sequence[int]) -> str:
        """Return words of the party's name as written."""
        return f"'{written([self.comparison.query[place] for place in at], self.text)}'"

    def theirs(self, at: Sequence[int]) -> str:
        """Return words of the listed name as written."""
        return f"'{written([self.comparison.listed[place] for place in at], self.listed_text)}'"


def name_reasons(compared: Compared, rarity: Rarity) -> Iterator[str]:
    """Yield the sentences about the two names, the weightiest words first."""
    comparison = compared.comparison
    if comparison.exact:
        yield exact_sentence(compared)
    else:
        yield from reading_sentences(compared)
        yield from pair_sentences(compared, rarity)
        yield from left_sentences(compared)
        yield from conflict_sentences(compared)
    if compared.listed.weak:
        yield f"{weakness(compared)}, so it decides nothing by itself"
    if compared.query.imitates:
        yield "some letters of the name come from another alphabet and only look Latin; they were read by their look"


def weakness(compared: Compared) -> str:
    """Say why a listed name is weak: the list calls it so, or it is a part of a name that may be but a remark."""
    if normalize(compared.listed_text).key == compared.listed.normal.key:
        return f"'{compared.listed_text}' is a weak alias on the list"
    return f"only a part of the listed '{compared.listed_text}' was compared, which may be a remark"


def exact_sentence(compared: Compared) -> str:
    """Say that the names are the same, and what was set aside to see it."""
    if compared.text.strip() == compared.listed_text.strip():
        return f"the name is the listed name '{compared.listed_text}', letter for letter"
    forms = "" if compared.query.forms == compared.listed.normal.forms else ", their legal forms left out"
    return f"'{compared.text}' and the listed '{compared.listed_text}' are the same name after normalization{forms}"


def reading_sentences(compared: Compared) -> Iterator[str]:
    """Say which part or which reading of a name was compared."""
    if compared.query.reading == "part":
        yield f"only the part '{written(compared.query.tokens, compared.text)}' of the name was compared"
    if compared.query.reading == "home":
        said = written(compared.query.tokens, compared.text)
        yield f"the place in the name is the listed party's own, so only '{said}' was compared"
    for side, name in (("name", compared.query), ("listed name", compared.listed.normal)):
        if name.reading == "pinyin":
            yield f"the Han characters of the {side} were compared as they sound, '{name.key}'"
        elif name.from_han:
            yield f"the Chinese of the {side} was compared in translation, '{name.key}'"


def pair_sentences(compared: Compared, rarity: Rarity) -> Iterator[str]:
    """Say of each pair of words how it matches; equal words that say little are named together."""
    comparison = compared.comparison

    def weight(pair: Pair) -> float:
        return max(rarity.weight(comparison.listed[at]) for at in pair.listed)

    pairs = sorted(comparison.alignment.pairs, key=lambda pair: (-weight(pair), pair.listed))
    light = [pair for pair in pairs if pair.kind == "equal" and weight(pair) < FAMILIAR]
    for pair in pairs:
        if pair not in light or len(light) == len(pairs):
            yield pair_sentence(compared, pair, rarity)
    if light and len(light) < len(pairs):
        also = ", ".join(compared.theirs(pair.listed) for pair in sorted(light, key=lambda pair: pair.listed))
        yield f"{also} {'agrees' if len(light) == 1 else 'agree'} too, which says little"


def pair_sentence(compared: Compared, pair: Pair, rarity: Rarity) -> str:
    """Say how one pair of words matches."""
    mine, theirs = compared.mine(pair.query), compared.theirs(pair.listed)
    match pair.kind:
        case "equal":
            return f"{mine} matches {theirs} exactly; {commonness(compared.comparison.listed[pair.listed[0]], rarity)}"
        case "abbreviation" | "initial":
            short, full = sorted((mine, theirs), key=len)
            return f"{short} may {'abbreviate' if pair.kind == 'abbreviation' else 'be initials of'} {full}"
        case "spelling":
            one, other = compared.comparison.query[pair.query[0]], compared.comparison.listed[pair.listed[0]]
            return f"{mine} differs from {theirs} by {letters(OSA.distance(one, other))}"
        case "acronym":
            short, full = (mine, theirs) if len(pair.query) == 1 else (theirs, mine)
            return f"{short} is an acronym of {full}"
    return SENTENCES[pair.kind].format(mine=mine, theirs=theirs)


def letters(edits: int) -> str:
    """Return a number of letters in words."""
    return "1 letter" if edits == 1 else f"{edits} letters"


def standing(word: str, rarity: Rarity) -> Commonness:
    """Tell how common a word is: rare on the lists, rare only in names at large, or common in one of them."""
    weight = rarity.weight(word)
    if weight < RARE:
        return "not rare" if weight >= FAMILIAR else "common"
    few = rarity.with_word(word) <= max(FEW, rarity.entries // ONE_IN)
    return "rare" if few else "rare at large"


def commonness(word: str, rarity: Rarity) -> str:
    """Say how rare a word is on the lists, and whether it is common in trade."""
    listed = f"{rarity.with_word(word):,} of {rarity.entries:,} {'entry' if rarity.entries == 1 else 'entries'}"
    match standing(word, rarity):
        case "rare":
            return f"it is rare on the lists ({listed})"
        case "rare at large":
            return f"it is rare in names at large (here on {listed})"
        case "not rare":
            return f"it is not rare (on {listed})"
        case "common":
            return f"it is a common word (on {listed})"


def left_sentences(compared: Compared) -> Iterator[str]:
    """Name the words of each side that nothing on the other answers to."""
    alignment = compared.comparison.alignment
    if alignment.query_left:
        yield f"the listed name has nothing for {compared.mine(alignment.query_left)}"
    if alignment.listed_left:
        yield f"the listed name also has {compared.theirs(alignment.listed_left)}"


def disagreeing(compared: Compared, conflict: Conflict) -> tuple[str, str]:
    """Return the numbers or places of each name, as written, that the other name lacks, or the legal forms of both."""
    if conflict == "forms":
        return ", ".join(compared.query.forms), ", ".join(compared.listed.normal.forms)
    if conflict in {"persons", "company"}:
        alignment = compared.comparison.alignment
        return compared.mine(alignment.query_left)[1:-1], compared.theirs(alignment.listed_left)[1:-1]
    mine, theirs = compared.query.tokens, compared.listed.normal.tokens
    tells = places().__contains__ if conflict == "places" else is_number
    only_mine = [word for word in mine if word not in theirs and tells(word)]
    only_theirs = [word for word in theirs if word not in mine and tells(word)]
    return written(only_mine, compared.text), written(only_theirs, compared.listed_text)


def conflict_sentences(compared: Compared) -> Iterator[str]:
    """Say which numbers, places or legal forms disagree, or that persons and companies are told apart."""
    for conflict in compared.comparison.conflicts:
        sister = "; it may be a sister company" if conflict == "places" else ""
        yield f"{conflict_text(compared, conflict)}{sister}"


def conflict_text(compared: Compared, conflict: Conflict) -> str:
    """Say what disagrees."""
    if conflict in PERSONS:
        return PERSONS[conflict]
    mine, theirs = disagreeing(compared, conflict)
    what = {"forms": "legal forms", "series": "numbers of a series"}.get(conflict, conflict)
    return f"the {what} differ, '{mine}' against '{theirs}'"


def country_reason(party: str | None, entry: Sequence[str], evidence: CountryEvidence) -> Iterator[str]:
    """Say what the countries of the party and the entry show."""
    listed = ", ".join(entry)
    if evidence is CountryEvidence.AGREES:
        yield f"the party's country, {party}, agrees with the entry's ({listed})"
    elif evidence is CountryEvidence.CONTRADICTS:
        yield f"the party's country, {party}, is none of the entry's ({listed})"
