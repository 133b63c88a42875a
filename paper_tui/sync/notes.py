"""Merge versions of a note: no text that a reader wrote is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce

from paper_tui.papers.text import NOTE_LIMIT, clean_note, is_safe_note
from paper_tui.sync.clock import Stamp

BETWEEN = ("— also written, on another device —",)
"""Lines between what was written on two devices in one place."""
MOST_COMPARED = 1_000_000
"""Pairs of lines that are compared to find out where each was added."""


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a note, and the versions that it was written over."""

    text: str
    replaces: tuple[Stamp, ...] = ()
    """The newest replaced version of each device; its earlier ones are replaced with it."""

    def is_over(self, stamp: Stamp) -> bool:
        """Return whether it was written over a version."""
        return any(stamp.device == each.device and stamp <= each for each in self.replaces)


def kept_text(text: str) -> str:
    """A note as a shelf keeps it: one that differed from it would count as changed there."""
    return text if len(text) <= NOTE_LIMIT and is_safe_note(text) else clean_note(text)


def newest_by_device(stamps: Iterable[Stamp]) -> tuple[Stamp, ...]:
    """The last stamp of each device, oldest first."""
    newest: dict[str, Stamp] = {}
    for stamp in sorted(stamps):
        newest[stamp.device] = stamp
    return tuple(sorted(newest.values()))


def heads(versions: Mapping[Stamp, Version]) -> tuple[Stamp, ...]:
    """The versions that no other was written over, oldest first."""
    replaced = {
        stamp.device: stamp
        for stamp in newest_by_device(each for version in versions.values() for each in version.replaces)
    }
    return tuple(
        sorted(stamp for stamp in versions if stamp.device not in replaced or stamp > replaced[stamp.device])
    )


def base(versions: Mapping[Stamp, Version], last: Sequence[Stamp]) -> Stamp | None:
    """The newest version that all of some were written over, where it is known."""
    common = [stamp for stamp in versions if all(versions[head].is_over(stamp) for head in last)]
    return max(common, default=None)


def merged(versions: Mapping[Stamp, Version]) -> str:
    """The one text that all versions give; the same on every device that has the same versions."""
    last = heads(versions)
    if not last:
        return ""
    shared = base(versions, last) if len(last) > 1 else None
    before = versions[shared].text if shared else None
    return reduce(lambda one, other: merge(before, one, other), (versions[stamp].text for stamp in last))


def merge(base: str | None, one: str, other: str) -> str:
    """Merge two texts line by line: what either added is there, what either removed is not.

    Lines that both wrote in one place are both kept, those of the newer text below. So a text grows only by
    what was written.

    Args:
        base: The text from which both were made, where it is known; else nothing counts as removed.
        one: The older text.
        other: The newer text.
    """
    if one == other or other == base or not other:
        return one
    if one == base or not one:
        return other
    first, second = one.split("\n"), other.split("\n")
    start = _same(first, second)
    end = min(_same(first[::-1], second[::-1]), min(len(first), len(second)) - start)
    before = frozenset(() if base is None else base.split("\n"))
    middle = _union(first[start : len(first) - end], second[start : len(second) - end], before)
    return "\n".join([*first[:start], *middle, *first[len(first) - end :]])


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """The number of lines that two texts have in common at their beginning."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)


def _union(one: Sequence[str], other: Sequence[str], base: frozenset[str]) -> Iterator[str]:
    """The lines of two texts that differ from the first to the last line.

    A line that both have in different places stays where the older text has it.
    """
    first, second = frozenset(one), frozenset(other)
    mine = {line for line in first if line not in base or line in second}
    theirs = second - base - first
    opcodes: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(one), 0, len(other))]
    if len(one) * len(other) <= MOST_COMPARED:
        opcodes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for kind, a, b, c, d in opcodes:
        if kind == "equal":
            yield from one[a:b]
        else:
            yield from _together(_among(one[a:b], mine), _among(other[c:d], theirs))


def _among(lines: Sequence[str], kept: Collection[str]) -> list[str]:
    """The lines that are kept, with the empty ones where any is."""
    found = [line for line in lines if line in kept or not line.strip()]
    return found if any(map(str.strip, found)) else []


def _together(one: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    """The merged text of a place that both changed."""
    return [*one, *BETWEEN, *other] if one and other else [*one, *other]
