"""Chunked operations that release the GIL between chunks.

Python sorts a list, or frees all that a container holds, in one call, during which no other thread runs: with
100,000 papers the reader would not draw for 70 ms.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, MutableMapping, MutableSequence
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Text = TypeVar("Text", str, bytes)
Key = TypeVar("Key")
Value = TypeVar("Value")

RUN = 4_000
"""Items sorted in one call."""


def sorted_runs(items: Iterable[Text]) -> Iterator[list[Text]]:
    """The items in sorted runs of at most `RUN`."""
    rest = iter(items)
    return iter(lambda: sorted(islice(rest, RUN)), [])


def in_order(items: Iterable[Text]) -> Iterator[Text]:
    """All items in order."""
    return heapq.merge(*sorted_runs(items))


def paused(items: Iterable[Item], every: int, pause: Callable[[], object]) -> Iterator[Item]:
    """The items, with a call of `pause` before every so many."""
    for number, item in enumerate(items):
        if not number % every:
            pause()
        yield item


def clear_incrementally(items: MutableMapping[Key, Value] | MutableSequence[Value]) -> None:
    """Empty a container whose items are not used any more."""
    while items:
        if isinstance(items, MutableMapping):
            items.popitem()
        else:
            items.pop()
