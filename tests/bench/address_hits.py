"""Counts what each strength of a shared address raises, and what an address costs.

    python tests/bench/address_hits.py ENTITY_LIST.json LIST.csv [COUNT]

The address entries of ENTITY_LIST.json (rows named "Address 01" …) and the parties of LIST.csv (a Consolidated
Screening List with addresses) are the list. Asked are the addresses of every party on it that no rule on shared
addresses is about, the Hong Kong addresses of the Entity List, and COUNT invented ones (200,000) as in shipment files.
"""

import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from exportgate.parties.address_search import SHARED, ListedAddresses
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, Party
from exportgate.parties.index import NameIndex
from exportgate.parties.lists import csl_csv

CITIES = {
    "CN": "Shenzhen",
    "HK": "Kowloon",
    "TW": "Hsinchu",
    "SG": "Singapore",
    "MY": "Johor Bahru",
    "US": "Austin",
    "DE": "Dresden",
    "AE": "Dubai",
    "RU": "Moscow",
    "IR": "Tehran",
}
ADDRESS_ROW = re.compile(r"Address \d+")


def entity_list(file: Path) -> list[dict[str, str]]:
    """Return the rows of the Entity List that give an address."""
    return [row for row in json.loads(file.read_text("utf-8"))["entities"] if row["address"]]


def invented(count: int, words: Sequence[str]) -> list[Party]:
    """Return parties at invented addresses: a number, a word and "Road", a city."""
    pick = random.Random(5)  # noqa: S311 - a seed, so that the figures can be had again
    found = []
    for _ in range(count):
        country = pick.choice(list(CITIES))
        text = f"{pick.randrange(1, 999)} {pick.choice(words)} Road, {CITIES[country]}"
        found.append(Party("", country, text))
    return found


def show(what: str, parties: Sequence[Party], listed: ListedAddresses, entries: Sequence[Entry]) -> None:
    """Print how many addresses are hits at each strength, and the processor time that each took."""
    counts: Counter[str] = Counter()
    started = time.process_time()
    for party in parties:
        counts.update({f"{entries[hit.entry].kind} at the {hit.match.level}" for hit in listed.search(party)})
    spent = (time.process_time() - started) / len(parties) * 1e6
    print(f"{what}: {len(parties)} addresses, {spent:.1f} µs each; {dict(sorted(counts.items()))}")


def main(rows: Path, list_: Path, count: int = 200_000) -> None:
    """Print the tables."""
    countries = Countries.load()
    published = entity_list(rows)
    entries = [entry for entry in csl_csv.read(list_, countries).entries if entry.kind != "address"]
    others = {
        text: Party("", next(iter(entry.countries), None), text)
        for entry in entries
        if entry.source not in SHARED
        for text in entry.addresses
        if len(text) > 14
    }
    for row in published:
        if ADDRESS_ROW.fullmatch(row["name"]):
            country = "TR" if row["address"].rstrip(". ").endswith("Turkey") else "HK"
            entries.append(
                Entry(
                    f"EL:{len(entries)}",
                    "EL",
                    "address",
                    row["name"],
                    countries=(country,),
                    addresses=(row["address"],),
                )
            )
    listed = ListedAddresses(NameIndex.build("bench", entries), countries)
    pieces = {piece for row in published for piece in row["address"].split("; and ") if "Hong Kong" in piece}
    words = sorted({word for entry in entries for word in entry.name.split() if word.isalpha() and len(word) > 3})
    show("parties of other lists", list(others.values()), listed, entries)
    show(
        "Hong Kong addresses of the Entity List", [Party("", "HK", piece) for piece in sorted(pieces)], listed, entries
    )
    show("invented", invented(count, words), listed, entries)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
