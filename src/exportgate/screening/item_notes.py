"""What is noted of an item beside its classification: lines that it just misses, and controlled parts of its silicon.

These are notes of the tool's own: they show what a lawful classification rests on, and weigh nothing by themselves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from exportgate.engine.trace.model import Stage
from exportgate.provisions.model import Outcome
from exportgate.screening.classification import EAR99, Classified
from exportgate.screening.findings import Finding
from exportgate.screening.near_miss import near_findings
from exportgate.screening.own_findings import own
from exportgate.screening.siblings import Modification, SameSilicon

Modifications = Mapping[str, tuple[Modification, ...]]


def item_notes(
    items: Sequence[Classified], stages: Sequence[Stage], day: date, silicon: SameSilicon
) -> list[tuple[Finding, ...]]:
    """Return the notes on each item; `stages` are those that classified the items, in the same order."""
    law, vocabulary = silicon.law.on(day), silicon.law.rules.vocabulary
    near = near_findings(items, stages, law, vocabulary)
    modified = silicon.of([part for item in items for part in item.item.parts], day)
    return [(*found, *_same_silicon(item, modified)) for item, found in zip(items, near, strict=True)]


def _same_silicon(item: Classified, modified: Modifications) -> Iterator[Finding]:
    """An item that has the codes of its siblings is no case of modification, and one that has any needs no letter.

    Several parts of which the same is to be said, because their text names them all, are told of once.
    """
    said: set[str] = set()
    law = item.by_law
    held = {code for code in (*law.known, *law.possible) if code != EAR99}
    for found in _of_parts(item, modified):
        told = found.because.partition(": ")[2] or found.cite
        if told not in said and (found.codes - held if found.codes else not held):
            said.add(told)
            note = own("same_silicon", found.because, outcome=Outcome.NO_FINDING)
            yield replace(note, cite=found.cite, confidence=found.confidence)


def _of_parts(item: Classified, modified: Modifications) -> Iterable[Modification]:
    return (found for part in item.item.parts for found in modified.get(part.name, ()))
