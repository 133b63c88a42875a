"""Mixes the files of three copies of a library at random, as a synchroniser does, and looks for losses.

Run it at full size with ``python -m tests.store.mix_harness --mixes 1000``.

Each copy is changed by itself: papers are bookmarked, tagged, noted, given states and imported, steps are
undone, journals are folded and cut. Then each file of the mixed library is taken from any of the copies, and
the others lie beside it as conflict copies or are gone. Afterwards the library must hold what was added in
each of its files, must not hold what one of them removed, and may only be called sound when it does.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Mark, State
from paper_tui.store import Store
from paper_tui.store.files.paths import MARKS
from paper_tui.store.format.records_file import open_generation
from paper_tui.store.format.stored_shelf import shelf_of
from paper_tui.store.journal import compaction, journal_file
from paper_tui.store.repair.doctor import examine, repair
from tests.store.helpers import STAR, content, imported, opened, paper, papers

COPIES = 3
FILES = ("catalogue.json", "shelf.json", "journal")
COMMON = 12
"""Papers that all copies have, and that have marks from before the copies parted."""


@dataclass
class Tally:
    mixes: int = 0
    changes: int = 0
    lost: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    """Marks that one copy removed, nobody changed again, and that are back."""
    unsound: list[str] = field(default_factory=list)
    """Libraries that were called sound with something missing, or were not sound after the repair."""

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.returned or self.unsound)

    def __str__(self) -> str:
        bad = (*self.lost[:3], *self.returned[:3], *self.unsound[:3])
        counts = f"{len(self.lost)} lost, {len(self.returned)} returned, {len(self.unsound)} unsound"
        return f"{self.mixes} mixes, {self.changes} changes: {counts} {' '.join(bad)}"


@dataclass
class Copy:
    """One copy, and what was acknowledged in it."""

    name: str
    folder: Path
    tags: set[tuple[PaperKey, str]] = field(default_factory=set)
    notes: set[tuple[PaperKey, str]] = field(default_factory=set)
    stars: set[PaperKey] = field(default_factory=set)
    removed: set[PaperKey] = field(default_factory=set)
    """Papers whose bookmark, from before the copies parted, was taken off here."""
    imported: set[PaperKey] = field(default_factory=set)


def _common(folder: Path) -> None:
    store = opened(folder)
    imported(store, papers(COMMON * 2))
    for number in range(1, COMMON + 1):
        _mark(store, number, lambda mark: replace(mark, bookmarked=STAR))
    store.close()


def _mark(store: Store, number: int, change: Callable[[Mark], Mark]) -> None:
    one = paper(number)
    store.change("changed", lambda shelf: [change(replace(shelf.get(one.key), identity=one.identity))])


def _work(copy: Copy, chance: random.Random, place: int) -> int:
    """Change a copy a few times; each change is acknowledged when it returns."""
    store = opened(copy.folder)
    count = chance.randrange(0, 9)
    for step in range(count):
        _act(store, copy, chance, f"{copy.name}{step}", 1_000 * (place + 1) + step)
        if chance.random() < 0.2:
            store.fold()
        if chance.random() < 0.1:
            store = opened(copy.folder)
    store.close()
    return count


def _act(store: Store, copy: Copy, chance: random.Random, name: str, fresh: int) -> None:
    number = chance.randrange(1, 2 * COMMON + 1)
    key = paper(number).key
    dice = chance.random()
    if dice < 0.3:
        _mark(store, number, lambda mark: replace(mark, tags=tuple(sorted({*mark.tags, name}))))
        copy.tags.add((key, name))
    elif dice < 0.5:
        _mark(store, number, lambda mark: replace(mark, note=f"{mark.note} {name}".strip()))
        copy.notes.add((key, name))
    elif dice < 0.65:
        _mark(store, number, lambda mark: replace(mark, bookmarked=mark.bookmarked or STAR))
        if number > COMMON or key in copy.removed:
            copy.stars.add(key)
            copy.removed.discard(key)
    elif dice < 0.75:
        _mark(store, number, lambda mark: replace(mark, bookmarked=""))
        copy.stars.discard(key)
        if number <= COMMON:
            copy.removed.add(key)
    else:
        _act_otherwise(store, copy, dice, number, fresh)


def _act_otherwise(store: Store, copy: Copy, dice: float, number: int, fresh: int) -> None:
    if dice < 0.85:
        _mark(store, number, lambda mark: replace(mark, state=State.READING))
    elif dice < 0.95:
        imported(store, [paper(fresh)])
        copy.imported.add(paper(fresh).key)
    else:
        _mark(store, number, lambda mark: replace(mark, tags=tuple(sorted({*mark.tags, "gone"}))))
        store.undo()


def _mix(copies: list[Copy], folder: Path, chance: random.Random, *, conflicts: bool) -> None:
    """Take each file from any copy; the others become conflict copies beside it, or are left out."""
    for name in FILES:
        chosen = chance.choice(copies)
        for copy in copies if conflicts else [chosen]:
            source = copy.folder / name
            stem, dot, suffix = name.partition(".")
            conflict = f"{stem}.sync-conflict-20261129-101500-{copy.name.upper()}{dot}{suffix}"
            target = folder / (name if copy is chosen else conflict)
            if source.exists():
                target.unlink(missing_ok=True)
                shutil.copyfile(source, target)
    for copy in copies if conflicts else []:
        for each in (copy.folder / "history").glob("*.json"):
            (folder / "history").mkdir(exist_ok=True)
            if chance.random() < 0.8:
                shutil.copyfile(each, folder / "history" / each.name)


def _judge(copies: list[Copy], folder: Path, tally: Tally, seed: int) -> None:
    sound_before = examine(folder).is_sound
    repair(folder)
    store = opened(folder)
    shelf, catalogue = store.shelf, store.catalogue
    stars = set().union(*(copy.stars for copy in copies))
    missing = [f"tag {tag}" for copy in copies for key, tag in copy.tags if tag not in shelf.get(key).tags]
    missing += [
        f"note {text}" for copy in copies for key, text in copy.notes if text not in shelf.get(key).note
    ]
    missing += [
        f"star {key}" for key in stars if not shelf.get(key).bookmarked and not _unstarred(key, copies)
    ]
    missing += [f"paper {key}" for copy in copies for key in copy.imported if catalogue.get(key) is None]
    removed = set().union(*(copy.removed for copy in copies)) - stars
    returned = [f"star {key}" for key in removed if shelf.get(key).bookmarked]
    tally.lost += [f"{seed}: {what}" for what in missing]
    tally.returned += [f"{seed}: {what}" for what in returned]
    if not examine(folder).is_sound:
        tally.unsound.append(f"{seed}: not sound after the repair")
    if sound_before and (missing or returned):
        tally.unsound.append(f"{seed}: called sound")
    store.close()


def _judge_without_copies(folder: Path, tally: Tally, seed: int) -> None:
    """The marks of shelf and journal, each by itself, which an opened library must have."""
    wanted = _tags_of(folder / "shelf.json") | _tags_added(folder / "journal")
    sound_before = examine(folder).is_sound
    store = opened(folder)
    missing = [f"tag {tag}" for key, tag in wanted if tag not in store.shelf.get(key).tags]
    tally.lost += [f"{seed}: {what}" for what in missing]
    if sound_before and missing:
        tally.unsound.append(f"{seed}: called sound")
    store.close()
    if content(opened(folder)) != content(store) or opened(folder).notices:
        tally.unsound.append(f"{seed}: another content or a notice when opened again")


def _tags_of(shelf: Path) -> set[tuple[PaperKey, str]]:
    if not shelf.exists():
        return set()
    marks = shelf_of(open_generation(shelf, MARKS)[0])
    return {(mark.key, tag) for mark in marks for tag in mark.tags}


def _tags_added(journal: Path) -> set[tuple[PaperKey, str]]:
    added: set[tuple[PaperKey, str]] = set()
    for line in journal_file.read(journal).lines:
        for before, after in journal_file.decode(line).pairs:
            added |= {(after.key, tag) for tag in {*after.tags} - {*before.tags}}
            added -= {(after.key, tag) for tag in {*before.tags} - {*after.tags}}
    return added


def _unstarred(key: PaperKey, copies: list[Copy]) -> bool:
    """Return whether a copy starred a paper and another took its star off: either may win."""
    return any(key in copy.removed for copy in copies)


def run(mixes: int, seed: int = 1, say: Callable[[str], object] = lambda _: None) -> Tally:
    """Mix three copies so many times, and count what was lost."""
    kept = compaction.STEPS_KEPT, compaction.SLACK
    tally = Tally()
    try:
        compaction.STEPS_KEPT, compaction.SLACK = 12, 1
        with tempfile.TemporaryDirectory(prefix="paper-tui-mix-") as place:
            _common(Path(place) / "common")
            for number in range(mixes):
                _one(Path(place), seed * 1_000_003 + number, tally)
                if number % 100 == 99:
                    say(str(tally))
    finally:
        compaction.STEPS_KEPT, compaction.SLACK = kept
    return tally


def _one(place: Path, seed: int, tally: Tally) -> None:
    chance = random.Random(seed)
    work = place / "work"
    copies = [Copy(name, work / name) for name in "abc"[:COPIES]]
    for number, copy in enumerate(copies):
        shutil.copytree(place / "common", copy.folder)
        tally.changes += _work(copy, chance, number)
    mixed = work / "mixed"
    shutil.copytree(chance.choice(copies).folder, mixed)
    conflicts = chance.random() < 0.6
    _mix(copies, mixed, chance, conflicts=conflicts)
    if conflicts:
        _judge(copies, mixed, tally, seed)
    else:
        _judge_without_copies(mixed, tally, seed)
    tally.mixes += 1
    shutil.rmtree(work)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--mixes", type=int, default=1_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    tally = run(given.mixes, given.seed, print)
    print(tally)
    return 0 if tally.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
