"""``python -m tests.sync.kill_harness --through folder``: kill a synchronisation at every step.

A step is a line of the program that a synchronisation runs, the first and the last time that it does so. At
each a process is killed, with the git that it runs; then both devices synchronise, and a new one does. All
three must have everything that was done on either, with the attached files, kept texts and figures, and no
synchronisation may report a problem. No draft may be left once it is old.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg

from paper_tui.config import Rule, config_of
from paper_tui.config_file import ConfigFile, read_config, rule
from paper_tui.library import Library
from paper_tui.library.sharing.synchronisation import transport_of
from paper_tui.papers.builder import build_paper
from paper_tui.papers.shelf import State
from paper_tui.store.texts import TextFolder
from tests.sync.servers import database, running_server

PAPERS = [build_paper(title=f"Paper Number {number}", arxiv_id=f"2401.{number:05}") for number in range(6)]
TRACED = (
    "paper_tui/sync/",
    "paper_tui/library/sharing",
    "paper_tui/files",
    "paper_tui/store/",
)
DRAFTS = ".*.tmp"
THROUGH = ("folder", "git", "postgres")


class Trial:
    """Two devices in a folder that is put back before each trial."""

    def __init__(self, root: Path, place: str) -> None:
        self.root, self.place = root, place

    def opened(self, name: str) -> Library:
        """A library with a configuration file, whose changes are a minute apart."""
        minutes = count(1)
        start = datetime(2026, 9, 1, tzinfo=UTC)
        library = Library.open(self.root / name / "library", lambda: start + timedelta(minutes=next(minutes)))
        library.history.settings_file = ConfigFile(self.root / name / "config.toml")
        library.configure(config_of({"sync_files": "all"}))
        return library

    def sync(self, name: str) -> str:
        """Synchronise one device; the problem that it had."""
        library = self.opened(name)
        outcome = library.sync.run(transport_of(self.place, self.root / name / "library"))
        library.close()
        return outcome.problem

    def prepare(self) -> None:
        """Have both devices agree once, then change the same and different things on both."""
        for name in ("here", "there"):
            library = self.opened(name)
            library.imports.add(PAPERS, "papers")
            library.marks.set_note(PAPERS[0], "one\ntwo\nthree")
            library.close()
            self.sync(name)
        here, there = self.opened("here"), self.opened("there")
        here.marks.set_bookmarked(PAPERS[:3], bookmarked=True)
        here.marks.set_note(PAPERS[0], "one, from here\ntwo\nthree")
        here.marks.set_tags([PAPERS[1]], ["vision"], [])
        ConfigFile(self.root / "here" / "config.toml").change(rule(Rule("mine", "survey", hide=True)))
        there.marks.set_state(PAPERS[2:5], State.LATER)
        there.marks.set_note(PAPERS[0], "one\ntwo\nthree, from there")
        there.marks.set_tags([PAPERS[1]], ["audio"], [])
        ConfigFile(self.root / "there" / "config.toml").change(rule(Rule("theirs", "review", tags=("r",))))
        for library, name in ((here, "here"), (there, "there")):
            self._keep_files(library, name)
            library.close()
        self.sync("there")

    def _keep_files(self, library: Library, name: str) -> None:
        """Attach a file to a paper of this device, and keep a text with a figure of another."""
        attached, fetched = (PAPERS[0], PAPERS[1]) if name == "here" else (PAPERS[2], PAPERS[3])
        library.attachments.attach(attached, f"# Notes\n\nMade {name}.\n".encode(), "notes.md")
        texts = TextFolder(self.root / name / "library")
        kept = texts.write(fetched.key, "arxiv-html", 1, f"# Text\n\nRead {name}.\n".encode())
        texts.figures.write(kept.name, "x1.png", f"figure from {name}".encode())

    def outcome(self) -> dict[str, Any]:
        """The state of all devices after they have synchronised. Any: JSON values."""
        for draft in self.root.rglob(DRAFTS):
            os.utime(draft, (0, 0))
        problems = [self.sync(name) for name in ("here", "there", "third", "here")]
        drafts = [str(draft) for draft in self.root.rglob(DRAFTS)]
        return {"problems": problems, "drafts": drafts} | {
            name: self._held(name) for name in ("here", "there", "third")
        }

    def _held(self, name: str) -> dict[str, Any]:
        library = self.opened(name)
        marks = {
            mark.key: [bool(mark.bookmarked), mark.state.value, mark.tags, mark.note]
            for mark in library.shelf
        }
        rules = sorted(each.name for each in read_config(self.root / name / "config.toml").rules)
        library.close()
        folders = [self.root / name / "library" / each for each in ("texts", "figures")]
        files = {path.name: path.read_text() for folder in folders for path in sorted(folder.glob("*!*"))}
        return {"marks": marks, "rules": rules, "files": files}


def forked(work: Callable[[], object]) -> tuple[int, Any]:
    """Do something in a process of its own; its signal, and what it returned. Any: a JSON value."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        os.setsid()
        with os.fdopen(writing, "w") as pipe:
            json.dump(work(), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status), json.loads(said) if said else None


