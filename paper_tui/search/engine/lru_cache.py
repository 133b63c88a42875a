"""What was found last, to be found again without looking."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Memory(Generic[Found]):
    """The last things that were found, since a reader who types asks for all but the last letter again.

    Searches in several threads may share one: at worst something is found twice.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._found: OrderedDict[Hashable, Found] = OrderedDict()

    def known(self, key: Hashable) -> Found | None:
        """What was found before under a key, or None."""
        return self._found.get(key)

    def get(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """What was found before under a key, or what is made now."""
        found = self._found.get(key)
        if found is None:
            found = make()
            self._found[key] = found
            while len(self._found) > self._size:
                try:
                    self._found.popitem(last=False)
                except KeyError:  # another search emptied it
                    break
        return found
