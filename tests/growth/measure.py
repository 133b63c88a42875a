"""Processor time of a piece of work while its input doubles, and a table of the worst cases.

Every input is doubled to 64 kB; the slowest of them and those that grew fastest go on to 1 MB.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

SMALLEST, MIDDLE, LARGEST = 1 << 12, 1 << 16, 1 << 20
"""Bytes or characters of an input; below the smallest no time can be measured."""
HARDEST = 3
"""Inputs that go on from the middle, by time and by growth."""
MOST_GROWTH = 2.5
"""For each doubling; linear work has 2."""
LEAST = 0.02
"""Seconds below which times are noise and count as this."""
TOO_LONG = 20.0
"""Seconds after which an input is not made larger."""


class Subject(NamedTuple):
    """A piece of work, and the inputs that it is hardest for."""

    work: Callable[[str], object]
    """Takes an input of some size; may raise nothing."""
    runs: Iterable[str]
    """What the inputs repeat."""
    largest: int = LARGEST


class Growth(NamedTuple):
    """The result of one run."""

    run: str
    size: int
    """The largest that was tried."""
    seconds: float
    """For the largest."""
    worst: float
    """The largest factor between two sizes, for each doubling."""

    @property
    def is_too_fast(self) -> bool:
        """Whether it is no linear growth."""
        return self.worst > MOST_GROWTH or self.seconds > TOO_LONG


def growths(subject: Subject) -> list[Growth]:
    """The growth for each run, to the middle or, for the hardest, to the largest."""
    found = [growth(subject.work, run, min(MIDDLE, subject.largest)) for run in subject.runs]
    if subject.largest <= MIDDLE:
        return found
    hardest = {
        each.run
        for by in ("seconds", "worst")
        for each in sorted(found, key=lambda each, by=by: float(getattr(each, by)))[-HARDEST:]
    }
    return [
        growth(subject.work, each.run, subject.largest) if each.run in hardest else each for each in found
    ]


def growth(work: Callable[[str], object], run: str, largest: int) -> Growth:
    """The growth of the time of some work from the smallest to the largest input, by fours."""
    size, before, worst = SMALLEST, LEAST, 0.0
    while True:
        taken = _seconds(work, run, size)
        factor = (max(taken, LEAST) / before) ** 0.5
        if factor > MOST_GROWTH and taken < TOO_LONG:  # perhaps the machine was busy
            taken = min(taken, _seconds(work, run, size))
            before = max(before, _seconds(work, run, size // 4))
            factor = (max(taken, LEAST) / before) ** 0.5
        worst = max(worst, factor)
        if size * 4 > largest or taken > TOO_LONG:
            return Growth(run, size, taken, worst)
        size, before = size * 4, max(taken, LEAST)


def _seconds(work: Callable[[str], object], run: str, size: int) -> float:
    text = (run * (size // len(run) + 1))[:size]
    began = time.process_time()
    work(text)
    return time.process_time() - began


def table(subjects: Mapping[str, Subject], names: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """A line for each subject with its slowest and its fastest growing run, and whether all is well."""
    yield f"{'subject':<30}{'runs':>5}{'to':>9}{'slowest':>10} {'of':<14}{'growth':>7} {'of':<14}", True
    for name in names:
        found = growths(subjects[name])
        largest = max(each.size for each in found)
        slow = max((each for each in found if each.size == largest), key=lambda each: each.seconds)
        fast = max(found, key=lambda each: each.worst)
        line = f"{name:<30}{len(found):>5}{largest >> 10:>6} kB{slow.seconds:>8.2f} s {_short(slow.run):<14}"
        yield f"{line}{fast.worst:>7.2f} {_short(fast.run):<14}", True
        for each in found:
            if each.is_too_fast:
                yield (
                    f"  {each.run!r}: {each.seconds:.2f} s at {each.size:,}, grows by {each.worst:.2f}",
                    False,
                )


def _short(run: str) -> str:
    return repr(run[:10])


def report(subjects: Mapping[str, Subject], wanted: Iterable[str]) -> int:
    """Print the table of those whose name has one of some beginnings; 1 when one grows too fast."""
    starts = tuple(wanted) or ("",)
    is_well = True
    for line, well in table(subjects, [name for name in subjects if name.startswith(starts)]):
        print(line, flush=True)
        is_well = is_well and well
    return int(not is_well)
