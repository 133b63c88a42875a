"""Folders, clock and configuration of one run of the program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.config import Config
from paper_tui.network import is_offline
from paper_tui.papers.clock import Clock

LIBRARY_VARIABLE = "PAPER_TUI_LIBRARY"
NOW_VARIABLE = "PAPER_TUI_NOW"
CONFIG_VARIABLE = "PAPER_TUI_CONFIG"
NO_CONFIG = Config()


class SettingsError(Exception):
    """Invalid environment or configuration; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one run of the program."""

    library: Path
    """Folder of the library."""
    clock: Clock
    config_file: Path = Path("config.toml")
    """Path of the configuration file, which may be missing."""
    config: Config = NO_CONFIG
    offline: bool = False
    """Whether no network connection may be made."""


def settings_from(
    environment: Mapping[str, str],
    library: str | None = None,
    config: str | None = None,
    *,
    offline: bool = False,
) -> Settings:
    """Read the settings of a run.

    Args:
        environment: Environment of the process: ``PAPER_TUI_LIBRARY`` is the folder of the library,
            ``PAPER_TUI_CONFIG`` the configuration file, ``PAPER_TUI_NOW`` a fixed current time for tests.
        library: Folder given on the command line; takes precedence.
        config: Configuration file given on the command line; takes precedence.
        offline: Whether ``--offline`` was given; ``PAPER_TUI_OFFLINE`` set to anything does the same.

    Raises:
        SettingsError: ``PAPER_TUI_NOW`` is not an ISO 8601 time.
    """
    folder = library or environment.get(LIBRARY_VARIABLE)
    file = config or environment.get(CONFIG_VARIABLE)
    path = Path(file).expanduser() if file else default_config()
    return Settings(
        Path(folder).expanduser() if folder else default_library(),
        _clock(environment),
        path,
        _config(path),
        offline or is_offline(),
    )


def _config(path: Path) -> Config:
    """The configuration in a file; the defaults, without loading the parser, if there is none."""
    if not os.path.lexists(path):
        return NO_CONFIG
    from paper_tui.config import load_config

    return load_config(path)


def default_library() -> Path:
    """Default folder of the library."""
    import platformdirs

    return platformdirs.user_data_path("paper-tui", appauthor=False)


def default_config() -> Path:
    """Default path of the configuration file."""
    import platformdirs

    return platformdirs.user_config_path("paper-tui", appauthor=False) / "config.toml"


def cache_folder() -> Path:
    """Folder of caches that all libraries share."""
    import platformdirs

    return platformdirs.user_cache_path("paper-tui", appauthor=False)


def log_folder() -> Path:
    """Folder of crash reports."""
    import platformdirs

    return platformdirs.user_log_path("paper-tui", appauthor=False)


def _clock(environment: Mapping[str, str]) -> Clock:
    fixed = environment.get(NOW_VARIABLE)
    if not fixed:
        return lambda: datetime.now(UTC).astimezone()
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError as error:
        raise SettingsError(
            f"{NOW_VARIABLE} is not an ISO time, for example 2026-09-03T08:00+00:00"
        ) from error
    try:
        aware = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone()
    except OverflowError:  # at the ends of the calendar
        aware = moment.replace(tzinfo=UTC)
    return lambda: aware


def environment() -> Mapping[str, str]:
    """Environment of the process."""
    return os.environ
