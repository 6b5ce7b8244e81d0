import gzip
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

import pytest

from exportgate.runs.fetch.download import Means
from exportgate.runs.fetch.lists import Fetching, Outcome
from exportgate.runs.fetch.partial import Partial
from exportgate.runs.fetch.sources import Source, SourceFile
from exportgate.runs.fetch.telling import outcome_line, outcomes_json
from exportgate.store.fetched import last_fetch
from exportgate.store.freshness import freshness
from exportgate.store.locks import writing
from exportgate.store.snapshots import Store

from .published import csl, source
from .server import Exchange, Script
from .test_download import cut, in_turn, left_in

NOW = datetime(2026, 8, 3, 12, tzinfo=UTC)
OLD, NEW = "Fri, 31 Jul 2026 09:00:00 GMT", "Sat, 01 Aug 2026 09:00:00 GMT"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def us(server: Script) -> Source:
    """The list, at `/l.csv` of the server."""
    return source(SourceFile("consolidated.csv", "text", (f"{server.address}/l.csv",)))


@pytest.fixture
def fetch(root: Path, means: Means) -> Callable[..., Outcome]:
    """Fetches one list from the web."""

    def fetch(wanted: Source, force: str | None = None) -> Outcome:
        (outcome,) = Fetching(root, NOW, force).from_web([wanted], means)
        return outcome

    return fetch


def answering(copies: list[tuple[bytes, str]]) -> Callable[[Exchange], None]:
    """Answers with the first copy, as one that last changed when it says; 304 to one who has it."""

    def answer(asked: Exchange) -> None:
        body, changed = copies[0]
        if asked.headers.get("if-modified-since") == changed:
            asked.send(304, b"", -1)
        else:
            asked.send(200, body, Last_Modified=changed, Content_Type="text/csv")

    return answer


def test_a_list_is_kept_with_its_address_its_day_and_when_it_was_retrieved(
    server: Script, us: Source, fetch: Callable[..., Outcome], root: Path
) -> None:
    server.answers["/l.csv"] = answering([(csl(40), OLD)])
    outcome = fetch(us)
    held = Store(root).snapshot("us")
    assert (outcome.state, outcome.snapshot, outcome.size) == ("fetched", held, len(csl(40)))
    assert (held.address, held.retrieved, held.as_of) == (f"{server.address}/l.csv", NOW, date(2026, 7, 31))
    assert (held.file_name, held.digest) == ("consolidated.csv", hashlib.sha256(csl(40)).hexdigest())
    assert outcome_line(outcome) == (
        f"us: fetched 40 entries of 2026-07-31 ({len(csl(40)):,} bytes from {server.address}/l.csv)"
    )
    assert left_in(root / "fetch" / "us") == {"last.json", ".lock"}


def test_a_list_that_did_not_change_is_asked_for_and_not_sent(
    server: Script, us: Source, fetch: Callable[..., Outcome], root: Path
) -> None:
    copies = [(csl(40), OLD)]
    server.answers["/l.csv"] = answering(copies)
    fetch(us)
    outcome = fetch(us)
    assert (outcome.state, outcome.size) == ("unchanged", 0)
    assert outcome_line(outcome) == "us: unchanged since the list of 2026-07-31"
    copies[0] = (csl(41), NEW)
    assert fetch(us).state == "fetched"
    assert [held.as_of for held in Store(root).snapshots("us")] == [date(2026, 7, 31), date(2026, 8, 1)]
    last = last_fetch(root, "us")
    assert last is not None
    assert last.files[0].modified == NEW
    assert server.address not in (root / "fetch" / "us" / "last.json").read_text("utf-8")


def test_the_same_bytes_again_are_not_imported_again(
    server: Script, us: Source, fetch: Callable[..., Outcome], root: Path
) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(200, csl(40))
    assert [fetch(us).state, fetch(us).state] == ["fetched", "unchanged"]
    assert len(Store(root).snapshots("us")) == 1


@pytest.mark.parametrize("official", [True, False])
def test_what_a_publisher_has_today_is_fresh_but_a_mirror_may_have_stood_still(
    server: Script, us: Source, fetch: Callable[..., Outcome], root: Path, *, official: bool
) -> None:
    server.answers["/l.csv"] = answering([(csl(40), OLD)])
    asked = replace(us, official=official)
    for state in ("fetched", "unchanged"):
        assert fetch(asked).state == state
        current = Store(root).snapshot("us")
        seen = freshness(current, Store(root).settings("us")).seen
        assert seen == (NOW.date() if official else date(2026, 7, 31))


