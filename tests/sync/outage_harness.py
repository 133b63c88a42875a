"""``python -m tests.sync.outage_harness``: stop and start PostgreSQL while readers write.

Five readers, each a process with a library of its own that follows the server, write some hundred changes
each. In the midst of it the server is stopped, and started again after a while. At the end every reader has
every change; how long each took to be seen by all is counted from the change, or from the return of the
server where it was away.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
import sys
import tempfile
import threading
import time
import warnings
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.sync.postgres import PostgresDatabase
from tests.sync.servers import database, running_server

SOON = 0.3
"""Seconds from a change until it is sent, as in the reader."""
PATIENCE = 120.0


class Reader:
    """A library that is kept up to date with a server, as the reader keeps it."""

    def __init__(self, folder: Path, address: str, name: str) -> None:
        self.library = Library.open(folder / name, lambda: datetime.now(UTC))
        self.seen: dict[str, float] = {}
        """The time at which each change was first on the shelf."""
        self.used: list[tuple[float, float]] = []
        """After each synchronisation the time, and the processor time so far."""
        self._name, self._database = name, PostgresDatabase(address)
        self._lock, self._wanted, self.is_over = threading.Lock(), threading.Event(), False
        self._threads = [threading.Thread(target=each) for each in (self._follow, self._send)]
        for thread in self._threads:
            thread.start()

    def _follow(self) -> None:
        self._database.follow(self.sync, lambda: self.is_over)

    def _send(self) -> None:
        while not self.is_over:
            if self._wanted.wait(0.5):
                time.sleep(SOON)
                self._wanted.clear()
                self.sync()

    def sync(self) -> None:
        with self._lock:
            self.library.sync.run(self._database)
            now = time.time()
            for mark in self.library.shelf:
                self.seen.setdefault(mark.key, now)
            self.used.append((now, time.process_time()))

    def write(self, number: int) -> None:
        paper = build_paper(title=f"Paper {number} of {self._name}", arxiv_id=f"2401.{number:05}")
        self.library.imports.add([paper], "papers")
        self.library.marks.set_bookmarked([paper], bookmarked=True)
        self._wanted.set()

    def close(self) -> None:
        self.is_over = True
        for thread in self._threads:
            thread.join()


def work(folder: str, address: str, number: int, options: argparse.Namespace, barrier: Barrier) -> None:
    """Write, wait until everything is seen, and report when it was."""
    reader = Reader(Path(folder), address, f"reader{number}")
    barrier.wait()
    written = {}
    for change in range(options.writes):
        each = number * 10_000 + change
        written[f"arxiv:2401.{each:05}"] = time.time()
        reader.write(each)
        time.sleep(options.pause)
    until = time.monotonic() + PATIENCE
    while len(reader.seen) < options.readers * options.writes and time.monotonic() < until:
        time.sleep(0.05)
    reader.close()
    report = {"written": written, "seen": reader.seen, "used": reader.used}
    (Path(folder) / f"{number}.json").write_text(json.dumps(report))


def run(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder, running_server() as server:
        address = database(server)
        barrier = multiprocessing.Barrier(options.readers + 1)
        readers = [
            multiprocessing.Process(target=work, args=(folder, address, number, options, barrier))
            for number in range(options.readers)
        ]
        for reader in readers:
            reader.start()
        barrier.wait()
        time.sleep(options.writes * options.pause * 0.4)
        stopped = time.time()  # it takes no more from now on, though it takes a second to end
        server.stop()
        time.sleep(options.away)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server.ensure_postgres_running()
        back = time.time()
        for reader in readers:
            reader.join()
        reports = [
            json.loads((Path(folder) / f"{number}.json").read_text()) for number in range(options.readers)
        ]
    return told(reports, stopped, back)


def told(reports: list[dict[str, Any]], stopped: float, back: float) -> int:
    """Print what became of the changes; return 1 if any was lost. Any: JSON values."""
    written = {key: moment for report in reports for key, moment in report["written"].items()}
    lost = sum(key not in report["seen"] for report in reports for key in written)
    late = {True: [0.0], False: [0.0]}
    for key, moment in written.items():
        was_away = stopped - 1 < moment < back
        since = back if was_away else moment
        late[was_away].append(max(report["seen"].get(key, since + PATIENCE) for report in reports) - since)
    print(
        f"{len(written):,} writes of {len(reports)} readers, server away {back - stopped:.1f} s: {lost} lost"
    )
    caught_up = back + max(late[True])
    used = sum(cpu_between(report["used"], back, caught_up) for report in reports)
    print(f"processor time of the readers from its return until all had caught up: {used:.2f} s")
    for was_away, name in ((True, "after its return"), (False, "else")):
        times = late[was_away]
        print(
            f"seen by all {name}: median {statistics.median(times):.2f} s, "
            f"longest {max(times):.2f} s ({len(times) - 1} writes)"
        )
    return 1 if lost else 0


def cpu_between(used: list[tuple[float, float]], start: float, end: float) -> float:
    """The processor time used between two moments, as far as it is known."""
    before = max((cpu for moment, cpu in used if moment <= start), default=0.0)
    return max((cpu for moment, cpu in used if moment <= end), default=0.0) - before


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sync.outage_harness", description=__doc__)
    parser.add_argument("--readers", type=int, default=5)
    parser.add_argument("--writes", type=int, default=200, help="of each reader")
    parser.add_argument("--pause", type=float, default=0.2, help="seconds between two writes of a reader")
    parser.add_argument("--away", type=float, default=10.0, help="seconds that the server is away")
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
