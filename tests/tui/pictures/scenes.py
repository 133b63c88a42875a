"""Scenes: each screen with the keys that open and close it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from paper_tui.config import Config, UserCommand

SIZES = ((160, 45), (100, 30), (80, 24), (40, 10))
LOOKS = ("ink", "paper", "terminal")
"""Dark, light, and what is drawn where there is no colour."""


PLAIN = Config(seen_after=3600)
"""No paper counts as seen meanwhile, however slow the machine is."""


@dataclass(frozen=True)
class Scene:
    """One screen, from the main screen on its first paper and back to it."""

    name: str
    enter: Sequence[str] = ()
    leave: Sequence[str] = ("escape",)
    config: Config = PLAIN
    """The configuration."""
    action: str = ""
    """The preparation before the keys are pressed, where no key does it."""


SCENES: tuple[Scene, ...] = (
    Scene("main", leave=()),
    Scene("filters", ("1", "j")),
    Scene("bookmarks", ("4",)),
    Scene("selected", ("v", "v", "v"), ("escape", "g")),
    Scene("comfortable", config=replace(PLAIN, density="comfortable"), leave=()),
    Scene("ascii", config=replace(PLAIN, glyphs="ascii"), leave=()),
    Scene("reading", ("enter",)),
    Scene("finding", ("enter", "ctrl+f", *"trans"), ("escape", "escape", "escape")),
    Scene("typing", ("slash", *"difus"), ("escape", "escape")),
    Scene("nothing matches", ("slash", *"zzqqy", "space", *"attention"), ("escape", "escape")),
    Scene("wrong query", ("slash", *"year", "colon", *"abc"), ("ctrl+u", "escape", "escape")),
    Scene("help", ("question_mark",)),
    Scene("sort", ("s",)),
    Scene("copy", ("y",)),
    Scene("links", ("l",)),
    Scene("tags", ("t",)),
    Scene("note", ("n",)),
    Scene("import", ("i",)),
    Scene("fetch", ("r",)),
    Scene("palette", ("ctrl+p",)),
    Scene("palette typed", ("ctrl+p", *"book", "down")),
    Scene("settings", ("comma", "j")),
    Scene("keys", ("comma", *"jjjjjjj", "enter"), ("escape", "escape")),
    Scene(
        "commands",
        ("exclamation_mark",),
        config=replace(PLAIN, commands=(UserCommand("keep in Zotero", ("zotra", "{url}"), "z"),)),
    ),
    Scene("theme", ("down",), action="app.change_theme"),
    Scene("tour", action="do('program.tour')"),
    Scene("saved searches", ("apostrophe",)),
    Scene("rules", ("R",)),
    Scene("rule", ("R", "n")),
    Scene("all tags", ("number_sign",)),
    Scene("mark all", ("M",)),
    Scene("triage", ("T",), ("escape", "escape")),
    Scene("recap", ("T", "space", "x", "right", "escape"), ()),
)
