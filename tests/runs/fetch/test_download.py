import base64
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.foundation.errors import FetchError
from exportgate.runs.fetch.client import open_client
from exportgate.runs.fetch.download import Limits, Means, download
from exportgate.runs.fetch.partial import Marks

from .conftest import Talk
from .server import Exchange, Script, serving

LIST = b"".join(b"%d,Acme %d Co.\n" % (number, number) for number in range(2000))
OTHER = LIST.replace(b"Acme", b"Apex")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "fetch" / "list.csv"


def cut(body: bytes, after: int, **headers: str) -> Callable[[Exchange], None]:
    """Answers with the beginning of a body, though the length of the whole is declared."""
    return lambda asked: asked.send(200, body[:after], len(body), **headers)


def in_turn(*answers: Callable[[Exchange], None]) -> Callable[[Exchange], None]:
    """Answers one question after the other by one answer each, the last of them for ever."""
    return lambda asked: answers[min(asked.before, len(answers) - 1)](asked)


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_a_file_comes_whole_with_its_marks_and_digests(server: Script, means: Means, target: Path) -> None:
    stated = base64.b64encode(hashlib.sha256(LIST).digest()).decode()
    server.answers["/l.csv"] = lambda asked: asked.send(
        200, LIST, ETag='"a"', Last_Modified="Fri, 31 Jul 2026 09:00:00 GMT", Repr_Digest=f"sha-256=:{stated}:"
    )
    found = download(means, f"{server.address}/l.csv", target)
    assert found is not None
    assert (found.path, found.size, target.read_bytes()) == (target, len(LIST), LIST)
    assert found.marks == Marks('"a"', "Fri, 31 Jul 2026 09:00:00 GMT")
    assert found.digest == found.stated_digest == hashlib.sha256(LIST).hexdigest()
    assert left_in(target.parent) == {"list.csv"}
    asked = server.asked[0].headers
    assert asked["accept-encoding"] == "identity"
    assert asked["user-agent"].startswith("exportgate/")
    assert not {"range", "if-range", "if-none-match", "if-modified-since"} & set(asked)


def test_a_file_that_did_not_change_is_not_sent_again(server: Script, means: Means, target: Path) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(304, b"", -1)
    known = Marks('"a"', "Fri, 31 Jul 2026 09:00:00 GMT")
    assert download(means, f"{server.address}/l.csv", target, known) is None
    asked = server.asked[0].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == (known.etag, known.modified)
    assert left_in(target.parent) == set()


def test_not_modified_is_no_answer_to_one_who_has_nothing(server: Script, means: Means, target: Path) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(304, b"", -1)
    with pytest.raises(FetchError, match="304 Not Modified to a question about no copy"):
        download(means, f"{server.address}/l.csv", target)


@pytest.mark.parametrize("mark", [{"ETag": '"a"'}, {"Last_Modified": "Fri, 31 Jul 2026 09:00:00 GMT"}])
def test_what_broke_off_is_resumed_where_it_ends(
    server: Script, means: Means, talk: Talk, target: Path, mark: dict[str, str]
) -> None:
    server.answers["/l.csv"] = in_turn(cut(LIST, 5000, **mark), lambda asked: asked.send_range(LIST, **mark))
    found = download(means, f"{server.address}/l.csv", target)
    assert found is not None
    assert target.read_bytes() == LIST
    assert server.asked[1].headers["range"] == "bytes=5000-"
    assert talk.slept == [1]
    assert "connection failed" in talk.said[0]
    assert (found.marks.etag, found.marks.modified) == (mark.get("ETag", ""), mark.get("Last_Modified", ""))


@pytest.mark.parametrize("mark", [{}, {"ETag": 'W/"a"'}])
def test_what_has_no_mark_that_holds_for_its_bytes_begins_anew(
    server: Script, means: Means, target: Path, mark: dict[str, str]
) -> None:
    server.answers["/l.csv"] = in_turn(cut(LIST, 5000, **mark), lambda asked: asked.send(200, LIST, **mark))
    assert download(means, f"{server.address}/l.csv", target) is not None
    assert "range" not in server.asked[1].headers
    assert target.read_bytes() == LIST


