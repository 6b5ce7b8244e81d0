"""What a server's answer means for a download: whether it counts, what it says of the file, and when to ask again."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from exportgate.foundation.errors import FetchError
from exportgate.runs.fetch.partial import Marks

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be another one soon."""
RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18})")
DIGEST = re.compile(r"sha-256=:?([A-Za-z0-9+/]{43}=):?", re.IGNORECASE)
HINTS = {
    401: "it asks for a user and password; put them in the address of --from",
    403: "it refuses this machine or program; download the file by hand and give its folder with --from",
    404: "the file is not there; look for its address on the page of the publisher and give it with --from",
    407: "the proxy asks for a user and password; put them in HTTPS_PROXY",
    410: "the file is gone; look for its address on the page of the publisher and give it with --from",
}


class PassingFault(Exception):  # noqa: N818 - what may pass is no error until asking again has not helped
    """A fault that may pass; `wait` is how many seconds the server asks to wait, None where it does not say."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer that brings bytes says of them: from where on they are, of which copy, and how large the whole is.

    `size` and `digest` are of the whole file, where the server says them.
    """

    start: int
    marks: Marks
    size: int | None
    digest: str


def read_answer(status: int, headers: Mapping[str, str], reason: str) -> Answer | None:
    """Return what an answer says of the bytes that follow, or None where the file is the copy that was asked about.

    `headers` are found whatever their case.

    Raises:
        PassingFault: the server is busy or at fault, so that it is worth asking again.
        FetchError: it is not, or what follows is no list.
    """
    if status == 304:
        return None
    if status in PASSING:
        raise PassingFault(f"the server answered {status} {reason}".rstrip(), _wait(headers))
    if status == 416:
        raise PassingFault("the server has another copy than the part that is kept", 0)
    if status not in {200, 206}:
        raise FetchError(
            f"the server answered {status} {reason}".rstrip() + f"; {HINTS.get(status, 'try again later')}"
        )
    _refuse_other_content(headers)
    marks = Marks(_mark(headers.get("etag", "")), _mark(headers.get("last-modified", "")))
    if status == 200:
        size = headers.get("content-length", "")
        return Answer(0, marks, int(size) if size.isdecimal() else None, _digest(headers))
    found = RANGE.fullmatch(headers.get("content-range", "").strip())
    if found is None:
        raise PassingFault("the server sent a part of the file without saying which", 0)
    return Answer(int(found[1]), marks, int(found[3]), _digest(headers))


def _mark(text: str) -> str:
    """Return a mark that can be sent back to the server; one that no header can hold counts as none."""
    return text if text.isascii() and text.isprintable() and len(text) <= 1000 else ""


def _refuse_other_content(headers: Mapping[str, str]) -> None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in {"text/html", "application/xhtml+xml"}:
        raise FetchError(
            "the server sent a web page instead of the list; open the address in a browser to see what it says,"
            " and give the address of the file with --from"
        )
    packed = headers.get("content-encoding", "").strip().lower()
    if packed not in {"", "identity", "gzip", "x-gzip"}:
        raise FetchError(f"the server sent the file packed as '{packed[:40]}', which was not asked for; use a mirror")


def _wait(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that Retry-After asks to wait; a time of day counts from the server's own clock."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text[:9])
    until, now = _time(text), _time(headers.get("date", ""))
    return max(0.0, (until - now).total_seconds()) if until and now else None


def _time(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def last_modified(marks: Marks) -> datetime | None:
    """Return when the server says that its copy last changed."""
    return _time(marks.modified)


def _digest(headers: Mapping[str, str]) -> str:
    """Return the SHA-256 of the whole file, in hexadecimal, where a header gives it."""
    stated = [headers.get(name, "") for name in ("repr-digest", "digest")]
    stored = headers.get("x-amz-checksum-sha256", "")
    found = DIGEST.search(", ".join([*stated, f"sha-256={stored}"]))
    try:
        return base64.b64decode(found[1], validate=True).hex() if found else ""
    except binascii.Error:
        return ""
