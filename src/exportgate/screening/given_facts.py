"""What a person gives by hand beside what is known: the given value is used, and the answer says what it stands over.

A fact that the catalog has otherwise is noted. A figure that the other given ones contradict holds the answer: nobody
else can say which of them is right.
"""

from collections.abc import Iterator

from exportgate.engine.definitions import derive
from exportgate.engine.law import LawOfDay
from exportgate.engine.table import table_of
from exportgate.engine.values import Code, Value, value_text
from exportgate.foundation.quantities import Number
from exportgate.foundation.truth import Truth
from exportgate.items.makers import Makers
from exportgate.items.readings import readings
from exportgate.provisions.model import Outcome
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.findings import Finding
from exportgate.screening.items import ItemRows
from exportgate.screening.line_facts import agrees, is_known
from exportgate.screening.own_findings import own
from exportgate.screening.stated_makers import MAKER_FACTS

FABRICATOR = "ships_as_fabricator_or_packager"


def given_notes(item: ItemRows, law: LawOfDay, vocabulary: Vocabulary, makers: Makers) -> Iterator[Finding]:
    """Yield what is to be said of the facts that were given by hand; `item` has them in its rows."""
    given = {**dict(item.query.facts), **dict(item.named)}
    if item.parts:
        rows = [dict(reading.facts) for part in item.parts for reading in readings(part)]
        source, outcome = (
            f"the catalog gives {{}} for {', '.join(part.name for part in item.parts)}",
            Outcome.NO_FINDING,
        )
    else:
        derived = {definition.fact for definition in law.definitions}
        rows = [{name: value for name, value in row.facts if name not in derived} for row in item.rows]
        source, outcome = "the other figures that are given make it {}", Outcome.HOLD
    if not given:
        return
    table = derive(table_of(rows, vocabulary), law.definitions)
    for name, value in sorted(given.items()):
        known = [found for row in range(len(rows)) if is_known(found := table.column(name).at(row))]
        if known and is_known(value) and not any(_same(value, found) for found in known):
            fact = vocabulary.fact(name)
            said = " or ".join(dict.fromkeys(f"{value_text(found)} {fact.unit}".rstrip() for found in known))
            stated = f"{value_text(value)} {fact.unit}".rstrip()
            because = f"{fact.title} is given as {stated}, but {source.format(said)}"
            yield own("given_otherwise", because, needs=() if item.parts else (name,), outcome=outcome)
    if given.get(FABRICATOR) is Truth.YES:
        yield from _not_recognized(given, vocabulary, makers)


def _same(given: Value, known: Value) -> bool:
    if isinstance(given, Number) and isinstance(known, Number):
        return agrees(given, known)
    return given == known


def _not_recognized(given: dict[str, Value], vocabulary: Vocabulary, makers: Makers) -> Iterator[Finding]:
    """Approvals hang on the name of a maker: one that is not known gives none, and the answer says so."""
    for name in MAKER_FACTS:
        value = given.get(name)
        if isinstance(value, Code) and value.text and makers.named(value.text) is None:
            because = f"'{value.text}' is not recognized as an approved maker ({vocabulary.fact(name).title})"
            yield own("maker_not_recognized", because, outcome=Outcome.NO_FINDING)