def test_a_part_is_thrown_away_where_the_server_has_another_copy(server: Script, means: Means, target: Path) -> None:
    server.answers["/l.csv"] = in_turn(cut(LIST, 5000, ETag='"a"'), lambda asked: asked.send_range(OTHER, ETag='"b"'))
    assert download(means, f"{server.address}/l.csv", target) is not None
    assert server.asked[1].headers["if-range"] == '"a"'
    assert target.read_bytes() == OTHER


def test_the_rest_of_another_copy_is_never_joined_to_a_part(server: Script, means: Means, target: Path) -> None:
    def rest_of_other(asked: Exchange) -> None:
        asked.send(206, OTHER[5000:], ETag='"b"', Content_Range=f"bytes 5000-{len(OTHER) - 1}/{len(OTHER)}")

    whole = lambda asked: asked.send(200, OTHER, ETag='"b"')  # noqa: E731 - an answer like its neighbors
    server.answers["/l.csv"] = in_turn(cut(LIST, 5000, ETag='"a"'), rest_of_other, whole)
    assert download(means, f"{server.address}/l.csv", target) is not None
    assert "range" not in server.asked[2].headers
    assert target.read_bytes() == OTHER


@pytest.mark.parametrize("span", ["", "bytes 4000-29999/30000", f"bytes 5000-{len(LIST)}/{len(LIST) + 1}", "pages 1-2"])
def test_a_rest_from_elsewhere_or_of_another_size_is_not_joined(
    server: Script, means: Means, target: Path, span: str
) -> None:
    def rest(asked: Exchange) -> None:
        asked.send(206, LIST[5000:], ETag='"a"', Content_Range=span)

    whole = lambda asked: asked.send(200, LIST, ETag='"a"')  # noqa: E731 - an answer like its neighbors
    server.answers["/l.csv"] = in_turn(cut(LIST, 5000, ETag='"a"'), rest, whole)
    assert download(means, f"{server.address}/l.csv", target) is not None
    assert target.read_bytes() == LIST


def test_a_part_that_reaches_beyond_the_file_is_thrown_away(server: Script, means: Means, target: Path) -> None:
    whole = lambda asked: asked.send(200, b"short\n", ETag='"b"')  # noqa: E731 - an answer like its neighbors
    server.answers["/l.csv"] = in_turn(cut(LIST, 5000, ETag='"a"'), lambda asked: asked.send(416), whole)
    assert download(means, f"{server.address}/l.csv", target) is not None
    assert target.read_bytes() == b"short\n"


def test_a_part_outlives_the_call_and_serves_the_next_one_of_the_same_address(
    server: Script, means: Means, target: Path
) -> None:
    server.answers["/l.csv"] = server.answers["/m.csv"] = in_turn(
        *[lambda asked: asked.send(200, LIST[:4000], len(LIST), ETag='"a"')] * 5,
        lambda asked: asked.send_range(LIST, ETag='"a"'),
    )
    with pytest.raises(FetchError, match="also after 4 more attempts"):
        download(means, f"{server.address}/l.csv", target)
    assert left_in(target.parent) == {"list.csv.part", "list.csv.part.json"}
    assert server.address not in (target.parent / "list.csv.part.json").read_text("utf-8")
    assert download(means, f"{server.address}/l.csv", target) is not None
    assert server.asked[-1].headers["range"] == "bytes=4000-"
    assert target.read_bytes() == LIST


def test_a_part_of_one_address_is_not_resumed_from_another(server: Script, means: Means, target: Path) -> None:
    server.answers["/l.csv"] = cut(LIST, 4000, ETag='"a"')
    server.answers["/m.csv"] = lambda asked: asked.send_range(OTHER, ETag='"a"')
    with pytest.raises(FetchError):
        download(means, f"{server.address}/l.csv", target)
    assert download(means, f"{server.address}/m.csv", target) is not None
    assert target.read_bytes() == OTHER


