"""An HTTP proxy on loopback that leads every tunnel to one place, whatever host was asked for."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Tunnels:
    """The places that were asked for, and the proxy's own address."""

    asked: list[str] = field(default_factory=list)
    address: str = ""


@contextmanager
def proxying(port: int, status: str = "200 Connection established") -> Iterator[Tunnels]:
    """Yield a running proxy whose tunnels lead to a port of this machine."""
    tunnels = Tunnels()

    class Handler(socketserver.StreamRequestHandler):
        timeout = 10

        def handle(self) -> None:
            tunnels.asked.append(self.rfile.readline().decode().split()[1])
            while self.rfile.readline().strip():
                pass
            self.wfile.write(f"HTTP/1.1 {status}\r\n\r\n".encode())
            if status.startswith("200"):
                with socket.create_connection(("127.0.0.1", port), timeout=10) as there:
                    back = threading.Thread(target=_pump, args=(there, self.connection), daemon=True)
                    back.start()
                    _pump(self.connection, there)
                    back.join(10)

    class Proxy(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Proxy(("127.0.0.1", 0), Handler) as server:
        tunnels.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield tunnels
        server.shutdown()
        thread.join(10)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
