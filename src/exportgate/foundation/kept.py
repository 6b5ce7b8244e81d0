"""Keeps a few of the latest results of work that costs much and depends only on its key."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The results of the last few distinct keys; what is asked again is not worked out again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: dict[Hashable, Value] = {}

    def get(self, key: Hashable, work: Callable[[], Value]) -> Value:
        """Return the result of a key, worked out where it is not kept; the one not asked for longest makes room."""
        if key in self._found:
            value = self._found.pop(key)
        else:
            value = work()
            while len(self._found) >= self._most:
                del self._found[next(iter(self._found))]
        self._found[key] = value
        return value
