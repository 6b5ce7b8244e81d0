"""One party of a published list, and one party of a shipment, in the form that everything else works with."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from exportgate.parties.explanation import Explanation

EntryKind = Literal["entity", "individual", "vessel", "aircraft", "address"]
Relation = Literal["", "alias", "branch", "shell", "owned"]
"""What a reported name is to a listed party: its own name or a part of it, a company that acts for it, one it owns."""
SAME_PARTY: frozenset[Relation] = frozenset({"alias", "branch"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed party, or a listed address that stands for whoever uses it.

    `source` is the code of the published list (EL, DPL, SDN …); countries are ISO 3166-1 alpha-2; `listed_from` and
    `listed_to` are the first and last day of the listing, None where the list does not say; `held_on` is a day on which
    the list, as it was read, held the entry, `absent_on` one before that on which an earlier state of it did not.

    A reported name stands for a party of another entry: `relation` says what it is to the party that `of` names by its
    entity id or its listed name, on the list `of_list` where that is given. Its dates are those of the relation, and
    `notice` says who reported it.
    """

    entity_id: str
    source: str
    kind: EntryKind
    name: str
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    requirement: str = ""
    policy: str = ""
    footnotes: tuple[str, ...] = ()
    notice: str = ""
    listed_from: date | None = None
    listed_to: date | None = None
    remarks: str = ""
    url: str = ""
    held_on: date | None = None
    absent_on: date | None = None
    relation: Relation = ""
    of: str = ""
    of_list: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The listed name first, then every alias."""
        return (self.name, *self.aliases, *self.weak_aliases)


@dataclass(frozen=True, slots=True)
class Party:
    """A party to be looked up: its name, and its country (alpha-2), address and identifiers where they are known.

    `as_of` is the day whose state of the lists it is looked up in, None for the lists in force.
    """

    name: str
    country: str | None = None
    address: str | None = None
    identifiers: tuple[str, ...] = ()
    as_of: date | None = None


HitKind = Literal["name", "address", "identifier", "affiliate"]


@dataclass(frozen=True, slots=True)
class Reported:
    """The entry of a reported name by which a listed party was found, and the list that holds it."""

    list_id: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Hit:
    """A list entry that a party matches, how strongly, and in which words.

    `score` (0 to 1) says how alike the two are, `priority` (0 to 1) what to look at first. A `decisive` hit carries its
    entry's full consequence: the name is exact after normalization, an identifier agrees, or the listed unit; no
    country contradicts. A hit of the kind `affiliate` has the entry's name but for a place. `reported` is there where
    a reported name matched and the entry is the listed party that it stands for. `explanation` is
    there where it was asked for.
    """

    list_id: str
    entry: Entry
    kind: HitKind
    matched_name: str
    score: float
    priority: float
    decisive: bool
    why: tuple[str, ...]
    explanation: Explanation | None = None
    reported: Reported | None = None

    @property
    def relation(self) -> Relation:
        """What a reported name is to the listed party; empty where the party itself is on the list."""
        return self.reported.entry.relation if self.reported else self.entry.relation

    @property
    def itself(self) -> bool:
        """Whether the hit is on the listed party itself, by whatever name, and not on one that belongs to it."""
        return self.kind != "affiliate" and self.relation in {"", *SAME_PARTY}
