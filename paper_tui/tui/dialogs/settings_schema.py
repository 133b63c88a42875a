"""The settings of the settings dialog: description, value as text, and parsing of typed values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sized
from dataclasses import dataclass
from typing import get_args

from paper_tui.config import Config, parse_config
from paper_tui.config.model import SORTS, Density, Glyphs, Images, KeepText, SyncFiles, TextFigures
from paper_tui.network import without_password

EMPTY = {"theme": "ink"}
"""The meaning of an empty value, where there is one."""


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting of the configuration file."""

    name: str
    help: str
    choices: tuple[str, ...] = ()
    """The allowed values, where they are a few words."""
    read: Callable[[str], object] | None = None
    """Parses a typed value; raises ValueError, which says what it must be."""
    elsewhere: str = ""
    """The place to change it, for settings that are not changed in the dialog."""

    def shown(self, config: Config) -> str:
        """Return the value as a short text."""
        value = getattr(config, self.name)
        if self.elsewhere:
            return f"{len(value):,}" if isinstance(value, Sized) and value else "none"
        if isinstance(value, tuple | frozenset):
            return ", ".join(sorted(value) if isinstance(value, frozenset) else value) or "none"
        if isinstance(value, bool):
            return "yes" if value else "no"
        shown = f"{value:g}" if isinstance(value, float) else without_password(str(value))
        return shown or EMPTY.get(self.name, "none")

    def typed(self, config: Config) -> str:
        """Return the value as one would type it."""
        return "" if self.shown(config) == "none" else self.shown(config)

    def problem(self, text: str) -> str:
        """Return why a typed text is refused; empty where it is not."""
        try:
            self.parse(text)
        except ValueError as error:
            return f"{error}."
        return ""

    def parse(self, text: str) -> object:
        """Return the value to write for a typed text.

        Raises:
            ValueError: The text is no value of this setting; the message says what is.
        """
        from tomlkit import dumps

        if self.read is None:
            return text
        try:
            value = self.read(text)
        except ValueError as error:
            raise ValueError(f"{self.name} must be {error}") from None
        problems = parse_config(dumps({self.name: value})).problems
        if problems:
            raise ValueError(problems[0].reason)
        return value


def _number(text: str) -> float | int:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        raise ValueError("a number") from None


def _texts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _yes_or_no(text: str) -> bool:
    word = text.strip().lower()
    if word not in ("yes", "no", "true", "false"):
        raise ValueError("yes or no")
    return word in ("yes", "true")


def _place(text: str) -> str:
    """A place as it was typed; not one whose password is hidden."""
    if _HIDDEN.search(text):
        raise ValueError("a place without a hidden password: keep it in ~/.pgpass, or change it in the file")
    return text.strip()


_HIDDEN = re.compile(r":\*{3}@|password=\*{3}")
SETTINGS = (
    SettingRow("theme", "Colours, with a live preview"),
    SettingRow("density", "One line a paper in the list, or two", choices=get_args(Density)),
    SettingRow("glyphs", "Characters for states, stars and lines", choices=get_args(Glyphs)),
    SettingRow("seen_after", "Seconds on the screen after which a paper counts as seen", read=_number),
    SettingRow("triage_minutes", "Time limit of triage in minutes; 0 for none", read=_number),
    SettingRow("text_width", "Cells of a line of a full text", read=_number),
    SettingRow("keep_text", "Full texts to keep for reading offline", choices=get_args(KeepText)),
    SettingRow("text_megabytes", "Megabytes for full texts; the least recently read go first", read=_number),
    SettingRow("images", "How figures and pages of PDFs are drawn", choices=get_args(Images)),
    SettingRow("text_figures", "Figures to draw in full texts", choices=get_args(TextFigures)),
    SettingRow("sources", "Sources that r fetches, separated by commas", read=_texts),
    SettingRow("citation_keys", "Pattern of the citation keys that papers are given"),
    SettingRow("export_drop", "Fields that exports leave out, separated by commas", read=_texts),
    SettingRow("library", "Folder or server of the library, from the next start on", read=_place),
    SettingRow("sync", "Folder, repository or server to exchange changes through", read=_place),
    SettingRow(
        "sync_files", "Files that go along: attached, or texts and figures too", choices=get_args(SyncFiles)
    ),
    SettingRow("sync_megabytes", "Megabytes for them at that place", read=_number),
    SettingRow("catalogue", "Server with a large catalogue to search too: postgresql://…", read=_place),
    SettingRow("follow", "What paper-tui watch reports, separated by commas", read=_texts),
    SettingRow("digest_sort", "Order of paper-tui digest", choices=SORTS),
    SettingRow(
        "cite_published", "Whether exports cite the journal version of a preprint: yes or no", read=_yes_or_no
    ),
    SettingRow(
        "check_weekly", "Whether to ask weekly what became of marked papers: yes or no", read=_yes_or_no
    ),
    SettingRow("notify", "Whether paper-tui watch notifies through the terminal: yes or no", read=_yes_or_no),
    SettingRow("pdf_viewer", "Program that opens a PDF, such as: zathura, {file}", read=_texts),
    SettingRow("more", "What to rank higher, separated by commas", read=_texts),
    SettingRow("less", "What to rank lower, separated by commas", read=_texts),
    SettingRow("allow_hosts", "Private addresses to allow, such as mirror.lan:8080", read=_texts),
    SettingRow("keys", "Keys of your own", elsewhere="keys"),
    SettingRow("searches", "Saved searches", elsewhere="S saves the current search, ' lists them"),
    SettingRow("recorded", "What Q recorded", elsewhere="@ lists it and does it again"),
    SettingRow("rules", "What is hidden or tagged on import", elsewhere="R lists and edits them"),
    SettingRow("commands", "Programs to run on a paper (!)", elsewhere="under [[commands]] in the file"),
    SettingRow("groups", "People to share papers with", elsewhere="paper-tui group join"),
    SettingRow("api_keys", "Your keys for services", elsewhere="under [api_keys] in the file"),
    SettingRow("services", "Base URLs of services, for mirrors", elsewhere="under [services] in the file"),
)
"""In the order of the list."""
