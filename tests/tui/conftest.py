"""A library to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from paper_tui.config import Config
from paper_tui.library import Library
from paper_tui.papers.clock import Clock
from paper_tui.settings import Settings

_PARSE = Stylesheet._parse_rules
_RULES: dict[object, list[RuleSet]] = {}


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw in colour whatever the machine prefers."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture(autouse=True)
def sheets_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read each style sheet once for all applications, of which every test starts another."""
    monkeypatch.setattr(Stylesheet, "_parse_rules", _read_once)


def _read_once(sheet: Stylesheet, *asked: object, **how: object) -> list[RuleSet]:
    key = (asked, tuple(how.items()), tuple(sheet._variables.items()))
    if key not in _RULES:
        _RULES[key] = _PARSE(sheet, *asked, **how)
    return _RULES[key]


@pytest.fixture
def settings(tmp_path: Path, clock: Clock) -> Settings:
    """A fresh folder on a fixed day, and a reader whose looks take too long to count."""
    return Settings(tmp_path / "library", clock, tmp_path / "config.toml", Config(seen_after=60))


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    """The starter library."""
    opened = Library.open(settings.library, settings.clock)
    yield opened
    opened.close()
