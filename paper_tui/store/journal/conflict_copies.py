"""Finds the copies that a synchronising tool leaves beside a file which was changed in two places.

They are known by their names: ``shelf (conflicted copy 2026-09-03).json`` (Dropbox, Nextcloud),
``shelf.sync-conflict-20260903-101500-ABCDEFG.json`` (Syncthing), ``shelf (1).json`` (Drive),
``shelf.json.orig`` and ``.mine`` (merge tools).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from paper_tui.store.files.paths import LibraryPaths

_COPY = re.compile(
    r"^(catalogue|shelf|journal)"
    r"(?:[ .~_-].*(?:conflict|copy|kopie|\(\d+\)).*|(?:\.json)?\.(?:orig|mine|theirs|remote))$",
    re.IGNORECASE,
)
_KINDS = ("journal", "shelf", "catalogue")
"""In the order of merging: a journal says more than a shelf."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict copy."""

    path: Path
    kind: str
    """The file that it is a copy of: ``catalogue``, ``shelf`` or ``journal``."""


def conflicts(paths: LibraryPaths) -> list[Conflict]:
    """The conflict copies in a library's folder, in the order in which they are to be merged."""
    if not paths.folder.is_dir():
        return []
    found = []
    for name in sorted(os.listdir(paths.folder)):  # noqa: PTH208 - a tenth of the time of a Path for each
        known = _COPY.match(name) if ".damaged-" not in name else None
        path = paths.folder / name
        if known and path.is_file() and not path.is_symlink():
            found.append(Conflict(path, known[1].lower()))
    return sorted(found, key=lambda conflict: _KINDS.index(conflict.kind))
