"""The table of published lists is well formed: each list has an id, each file a name, each address TLS."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from exportgate.parties.lists.formats import FORMATS
from exportgate.runs.fetch.client import checked_address
from exportgate.runs.fetch.sources import published
from exportgate.store.snapshots import LIST_ID

KEYS = {"id", "title", "publisher", "page", "format", "day", "usual", "confidence", "seen", "note", "files"}


def test_the_table_has_these_keys_and_no_others(checkout: Path, plain_yaml: Callable[[Path], Any]) -> None:
    rows = plain_yaml(checkout / "data" / "list-sources.yaml")["lists"]
    assert all(set(row) == KEYS for row in rows)
    files = [file for row in rows for file in row["files"]]
    assert all(
        {"name", "content", "addresses"} <= set(file) <= {"name", "content", "addresses", "digest"} for file in files
    )
    assert {row["usual"] for row in rows} == {"true", "false"}


def test_every_list_has_an_id_of_its_own_that_the_store_takes() -> None:
    ids = [source.id for source in published()]
    assert {"us", "un", "eu", "uk", "dpl", "ofac-sdn", "ofac-cons"} <= set(ids)
    assert len(set(ids)) == len(ids)
    assert all(LIST_ID.fullmatch(list_id) for list_id in ids)


def test_every_list_is_in_a_format_that_is_read() -> None:
    assert {source.format for source in published()} <= {known.name for known in FORMATS}


def test_every_file_has_a_name_of_its_own_and_addresses_with_tls() -> None:
    files = [file for source in published() for file in source.files]
    assert len({file.name.casefold() for file in files}) == len(files)
    addresses = [address for file in files for address in (*file.addresses, *filter(None, [file.digest]))]
    assert all(checked_address(address).startswith("https://") for address in addresses)
    assert all(file.addresses and file.content in {"text", "xml"} for file in files)


def test_every_list_says_who_publishes_it_where_its_day_comes_from_and_how_sure_its_address_is() -> None:
    for source in published():
        assert source.title, source.id
        assert source.publisher, source.id
        assert source.page.startswith("https://"), source.id
        assert source.day in {"file", "server"}, source.id
        assert source.confidence in {"P", "S", "I", "M"}, source.id
        assert re.fullmatch(r"20\d\d-\d\d", source.seen), source.id
