"""Types random keys into the reader, faster than it draws: ``python -m tests.end_to_end.fuzz --visits 100``.

Every visit is to a fresh copy of a small library, at some size, and ends with the key that leaves. The reader
must end by itself and without a failure, whatever was open then.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.end_to_end.terminal import KEYS, PROGRAM, Terminal, environment

PAGE = Path(__file__).with_name("page.txt")
SIZES = [(140, 40), (80, 24), (40, 10)]
CONTROL = [chr(ord(letter) & 0x1F) for letter in "dfnoprux"]
TYPED = [*KEYS.values(), *CONTROL, "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", *"/:?!#',<>+-[]1234"]
TYPED += [*"abcdfghijklmnqstuvwxyzEGMRTV"]
"""Keys of all kinds, without those that open a browser or an editor; `ctrl+c`, before there is a reader, is a
signal."""
LEAVE = "\x11"


def bursts(draw: random.Random) -> Iterator[tuple[str, float]]:
    """The bytes of each read, and the seconds of silence after it."""
    for _ in range(draw.randint(10, 80)):
        keys = draw.choices(TYPED, k=draw.choice([1, 1, 2, 4, 10]))
        yield "".join(keys), draw.choice([0, 0.002, 0.01, 0.03, 0.1])


def visit(draw: random.Random, surroundings: dict[str, str], home: Path) -> str:
    """Visit the library; what went wrong, or nothing."""
    terminal = Terminal(PROGRAM, surroundings, *draw.choice(SIZES), cwd=home)
    typed = []
    for keys, pause in bursts(draw):
        if not terminal.process.isalive():
            break
        terminal.press(keys)
        typed.append(keys)
        if draw.random() < 0.02:
            terminal.resize(*draw.choice(SIZES))
        deadline = time.monotonic() + pause
        while terminal.take_in() and time.monotonic() < deadline:
            pass
    try:
        if terminal.process.isalive():
            terminal.press(LEAVE, LEAVE)  # the first one discards a note
        ended = terminal.wait_for_end()
        problem = f"ended with {ended}" if ended else ""
    except AssertionError as error:
        problem = str(error)
    finally:
        terminal.close()
    return f"{problem} behind {typed[-12:]}\n{terminal.reports}" if problem else ""


def main() -> int:
    """Visit as often as is asked for; the exit code tells whether all went well."""
    parser = argparse.ArgumentParser(prog="python -m tests.end_to_end.fuzz", description=__doc__)
    parser.add_argument("--visits", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    draw, failures = random.Random(asked.seed), 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        library, kept = home / "library", home / "kept"
        surroundings = environment(
            home,
            PAPER_TUI_LIBRARY=str(library),
            PAPER_TUI_NOW="2026-09-04T08:00:00+00:00",
            PYTHONPATH=str(Path(__file__).parents[2]),
        )
        subprocess.run([*PROGRAM, "import", str(PAGE)], env=surroundings, capture_output=True, check=True)
        library.rename(kept)
        for number in range(asked.visits):
            shutil.copytree(kept, library)
            problem = visit(draw, surroundings, home)
            shutil.rmtree(library)
            if problem:
                failures += 1
                print(f"visit {number}: {problem}")
    print(f"{asked.visits:,} visits, {failures:,} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
