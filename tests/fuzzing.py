"""The command of a fuzzer: as many inputs as asked for, each reproducible from its seed and number."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable


def fuzz(
    program: str,
    description: str | None,
    one: Callable[[random.Random, int], None],
    *,
    slowest: float,
    arguments: list[str] | None = None,
) -> int:
    """Run a fuzzer from its command line.

    Args:
        program: How it is started.
        description: Its help.
        one: Makes and tries the input of a number; raises if the input shows a fault.
        slowest: Seconds of processor time that one input may take.
        arguments: The command line; by default that of the process.

    Returns:
        0, or 1 if an input took too long.
    """
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    longest = 0.0
    for number in range(options.inputs):
        before = time.process_time()
        try:
            one(random.Random(f"{options.seed}/{number}"), number)
        except Exception:
            print(f"seed {options.seed}, input {number}", file=sys.stderr)
            raise
        longest = max(longest, time.process_time() - before)
        if longest > slowest:
            print(f"seed {options.seed}, input {number}: {longest:.1f} s", file=sys.stderr)
            return 1
    print(f"{options.inputs:,} inputs, the slowest {longest * 1000:.0f} ms")
    return 0