def traced(work: Callable[[], object], kill_at: int = -1) -> list[str]:
    """Do something, and return the lines that it ran; or kill this process group at one of them."""
    lines: list[str] = []

    def trace(frame: FrameType, event: str, _: object) -> Any:  # noqa: ANN401 - the type of trace functions
        path = frame.f_code.co_filename
        if not any(part in path for part in TRACED):
            return None
        if event == "line":
            if len(lines) == kill_at:
                os.killpg(0, signal.SIGKILL)
            lines.append(f"{path}:{frame.f_lineno}")
        return trace

    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(None)
    return lines


def steps(lines: list[str], most: int) -> list[int]:
    """The first and the last place of each line, or that many of them, evenly."""
    first = {line: place for place, line in reversed([*enumerate(lines)])}
    last = {line: place for place, line in enumerate(lines)}
    places = sorted({*first.values(), *last.values()})
    return places if len(places) <= most else [places[n * len(places) // most] for n in range(most)]


def run(trial: Trial, kept: Kept, most: int) -> Iterator[str]:
    """Kill at each step; yield what went wrong, and at the end how many steps there were."""
    forked(trial.prepare)
    kept.keep()
    sync = partial(trial.sync, "here")
    _, lines = forked(partial(traced, sync))
    kept.restore()
    _, expected = forked(trial.outcome)
    if not expected["here"] == expected["there"] == expected["third"] or any(expected["problems"]):
        yield f"without a kill: {expected}"
    chosen = steps(lines, most)
    for step in chosen:
        kept.restore()
        killed, _ = forked(partial(traced, sync, step))
        _, found = forked(trial.outcome)
        if killed != signal.SIGKILL or found != expected:
            yield f"killed ({killed}) at {lines[step]}: {found}"
    yield f"{len(chosen)} steps"


class Kept:
    """The state before a trial: a folder, and perhaps a database."""

    def __init__(self, root: Path, address: str = "") -> None:
        self._root, self._address = root, address

    def keep(self) -> None:
        """Keep the state as it is now."""
        shutil.copytree(self._root / "trial", self._root / "kept")
        self._copy("{0}", "{0}_kept")

    def restore(self) -> None:
        """Put the state back."""
        shutil.rmtree(self._root / "trial")
        shutil.copytree(self._root / "kept", self._root / "trial")
        self._copy("{0}_kept", "{0}")

    def _copy(self, source: str, target: str) -> None:
        if self._address:
            name = self._address.partition("/papers")[2].partition("?")[0]
            source, target = (each.format(f"papers{name}") for each in (source, target))
            server = self._address.replace(f"/papers{name}?", "/postgres?")
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)".encode())
                connection.execute(f"CREATE DATABASE {target} TEMPLATE {source}".encode())


@contextmanager
def place(root: Path, through: str) -> Iterator[tuple[str, Kept]]:
    """The place to synchronise through, while it is there."""
    if through == "postgres":
        with running_server() as server:
            address = database(server)
            yield address, Kept(root, address)
    elif through == "git":
        subprocess.run(["git", "init", "--quiet", "--bare", f"{root}/trial/bare.git"], check=True)
        yield f"git:{root}/trial/bare.git", Kept(root)
    else:
        yield f"{root}/trial/shared", Kept(root)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sync.kill_harness", description=__doc__)
    parser.add_argument("--through", choices=THROUGH, default="folder")
    parser.add_argument("--steps", type=int, default=1_000_000, help="how many steps at the most")
    options = parser.parse_args(arguments)
    began, wrong = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "trial").mkdir()
        with place(root, options.through) as (address, kept):
            for said in run(Trial(root / "trial", address), kept, options.steps):
                wrong += not said.endswith(" steps")
                print(said, flush=True)
    print(f"{options.through}: {wrong} wrong, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
