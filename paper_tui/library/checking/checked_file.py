"""The times at which services were asked for papers, and the list of retractions as it was received last."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paper_tui.files import make_folder, read_json, replace_file
from paper_tui.papers.clock import timestamp
from paper_tui.papers.paper import PaperKey
from paper_tui.store.files.lock import LibraryLock

if TYPE_CHECKING:
    from paper_tui.sources.services.updates import RetractionList

WEEK = timedelta(days=7)
"""The time for which nobody is asked again for a paper."""


class CheckedFile:
    """Two files in the cache of a library; a damaged one counts as missing, which costs asking again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked = folder / "checked.json"
        self._list = folder / "retractions.json"

    def claim(self, keys: Iterable[PaperKey], now: datetime, *, again: bool) -> list[PaperKey]:
        """Return the keys that were not asked for within a week, which count as asked for from now on.

        Another process that asks at the same time gets none of these.
        """
        make_folder(self._folder)
        with LibraryLock(self._folder / "checked.lock").held():
            asked = _read(self._asked)
            oldest, moment = timestamp(now - WEEK), timestamp(now)
            due = [key for key in keys if again or not _is_recent(asked.get(key), oldest, moment)]
            self._write(asked | dict.fromkeys(due, moment))
        return due

    def release(self, keys: Iterable[PaperKey]) -> None:
        """Let these be asked for again at once: not every service answered."""
        with LibraryLock(self._folder / "checked.lock").held():
            gone = {*keys}
            self._write({key: value for key, value in _read(self._asked).items() if key not in gone})

    def retractions(self) -> RetractionList | None:
        """The list as it was received last, or None."""
        from paper_tui.sources.services.updates import RetractionList

        found = _read(self._list)
        etag, prefixes = found.get("etag"), found.get("prefixes")
        if not isinstance(etag, str) or not etag or not isinstance(prefixes, str):
            return None
        return RetractionList(frozenset(prefixes.split()), etag)

    def keep_retractions(self, listed: RetractionList) -> None:
        """Keep the list, as far as that is possible: only further downloads depend on it."""
        record = {"etag": listed.etag, "prefixes": " ".join(sorted(listed.prefixes))}
        with suppress(OSError):
            replace_file(self._list, json.dumps(record).encode("ascii", "replace"))

    def _write(self, asked: dict[str, Any]) -> None:  # Any: what JSON holds
        with suppress(OSError):
            replace_file(self._asked, json.dumps(asked).encode("ascii"))


def _is_recent(value: object, oldest: str, now: str) -> bool:
    return isinstance(value, str) and oldest < value <= now


def _read(path: Path) -> dict[str, Any]:  # Any: what JSON holds
    try:
        found = read_json(path)
    except OSError:
        return {}
    return found if isinstance(found, dict) else {}
