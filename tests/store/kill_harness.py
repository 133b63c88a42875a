"""Kills a process that bookmarks, tags, notes, imports and undoes, at random moments, and looks for losses.

Run it at full size with ``python -m tests.store.kill_harness --kills 1000``.

The child says on a pipe what it is about to do and, once the store has returned, that it is done. After the
kill the library must hold all that was done and, of what was under way, all or nothing.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pickle
import random
import selectors
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Mark, mark_of
from paper_tui.store import PaperChanges, Store
from paper_tui.store import store as store_module
from paper_tui.store.journal import compaction
from tests.store.helpers import STAR, content, drafts, opened, paper

POOL = 60
LONGEST = 0.04
"""Seconds until the kill, at most."""

Content = tuple[dict[PaperKey, Paper], dict[PaperKey, Mark]]
Tell = Callable[[str, PaperChanges], None]


@dataclass
class Tally:
    kills: int = 0
    done: int = 0
    lost: int = 0
    unreadable: int = 0
    left_over: int = 0
    under_way: int = 0
    """Kills with a change under way, of which `kept` was found whole."""
    kept: int = 0
    notices: int = 0

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.unreadable or self.left_over)


def _work(folder: Path, seed: int, tell: Tell) -> None:
    """Change the library for ever, folding and trimming far more often than a reader would."""
    store_module.FOLD_AT = 3_000
    compaction.STEPS_KEPT, compaction.SLACK = 5, 1
    chance = random.Random(seed)
    store = opened(folder)
    while True:
        one = paper(chance.randrange(POOL))
        _act(store, chance.random(), one, chance, tell)


def _act(store: Store, dice: float, one: Paper, chance: random.Random, tell: Tell) -> None:
    mark = replace(store.shelf.get(one.key), identity=one.identity)
    if dice < 0.2:
        found = [paper(chance.randrange(POOL)) for _ in range(3)]
        changes = PaperChanges({each.key: each for each in found}, (replace(mark, note=str(dice)),))
        if dice < 0.05:
            changes = PaperChanges({one.key: None})
    else:
        edits: list[Mark] = [
            replace(mark, bookmarked="" if mark.bookmarked else STAR),
            replace(mark, tags=(f"tag-{chance.randrange(9)}",)),
            replace(mark, note="a longer note " * chance.randrange(1, 40)),
        ]
        changes = PaperChanges(marks=(chance.choice(edits),))
    before = PaperChanges(
        {key: store.catalogue.get(key) for key in changes.papers},
        tuple(store.shelf.get(each.key) for each in changes.marks),
    )
    tell("about", changes)
    made = store.change_papers("a change", lambda _catalogue, _shelf: changes)
    tell("done", changes)
    if made and dice > 0.8:
        tell("about", before)
        store.undo()
        tell("done", before)


def _child(folder: Path, seed: int, pipe: int) -> None:
    with os.fdopen(pipe, "wb", buffering=0) as stream:
        _work(folder, seed, lambda word, changes: _send(stream, (word, changes)))


def _send(stream: BinaryIO, message: object) -> None:
    stream.write(pickle.dumps(message))


def _received(pipe: int) -> list[tuple[str, PaperChanges]]:
    """All whole messages that the child sent."""
    messages = []
    with os.fdopen(pipe, "rb") as stream:
        while True:
            try:
                messages.append(pickle.load(stream))  # our own child's words
            except (EOFError, pickle.UnpicklingError):
                return messages


def _applied(held: Content, changes: PaperChanges) -> Content:
    papers, marks = dict(held[0]), dict(held[1])
    for key, found in changes.papers.items():
        papers.pop(key, None)
        if found:
            papers[key] = found
    for mark in changes.marks:
        marks.pop(mark.key, None)
        if not mark.is_blank:
            marks[mark.key] = mark
    return papers, marks


def _fork_and_kill(folder: Path, seed: int, wait: float) -> list[tuple[str, PaperChanges]]:
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 1 << 20)
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            _child(folder, seed, writing)
        finally:
            os._exit(1)
    os.close(writing)
    _wait(reading, wait)
    os.kill(child, signal.SIGKILL)
    messages = _received(reading)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the child died by itself")
    return messages


def _wait(pipe: int, wait: float) -> None:
    """Wait for the child to begin, then for a random while; a pipe that fills up merely holds the child."""
    with selectors.DefaultSelector() as selector:  # select() refuses descriptors from 1024 on
        selector.register(pipe, selectors.EVENT_READ)
        selector.select(5)
    signal.sigtimedwait([], wait)


def run(kills: int, seed: int = 1, say: Callable[[str], object] = lambda _: None) -> Tally:
    """Kill so many processes on one library, and count what was lost."""
    tally, chance, held = Tally(), random.Random(seed), ({}, {})
    with tempfile.TemporaryDirectory(prefix="paper-tui-kill-") as place:
        folder = Path(place) / "library"
        for kill in range(kills):
            messages = _fork_and_kill(folder, chance.randrange(1 << 30), chance.uniform(0, LONGEST))
            held = _judge(folder, held, messages, tally)
            if kill % 100 == 99:
                say(f"{tally}")
    return tally


def _judge(folder: Path, held: Content, messages: list[tuple[str, PaperChanges]], tally: Tally) -> Content:
    tally.kills += 1
    for word, changes in messages:
        if word == "done":
            held = _applied(held, changes)
            tally.done += 1
    under_way = _applied(held, messages[-1][1]) if messages and messages[-1][0] == "about" else None
    store = opened(folder)
    found = content(store)
    tally.notices += len(store.notices)
    tally.unreadable += any("damaged" in notice for notice in store.notices)
    tally.under_way += under_way is not None
    tally.kept += found == under_way
    tally.lost += found not in (held, under_way)
    note = replace(mark_of(paper(POOL)), note=f"{tally.kills}")
    fresh = paper(POOL, venue=f"{tally.kills}")
    store.change_papers("after the kill", lambda *_: PaperChanges({fresh.key: fresh}, (note,)))
    tally.left_over += len(drafts(folder))
    return content(store)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kills", type=int, default=1_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    tally = run(given.kills, given.seed, print)
    print(tally)
    return 0 if tally.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
