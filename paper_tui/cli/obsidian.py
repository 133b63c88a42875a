"""Writes one Markdown note a paper into a folder, and never over what its owner wrote there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from paper_tui.cli.exit_codes import USAGE, CommandError
from paper_tui.exports.obsidian import merged, note_file
from paper_tui.papers.serialization import Entry
from paper_tui.papers.text import clean_line

FORMAT = "obsidian"
TITLE = "One Markdown note per paper in a folder; your own text in a note is kept"


def write_notes(entries: Iterable[Entry], folder: str | None) -> int:
    """Write or renew the notes of papers and return how many there are."""
    if not folder or folder == "-":
        raise CommandError("name the folder of the notes: --format obsidian -o FOLDER", USAGE)
    place, count = Path(folder), 0
    try:
        place.mkdir(parents=True, exist_ok=True)
        for entry in entries:
            _renew(place, entry)
            count += 1
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "a note there is not UTF-8 text"
        written = f"{count:,} notes were written before" if count else "nothing was written"
        raise CommandError(f"cannot write notes to {clean_line(folder)}: {reason}; {written}") from error
    return count


def _renew(folder: Path, entry: Entry) -> None:
    """Put our part into a note, the owner's part as it was; the note is swapped whole."""
    name, text = note_file(entry)
    path = folder / name
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            existing = file.read()
        text = merged(existing, text)
        if text == existing:
            return
    draft = path.with_name(f".{path.name}.part")
    with draft.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
