"""``python -m tests.benchmarks --papers 1000,10000 --json``: how long things take, as ratios in one run.

Every module beside this one that has a ``measure(papers)`` can be run; a new benchmark is a new module.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from tests.benchmarks.rows import Row

Measure = Callable[[int], Iterator[Row]]
AT_EVERY_SIZE = ("import_jsonl", "search", "reader", "bookmark", "still_frame")
"""The default benchmarks, on one library a size. The others compare with slow programs."""


def measures() -> dict[str, Measure]:
    """The benchmarks by name of their module."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__main__")
    modules = {name: import_module(f"tests.benchmarks.{name}") for name in names}
    return {name: module.measure for name, module in modules.items() if hasattr(module, "measure")}


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmarks asked for, and print each row as soon as it is measured."""
    known = measures()
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--papers", default="1000,10000", help="numbers of papers, parted by commas")
    parser.add_argument("--only", default=",".join(AT_EVERY_SIZE), help=f"some of {','.join(known)}")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args(arguments)
    chosen = options.only.split(",")
    unknown = [name for name in chosen if name not in known]
    if unknown:
        parser.error(f"there is no benchmark {', '.join(unknown)}; known are {', '.join(known)}")
    for papers in map(int, options.papers.split(",")):
        for name in chosen:
            for row in known[name](papers):
                print(json.dumps(row) if options.json else _line(row), flush=True)
    return 0


def _line(row: Row) -> str:
    against = f"{row['ratio']:>9} x {row['against']}" if row.get("ratio") is not None else ""
    return f"{row['papers']:>9,}  {row['name']:<32} {row['value']:>12} {row['unit']:<4} {against}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
