"""The directories and the surroundings that a run of the program is given."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.config import Config, load_config
from paper_tui.papers.clock import Clock

LIBRARY_VARIABLE = "PAPER_TUI_LIBRARY"
NOW_VARIABLE = "PAPER_TUI_NOW"
CONFIG_VARIABLE = "PAPER_TUI_CONFIG"
NO_CONFIG = Config()


class SettingsError(Exception):
    """Something the user set cannot be used; the message says what and how to mend it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one run of the program goes by."""

    library: Path
    """The folder that holds the library."""
    clock: Clock
    config_file: Path = Path("config.toml")
    """Where the configuration is, or would be."""
    config: Config = NO_CONFIG


def settings_from(
    environment: Mapping[str, str], library: str | None = None, config: str | None = None
) -> Settings:
    """The settings of a run.

    Args:
        environment: The process's environment. ``PAPER_TUI_LIBRARY`` names the library's folder,
            ``PAPER_TUI_CONFIG`` the configuration file,
            ``PAPER_TUI_NOW`` an ISO time that stands for the present, for tests and pictures.
        library: The folder named on the command line, which goes first.
        config: The configuration file named on the command line, which goes first.

    Raises:
        SettingsError: ``PAPER_TUI_NOW`` is no ISO time.
    """
    folder = library or environment.get(LIBRARY_VARIABLE)
    file = config or environment.get(CONFIG_VARIABLE)
    path = Path(file).expanduser() if file else default_config()
    return Settings(
        Path(folder).expanduser() if folder else default_library(),
        _clock(environment),
        path,
        load_config(path),
    )


def default_library() -> Path:
    """Where the library is when nothing else is said."""
    import platformdirs

    return platformdirs.user_data_path("paper-tui", appauthor=False)


def default_config() -> Path:
    """Where the configuration is when nothing else is said."""
    import platformdirs

    return platformdirs.user_config_path("paper-tui", appauthor=False) / "config.toml"


def cache_folder() -> Path:
    """Where what all libraries share, and can do without, is kept."""
    import platformdirs

    return platformdirs.user_cache_path("paper-tui", appauthor=False)


def log_folder() -> Path:
    """Where reports of what went wrong are kept."""
    import platformdirs

    return platformdirs.user_log_path("paper-tui", appauthor=False)


def _clock(environment: Mapping[str, str]) -> Clock:
    fixed = environment.get(NOW_VARIABLE)
    if not fixed:
        return lambda: datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError as error:
        raise SettingsError(
            f"{NOW_VARIABLE} is not an ISO time, for example 2026-09-03T08:00+00:00"
        ) from error
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return lambda: aware


def environment() -> Mapping[str, str]:
    """The process's environment."""
    return os.environ
