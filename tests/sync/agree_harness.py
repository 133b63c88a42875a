"""``python -m tests.sync.agree_harness --operations 200000``: devices that do everything at random agree.

Three devices, one of them with a clock an hour ahead, change papers, meet through a folder now and then, and
the folder suffers what synchronisers do to it. At the end the shelves are the same and no line of a note is
lost.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.sync.test_exchange import agreement


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sync.agree_harness", description=__doc__)
    parser.add_argument("--operations", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        wrong = agreement(Path(folder), Random(options.seed), options.operations)
    taken = time.process_time() - began
    print(
        f"seed {options.seed}: {options.operations:,} operations, {taken:.0f} s of CPU: {wrong or 'agreed'}"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
