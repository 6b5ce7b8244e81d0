"""Which codes a fact can hold: a closed set, the countries, the published lists, or what classifications give.

The tables of countries and lists belong to layers above, which hand them down; without them those codes go unjudged.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class CodeSource(StrEnum):
    """Where the codes of a fact come from, as `values` names it."""

    COUNTRIES = "countries"
    LISTS = "lists"
    CLASSIFICATIONS = "classifications"
    CIRCUIT_CLASSIFICATIONS = "circuit_classifications"
    TRANSACTION_CLASSES = "transaction_classes"


@dataclass(frozen=True, slots=True)
class CodeTable:
    """The codes of one source, each with its name; of several that would do, those that stand first are shown.

    `counted_as` gives the codes that no fact ever holds, because another stands for them. `meant` returns the codes
    that a spelling may mean. `own` is the form of the codes that organizations add, `example` one of those.
    """

    names: Mapping[str, str]
    counted_as: Mapping[str, str]
    meant: Callable[[str], tuple[str, ...]]
    own: re.Pattern[str] | None = None
    example: str = ""

    @property
    def held(self) -> tuple[str, ...]:
        """The codes that a fact may hold; where organizations add to them, an example of theirs is the last."""
        codes = tuple(code for code in self.names if code not in self.counted_as)
        return (*codes, self.example) if self.example else codes


Tables = Mapping[CodeSource, CodeTable]
