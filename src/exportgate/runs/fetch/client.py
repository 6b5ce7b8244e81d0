"""Asks a server over HTTP: TLS always verified, redirects followed only where they stay safe, faults told in words.

The client is httpx's. It takes proxies and certificates from the environment itself (HTTPS_PROXY, ALL_PROXY, NO_PROXY,
SSL_CERT_FILE, SSL_CERT_DIR); docs/fetching.md says how.
"""

import ipaddress
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from exportgate import __version__
from exportgate.foundation.errors import FetchError, UsageError
from exportgate.runs.fetch.answers import PassingFault

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
REDIRECTING = frozenset({301, 302, 303, 307, 308})


def open_client(timeout: float) -> "httpx.Client":
    """Return a client that waits so many seconds for a connection, for an answer, and for more of a file.

    Raises:
        UsageError: the environment names a proxy or certificates that cannot be used.
    """
    import httpx  # noqa: PLC0415 - only a command that fetches loads it

    headers = {"User-Agent": f"exportgate/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity"}
    try:
        return httpx.Client(timeout=timeout, headers=headers, follow_redirects=False)
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        raise UsageError(f"the proxy of the environment cannot be used ({error}); correct HTTPS_PROXY") from None
    except OSError as error:
        raise UsageError(
            f"the certificates of the environment cannot be read ({error}); correct SSL_CERT_FILE"
        ) from None


def checked_address(address: str) -> str:
    """Return an address that may be asked: one of https, or of http on this machine.

    Raises:
        FetchError: it is another one.
    """
    import httpx  # noqa: PLC0415 - only a command that fetches loads it

    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise FetchError(f"'{shown_address(address)}' is no address ({error}); write https://…") from None
    if not url.host or not (url.scheme == "https" or (url.scheme == "http" and _is_loopback(url.host))):
        raise FetchError(
            f"'{shown_address(address)}' is not asked: what comes without TLS can be changed on its way;"
            " give an address that begins with https:// (http:// only on this machine)"
        )
    return address


def shown_address(address: str) -> str:
    """Return an address without what may be secret in it: user, password and query."""
    scheme, found, rest = address.partition("://")
    if not found:
        return address.partition("?")[0]
    place, slash, path = rest.partition("?")[0].partition("#")[0].partition("/")
    return f"{scheme}://{place.rpartition('@')[2]}{slash}{path}"


@contextmanager
def asked(client: "httpx.Client", address: str, headers: Mapping[str, str]) -> "Iterator[httpx.Response]":
    """Yield the answer to a GET, after the redirects, with its body still to be read.

    Raises:
        PassingFault: here or while reading: no answer, or one that breaks off.
        FetchError: the certificate is not trusted, or a redirect leads in a circle, astray or too far.
    """
    seen = [checked_address(address)]
    with _told(address):
        while True:
            response = client.send(client.build_request("GET", seen[-1], headers=dict(headers)), stream=True)
            try:
                if response.status_code not in REDIRECTING:
                    yield response
                    return
                seen.append(_next_address(seen, response))
            finally:
                response.close()


def _next_address(seen: list[str], response: "httpx.Response") -> str:
    """Return where a redirect leads.

    Raises:
        FetchError: nowhere, to where we were, too far, or out of TLS.
    """
    location = response.headers.get("location", "")
    target = str(response.url.join(location)) if location else ""
    if not target:
        raise FetchError(f"the server answered {response.status_code} without saying where the file went; use a mirror")
    if target in seen:
        raise FetchError(f"the server sends one in a circle, back to {shown_address(target)}; use a mirror")
    if len(seen) > REDIRECTS:
        raise FetchError(f"the server sends one on more than {REDIRECTS} times, last to {shown_address(target)}")
    if response.url.scheme == "https" and not target.startswith("https://"):
        raise FetchError(f"the server sends one on to {shown_address(target)}, which has no TLS; it was not followed")
    return checked_address(target)


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Say in words what httpx raises."""
    import httpx  # noqa: PLC0415 - only a command that fetches loads it

    try:
        yield
    except httpx.TimeoutException:
        raise PassingFault("the server went silent") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise FetchError(f"'{shown_address(address)}' leads nowhere ({error})") from None
    except httpx.ProxyError as error:
        raise FetchError(f"the proxy refused ({error}); check HTTPS_PROXY and ALL_PROXY") from None
    except httpx.TransportError as error:
        distrust = _distrust(error)
        if distrust is not None:
            raise FetchError(
                f"the server cannot be trusted: {distrust}; if your company looks into TLS, name its certificates"
                " in SSL_CERT_FILE"
            ) from None
        raise PassingFault(f"the connection failed ({error})") from None


def _distrust(error: BaseException | None) -> str | None:
    """Return what is wrong with a server's certificate or TLS, where that is what an error came from."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return f"its certificate does not hold ({error.verify_message})"
        if isinstance(error, ssl.SSLError):
            return f"it speaks no TLS that is known ({error.reason or error})"
        error = error.__cause__ or error.__context__
    return None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
