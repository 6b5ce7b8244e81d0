"""Lets one process at a time write to the store; whoever reads needs no lock, since nothing is seen half written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exportgate.foundation.errors import StoreError

LOCK = ".lock"
PATIENCE = 120.0
"""Seconds after which a writer that waits for another one gives up; the largest list takes ten to write."""


@contextmanager
def writing(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the right to write below a folder; the system takes it back when the process ends, however it ends.

    Raises:
        StoreError: another process has been writing for too long.
        OSError: the folder cannot be written.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - whoever only reads needs no lock

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise StoreError(
            f"another exportgate is writing to the store at {folder}; run the command again when it has ended"
        ) from None
    except NotImplementedError:
        raise StoreError(f"the file system of {folder} cannot lock files; keep the store on another one") from None
    try:
        yield
    finally:
        lock.release()