@pytest.mark.parametrize("facts", ["", "{", "[]", '{"address": 1}', '{"etag": "x"}'])
def test_a_part_whose_facts_are_damaged_is_thrown_away(server: Script, means: Means, target: Path, facts: str) -> None:
    target.parent.mkdir()
    target.with_name("list.csv.part").write_bytes(b"junk")
    target.with_name("list.csv.part.json").write_text(facts, "utf-8")
    server.answers["/l.csv"] = lambda asked: asked.send_range(LIST, ETag='"a"')
    assert download(means, f"{server.address}/l.csv", target) is not None
    assert target.read_bytes() == LIST
    assert left_in(target.parent) == {"list.csv"}


def test_a_server_that_is_at_fault_is_asked_again_after_longer_and_longer_waits(
    server: Script, means: Means, talk: Talk, target: Path
) -> None:
    server.answers["/l.csv"] = in_turn(
        lambda asked: asked.send(500), lambda asked: asked.send(503), lambda asked: asked.send(200, LIST)
    )
    assert download(means, f"{server.address}/l.csv", target) is not None
    assert talk.slept == [1, 2]
    assert talk.said[0] == "the server answered 500 Internal Server Error; again in 1 s"


def test_asking_ends_after_five_attempts(server: Script, means: Means, talk: Talk, target: Path) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(500)
    with pytest.raises(FetchError, match="answered 500 Internal Server Error, also after 4 more attempts; try again"):
        download(means, f"{server.address}/l.csv", target)
    assert (len(server.asked), talk.slept) == (5, [1, 2, 4, 8])


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry_After": "7"}, 7),
        ({"Retry_After": "Sun, 29 Nov 2026 12:00:30 GMT"}, 30),
        ({"Retry_After": "Sun, 29 Nov 2026 11:00:00 GMT"}, 0),
        ({"Retry_After": "soon"}, 1),
        ({}, 1),
    ],
)
def test_a_server_that_asks_to_wait_is_given_the_time(
    server: Script, means: Means, talk: Talk, target: Path, headers: dict[str, str], wait: float
) -> None:
    def busy(asked: Exchange) -> None:
        asked.handler.date_time_string = lambda *_: "Sun, 29 Nov 2026 12:00:00 GMT"  # type: ignore[method-assign]
        asked.send(429, **headers)

    server.answers["/l.csv"] = in_turn(busy, lambda asked: asked.send(200, LIST))
    assert download(means, f"{server.address}/l.csv", target) is not None
    assert talk.slept == [wait]


def test_a_wait_that_is_too_long_is_told_and_not_begun(server: Script, means: Means, talk: Talk, target: Path) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(429, Retry_After="3600")
    with pytest.raises(FetchError, match="429 Too Many Requests; it would take 3,600 s more"):
        download(means, f"{server.address}/l.csv", target)
    assert (len(server.asked), talk.slept) == (1, [])


@pytest.mark.parametrize(
    ("status", "hint"),
    [(401, "user and password"), (403, "by hand"), (404, "look for its address"), (418, "try again")],
)
def test_an_answer_that_will_not_change_is_told_at_once(
    server: Script, means: Means, target: Path, status: int, hint: str
) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(status)
    with pytest.raises(FetchError, match=rf"answered {status} .*; .*{hint}"):
        download(means, f"{server.address}/l.csv", target)
    assert len(server.asked) == 1


def test_a_web_page_is_no_list(server: Script, means: Means, target: Path) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(200, b"<html>Sign in", Content_Type="text/html; charset=utf-8")
    with pytest.raises(FetchError, match="sent a web page instead of the list"):
        download(means, f"{server.address}/l.csv", target)
    assert left_in(target.parent) == set()


def test_a_packing_that_was_not_asked_for_is_refused(server: Script, means: Means, target: Path) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(200, b"\x0b", Content_Encoding="br")
    with pytest.raises(FetchError, match="packed as 'br'"):
        download(means, f"{server.address}/l.csv", target)


def test_a_server_that_falls_silent_is_left_and_the_rest_fetched(
    server: Script, means: Means, talk: Talk, target: Path
) -> None:
    def stall(asked: Exchange) -> None:
        asked.send(200, LIST[:3000], len(LIST), ETag='"a"')
        asked.handler.wfile.flush()
        server.released.wait(5)

    server.answers["/l.csv"] = in_turn(stall, lambda asked: asked.send_range(LIST, ETag='"a"'))
    assert download(means, f"{server.address}/l.csv", target) is not None
    assert "went silent" in talk.said[0]
    assert server.asked[1].headers["range"] == "bytes=3000-"
    assert target.read_bytes() == LIST


