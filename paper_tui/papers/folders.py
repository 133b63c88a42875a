"""Folders that only their owner can read."""

from __future__ import annotations

from pathlib import Path

MODE = 0o700


def make_private_folder(path: Path) -> None:
    """Make a folder and its missing parents with mode 0700, whatever the umask is.

    Raises:
        OSError: It cannot be made, or something else has its name.
    """
    missing = [path]
    for folder in path.parents:
        if folder.exists():
            break
        missing.append(folder)
    for folder in reversed(missing):  # `mkdir(parents=True)` would make the parents with the usual mode
        folder.mkdir(MODE, exist_ok=True)
