"""What a user can choose, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Density = Literal["compact", "comfortable"]
"""How many lines a paper takes in the list."""
Glyphs = Literal["unicode", "ascii"]
"""The signs that stand for states and bookmarks."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a configuration file that is not used, and why."""

    line: int
    """From 1; 0 when it concerns the whole file."""
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}" if self.line else self.reason


@dataclass(frozen=True, slots=True)
class Rule:
    """What is done with every paper that comes in and matches a query."""

    name: str
    query: str
    """One that `search.Query.parse` understands, and not an empty one."""
    hide: bool = False
    tags: tuple[str, ...] = ()
    """Clean, as `papers.shelf.clean_tag` makes them."""


@dataclass(frozen=True, slots=True)
class UserCommand:
    """A program of the user's that can be run on a paper."""

    name: str
    run: tuple[str, ...]
    """The program and its arguments, which may contain the placeholders of `command_rules`."""
    key: str = ""
    """The key that runs it, in the list and in the menu of commands; empty when it has none."""
    interactive: bool = False
    """Whether it draws in the terminal itself, which it then has to itself until it ends."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the user chose; what was not chosen, or not well, is as it is here."""

    sources: tuple[str, ...] = ()
    """What to ask for new papers when no source is named."""
    theme: str = ""
    """The look of the reader; empty for its own."""
    density: Density = "compact"
    glyphs: Glyphs = "unicode"
    seen_after: float = 1.5
    """Seconds after which a paper whose abstract is on the screen counts as seen."""
    triage_minutes: int = 0
    """Minutes after which a triage proposes to end; 0 for as long as it takes."""
    text_width: int = 80
    """Cells of a line of a paper's full text, where the terminal is as wide."""
    allow_hosts: frozenset[str] = frozenset()
    """Private addresses that may be asked."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys in place of the reader's own, by the name of what they do."""
    services: Mapping[str, str] = field(default_factory=dict)
    """Addresses in place of the services' own, for mirrors."""
    searches: Mapping[str, str] = field(default_factory=dict)
    """Saved searches: a name for each query, in the order of the file."""
    rules: tuple[Rule, ...] = ()
    """In the order of the file, in which they are applied."""
    commands: tuple[UserCommand, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
