"""Chunked operations that release the GIL between chunks.

Python sorts a list, or frees all that a container holds, in one call, during which no other thread runs: with
100,000 papers the reader would not draw for 70 ms.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, MutableMapping, MutableSequence, Sequence
from itertools import chain
from typing import TypeVar

Item = TypeVar("Item")
Text = TypeVar("Text", str, bytes)
Key = TypeVar("Key")
Value = TypeVar("Value")

RUN = 4_000
"""Items sorted in one call, about."""
SAMPLED = 16
"""The number of them in the sample."""


def sorted_parts(items: Sequence[Text]) -> Iterator[list[Text]]:
    """All items in order, in parts of some `RUN` each.

    A sample determines where the parts begin: merging runs of them would take six times as long.
    """
    sample = sorted(items[:: max(1, RUN // SAMPLED)])
    starts = sample[SAMPLED::SAMPLED]
    parts: list[list[Text]] = [[] for _ in range(len(starts) + 1)]
    for item in items:
        parts[bisect_right(starts, item)].append(item)
    return (sorted(part) for part in parts if part)


def in_order(items: Iterable[Text]) -> Iterator[Text]:
    """All items in order."""
    return chain.from_iterable(sorted_parts(list(items)))


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
