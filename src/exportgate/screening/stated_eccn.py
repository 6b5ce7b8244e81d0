"""Takes an item whose figures leave open what it is at the ECCN that somebody states for it.

An unknown part is taken at its declared ECCN. A part of the catalog whose maker publishes no figures that would decide
is taken at the ECCN that the maker publishes, as long as the control list reads as it did when the maker classified it.
What figures decide stands over both.
"""

from collections.abc import Sequence
from dataclasses import replace

from exportgate.engine.law import LawOfDay
from exportgate.provisions.model import Subject
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.classification import EAR99, Classified, classify
from exportgate.screening.entries import MIRRORED, lies_within
from exportgate.screening.items import ItemRows
from exportgate.screening.makers import level_of

OPEN = frozenset({"undetermined", "conflict", "applies_unless"})


def at_stated_eccn(found: Sequence[Classified], law: LawOfDay, vocabulary: Vocabulary) -> list[Classified]:
    """Return items with those that their figures leave open taken at the ECCN that is declared, or the maker's own.

    Otherwise a few figures beside a declared 3A090.a would turn a license requirement into a hold, and a part that its
    maker classified would be on hold because the maker publishes no figures.
    """
    rows: dict[int, ItemRows] = {}
    for number, item in enumerate(found):
        if _left_to_the_declaration(item):
            rows[number] = _as_declared(item.item)
        elif _left_to_the_maker(item, law):
            rows[number] = replace(item.item, basis="maker")
    if not rows:
        return list(found)
    again = dict(zip(rows, classify(list(rows.values()), law, vocabulary), strict=True))
    return [again.get(number, item) for number, item in enumerate(found)]


def _left_to_the_declaration(item: Classified) -> bool:
    eccn = item.item.query.eccn
    if item.item.basis != "facts" or not item.item.from_line or not eccn or not item.possible:
        return False
    if any(code != EAR99 for code in item.known):
        return False
    entry, dot, paragraph = eccn.partition(".")
    written = {eccn, f"{MIRRORED.get(entry, entry)}{dot}{paragraph}"}
    return any(code == text or text.startswith(f"{code}.") for code in item.possible for text in written)


def _left_to_the_maker(item: Classified, law: LawOfDay) -> bool:
    """Whether no paragraph on circuits holds for certain, some may, and the maker says that none does.

    A line that declares another ECCN, or that states a figure of the part, asks for more than the maker's word.
    """
    makers = item.item.makers_eccn
    if item.item.basis != "catalog" or not makers or item.item.from_line or item.item.query.facts:
        return False
    eccn = item.item.query.eccn
    if level_of(makers) or (eccn and not lies_within(eccn, makers) and not lies_within(makers, eccn)):
        return False
    if any(law.first is None or part.eccn_since is None or part.eccn_since > law.first for part in item.item.parts):
        return False
    circuits = {held.provision.id for held in law.stages[Subject.CIRCUIT] if not held.provision.own}
    effects = {one.effect for one in item.findings if one.provision in circuits}
    return bool(effects & OPEN) and "applies" not in effects


def _as_declared(item: ItemRows) -> ItemRows:
    """What kind of item it is was only guessed from the figures, unless the line states it."""
    guessed = "item_kind" not in item.from_line
    rows = (
        replace(row, facts=tuple(fact for fact in row.facts if not guessed or fact[0] != "item_kind"))
        for row in item.rows
    )
    return replace(item, basis="declared", rows=tuple(rows))
