"""`lists fetch` from a mirror on loopback and from a folder, as the terminal runs it."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.program import Ran
from tests.runs.fetch.published import csl
from tests.runs.fetch.server import Exchange, Script, serving

from exportgate.store.snapshots import Store

KILLS = 20


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving() as script:
        script.answers["/lists/consolidated.csv"] = lambda asked: asked.send(200, csl(40))
        yield script


def test_a_mirror_has_the_files_under_their_official_names(exportgate: Callable[..., Ran], mirror: Script) -> None:
    ran = exportgate("lists", "fetch", "us", "--from", f"{mirror.address}/lists/")
    assert ran.code == 0
    assert ran.out.startswith("us: fetched 40 entries (")
    assert exportgate("lists", "fetch", "us", "--from", f"{mirror.address}/lists/").out.startswith(
        "us: unchanged since"
    )
    assert "Acme 7 Co." in exportgate("lookup", "Acme 7", "--list", "us").out


def test_one_file_of_one_list_has_an_address_of_its_own(exportgate: Callable[..., Ran], mirror: Script) -> None:
    mirror.answers["/csl"] = lambda asked: asked.send(200, csl(12))
    ran = exportgate("lists", "fetch", "us", "--from", f"{mirror.address}/csl?key=secret")
    assert (ran.code, "fetched 12 entries" in ran.out, "secret" in ran.out + ran.err) == (0, True, False)
    assert mirror.asked[0].path == "/csl?key=secret"
    ran = exportgate("lists", "fetch", "us", "un", "--from", f"{mirror.address}/csl")
    assert (ran.code, "is the address of one file" in ran.err) == (2, True)


def test_what_failed_and_what_did_not_is_told_line_by_line_and_by_the_exit_code(
    exportgate: Callable[..., Ran], mirror: Script
) -> None:
    ran = exportgate("lists", "fetch", "un", "us", "--from", f"{mirror.address}/lists/")
    assert ran.code == 3
    first, second = ran.out.splitlines()
    assert first.startswith("un: failed: the server answered 404 Not Found; ")
    assert second.startswith("us: fetched 40 entries")


def test_without_an_id_the_usual_lists_and_those_held_are_fetched(
    exportgate: Callable[..., Ran], mirror: Script
) -> None:
    exportgate("lists", "fetch", "--from", f"{mirror.address}/lists/")
    asked = {exchange.path for exchange in mirror.asked}
    assert {"/lists/consolidated.csv", "/lists/consolidated.xml", "/lists/UK-Sanctions-List.csv"} <= asked
    assert "/lists/dpl.txt" not in asked


def test_machines_read_the_outcomes(exportgate: Callable[..., Ran], mirror: Script) -> None:
    ran = exportgate("lists", "fetch", "us", "--from", f"{mirror.address}/lists/", "--format", "json")
    (row,) = json.loads(ran.out)["lists"]
    assert (row["id"], row["outcome"], row["entries"], row["bytes"]) == ("us", "fetched", 40, len(csl(40)))
    assert row["address"] == f"{mirror.address}/lists/consolidated.csv"


def test_a_folder_serves_a_machine_without_a_network(exportgate: Callable[..., Ran], tmp_path: Path) -> None:
    folder = tmp_path / "offline"
    folder.mkdir()
    ran = exportgate("lists", "fetch", "--from", folder)
    assert (ran.code, "has no list under its official name: consolidated.csv (us)" in ran.err) == (2, True)
    (folder / "consolidated.csv").write_bytes(csl(7))
    ran = exportgate("lists", "fetch", "--from", folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("us: fetched 7 entries")
    assert exportgate("lists", "fetch", "us", "un", "--from", folder).code == 3
    assert exportgate("lists", "fetch", "--from", "").code == 2
    assert "is no folder and no address" in exportgate("lists", "fetch", "--from", tmp_path / "nowhere").err


def test_a_reason_is_for_one_list_that_is_named(exportgate: Callable[..., Ran], tmp_path: Path) -> None:
    for ids in ((), ("us", "un")):
        ran = exportgate("lists", "fetch", *ids, "--from", tmp_path, "--force", "because")
        assert (ran.code, "--force is for one list" in ran.err) == (2, True)
    (tmp_path / "consolidated.csv").write_bytes(csl(40))
    exportgate("lists", "fetch", "us", "--from", tmp_path)
    (tmp_path / "consolidated.csv").write_bytes(csl(4))
    ran = exportgate("lists", "fetch", "us", "--from", tmp_path)
    assert (ran.code, "lost 36 of 40 entries" in ran.out) == (3, True)
    assert exportgate("lists", "fetch", "us", "--from", tmp_path, "--force", "because").code == 0


def test_an_unknown_list_is_named_with_those_that_are_known(exportgate: Callable[..., Ran]) -> None:
    ran = exportgate("lists", "fetch", "uss")
    assert (ran.code, "'uss' is no list whose address is known (known: us, un, eu, uk" in ran.err) == (2, True)


def test_no_command_loads_what_fetches_before_it_fetches() -> None:
    code = "import sys, exportgate.cli.app; sys.exit('httpx' in sys.modules or 'ssl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_mirror_without_tls_elsewhere_is_not_asked(exportgate: Callable[..., Ran]) -> None:
    ran = exportgate("lists", "fetch", "us", "--from", "http://mirror.example/")
    assert (ran.code, "what comes without TLS can be changed on its way" in ran.out) == (3, True)


FORKING = """
import os, sys
import httpx
from exportgate.cli.app import main
from exportgate.parties.lists import csl_csv
from exportgate.runs.fetch import lists, telling

