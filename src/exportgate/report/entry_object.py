"""An entry of a list as an object of the machine formats, every field there, in a fixed order."""

from typing import Any

from exportgate.parties.entry import Entry


def entry_object(entry: Entry) -> dict[str, Any]:
    """Return an entry; days are ISO dates or null, `source` is the code of its list."""
    return {
        "source": entry.source,
        "entity_id": entry.entity_id,
        "kind": entry.kind,
        "name": entry.name,
        "aliases": list(entry.aliases),
        "weak_aliases": list(entry.weak_aliases),
        "countries": list(entry.countries),
        "addresses": list(entry.addresses),
        "identifiers": list(entry.identifiers),
        "programs": list(entry.programs),
        "requirement": entry.requirement,
        "policy": entry.policy,
        "footnotes": list(entry.footnotes),
        "notice": entry.notice,
        "listed_from": None if entry.listed_from is None else entry.listed_from.isoformat(),
        "listed_to": None if entry.listed_to is None else entry.listed_to.isoformat(),
        "remarks": entry.remarks,
        "url": entry.url,
        **({"relation": entry.relation, "of": entry.of, "of_list": entry.of_list} if entry.relation else {}),
    }
