"""Finds what a list in XML says of a party and its entry does not."""

import re
from collections.abc import Collection, Iterable, Iterator

from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.lists.xml_node import XmlNode


def unsaid(record: XmlNode, entries: Iterable[Entry], silent: Collection[str]) -> Iterator[str]:
    """Yield "element: text" for each text of a record that no field of its entries holds; countries count by code.

    Spaces and punctuation do not count; `silent` names elements and attributes that say nothing of the party.
    """
    entries = tuple(entries)
    said = _letters(" ".join(str(getattr(entry, name)) for entry in entries for name in Entry.__slots__))
    codes = {code for entry in entries for code in entry.countries}
    for told in record.untaken(silent):
        text = told.partition(": ")[2]
        code = Countries.load().country(text)
        if _letters(text) not in said and code not in codes and (code or text).casefold() not in said:
            yield told


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()
