"""Every setting as a reader sees it: its value now, what it is for, and what may be typed for it."""

from __future__ import annotations

from collections.abc import Callable, Sized
from dataclasses import dataclass
from typing import get_args

from paper_tui.config import Config, parse_config
from paper_tui.config.model import Density, Glyphs, KeepText


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting of the configuration file."""

    name: str
    help: str
    choices: tuple[str, ...] = ()
    """What it can be, when that is one of a few words."""
    read: Callable[[str], object] | None = None
    """From what was typed to what is written; raises ValueError when it makes no sense."""
    elsewhere: str = ""
    """Where it is changed, when that is not in the list of settings."""

    def shown(self, config: Config) -> str:
        """The value now, in a few words."""
        value = getattr(config, self.name)
        if self.elsewhere:
            return f"{len(value):,}" if isinstance(value, Sized) and value else "none"
        if isinstance(value, tuple | frozenset):
            return ", ".join(sorted(value) if isinstance(value, frozenset) else value) or "none"
        return f"{value:g}" if isinstance(value, float) else str(value) or "ink"

    def typed(self, config: Config) -> str:
        """The value now, as one would type it."""
        return "" if self.shown(config) == "none" else self.shown(config)

    def parse(self, text: str) -> object:
        """What is written for a text.

        Raises:
            ValueError: It is no value of this setting; the message says what would be one.
        """
        from tomlkit import dumps

        if self.read is None:
            return text
        try:
            value = self.read(text)
        except ValueError:
            raise ValueError(f"{self.name} must be a number") from None
        problems = parse_config(dumps({self.name: value})).problems
        if problems:
            raise ValueError(problems[0].reason)
        return value


def _number(text: str) -> float | int:
    return float(text) if "." in text else int(text)


def _texts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


SETTINGS = (
    SettingRow("theme", "The colours; shown while you choose"),
    SettingRow("density", "One line for a paper in the list, or two", choices=get_args(Density)),
    SettingRow("glyphs", "The signs and lines that are drawn", choices=get_args(Glyphs)),
    SettingRow("seen_after", "Seconds of looking after which a paper counts as seen", read=_number),
    SettingRow("triage_minutes", "Minutes a triage takes; 0 for as long as it needs", read=_number),
    SettingRow("text_width", "Cells of a line of a paper's full text", read=_number),
    SettingRow("keep_text", "Full texts to keep for reading offline", choices=get_args(KeepText)),
    SettingRow("text_megabytes", "Megabytes for full texts; the least recently read go first", read=_number),
    SettingRow("sources", "What r asks when none is named, with commas between", read=_texts),
    SettingRow("allow_hosts", "Private addresses that may be asked, such as mirror.lan:8080", read=_texts),
    SettingRow("keys", "Keys of your own", elsewhere="keys"),
    SettingRow("searches", "Saved searches", elsewhere="S saves the current one, ' lists them"),
    SettingRow("rules", "What is hidden or tagged as it comes in", elsewhere="R lists, tries and adds them"),
    SettingRow("commands", "Programs run on a paper (!)", elsewhere="under [[commands]] in the file"),
    SettingRow("services", "Other addresses of services", elsewhere="under [services] in the file"),
)
"""In the order in which the list shows them."""
