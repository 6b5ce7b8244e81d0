"""Downloads one file: only where it changed, on from where it broke off, again after a wait, and whole or not at all.

Client, clock and sleep are given, so that nothing here waits or reads the time on its own account.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exportgate.foundation.errors import FetchError
from exportgate.runs.fetch.answers import Answer, PassingFault, read_answer
from exportgate.runs.fetch.client import asked
from exportgate.runs.fetch.partial import Marks, Partial
from exportgate.store.digests import file_digest

if TYPE_CHECKING:
    import httpx

BACK_OFF = (1.0, 2.0, 4.0, 8.0)
"""Seconds to wait before the second attempt, the third and so on, where the server does not say."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a download may cost: bytes, seconds of one wait that a server asks for, and seconds in all."""

    size: int = 512 * 1024 * 1024
    wait: float = 120
    total: float = 1800


@dataclass(frozen=True, slots=True)
class Means:
    """What a download works with: `clock` gives seconds that only grow, `tell` takes a line of talk."""

    client: "httpx.Client"
    sleep: Callable[[float], None]
    clock: Callable[[], float]
    tell: Callable[[str], None]
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file that is whole: its marks, its size in bytes, its SHA-256, and that which its server states."""

    path: Path
    marks: Marks
    size: int
    digest: str
    stated_digest: str


def download(means: Means, address: str, target: Path, known: Marks | None = None) -> Downloaded | None:
    """Download a file to its place; return None where the server's copy is still the one with the known marks.

    What breaks off is kept beside the place and resumed, in this call or a later one, where the copy is the same.

    Raises:
        FetchError: there is no list at the address, or the server did not give it whole after five attempts.
        OSError: the file cannot be written.
    """
    part, deadline = Partial(target, address), means.clock() + means.limits.total
    for back_off in (*BACK_OFF, None):
        try:
            return _attempt(means, part, known, deadline)
        except PassingFault as fault:
            if back_off is None:
                raise FetchError(f"{fault}, also after {len(BACK_OFF)} more attempts; try again later") from None
            wait = back_off if fault.wait is None else fault.wait
            if wait > means.limits.wait or means.clock() + wait > deadline:
                raise FetchError(f"{fault}; it would take {wait:,.0f} s more to ask again; try again then") from None
            means.tell(f"{fault}; again in {wait:,.0f} s")
            means.sleep(wait)
    raise AssertionError("the last attempt returns or raises")


def _attempt(means: Means, part: Partial, known: Marks | None, deadline: float) -> Downloaded | None:
    """Ask once, and take what comes."""
    headers = dict(known.asking_for_another()) if known else {}
    facts = part.facts()
    if facts is not None:
        headers |= {"Range": f"bytes={part.size}-", "If-Range": facts.marks.of_range}
    with asked(means.client, part.address, headers) as response:
        try:
            answer = read_answer(response.status_code, response.headers, response.reason_phrase)
        except PassingFault:
            if response.status_code in {206, 416}:
                part.discard()
            raise
        if answer is None:
            part.discard()
            if known is None:
                raise PassingFault("the server answered 304 Not Modified to a question about no copy")
            return None
        marks = _place(part, answer, means.limits)
        _take(means, part, response, deadline)
    _refuse_short(part, answer)
    path = part.finish()
    return Downloaded(path, marks, path.stat().st_size, file_digest(path), answer.digest)


def _place(part: Partial, answer: Answer, limits: Limits) -> Marks:
    """Make the part ready for the bytes that follow, which begin the file or go on from its end; return their marks."""
    if answer.size is not None and answer.size > limits.size:
        part.discard()
        raise FetchError(f"the file has {answer.size:,} bytes, more than any published list; check the address")
    if answer.start == 0:
        part.begin(answer.marks, answer.size)
        return answer.marks
    facts = part.facts()
    same_place = facts is not None and answer.start == part.size and facts.size in {None, answer.size}
    if facts is None or not same_place or answer.marks.etag not in {"", facts.etag}:
        part.discard()
        raise PassingFault("the server's copy changed while it was fetched", 0)
    return facts.marks


def _take(means: Means, part: Partial, response: "httpx.Response", deadline: float) -> None:
    """Append the bytes of an answer as they come."""
    size = part.size
    with part.end() as stream:
        for piece in response.iter_raw():
            size += len(piece)
            if size > means.limits.size:
                break
            stream.write(piece)
            if means.clock() > deadline:
                raise FetchError(f"the file did not come within {means.limits.total / 60:,.0f} minutes; try again")
    if size > means.limits.size:
        part.discard()
        raise FetchError(f"more than {means.limits.size:,} bytes came, more than any published list has")


def _refuse_short(part: Partial, answer: Answer) -> None:
    if answer.size is not None and part.size != answer.size:
        raise PassingFault(f"{part.size:,} of {answer.size:,} bytes came")
    if part.size == 0:
        part.discard()
        raise PassingFault("the server sent an empty file")
