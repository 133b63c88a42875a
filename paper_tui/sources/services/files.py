"""Small JSON files of the services: damaged ones count as missing, and writes are atomic."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from paper_tui.files import read_json, replace_file


def read_object(path: Path) -> dict[str, Any]:
    """Read the object in a JSON file; empty if the file is missing or damaged."""
    try:
        found = read_json(path)
    except OSError:
        return {}
    return found if isinstance(found, dict) else {}


def write_atomically(path: Path, record: Mapping[str, Any]) -> None:
    """Replace a JSON file: after a crash it holds the old object or the new one.

    Raises:
        OSError: It could not be written; the file is unchanged.
    """
    replace_file(path, json.dumps(record, allow_nan=False).encode("ascii"))
