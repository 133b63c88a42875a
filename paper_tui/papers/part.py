"""A description as it was before it was merged into a paper, so that it can be split off again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A description that was found to be of a paper that was known."""

    key: str
    """The key that it had, or would have had."""
    why: str = ""
    """By what it was found to be the same, in words."""
    citation_key: str = ""
    found: str = "{}"
    """Its fields that are not those of the paper, as a JSON object."""
    same: tuple[str, ...] = ()
    """Its fields that are those of the paper, by name."""
    before: str = "{}"
    """The paper's fields that it changed, as they were, as a JSON object; null where there was none."""
