"""A real HTTP server on loopback that answers by a script: what it was asked is kept, what it answers is a function."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

REQUESTS = 400
"""After so many the server answers no more, so that no loop of a test runs for ever."""


@dataclass
class Exchange:
    """One question: its path and headers (lower case), and how often the path was asked before."""

    path: str
    headers: dict[str, str]
    before: int
    handler: "Handler"

    def send(self, status: int = 200, body: bytes = b"", length: int | None = None, /, **headers: str) -> None:
        """Answer; `length` is what Content-Length says, the body's own where it is not given, none where negative."""
        self.handler.send_response(status)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        if length is None or length >= 0:
            self.handler.send_header("Content-Length", str(len(body) if length is None else length))
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def send_range(self, body: bytes, /, **headers: str) -> None:
        """Answer as a server does that knows ranges: the rest where one is asked for of this copy, else the whole."""
        wanted = self.headers.get("range", "")
        if not wanted or self.headers.get("if-range") not in headers.values():
            self.send(200, body, **headers)
            return
        start = int(wanted.removeprefix("bytes=").rstrip("-"))
        span = f"bytes {start}-{len(body) - 1}/{len(body)}"
        self.send(206, body[start:], Content_Range=span, **headers)


def not_there(asked: Exchange) -> None:
    """Answer that nothing is at this path."""
    asked.send(404)


class Handler(BaseHTTPRequestHandler):
    """Hands each question to the server's script."""

    protocol_version = "HTTP/1.1"
    server: "Server"
    timeout = 10

    def do_GET(self) -> None:
        self.close_connection = True
        self.server.answer(self)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@dataclass
class Script:
    """What the server was asked so far, and what it answers at each path; `released` lets a silent answer end."""

    answers: dict[str, Callable[[Exchange], None]] = field(default_factory=dict)
    asked: list[Exchange] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    address: str = ""


class Server(ThreadingHTTPServer):
    """The server; it is closed by the context that opened it."""

    daemon_threads = True

    def __init__(self, script: Script, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = script
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    def answer(self, handler: Handler) -> None:
        script = self.script
        before = sum(earlier.path == handler.path for earlier in script.asked)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        exchange = Exchange(handler.path, headers, before, handler)
        script.asked.append(exchange)
        if len(script.asked) > REQUESTS:
            return
        script.answers.get(handler.path.partition("?")[0], not_there)(exchange)

    def handle_error(self, *_: Any) -> None:
        """A client that went away is no error of a test."""


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Script]:
    """Yield the script of a server that runs; it ends with the context."""
    script = Script()
    server = Server(script, tls)
    script.address = f"{'http' if tls is None else 'https'}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.released.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