def test_a_list_that_is_not_held_any_more_is_asked_for_without_condition(
    server: Script, us: Source, fetch: Callable[..., Outcome], root: Path
) -> None:
    server.answers["/l.csv"] = answering([(csl(40), OLD)])
    fetch(us)
    Store(root).remove("us")
    assert fetch(us).state == "fetched"
    assert Store(root).snapshot("us").entries == 40


@pytest.mark.parametrize("left", ["", "{", "[]", '{"digest": 1}', '{"digest": "x", "files": [{}]}'])
def test_notes_of_the_last_fetch_that_are_damaged_count_as_none(
    server: Script, us: Source, fetch: Callable[..., Outcome], root: Path, left: str
) -> None:
    server.answers["/l.csv"] = answering([(csl(40), OLD)])
    fetch(us)
    (root / "fetch" / "us" / "last.json").write_text(left, "utf-8")
    assert fetch(us).state == "unchanged"
    assert "if-modified-since" not in server.asked[-1].headers


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (lambda asked: asked.send(500), "500 Internal Server Error"),
        (lambda asked: asked.send(200, b"<!DOCTYPE html><title>Moved", Content_Type="text/html"), "web page"),
        (lambda asked: asked.send(200, b"\n<HTML><body>Moved"), "begins like a web page"),
        (lambda asked: asked.send(200, b'{"message": "no"}\n'), "begins '.+' and is no text"),
        (lambda asked: asked.send(200, csl(50)[:-30]), "ends in the middle"),
        (cut(csl(50), 100), "connection failed"),
        (lambda asked: asked.send(200, csl(50), len(csl(50)) - 30), "ends in the middle"),
        (lambda asked: asked.send(200, gzip.compress(csl(5000))[:-900]), "gzip archive is damaged"),
        (lambda asked: asked.send(200, gzip.compress(csl(50), mtime=0)[:-8] + b"12345678"), "gzip archive is damaged"),
        (lambda asked: asked.send(200, csl(50).decode().encode("utf-16")), "UTF-16"),
        (lambda asked: asked.send(200, b"name,place\nAcme,CN\n"), "is no header of the list"),
        (lambda asked: asked.send(200, csl(10)), r"lost 30 of 40 entries.+kept at .+consolidated\.csv"),
        (lambda asked: asked.send(200, csl(50), Repr_Digest=f"sha-256=:{'A' * 43}=:"), "has the SHA-256"),
    ],
)
def test_what_is_damaged_or_refused_leaves_the_old_list_in_force(
    server: Script,
    us: Source,
    fetch: Callable[..., Outcome],
    root: Path,
    answer: Callable[[Exchange], None],
    fault: str,
) -> None:
    server.answers["/l.csv"] = answering([(csl(40), OLD)])
    fetch(us)
    server.answers["/l.csv"] = answer
    outcome = fetch(us)
    assert outcome.state == "failed"
    assert outcome_line(outcome).endswith("; the list of 2026-07-31 stays in force")
    assert Store(root).open_list("us").index.entries == 40
    assert re.search(fault, outcome.fault), outcome.fault
    server.answers["/l.csv"] = answering([(csl(41), NEW)])
    assert fetch(us).state == "fetched"
    assert Store(root).snapshot("us").entries == 41


def test_a_list_that_shrank_is_taken_for_a_reason_which_it_carries(
    server: Script, us: Source, fetch: Callable[..., Outcome], root: Path
) -> None:
    server.answers["/l.csv"] = answering([(csl(40), OLD)])
    fetch(us)
    server.answers["/l.csv"] = answering([(csl(10), NEW)])
    assert fetch(us, "thirty were delisted").state == "fetched"
    assert Store(root).snapshot("us").force_reason == "thirty were delisted"


def test_an_older_list_is_kept_for_its_days_and_says_what_stays_in_force(
    server: Script, us: Source, fetch: Callable[..., Outcome]
) -> None:
    server.answers["/l.csv"] = answering([(csl(40), NEW)])
    fetch(us)
    server.answers["/l.csv"] = answering([(csl(41), OLD)])
    assert outcome_line(fetch(us)).endswith("; the list of 2026-08-01 stays in force")


