"""Opens a file that may be anything: never a pipe or a device, never waiting, and read up to a limit."""

import os
import stat
from io import BufferedReader
from pathlib import Path

KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)
FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class NotRegularError(OSError):
    """A path that leads to something other than a file of bytes; `strerror` says to what."""


def open_regular(path: Path) -> BufferedReader:
    """Open a file of bytes for reading.

    Raises:
        NotRegularError: the path leads to a folder, a pipe, a socket or a device.
        OSError: the file cannot be opened.
    """
    _refuse(path.stat().st_mode)
    stream = os.fdopen(os.open(path, FLAGS), "rb")
    try:
        _refuse(os.fstat(stream.fileno()).st_mode)
    except OSError:
        stream.close()
        raise
    return stream


def read_regular(path: Path, limit: int) -> bytes:
    """Return at most `limit` + 1 bytes of a file: one more than allowed tells that there is more.

    Raises:
        NotRegularError: the path leads to a folder, a pipe, a socket or a device.
        OSError: the file cannot be opened or read.
    """
    with open_regular(path) as stream:
        return stream.read(limit + 1)


def _refuse(mode: int) -> None:
    for test, kind in KINDS:
        if test(mode):
            raise NotRegularError(None, f"it is {kind}, not a file")
