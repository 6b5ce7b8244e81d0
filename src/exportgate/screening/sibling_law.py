"""What of a law decides which siblings of a part matter: what classifies items, and the rules that name parts."""

from collections.abc import Iterator, Sequence

from exportgate.engine.law import LawOfDay, ParagraphInForce
from exportgate.engine.stages import STAGES
from exportgate.items.catalog import Catalog
from exportgate.items.part import Part
from exportgate.provisions.model import Leaf, Operator, Outcome, Subject
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.classification import classify
from exportgate.screening.items import ItemQuery, item_rows
from exportgate.screening.stated_eccn import at_stated_eccn

AFTER_ITEMS = tuple(subject for subject in Subject if subject not in (Subject.CIRCUIT, Subject.ITEM))


def asked_of_siblings(law: LawOfDay) -> tuple[object, ...]:
    """Return everything in a law that decides siblings: what classifies items, its groups, what names parts."""
    held = [item for subject, _ in STAGES for item in law.stages[subject]]
    asked = {leaf.operand for item in held for leaf in item.paragraph.leaves() if leaf.operator is Operator.IN}
    groups = {name: law.groups.get(name) for name in asked}
    return law.definitions, held, groups, list(naming(law))


def naming(law: LawOfDay) -> Iterator[tuple[ParagraphInForce, frozenset[str]]]:
    """Yield the first paragraph of each rule that names parts and means something for them, with the parts it names."""
    told: set[str] = set()
    for held in (held for subject in AFTER_ITEMS for held in law.stages[subject]):
        idle = held.paragraph.outcome is Outcome.NO_FINDING and not held.paragraph.classifies
        members = frozenset[str]().union(*(_parts_named(leaf, law) for leaf in held.paragraph.leaves()))
        if members and not held.stayed and not idle and held.provision.id not in told:
            told.add(held.provision.id)
            yield held, members


def taken_at_the_makers(
    parts: Sequence[Part], law: LawOfDay, catalog: Catalog, vocabulary: Vocabulary
) -> frozenset[str]:
    """Return the parts that figures leave open and whose maker says that no paragraph on circuits holds for them."""
    names = list(dict.fromkeys(part.name for part in parts if part.eccn))
    items = [item_rows(ItemQuery(part=name), catalog) for name in names]
    found = at_stated_eccn(classify(items, law, vocabulary), law, vocabulary)
    return frozenset(name for name, item in zip(names, found, strict=True) if item.item.basis == "maker")


def _parts_named(leaf: Leaf, law: LawOfDay) -> frozenset[str]:
    if leaf.fact != "part" or leaf.negated:
        return frozenset()
    return law.groups.get(leaf.operand, frozenset()) if leaf.operator is Operator.IN else frozenset((leaf.operand,))
