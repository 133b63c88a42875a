"""Merge versions of a note: no text that a reader wrote is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from paper_tui.sync.clock import Stamp

BETWEEN = "\n\n— also written, on another device —\n\n"
"""Stands between two versions that cannot be made one."""


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a note, and the versions that it was written over."""

    text: str
    replaces: tuple[Stamp, ...] = ()
    """The newest replaced version of each device; its earlier ones are replaced with it."""

    def is_over(self, stamp: Stamp) -> bool:
        """Whether it was written over a version."""
        return any(stamp.device == each.device and stamp <= each for each in self.replaces)


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
    """Merge two texts.

    Changes of different lines are both made. Otherwise both texts are kept, one below the other.

    Args:
        base: The text from which both were made, where it is known.
        one: The older text.
        other: The newer text.
    """
    if one == other or other == base or not other:
        return one
    if one == base or not one:
        return other
    joined = None if base is None else _by_lines(base.split("\n"), one.split("\n"), other.split("\n"))
    if joined is not None:
        return joined
    if one in other or other in one:
        return max(one, other, key=len)
    return f"{one}{BETWEEN}{other}"


def _by_lines(base: Sequence[str], one: Sequence[str], other: Sequence[str]) -> str | None:
    """Make both changes of a text where they are of different lines, else None."""
    first, second = _changed(base, one), _changed(base, other)
    if first > second:
        first, second, one, other = second, first, other, one
    if first[1] >= second[0]:
        return None
    grown = len(one) - len(base)
    return "\n".join([*one[: first[1] + grown], *base[first[1] : second[0]], *other[second[0] :]])


def _changed(base: Sequence[str], text: Sequence[str]) -> tuple[int, int]:
    """The lines of the base that a text changed, from and to."""
    shorter = min(len(base), len(text))
    start = next((place for place in range(shorter) if base[place] != text[place]), shorter)
    rest = range(shorter - start)
    same = next((place for place in rest if base[-1 - place] != text[-1 - place]), len(rest))
    return start, len(base) - same
