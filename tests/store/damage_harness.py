"""Cuts files short and flips their bits, then opens the library: nothing wrong may pass for right.

Run it at full size with ``python -m tests.store.damage_harness --cases 6000``.

Good outcomes: nothing was touched that matters; or the library opens, says what was damaged, and all that it
shows is what was once written; or it refuses in plain words. Whatever was damaged is still on the disk.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Mark
from paper_tui.store import StoreError
from paper_tui.store.repair.doctor import examine, repair
from tests.store.helpers import content, library, opened

Content = tuple[dict[PaperKey, Paper], dict[PaperKey, Mark]]
FILES = ("catalogue.json", "shelf.json", "journal", "history", "backups")
BAD = (
    "raw exception",
    "silently wrong",
    "lost the damaged file",
    "worse after opening",
    "worse after doctor",
)


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _cut_at_line(data: bytearray, chance: random.Random) -> None:
    places = [place for place, byte in enumerate(data) if byte == ord("\n")]
    del data[chance.choice(places) + 1 :]


def _zeros(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    stop = min(len(data), start + chance.randrange(1, 4096))
    data[start:stop] = bytes(stop - start)


def _lost_line(data: bytearray, chance: random.Random) -> None:
    lines = bytes(data).split(b"\n")
    del lines[chance.randrange(len(lines))]
    data[:] = b"\n".join(lines)


def _double_line(data: bytearray, chance: random.Random) -> None:
    lines = bytes(data).split(b"\n")
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    data[:] = b"\n".join(lines)


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    *(_flip,) * 6,
    *(_cut,) * 6,
    _cut_at_line,
    _zeros,
    _lost_line,
    _double_line,
)


def _victim(folder: Path, chance: random.Random) -> Path:
    path = folder / chance.choice(FILES)
    return chance.choice(sorted(path.iterdir())) if path.is_dir() else path


def damaged(folder: Path, chance: random.Random) -> tuple[Path, bytes]:
    """Damage one file of a library; which, and what it holds then."""
    path = _victim(folder, chance)
    data = bytearray(path.read_bytes())
    chance.choice(DAMAGES)(data, chance)
    path.unlink()
    path.write_bytes(data)
    return path, bytes(data)


def judge(original: Path, right: Content, folder: Path, seed: int) -> str:
    """The outcome of one damage: a good one, or one of `BAD`."""
    chance = random.Random(seed)
    shutil.copytree(original, folder)
    path, data = damaged(folder, chance)
    try:
        if chance.random() < 0.2:
            return _doctored(folder, right)
        store = opened(folder)
        found, notices = content(store), store.notices
        store.close()
    except StoreError as error:
        return "refused" if str(error) and path.read_bytes() == data else "lost the damaged file"
    except Exception as error:  # noqa: BLE001 - to catch any is the point
        print(f"seed {seed}: {path.name}: {error!r}", file=sys.stderr)
        return "raw exception"
    return _verdict(folder, right, found, notices, path, data)


def _verdict(folder: Path, right: Content, found: Content, notices: object, path: Path, data: bytes) -> str:
    if found != right and (not notices or not _all_once_written(right, found)):
        return "silently wrong"
    if notices and path.name in ("catalogue.json", "shelf.json", "journal"):
        kept = [each.read_bytes() for each in folder.rglob("*") if each.is_file()]
        if data not in kept:
            return "lost the damaged file"
    again = opened(folder)
    if content(again) != found or again.notices:
        return "worse after opening"
    return "mended" if notices else "untouched"


def _doctored(folder: Path, right: Content) -> str:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    report = examine(folder)
    if before != {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}:
        return "worse after doctor"
    repair(folder)
    found = content(opened(folder))
    if found != right and (report.is_sound or not _all_once_written(right, found)):
        return "silently wrong"
    return "doctored" if examine(folder).is_sound else "worse after doctor"


def _all_once_written(right: Content, found: Content) -> bool:
    """Return whether every record is one that the library had, now or before a later change of it."""
    for whole, part in zip(right, found, strict=True):
        for key, value in part.items():
            if key in whole and whole[key] != value:
                return False
    return True


def run(cases: int, seed: int = 1, say: Callable[[str], object] = lambda _: None) -> Counter[str]:
    """Damage a library so many times, and count what came of it."""
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="paper-tui-damage-") as place:
        original = library(Path(place) / "original")
        right = content(opened(original))
        for case in range(cases):
            folder = Path(place) / "damaged"
            outcomes[judge(original, right, folder, seed * 1_000_003 + case)] += 1
            shutil.rmtree(folder)
            if case % 1_000 == 999:
                say(str(dict(outcomes)))
    return outcomes


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cases", type=int, default=6_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    outcomes = run(given.cases, given.seed, print)
    print(dict(outcomes))
    return 1 if any(outcomes[name] for name in BAD) else 0


if __name__ == "__main__":
    sys.exit(main())
