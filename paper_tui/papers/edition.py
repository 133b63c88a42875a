"""A day of a source, as a reader works through it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """One day of one source, and how far the reader has come with it."""

    source: str
    day: str
    """As an ISO date."""
    total: int
    """The number of papers in it."""
    seen: int
    """The number of them that are not new any more, whether looked at or not."""

    @property
    def name(self) -> str:
        """Its name in the facet and the field ``edition:``."""
        return edition_name(self.source, self.day)


def edition_name(source: str, day: str) -> str:
    """The name of an edition: ``daily-papers/2026-09-03``."""
    return f"{source}/{day}"