def test_a_file_that_drips_for_too_long_is_given_up_and_its_part_kept(
    server: Script, means: Means, talk: Talk, target: Path
) -> None:
    def slowly(asked: Exchange) -> None:
        talk.seconds += 2000
        asked.send(200, LIST, ETag='"a"')

    server.answers["/l.csv"] = slowly
    with pytest.raises(FetchError, match="did not come within 30 minutes"):
        download(means, f"{server.address}/l.csv", target)
    assert "list.csv.part" in left_in(target.parent)


def test_a_file_without_a_length_is_taken_in_chunks_and_one_that_breaks_off_is_not_whole(
    server: Script, means: Means, target: Path
) -> None:
    def chunks(*, whole: bool) -> Callable[[Exchange], None]:
        def answer(asked: Exchange) -> None:
            end = b"0\r\n\r\n" if whole else b""
            body = b"%x\r\n%b\r\n%b" % (len(LIST), LIST, end)
            asked.send(200, body, -1, Transfer_Encoding="chunked")

        return answer

    server.answers["/l.csv"] = in_turn(chunks(whole=False), chunks(whole=True))
    assert download(means, f"{server.address}/l.csv", target) is not None
    assert len(server.asked) == 2
    assert target.read_bytes() == LIST


def test_an_empty_file_is_no_list(server: Script, means: Means, target: Path) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(200, b"")
    with pytest.raises(FetchError, match="sent an empty file"):
        download(means, f"{server.address}/l.csv", target)
    assert left_in(target.parent) == set()


@pytest.mark.parametrize("length", [None, -1])
def test_more_than_any_list_has_is_not_taken(server: Script, means: Means, target: Path, length: int | None) -> None:
    small = replace(means, limits=Limits(size=20_000))
    server.answers["/l.csv"] = lambda asked: asked.send(200, LIST, length)
    with pytest.raises(FetchError, match="more than any published list"):
        download(small, f"{server.address}/l.csv", target)
    assert left_in(target.parent) == set()


def test_a_mark_that_no_header_can_hold_is_forgotten(server: Script, means: Means, target: Path) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(200, LIST, ETag='"\xe9"')
    found = download(means, f"{server.address}/l.csv", target)
    assert found is not None
    assert found.marks == Marks()


def test_a_server_that_is_not_there_is_told_after_the_attempts(means: Means, target: Path) -> None:
    with serving() as gone:
        address = f"{gone.address}/l.csv"
    with pytest.raises(FetchError, match=r"the connection failed .* also after 4 more attempts"):
        download(means, address, target)


@settings(max_examples=25, deadline=None)
@given(cuts=st.lists(st.integers(0, len(LIST) - 1), max_size=4), changes=st.booleans())
def test_wherever_it_breaks_off_the_file_is_the_servers_last_copy_byte_for_byte(
    *, cuts: list[int], changes: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    target = tmp_path_factory.mktemp("cuts") / "list.csv"

    def answer(asked: Exchange) -> None:
        copy, mark = (OTHER, '"b"') if changes and asked.before else (LIST, '"a"')
        wanted = asked.headers.get("range", "") if asked.headers.get("if-range") == mark else ""
        start = int(wanted.removeprefix("bytes=").rstrip("-") or 0)
        stop = max(start, cuts[asked.before]) if asked.before < len(cuts) else len(copy)
        span = {"Content_Range": f"bytes {start}-{len(copy) - 1}/{len(copy)}"} if wanted else {}
        asked.send(206 if wanted else 200, copy[start:stop], len(copy) - start, ETag=mark, **span)

    with serving() as server, open_client(5) as client:
        server.answers["/l.csv"] = answer
        means = Means(client, lambda _: None, lambda: 0.0, lambda _: None)
        assert download(means, f"{server.address}/l.csv", target) is not None
    assert target.read_bytes() == (OTHER if changes and cuts else LIST)
