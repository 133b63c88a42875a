"""Paths as they are typed, pasted or dropped, and their completion as in a shell."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

IMPORTABLE = (
    *(".bib", ".ris", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".atom", ".rss", ".html", ".htm"),
    *(".txt", ".gz"),
)
"""Endings of files that are listed first."""
MOST_LISTED = 1_000
"""Entries of a folder that are looked at."""


@dataclass(frozen=True, slots=True)
class Completion:
    """The result of completing a path with Tab."""

    text: str
    """The path, completed as far as it is unambiguous."""
    candidates: tuple[str, ...] = ()
    """Names that begin so, folders with a slash; importable files first."""


def clean_path(text: str) -> Path:
    """Return the path that a text means: quoted, escaped or as a ``file://`` URL, with ``~``."""
    text = " ".join(text.split("\n")).strip()
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    elif text[:1] in ("'", '"') or "\\ " in text:
        with suppress(ValueError):  # a quote that is not closed belongs to the name
            text = (shlex.split(text) or [text])[0]
    return Path(text).expanduser()


def complete(text: str) -> Completion:
    """Complete a path to the common part of the names that begin so; an existing folder is entered."""
    folder, slash, begun = text.rpartition("/")
    names = _names(clean_path(folder + slash) if slash else Path(), begun)
    if not names:
        return Completion(text)
    common = os.path.commonprefix(names)  # noqa: RUF071 - of names, not of paths
    return Completion(f"{folder}{slash}{common}", tuple(names) if len(names) > 1 else ())


def _names(folder: Path, begun: str) -> list[str]:
    """Return the entries of a folder that begin so, hidden ones only where a dot was typed."""
    try:
        with os.scandir(folder) as entries:
            found = [
                entry.name + "/" * entry.is_dir()
                for entry, _ in zip(entries, range(MOST_LISTED), strict=False)
                if entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
            ]
    except OSError:
        return []
    return sorted(found, key=_rank)


def _rank(name: str) -> tuple[bool, bool, str]:
    return not name.lower().endswith(IMPORTABLE), not name.endswith("/"), name
