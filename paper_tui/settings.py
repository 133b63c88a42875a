"""Folders, clock and configuration of one run of the program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.config import Config
from paper_tui.folders import default_config, default_library
from paper_tui.network import SERVERS, without_password
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
    is_given: bool = False
    """True if the folder was given for this run, instead of what the configuration says."""

    def in_force(self, config: Config) -> Config:
        """A configuration for this run: a library on a server is one that is synchronised with it.

        Another library than that of the start is opened at the next one.
        """
        if self.is_given or config.library != self.config.library or not config.library.startswith(SERVERS):
            return config
        return replace(config, sync=config.library)


def settings_from(
    environment: Mapping[str, str],
    library: str | None = None,
    config: str | None = None,
) -> Settings:
    """Read the settings of a run.

    Args:
        environment: Environment of the process: ``PAPER_TUI_LIBRARY`` is the folder of the library,
            ``PAPER_TUI_CONFIG`` the configuration file, ``PAPER_TUI_NOW`` a fixed current time for tests.
        library: Folder given on the command line; takes precedence.
        config: Configuration file given on the command line; takes precedence.

    Raises:
        SettingsError: ``PAPER_TUI_NOW`` is not an ISO 8601 time, or the folder is none.
    """
    folder = library or environment.get(LIBRARY_VARIABLE)
    file = config or environment.get(CONFIG_VARIABLE)
    path = Path(file).expanduser() if file else default_config()
    read = _config(path)
    settings = Settings(
        _given(folder) if folder else _configured(read.library, path),
        _clock(environment),
        path,
        read,
        bool(folder),
    )
    return replace(settings, config=settings.in_force(read))


def _given(folder: str) -> Path:
    """The folder that was given for this run."""
    if folder.startswith(SERVERS):
        shown = without_password(folder)
        raise SettingsError(f'{shown} is a server, and belongs into the configuration: library = "{shown}"')
    return Path(folder).expanduser()


def _configured(library: str, file: Path) -> Path:
    """The folder of the library that a configuration file names; of one on a server, that of its copy."""
    if library.startswith(SERVERS):
        return default_library() / "servers" / _name_of(library)
    return file.parent / Path(library).expanduser() if library else default_library()


def _name_of(address: str) -> str:
    """Names a database in a file's name, the same for all its users."""
    import hashlib
    import re
    from urllib.parse import parse_qsl, urlsplit

    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2] + parts.path
    hosts = sorted(value for name, value in parse_qsl(parts.query) if name in ("host", "port", "dbname"))
    digest = hashlib.sha256("\n".join([place, *hosts]).encode()).hexdigest()[:8]
    return f"{re.sub(r'[^a-z0-9.]+', '-', place.lower()).strip('-.')[:60]}-{digest}"


def _config(path: Path) -> Config:
    """The configuration in a file; the defaults, without loading the parser, if there is none."""
    if not os.path.lexists(path):
        return NO_CONFIG
    from paper_tui.config import load_config

    return load_config(path)


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