def test_a_list_of_tomorrow_counts_as_one_of_today(
    server: Script, us: Source, fetch: Callable[..., Outcome], root: Path
) -> None:
    server.answers["/l.csv"] = answering([(csl(40), "Thu, 31 Dec 2026 09:00:00 GMT")])
    fetch(us)
    assert Store(root).snapshot("us").as_of == NOW.date()


def test_one_list_that_fails_does_not_keep_the_others(server: Script, root: Path, means: Means) -> None:
    wanted = [
        source(SourceFile(f"{name}.csv", "text", (f"{server.address}/{name}.csv",)), list_id=name)
        for name in ("a", "b", "c")
    ]
    server.answers["/a.csv"] = server.answers["/c.csv"] = lambda asked: asked.send(200, csl(3))
    outcomes = list(Fetching(root, NOW).from_web(wanted, means))
    assert [outcome.state for outcome in outcomes] == ["fetched", "failed", "fetched"]
    said = json.loads(outcomes_json(outcomes))["lists"]
    assert [row["outcome"] for row in said] == ["fetched", "failed", "fetched"]
    assert said[0]["entries"] == 3
    assert said[0]["retrieved"] == NOW.isoformat()
    assert said[1]["entries"] is None
    assert "404 Not Found" in said[1]["message"]


def test_the_next_address_is_tried_where_one_has_no_list(
    server: Script, fetch: Callable[..., Outcome], root: Path
) -> None:
    addresses = tuple(f"{server.address}/{name}.csv?token=secret" for name in "abc")
    server.answers["/b.csv"] = lambda asked: asked.send(200, b"<html>")
    server.answers["/c.csv"] = lambda asked: asked.send(200, csl(3))
    assert fetch(source(SourceFile("l.csv", "text", addresses))).state == "fetched"
    assert Store(root).snapshot("us").address == f"{server.address}/c.csv"
    outcome = fetch(source(SourceFile("l.csv", "text", addresses[:2])))
    assert "404 Not Found" in outcome.fault
    assert "web page" in outcome.fault
    assert "secret" not in outcome_line(outcome)


@pytest.mark.parametrize("published", ["right", "WRONG", "nothing", "page"])
def test_a_published_digest_is_compared(server: Script, fetch: Callable[..., Outcome], published: str) -> None:
    digest = hashlib.sha256(csl(3)).hexdigest()
    text = {"right": f"{digest.upper()}  l.csv\n", "WRONG": "0" * 64, "nothing": "see", "page": f"<p>{'0' * 64}"}[
        published
    ]
    server.answers["/l.csv"] = lambda asked: asked.send(200, csl(3))
    server.answers["/sum"] = lambda asked: asked.send(200, text.encode())
    outcome = fetch(source(SourceFile("l.csv", "text", (f"{server.address}/l.csv",), f"{server.address}/sum")))
    assert outcome.state == ("failed" if published == "WRONG" else "fetched")
    assert ("is published for it" in outcome.fault) == (published == "WRONG")


