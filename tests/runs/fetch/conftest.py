"""A server on loopback, and the means of a download whose sleep takes no time."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from exportgate.runs.fetch.client import open_client
from exportgate.runs.fetch.download import Limits, Means

from .server import Script, serving

ENVIRONMENT = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take out of the environment what would lead elsewhere."""
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def server() -> Iterator[Script]:
    """The script of a server without TLS."""
    with serving() as script:
        yield script


@dataclass
class Talk:
    """How long a download slept, what it said, and the seconds that its clock shows."""

    slept: list[float] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    seconds: float = 0


@pytest.fixture
def talk() -> Talk:
    """What a download did beside the network."""
    return Talk()


@pytest.fixture
def means(talk: Talk) -> Iterator[Means]:
    """The means of a download that waits half a second for the server, and sleeps in no time."""
    with open_client(0.5) as client:
        yield Means(client, talk.slept.append, lambda: talk.seconds, talk.said.append, Limits(size=1_000_000))
