"""Rows of a benchmark, and work that is timed in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

Row = dict[str, object]
Figures = dict[str, float]
STARTED = "PAPER_TUI_BENCHMARK_STARTED"


def row(
    name: str, papers: int, value: float, unit: str, against: str | None = None, ratio: float | None = None
) -> Row:
    """One figure, with what it is compared with and how many times that it is."""
    compared = None if ratio is None else round(ratio, 4)
    shown = {"name": name, "papers": papers, "value": round(value, 3), "unit": unit}
    return shown | {"against": against, "ratio": compared}


def child(module: str, task: str, folder: Path, papers: int) -> Figures:
    """The measurements of a task in a process of its own, so that imports and memory count."""
    command = [sys.executable, "-m", module, task, str(folder), str(papers)]
    environment = os.environ | {STARTED: repr(time.time())}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(f"{module} {task} {papers}: {ended.stderr[-2000:]}")
    result: Figures = json.loads(ended.stdout.rpartition("@")[2])
    return result


def run_task(tasks: Mapping[str, Callable[[Path, int], Figures]]) -> None:
    """Do the task that the command line of a child names, and print what it measured."""
    task, place, count = sys.argv[1:]
    print("@" + json.dumps(tasks[task](Path(place), int(count))))


def since_start() -> float:
    """Milliseconds since the parent started this process."""
    return (time.time() - float(os.environ[STARTED])) * 1000
