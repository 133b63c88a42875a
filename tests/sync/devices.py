"""Devices in memory, each with a shelf of its own and files on disk, that exchange events through folders."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from paper_tui.sync.events import Json
from paper_tui.sync.exchange import Applied, Outcome, Update, synchronise
from paper_tui.sync.folder import Folder
from paper_tui.sync.replica import Replica

LONG = 60
"""Lines of a note from which on old ones are removed."""
Fields = dict[str, Json]


@dataclass
class MemoryShelf:
    """A shelf as the synchronisation sees it."""

    values: dict[str, Fields] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)

    def subjects(self) -> Iterator[tuple[str, Mapping[str, Json]]]:
        yield from copy.deepcopy(self.values).items()

    def holds(self, subject: str, field: str, value: Json) -> bool:
        return not (subject.startswith("unknown:") or field == "unknown" or value == "unknown")

    def changed(self, subject: str) -> int:
        return self.times.get(subject, 0)

    def apply(self, updates: Sequence[Update]) -> Applied:
        left, changed = 0, set()
        for update in updates:
            fields = self.values.get(update.subject, {})
            if not self.holds(update.subject, update.field, update.value):
                continue
            if fields.get(update.field) not in update.expected:
                left += 1
                continue
            changed.add(update.subject)
            self.put(update.subject, update.field, update.value)
        return Applied(len(changed), left)

    def put(self, subject: str, name: str, value: Json) -> None:
        fields = self.values.setdefault(subject, {})
        fields.pop(name, None)
        if value is not None:
            fields[name] = value
        if not fields:
            del self.values[subject]


class Device:
    """A library on a machine, with a clock that may be wrong."""

    def __init__(self, root: Path, name: str, wrong_by: int = 0) -> None:
        self.folder, self.name, self._wrong_by = root / name, name, wrong_by
        self.shelf = MemoryShelf()
        self.removed: set[str] = set()
        self.written: list[str] = []
        """Every line that was written into a note here."""

    def sync(self, shared: Path) -> Outcome:
        return synchronise(Replica(self.folder, self.name), self.shelf, Folder(shared))

    def do(self, now: int, subject: str, name: str, value: Json) -> None:
        self.shelf.put(subject, name, value)
        self.shelf.times[subject] = now + self._wrong_by

    def act(self, draw: Random, now: int) -> None:
        """Do one thing that a reader does."""
        subject = f"paper:{draw.randrange(8)}"
        fields = self.shelf.values.get(subject, {})
        kind = draw.choice(("bookmark", "state", "tag", "untag", "note", "note"))
        if kind == "bookmark":
            self.do(now, subject, "bookmarked", None if "bookmarked" in fields else f"{now}")
        elif kind == "state":
            self.do(now, subject, "state", draw.choice(("later", "done", None)))
        elif kind == "tag":
            self.do(now, subject, f"tag:{draw.randrange(5)}", True)
        elif kind == "untag":
            self.do(now, subject, f"tag:{draw.randrange(5)}", None)
        else:
            line = f"{self.name} wrote {now}"
            self.written.append(line)
            lines = [*filter(None, str(fields.get("note", "")).split("\n"))]
            if len(lines) > LONG:
                self.removed.update(lines[: LONG // 2])
                del lines[: LONG // 2]
            lines.insert(draw.randint(0, len(lines)), line)
            self.do(now, subject, "note", "\n".join(lines))
