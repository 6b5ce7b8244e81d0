"""Pairs the entries of two lists: those that have one id, else one name on one list and no other country, else the
party that is there under another name, where what the list says of it beside the name agrees.

Where both sides have the ids of one publisher, two entries of different ids are two parties, whatever their names.
"""

from collections.abc import Iterable, Sequence

from exportgate.parties.entry import Entry
from exportgate.parties.entry_words import folded, word_bag
from exportgate.parties.identifier_reading import LONG
from exportgate.parties.identifiers import identifiers_of
from exportgate.parties.likely_renames import pair_by_agreement
from exportgate.parties.pairing import DIGEST, Key, Known, Left, Paired, Stage


def paired(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[list[Paired], list[int], list[int]]:
    """Return the pairs, and the numbers of the entries of either list that are left; each entry is in one of the three.

    The same lists in the same order give the same pairs.
    """
    left = Left(before, after)
    doubt = _Doubt(left)
    left.run(Stage("id", _by_id, fits=doubt.is_none))
    left.trust()
    for stage in STAGES:
        left.run(stage)
    pair_by_agreement(left)
    for stage in LAST_STAGES:
        left.run(stage)
    pairs = [_named(pair, before[pair.before], after[pair.after]) for pair in left.pairs]
    return sorted(pairs, key=lambda pair: pair.after), [*left.before], [*left.after]


class _Doubt:
    """Doubts an id that has been given to another party: no name is the same, and one of the two is there elsewhere."""

    def __init__(self, left: Left) -> None:
        self.before = {(known.entry.source, known.name) for known in left.known_before}
        self.after = {(known.entry.source, known.name) for known in left.known_after}

    def is_none(self, before: Known, after: Known) -> bool:
        """Tell whether two entries of one id may be one party."""
        if before.name == after.name or not before.names.isdisjoint(after.names) or not (before.named and after.named):
            return True
        elsewhere = (before.entry.source, before.name) in self.after
        return not (elsewhere or (after.entry.source, after.name) in self.before)


def _named(pair: Paired, before: Entry, after: Entry) -> Paired:
    """Say of a pair whose common id is only a digest that its name pairs it."""
    made = (
        pair.by == "id" and DIGEST.fullmatch(before.entity_id) is not None and folded(before.name) == folded(after.name)
    )
    return Paired(pair.before, pair.after, "name") if made else pair


def _by_id(known: Known) -> Iterable[Key]:
    return ((known.entry.source, known.entry.entity_id),)


def _by_all(known: Known) -> Iterable[Key]:
    entry = known.entry
    return ((entry.source, known.name, known.countries, known.addresses, entry.notice, entry.listed_from),)


def _by_name_and_addresses(known: Known) -> Iterable[Key]:
    return ((known.entry.source, known.name, known.addresses),) if known.addresses else ()


def _by_name_and_days(known: Known) -> Iterable[Key]:
    entry = known.entry
    return ((entry.source, known.name, entry.listed_from, entry.listed_to),) if entry.listed_from else ()


def _by_address(known: Known) -> Iterable[Key]:
    return () if known.named else ((known.entry.source, known.addresses),)


def _by_name_and_countries(known: Known) -> Iterable[Key]:
    return ((known.entry.source, known.name, known.countries),)


def _by_name_and_country(known: Known) -> Iterable[Key]:
    return ((known.entry.source, known.name, country) for country in known.entry.countries)


def _by_name(known: Known) -> Iterable[Key]:
    return ((known.entry.source, known.name),)


def _by_party_name(known: Known) -> Iterable[Key]:
    return ((known.entry.source, known.name),) if known.entry.kind != "address" else ()


def _by_spelling(known: Known) -> Iterable[Key]:
    return ((known.entry.source, word_bag(known.entry.name)),) if known.entry.kind != "address" else ()


def _by_any_name(known: Known) -> Iterable[Key]:
    return ((known.entry.source, name) for name in known.names) if known.entry.kind != "address" else ()


def _by_identifier(known: Known) -> Iterable[Key]:
    found = identifiers_of(known.entry)
    return ((known.entry.source, item.bare) for item in found if len(item.bare) >= LONG)


def _by_id_and_name(known: Known) -> Iterable[Key]:
    return ((known.entry.entity_id, known.name),)


def _near(before: Known, after: Known) -> bool:
    return not before.elsewhere(after)


STAGES = (
    Stage("name", _by_all),
    Stage("address", _by_address),
    Stage("name", _by_name_and_addresses, fits=_near),
    Stage("name", _by_name_and_days, fits=_near),
    Stage("name", _by_name_and_countries),
    Stage("name", _by_name_and_country),
    Stage("name", _by_name, fits=_near),
    Stage("spelling", _by_spelling, "likely", alone=True, fits=_near),
    Stage("other name", _by_any_name, "likely", alone=True, fits=_near),
    Stage("identifier", _by_identifier, "likely", alone=True),
    Stage("name", _by_party_name, "likely", alone=True),
)
LAST_STAGES = (
    Stage("id", _by_id, "possible"),
    Stage("id", _by_id_and_name),
)
