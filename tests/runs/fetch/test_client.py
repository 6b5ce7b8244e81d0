import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from exportgate.foundation.errors import FetchError, UsageError
from exportgate.runs.fetch.client import asked, checked_address, open_client, shown_address

from .proxy import proxying
from .server import Script, serving


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def trusted(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def context_of(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Script]:
    """A server with TLS, whose certificate is of no authority that the system trusts."""
    with serving(context_of(authority, "127.0.0.1", "lists.example")) as script:
        script.answers["/l.csv"] = lambda asked: asked.send(200, b"the list\n")
        yield script


def fetched(address: str) -> bytes:
    with open_client(5) as client, asked(client, address, {}) as response:
        return response.read()


def moved(to: str) -> dict[str, str]:
    return {"Location": to}


def test_a_certificate_that_nobody_vouches_for_is_refused_at_once(secure: Script) -> None:
    with pytest.raises(FetchError, match=r"cannot be trusted: its certificate does not hold \(.+\).+SSL_CERT_FILE"):
        fetched(f"{secure.address}/l.csv")
    assert secure.asked == []


def test_an_authority_of_ones_own_is_named_in_the_environment(
    secure: Script, trusted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    assert fetched(f"{secure.address}/l.csv") == b"the list\n"


def test_a_certificate_for_another_host_is_refused(
    authority: trustme.CA, trusted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with serving(context_of(authority, "elsewhere.example")) as server, pytest.raises(FetchError, match="not hold"):
        fetched(f"{server.address}/l.csv")


def test_a_server_that_speaks_no_tls_is_told(server: Script) -> None:
    with pytest.raises(FetchError, match="speaks no TLS"):
        fetched(server.address.replace("http://", "https://"))


def test_redirects_are_followed_and_keep_the_question(server: Script) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(302, **moved("/here/l.csv"))
    server.answers["/here/l.csv"] = lambda asked: asked.send(308, **moved(f"{server.address}/there.csv"))
    server.answers["/there.csv"] = lambda asked: asked.send(200, asked.headers["range"].encode())
    with open_client(5) as client, asked(client, f"{server.address}/l.csv", {"Range": "bytes=5-"}) as response:
        assert response.read() == b"bytes=5-"
    assert [exchange.path for exchange in server.asked] == ["/l.csv", "/here/l.csv", "/there.csv"]


def test_a_circle_of_redirects_is_told(server: Script) -> None:
    server.answers["/a"] = lambda asked: asked.send(302, **moved("/b"))
    server.answers["/b"] = lambda asked: asked.send(302, **moved("/a"))
    with pytest.raises(FetchError, match=r"in a circle, back to http://127.0.0.1:\d+/a"):
        fetched(f"{server.address}/a")
    assert len(server.asked) == 2


def test_redirects_without_end_are_told(server: Script) -> None:
    server.answers["/l"] = lambda asked: asked.send(302, **moved(f"/l?{len(server.asked)}"))
    with pytest.raises(FetchError, match="on more than 5 times"):
        fetched(f"{server.address}/l")
    assert len(server.asked) == 6


@pytest.mark.parametrize("target", ["http://lists.example/l.csv", "ftp://lists.example/l.csv", "file:///etc/hosts"])
def test_a_redirect_out_of_this_machine_without_tls_is_not_followed(server: Script, target: str) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(302, **moved(target))
    with pytest.raises(FetchError, match="is not asked: what comes without TLS"):
        fetched(f"{server.address}/l.csv")


def test_a_redirect_from_tls_to_none_is_not_followed_even_on_this_machine(
    secure: Script, server: Script, trusted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    secure.answers["/l.csv"] = lambda asked: asked.send(302, **moved(f"{server.address}/l.csv"))
    with pytest.raises(FetchError, match="has no TLS; it was not followed"):
        fetched(f"{secure.address}/l.csv")
    assert server.asked == []


def test_a_redirect_to_another_host_with_tls_is_followed_without_the_password(
    secure: Script, server: Script, trusted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    server.answers["/l.csv"] = lambda asked: asked.send(302, **moved(f"{secure.address}/l.csv"))
    assert fetched(server.address.replace("//", "//user:secret@") + "/l.csv") == b"the list\n"
    assert "authorization" in server.asked[0].headers
    assert "authorization" not in secure.asked[0].headers


def test_a_redirect_to_nowhere_is_told(server: Script) -> None:
    server.answers["/l.csv"] = lambda asked: asked.send(302)
    with pytest.raises(FetchError, match="without saying where"):
        fetched(f"{server.address}/l.csv")


def test_a_proxy_of_the_environment_leads_to_a_host_that_only_it_knows(
    secure: Script, trusted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with proxying(int(secure.address.rpartition(":")[2])) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert fetched("https://lists.example/l.csv") == b"the list\n"
    assert proxy.asked == ["lists.example:443"]


def test_a_proxy_that_refuses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with proxying(1, "407 Proxy Authentication Required") as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        with pytest.raises(FetchError, match=r"the proxy refused \(407.+HTTPS_PROXY"):
            fetched("https://lists.example/l.csv")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("HTTPS_PROXY", "gopher://127.0.0.1", "correct HTTPS_PROXY"),
        ("SSL_CERT_FILE", "/nowhere/authority.pem", "correct SSL_CERT_FILE"),
    ],
)
def test_an_environment_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=told):
        open_client(5)


@pytest.mark.parametrize(
    "address", ["https://lists.example/l.csv", "http://127.0.0.1:8/l", "http://[::1]:8/", "http://LOCALHOST/l"]
)
def test_an_address_with_tls_or_on_this_machine_is_asked(address: str) -> None:
    assert checked_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["http://lists.example/", "http://127.0.0.1.example/", "ftp://127.0.0.1/", "https://", "l.csv"],
)
def test_any_other_address_is_not_asked(address: str) -> None:
    with pytest.raises(FetchError):
        checked_address(address)


def test_an_address_is_shown_without_what_may_be_secret() -> None:
    assert shown_address("https://user:word@host:8/a/b.csv?token=x#y") == "https://host:8/a/b.csv"
    assert shown_address("https://host?token=x@y") == "https://host"
    assert shown_address("a?token=x") == "a"
