"""An earlier version of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

MOST_VERSIONS = 20
"""Earlier versions of a paper that are kept, the newest of them."""


@dataclass(frozen=True, slots=True)
class Version:
    """Title and abstract of an arXiv version that a newer one took the place of."""

    number: int
    title: str
    abstract: str = ""


def with_version(versions: tuple[Version, ...], added: Version) -> tuple[Version, ...]:
    """The versions with one more, in order of their numbers; one that is known stays."""
    if any(version.number == added.number for version in versions):
        return versions
    return tuple(sorted((*versions, added), key=lambda version: version.number))[-MOST_VERSIONS:]


@dataclass(frozen=True, slots=True)
class Step:
    """Two versions, of which the newer took the place of the older."""

    older: Version
    newer: Version

    @property
    def label(self) -> str:
        """The numbers of both: ``v1 → v2``."""
        return f"v{self.older.number} → v{self.newer.number}"


def steps(versions: tuple[Version, ...], current: Version) -> tuple[Step, ...]:
    """The steps from each version that is known to the next one, the newest step first."""
    known = (*(version for version in versions if version.number < current.number), current)
    return tuple(Step(older, newer) for older, newer in reversed(list(pairwise(known))))
