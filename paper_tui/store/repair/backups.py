"""Earlier states of a file: the newest few, and the last of each day for a week.

A backup is a hard link where the file system has them: no file here is ever changed in place, so a link
costs nothing until the original is replaced. The whole of a file's backups stays within `ROOM` beyond the
newest one, so that of a large catalogue, which can be imported again, only the state before is kept.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from paper_tui.store.files.atomic_files import FILE_MODE, make_folder

GENERATIONS = 3
DAYS = 7
ROOM = 64 << 20
"""Bytes."""
_FORM = "%Y%m%dT%H%M%S%fZ"


def stamped(moment: datetime) -> str:
    """A moment as it stands in file names: sorts as time does, and every file system takes it."""
    return moment.astimezone(UTC).strftime(_FORM)


def time_of(backup: Path) -> datetime | None:
    """When a backup was made, from its name."""
    try:
        return datetime.strptime(backup.stem.rpartition("-")[2], _FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


def backups_of(path: Path, folder: Path) -> list[Path]:
    """The backups of a file, newest first."""
    found = [backup for backup in folder.glob(f"{path.stem}-*{path.suffix}") if time_of(backup)]
    return sorted(found, key=lambda backup: backup.name, reverse=True)


def back_up(path: Path, folder: Path, now: datetime) -> Path | None:
    """Keep the present state of a file, and drop what is no longer needed; None when there is no file.

    Raises:
        OSError: The state could not be kept.
    """
    if not path.exists():
        return None
    make_folder(folder)
    backup = _copied(path, folder, now)
    for old in superfluous(backups_of(path, folder), now):
        old.unlink(missing_ok=True)
    return backup


def _copied(path: Path, folder: Path, moment: datetime) -> Path:
    """Link or copy a file under a name of its own."""
    backup = folder / f"{path.stem}-{stamped(moment)}{path.suffix}"
    while backup.exists():
        moment += timedelta(microseconds=1)
        backup = folder / f"{path.stem}-{stamped(moment)}{path.suffix}"
    link_or_copy(path, backup)
    return backup


def link_or_copy(path: Path, target: Path) -> None:
    """Give a file a second name or, where the file system has no hard links, a copy."""
    try:
        os.link(path, target, follow_symlinks=False)
    except OSError:
        shutil.copyfile(path, target, follow_symlinks=False)
        target.chmod(FILE_MODE)


def superfluous(backups: Sequence[Path], now: datetime) -> Iterator[Path]:
    """The backups to drop, given all, newest first."""
    days: set[object] = set()
    room = ROOM
    for place, backup in enumerate(backups):
        moment = time_of(backup) or now
        first_of_day = moment.date() not in days and (now.date() - moment.date()).days < DAYS
        room -= backup.stat().st_size if place else 0
        if place and (room < 0 or not (place < GENERATIONS or first_of_day)):
            yield backup
        else:
            days.add(moment.date())
