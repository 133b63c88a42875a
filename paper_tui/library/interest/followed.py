"""The papers that what the reader follows brings, by position in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from paper_tui.library.interest.follow_lines import label_of
from paper_tui.papers.identity import fold


@dataclass(frozen=True, slots=True)
class Origin:
    """A line of what is followed that brings a paper."""

    line: str
    doubt: str = ""

    @property
    def text(self) -> str:
        """In words: ``Kaiming He (K. He may not be Kaiming He)``."""
        return f"{label_of(self.line)} ({self.doubt})" if self.doubt else label_of(self.line)


@dataclass(frozen=True, slots=True)
class Followed:
    """All papers of one catalogue that what is followed brings."""

    lines: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """By line the position of each paper, with the doubt about it."""

    def places(self, text: str = "") -> set[int]:
        """The positions of papers from the lines that contain a text, without case and punctuation."""
        wanted = fold(text)
        return {place for line, found in self.lines.items() if wanted in fold(line) for place in found}

    def origins(self, place: int) -> tuple[Origin, ...]:
        """The lines that bring the paper at a position, in their order."""
        return tuple(Origin(line, found[place]) for line, found in self.lines.items() if place in found)
