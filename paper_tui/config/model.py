"""Values of the configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from paper_tui.papers.citation_keys import PATTERN

Density = Literal["compact", "comfortable"]
"""Lines per paper in the list: one or two."""
Glyphs = Literal["unicode", "ascii"]
"""Character set of icons and lines."""
KeepText = Literal["never", "opened", "bookmarked"]
"""The full texts that are kept once they were fetched."""
SyncFiles = Literal["never", "attached", "all"]
"""The files that are synchronised between devices: attached ones, or kept texts too."""
Images = Literal["auto", "kitty", "sixel", "symbols", "off"]
"""The method to draw figures and pages of PDFs."""
TextFigures = Literal["fetched", "kept", "off"]
"""The figures drawn in full texts: all, those on this machine, or none."""

SORTS = ("relevance", "newest", "published", "votes", "gain", "title", "for-you")
"""Orders of lists, as `search.Sort` has them."""
THEMES = ("ink", "paper", "ember", "pine", "dusk", "slate", "midnight", "noon", "sand", "terminal")
"""Names of the themes."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An invalid setting, which is ignored."""

    line: int
    """From 1; 0 for the whole file."""
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}" if self.line else self.reason


@dataclass(frozen=True, slots=True)
class Rule:
    """Actions on every imported paper that matches a query."""

    name: str
    query: str
    """Valid and not empty."""
    hide: bool = False
    tags: tuple[str, ...] = ()
    """As `papers.shelf.clean_tag` returns them."""


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """A group of readers who share papers."""

    name: str
    """Its name here: one word, as a tag is."""
    place: str
    """Folder, ``git:REMOTE`` or ``postgresql://…``."""
    member: str
    """The reader's name for its other members: one word."""
    share_bookmarks: bool = False
    """True if the others see what is bookmarked here."""


@dataclass(frozen=True, slots=True)
class UserCommand:
    """A program that can be run on a paper."""

    name: str
    run: tuple[str, ...]
    """The program and its arguments, which may contain the placeholders of `command_rules`."""
    key: str = ""
    """Key that runs it, in the list and in the menu of commands; empty for none."""
    interactive: bool = False
    """True if it uses the terminal; the reader is suspended until it ends."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings; a missing or invalid one has the default given here."""

    sources: tuple[str, ...] = ()
    """Sources to fetch if none is named."""
    theme: str = ""
    """Name of a theme; empty for the default."""
    density: Density = "compact"
    glyphs: Glyphs = "unicode"
    seen_after: float = 1.5
    """Seconds on the screen after which a paper counts as seen."""
    triage_minutes: int = 0
    """Minutes after which triage suggests to stop; 0 for no limit."""
    text_width: int = 80
    """Cells of a line of a paper's full text, where the terminal is as wide."""
    keep_text: KeepText = "opened"
    text_megabytes: int = 500
    """Room for kept texts; the least recently read are removed first, attached files never."""
    images: Images = "auto"
    text_figures: TextFigures = "fetched"
    allow_hosts: frozenset[str] = frozenset()
    """Hosts, as ``host`` or ``host:port``, whose private addresses may be contacted."""
    citation_keys: str = PATTERN
    """Pattern of the citation keys that papers are given."""
    export_drop: tuple[str, ...] = ()
    """Fields that are left out of exports, such as ``abstract``."""
    library: str = ""
    """Folder of the library, or ``postgresql://…`` of the server that a copy here follows; empty for the
    default folder."""
    cite_published: bool = True
    """True if exports cite the journal version of a preprint, where both are known."""
    check_weekly: bool = False
    """True if the reader asks by itself, once a week, what became of marked papers."""
    sync: str = ""
    """Folder, ``git:REMOTE`` or ``postgresql://…`` to synchronise through; empty for none."""
    sync_files: SyncFiles = "never"
    sync_megabytes: int = 500
    """Room for the files at that place, and for attached files that come from there."""
    follow: tuple[str, ...] = ()
    """Authors (``author:NAME``), ``saved:NAME`` and queries to follow; ``not:KEY LINE`` excludes a paper."""
    digest_sort: str = "votes"
    """Order of the digest: one of `SORTS`."""
    notify: bool = False
    """True if paper-tui watch also notifies through the terminal."""
    pdf_viewer: tuple[str, ...] = ()
    """Program and arguments that open a PDF, ``{file}`` among them; empty for the desktop's."""
    more: tuple[str, ...] = ()
    """Words, ``author:NAME``, ``category:NAME`` or ``paper:KEY`` to rank higher."""
    less: tuple[str, ...] = ()
    """The same, to rank lower."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Action id to keys, replacing the defaults."""
    services: Mapping[str, str] = field(default_factory=dict)
    """Service name to base URL, for mirrors."""
    api_keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Service name to the user's key for it; never shown."""
    searches: Mapping[str, str] = field(default_factory=dict)
    """Name to query of each saved search, in the order of the file."""
    recorded: Mapping[str, str] = field(default_factory=dict)
    """Name to line of each recording of what was done to a paper, as `papers.recorded` reads it."""
    rules: tuple[Rule, ...] = ()
    """In the order of the file, which is the order of application."""
    commands: tuple[UserCommand, ...] = ()
    catalogue: str = ""
    """``postgresql://…`` with a large catalogue to search besides the library; empty for none."""
    groups: tuple[GroupSettings, ...] = ()
    """In the order of the file."""
    problems: tuple[Problem, ...] = field(default=(), compare=False)
