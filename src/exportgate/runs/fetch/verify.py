"""Whether a file that came is what it should be: whole as far as that can be told, of its form, and of its digest."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from exportgate.foundation.characters import shown
from exportgate.foundation.errors import FetchError
from exportgate.foundation.regular_file import read_regular
from exportgate.parties.lists.containers import open_list
from exportgate.runs.fetch.answers import PassingFault
from exportgate.runs.fetch.client import asked

if TYPE_CHECKING:
    import httpx

BEGINS = {
    "xml": re.compile(rb"(?:\xef\xbb\xbf)?\s*<"),
    "text": re.compile(rb"(?:\xef\xbb\xbf)?\s*[^<{\[\s]"),
}
"""How a file begins, once it is unpacked, by the form that it should have."""
ENDS_WHOLE = {"xml": (b">", b"\n", b"\r", b" ", b"\t"), "text": (b"\n", b"\r", b"\x1a", b'"')}
"""XML ends with a tag, a table with the end of a line, with Ctrl-Z, or with a field in quotes."""
DIGEST = re.compile(r"\b[0-9a-fA-F]{64}\b")
DIGEST_FILE_LIMIT = 64 * 1024
PIECE = 1 << 20


def refuse_other(path: Path, content: str) -> None:
    """Read a file through, so that what is packed is unpacked once and checked against its own sums.

    Raises:
        FetchError: it begins as something else than it should, or ends in the middle of a line.
        ListError: it is an archive that is damaged or unpacks without bound, a web page, or no text.
    """
    with open_list(path, ("*.xml" if content == "xml" else "*",)) as file:
        first = piece = file.stream.read(PIECE)
        last = piece[-1:]
        while piece := file.stream.read(PIECE):
            last = piece[-1:]
    if not BEGINS[content].match(first):
        start = shown(first[:60].decode("utf-8", "replace").strip())
        raise FetchError(f"{path.name} begins '{start}' and is no {content} as it should be; look at its address")
    if last not in ENDS_WHOLE[content]:
        raise FetchError(
            f"{path.name} ends in the middle, as what was cut off on its way does; fetch it again, or download it by"
            " hand and, where it is whole all the same, import it: exportgate lists import FILE --as ID"
        )


def refuse_other_digest(name: str, digest: str, published: str) -> None:
    """Compare the SHA-256 of a file with the one that is published for it, where one is.

    Raises:
        FetchError: they differ.
    """
    if published and published != digest:
        raise FetchError(
            f"{name} has the SHA-256 {digest}, and {published} is published for it; it was damaged or changed on its"
            " way, or replaced in between: fetch it again"
        )


def published_digest(client: "httpx.Client", address: str) -> str:
    """Return the SHA-256 that stands at an address, in lower case; empty where none does, whatever the reason."""
    try:
        with asked(client, address, {}) as response:
            if response.status_code != 200:
                return ""
            text = b""
            for piece in response.iter_raw():
                text += piece
                if len(text) > DIGEST_FILE_LIMIT:
                    return ""
    except (PassingFault, FetchError):
        return ""
    return _digest_in(text)


def digest_beside(path: Path) -> str:
    """Return the SHA-256 that a file's neighbor of its name and `.sha256` holds; empty where there is none.

    Raises:
        OSError: the neighbor cannot be read.
    """
    beside = path.with_name(f"{path.name}.sha256")
    return _digest_in(read_regular(beside, DIGEST_FILE_LIMIT)) if beside.is_file() else ""


def _digest_in(text: bytes) -> str:
    """Return the first SHA-256 that a text holds, in lower case; a web page holds none."""
    found = None if text.lstrip().startswith(b"<") else DIGEST.search(text.decode("ascii", "replace"))
    return found[0].lower() if found else ""
