"""Write one Markdown note per paper into a folder and keep what its owner wrote, wherever notes are."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from paper_tui.cli.exit_codes import USAGE, CommandError
from paper_tui.exports.obsidian import file_name, key_in, merged, note_file
from paper_tui.files import open_regular, read_regular
from paper_tui.papers.serialization import Entry
from paper_tui.papers.text import clean_line

FORMAT = "obsidian"
TITLE = "One Markdown note per paper in a folder; your own text in a note is kept"

HEAD = 16_384
"""Bytes of a note in which its front matter is looked for."""


def write_notes(entries: Iterable[Entry], folder: str | None) -> int:
    """Write or update the notes of papers and return their number."""
    if not folder or folder == "-":
        raise CommandError("name the folder of the notes: --format obsidian -o FOLDER", USAGE)
    place, count = Path(folder), 0
    try:
        place.mkdir(parents=True, exist_ok=True)
        known = _known_notes(place)
        for entry in entries:
            _renew(_path(place, entry, known), entry)
            count += 1
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "a note there is not UTF-8 text"
        written = f"{count:,} notes were written before" if count else "nothing was written"
        raise CommandError(f"cannot write notes to {clean_line(folder)}: {reason}; {written}") from error
    return count


def _known_notes(folder: Path) -> dict[str, Path]:
    """The notes in a folder and those in it, by the key of the paper that their front matter names."""
    known: dict[str, Path] = {}
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if name.endswith(".md") and not path.is_symlink() and path.is_file():
                with open_regular(path) as file:
                    head = file.read(HEAD).decode("utf-8", "replace")
                known.setdefault(key_in(head), path)
    return known


def _path(folder: Path, entry: Entry, known: dict[str, Path]) -> Path:
    """The path of a paper's note, under whatever name, or of the file to create."""
    paper = entry.paper
    path = folder / file_name(paper)
    if path.exists():
        return path
    return next((known[key] for key in (paper.key, *paper.aliases) if key in known), path)


def _renew(path: Path, entry: Entry) -> None:
    """Update our part of a note and keep the owner's; the file is replaced as a whole."""
    _, text = note_file(entry)
    if path.exists():
        existing = read_regular(path).decode()
        text = merged(existing, text)
        if text == existing:
            return
    draft = path.with_name(f".{path.name}.part")
    with draft.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