def test_the_files_of_a_list_are_of_one_publication(
    server: Script, fetch: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = {"of": OLD}

    def table(name: str) -> Callable[[Exchange], None]:
        def answer(asked: Exchange) -> None:
            answering([(csl(3, f"{name} {edition['of'][5:11]}"), edition["of"])])(asked)
            if name == "b" and asked.before == 0:
                edition["of"] = NEW

        return answer

    files = [SourceFile(f"{name}.csv", "text", (f"{server.address}/{name}",)) for name in ("a", "b")]
    server.answers["/a"], server.answers["/b"] = table("a"), table("b")
    seen: list[dict[str, str]] = []

    def joined(digests: dict[str, str]) -> str:
        seen.append(digests)
        return "0" * 64

    monkeypatch.setattr("exportgate.runs.fetch.bring.joint_digest", joined)
    assert fetch(source(*files)).state == "fetched"
    both = {name: hashlib.sha256(csl(3, f"{name[0]} 01 Aug")).hexdigest() for name in ("a.csv", "b.csv")}
    assert seen == [both]
    assert fetch(source(*files)).state == "unchanged"


def test_of_several_files_all_are_fetched_where_one_changed(server: Script, fetch: Callable[..., Outcome]) -> None:
    copies = {name: [(csl(3, name), OLD)] for name in ("a", "b")}
    files = [SourceFile(f"{name}.csv", "text", (f"{server.address}/{name}",)) for name in copies]
    for name, copy in copies.items():
        server.answers[f"/{name}"] = answering(copy)
    fetch(source(*files))
    copies["b"][0] = (csl(4, "b"), NEW)
    assert fetch(source(*files)).size == len(csl(3, "a")) + len(csl(4, "b"))


def test_a_server_that_sends_a_file_again_though_it_did_not_change_is_borne(
    server: Script, fetch: Callable[..., Outcome]
) -> None:
    files = [SourceFile(f"{name}.csv", "text", (f"{server.address}/{name}",)) for name in ("a", "b")]
    server.answers["/a"] = server.answers["/b"] = lambda asked: asked.send(200, csl(3), ETag='"a"')
    assert [fetch(source(*files)).state, fetch(source(*files)).state] == ["fetched", "unchanged"]


def test_a_list_whose_files_change_all_the_time_is_given_up(server: Script, fetch: Callable[..., Outcome]) -> None:
    files = [SourceFile(f"{name}.csv", "text", (f"{server.address}/{name}",)) for name in ("a", "b")]
    changing = lambda asked: asked.send(200, csl(asked.before + 3), ETag=f'"{asked.before}"')  # noqa: E731 - for two paths
    server.answers["/a"] = server.answers["/b"] = changing
    assert "changed again and again" in fetch(source(*files)).fault


def test_two_fetches_of_one_list_do_not_mix(
    server: Script, us: Source, fetch: Callable[..., Outcome], root: Path
) -> None:
    with writing(root / "fetch" / "us"):
        assert "another exportgate is writing" in fetch(us).fault
    assert server.asked == []


def test_a_part_that_is_left_is_resumed_by_the_next_fetch(
    server: Script, us: Source, fetch: Callable[..., Outcome], root: Path
) -> None:
    body = csl(400)
    server.answers["/l.csv"] = in_turn(
        *[cut(body, 9000, ETag='"a"')] * 5, lambda asked: asked.send_range(body, ETag='"a"')
    )
    assert fetch(us).state == "failed"
    assert fetch(us).state == "fetched"
    assert server.asked[-1].headers["range"] == "bytes=9000-"
    assert Store(root).snapshot("us").entries == 400


def test_a_folder_has_the_files_under_their_official_names(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "offline"
    (folder / "b").mkdir(parents=True)
    (folder / "CONSOLIDATED.csv.gz").write_bytes(gzip.compress(csl(4)))
    (folder / "b" / "consolidated.csv").write_bytes(csl(5, "Apex"))
    file = SourceFile("consolidated.csv", "text", ())
    wanted = [
        source(file, list_id="a"),
        source(file, list_id="b"),
        source(SourceFile("x.csv", "text", ()), list_id="c"),
    ]
    outcomes = list(Fetching(root, NOW).from_folder(wanted, folder))
    assert [outcome.state for outcome in outcomes] == ["fetched", "fetched", "failed"]
    assert [Store(root).snapshot(name).entries for name in ("a", "b")] == [4, 5]
    assert Store(root).snapshot("a").address == ""
    assert "has no file x.csv" in outcomes[2].fault


def test_a_digest_beside_a_file_of_a_folder_is_compared(root: Path, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_bytes(csl(4))
    (tmp_path / "l.csv.sha256").write_text(f"{'0' * 64}  l.csv\n", "utf-8")
    (outcome,) = Fetching(root, NOW).from_folder([source(SourceFile("l.csv", "text", ()))], tmp_path)
    assert "is published for it" in outcome.fault
    assert Store(root).ids() == ()


def test_a_full_disk_is_told_and_leaves_the_old_list_in_force(
    server: Script, us: Source, fetch: Callable[..., Outcome], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/l.csv"] = answering([(csl(40), OLD)])
    fetch(us)

    def full(part: Partial) -> BinaryIO:
        raise OSError(28, "No space left on device", str(part.target))

    monkeypatch.setattr(Partial, "end", full)
    server.answers["/l.csv"] = answering([(csl(41), NEW)])
    assert "consolidated.csv cannot be read or written (No space left on device)" in fetch(us).fault
    assert Store(root).snapshot("us").entries == 40


def test_a_store_that_cannot_be_written_is_told_for_each_list(means: Means, us: Source, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", "utf-8")
    (outcome,) = Fetching(blocked, NOW).from_web([us], means)
    assert "cannot be read or written" in outcome.fault
