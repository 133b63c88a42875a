"""Backups: the newest few states of a file, and the last of each day for a week.

A backup is a hard link where the file system has them: this program replaces files and never rewrites them,
so a link costs nothing until the original is replaced. All backups of a file stay within `SIZE` beyond the
newest one, so that of a large catalogue, which can be imported again, only the state before is kept. They
are ordered by the generation in their headers, since clocks go wrong.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from paper_tui.files import NotAFileError
from paper_tui.papers.clock import in_utc
from paper_tui.store.errors import DamageError
from paper_tui.store.files.atomic_files import FILE_MODE, make_folder
from paper_tui.store.files.reading import OpenFile
from paper_tui.store.format.file_header import HEADER_WIDTH, Header

GENERATIONS = 3
DAYS = 7
SIZE = 64 << 20
"""Bytes."""
_FORM = "%Y%m%dT%H%M%S%fZ"


def stamped(moment: datetime) -> str:
    """A moment for a file name: sorts as time does, and every file system takes it."""
    moment = in_utc(moment)
    return f"{moment.year:04}{moment:%m%dT%H%M%S%fZ}"


def time_of(backup: Path) -> datetime | None:
    """The time of a backup, from its name."""
    try:
        return datetime.strptime(backup.stem.rpartition("-")[2], _FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


def backups_of(path: Path, folder: Path) -> list[Path]:
    """The backups of a file, newest first."""
    found = [backup for backup in folder.glob(f"{path.stem}-*{path.suffix}") if time_of(backup)]
    return sorted(found, key=lambda backup: (_generation(backup), backup.name), reverse=True)


def _generation(backup: Path) -> int:
    """The generation of a records file; -1 where it states none."""
    try:
        file = OpenFile(backup)
        return Header.decode(file.read(0, min(file.size, HEADER_WIDTH))).generation
    except (NotAFileError, DamageError):
        return -1


def back_up(path: Path, folder: Path, now: datetime) -> Path | None:
    """Back up the present state of a file, and remove backups that are not needed; None without a file.

    Raises:
        OSError: The state could not be kept.
    """
    if not path.exists():
        return None
    make_folder(folder)
    backup = _copied(path, folder, now)
    with suppress(OSError):  # too many backups do no harm
        for old in superfluous(backups_of(path, folder), now):
            if old != backup:
                old.unlink(missing_ok=True)
    return backup


def _copied(path: Path, folder: Path, moment: datetime) -> Path:
    """Link or copy a file under a new name."""
    backup = folder / f"{path.stem}-{stamped(moment)}{path.suffix}"
    step = timedelta(microseconds=1 if moment.year < datetime.max.year else -1)
    while backup.exists():
        moment += step
        backup = folder / f"{path.stem}-{stamped(moment)}{path.suffix}"
    link_or_copy(path, backup)
    return backup


def link_or_copy(path: Path, target: Path) -> None:
    """Give a file a second name or, where the file system has no hard links, a copy."""
    import shutil

    try:
        os.link(path, target, follow_symlinks=False)
    except OSError:
        shutil.copyfile(path, target, follow_symlinks=False)
        target.chmod(FILE_MODE)


def superfluous(backups: Sequence[Path], now: datetime) -> Iterator[Path]:
    """The backups to remove, given all, newest first."""
    days: set[object] = set()
    room = SIZE
    for place, backup in enumerate(backups):
        moment = time_of(backup) or now
        first_of_day = moment.date() not in days and (now.date() - moment.date()).days < DAYS
        room -= backup.stat().st_size if place else 0
        if place and (room < 0 or not (place < GENERATIONS or first_of_day)):
            yield backup
        else:
            days.add(moment.date())
