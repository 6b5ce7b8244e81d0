"""Real published files, put on a mirror under their official names, come through the server as they are."""

import gzip
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from exportgate.parties.lists.formats import format_named
from exportgate.runs.fetch.download import Limits, Means
from exportgate.runs.fetch.lists import Fetching
from exportgate.runs.fetch.sources import chosen, mirrored
from exportgate.store.snapshots import Store

from .server import Exchange, Script

FILES = {
    "CONS_ENHANCED.ZIP": "ofac/2025-01-14_CONS_ENHANCED.ZIP",
    "CONS_PRIM.CSV": "ofac/2025-12-19_cons_prim.csv.gz",
    "CONS_ALT.CSV": "ofac/2025-12-19_cons_alt.csv.gz",
    "CONS_ADD.CSV": "ofac/2025-12-19_cons_add.csv.gz",
    "CONS_COMMENTS.CSV": "ofac/2025-12-19_cons_comments.csv.gz",
    "dpl.txt": "bis/dpl_2019-06-29.txt",
    "consolidated.csv": "csl/csl_2019-12-03_sample.csv",
}


def unpacked(path: Path) -> bytes:
    raw = path.read_bytes()
    return gzip.decompress(raw) if path.suffix == ".gz" else raw


@pytest.mark.parametrize(
    ("list_id", "day"),
    [
        ("ofac-cons", date(2025, 1, 10)),
        ("ofac-cons-csv", date(2026, 7, 31)),
        ("dpl", date(2026, 7, 31)),
        ("us", date(2026, 7, 31)),
    ],
)
def test_a_published_list_comes_from_a_mirror_whole(
    shared: Path, server: Script, means: Means, tmp_path: Path, list_id: str, day: date
) -> None:
    def answer(body: bytes, asked: Exchange) -> None:
        asked.send(200, body, Last_Modified="Fri, 31 Jul 2026 09:00:00 GMT")

    sources = chosen([list_id], [])
    for file in sources[0].files:
        body = unpacked(shared / "data" / FILES[file.name])
        server.answers[f"/{file.name}"] = partial(answer, body)
    wide = Means(means.client, means.sleep, means.clock, means.tell, Limits())
    now = datetime(2026, 8, 1, tzinfo=UTC)
    (outcome,) = Fetching(tmp_path, now).from_web(mirrored(sources, f"{server.address}/"), wide)
    assert outcome.fault == ""
    held = Store(tmp_path).open_list(list_id)
    assert (held.snapshot.as_of, held.snapshot.retrieved) == (day, now)
    first = shared / "data" / FILES[sources[0].files[0].name]
    assert tuple(held.entries()) == format_named(sources[0].format).read(first).entries
