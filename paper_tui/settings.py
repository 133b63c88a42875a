"""The directories and the surroundings that a run of the program is given."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.papers.clock import Clock

LIBRARY_VARIABLE = "PAPER_TUI_LIBRARY"
NOW_VARIABLE = "PAPER_TUI_NOW"


class SettingsError(Exception):
    """Something the user set cannot be used; the message says what and how to mend it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one run of the program goes by."""

    library: Path
    """The folder that holds the library."""
    clock: Clock


def settings_from(environment: Mapping[str, str], library: str | None = None) -> Settings:
    """The settings of a run.

    Args:
        environment: The process's environment. ``PAPER_TUI_LIBRARY`` names the library's folder;
            ``PAPER_TUI_NOW`` an ISO time that stands for the present, for tests and pictures.
        library: The folder named on the command line, which goes first.

    Raises:
        SettingsError: ``PAPER_TUI_NOW`` is no ISO time.
    """
    folder = library or environment.get(LIBRARY_VARIABLE)
    return Settings(Path(folder).expanduser() if folder else default_library(), _clock(environment))


def default_library() -> Path:
    """Where the library is when nothing else is said."""
    import platformdirs

    return platformdirs.user_data_path("paper-tui", appauthor=False)


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
