"""The user's folders for data, configuration, caches and logs, as the platform has them."""

from __future__ import annotations

from pathlib import Path


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