while words := sys.stdin.readline():
    child = os.fork()
    if child == 0:
        sys.argv = words.split()
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        try:
            main()
        except SystemExit as ended:
            os._exit(ended.code or 0)
        os._exit(0)
    print(child, flush=True)
    sys.stdin.readline()
    print(os.waitpid(child, 0)[1], flush=True)
"""
"""Runs each line of its input as a command in a process of its own, which has all modules loaded from the start."""


class Forking:
    """Commands that begin at once and can be killed until `end`, which waits and says how one ended."""

    def __init__(self, home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", FORKING],
            env={**os.environ, "EXPORTGATE_HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout

    def begin(self, words: str) -> int:
        self._in.write(f"{words}\n")
        self._in.flush()
        return int(self._out.readline())

    def end(self) -> int:
        self._in.write("\n")
        self._in.flush()
        return int(self._out.readline())

    def close(self) -> None:
        self._in.close()
        assert self._process.wait(30) == 0
        self._out.close()


@pytest.fixture
def forking(tmp_path: Path) -> Iterator[Forking]:
    commands = Forking(tmp_path)
    yield commands
    commands.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks processes to kill them")
def test_a_fetch_that_is_killed_anywhere_leaves_the_old_list_and_the_next_one_succeeds(
    tmp_path: Path, mirror: Script, forking: Forking
) -> None:
    copies = [csl(300)]

    def slowly(asked: Exchange) -> None:
        body = copies[0]
        asked.send(200, b"", len(body), ETag=f'"{len(body)}"')
        for start in range(0, len(body), 2000):
            asked.handler.wfile.write(body[start : start + 2000])
            time.sleep(0.005)

    mirror.answers["/lists/consolidated.csv"] = slowly
    command = f"exportgate lists fetch us --from {mirror.address}/lists/"
    began = time.monotonic()
    forking.begin(command)
    assert forking.end() == 0
    took = time.monotonic() - began
    held = 300
    for at in range(KILLS):
        copies[0] = csl(301 + at)
        child = forking.begin(command)
        time.sleep(random.uniform(0, 1.1) * took)  # noqa: S311 - where it is killed is no secret
        os.kill(child, signal.SIGKILL)
        forking.end()
        opened = Store(tmp_path).open_list("us")
        assert opened.index.entries == sum(1 for _ in opened.entries()) == opened.snapshot.entries
        assert opened.snapshot.entries in {held, 301 + at}
        held = opened.snapshot.entries
    forking.begin(command)
    assert forking.end() == 0
    assert Store(tmp_path).snapshot("us").entries == 300 + KILLS
    assert {path.name for path in (tmp_path / "fetch" / "us").iterdir()} <= {"last.json", ".lock"}
