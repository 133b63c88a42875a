"""``python -m tests.sources.growth``: how the time to read an input grows as a hostile part of it doubles.

Each sample is stretched, within its first title and at its end, by runs of what parsers trip over. From 1 kB
to 1 MB no doubling may take more than 2.5 times the time of the one before; small times are not compared.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
import warnings
from collections.abc import Iterator

from paper_tui.sources import SourceError, read
from tests.sources.helpers import CONTEXT
from tests.sources.samples import SAMPLES

MOST_GROWTH = 2.5
LEAST_TIME = 0.03
"""Seconds of processor time below which times are noise."""
RUNS = (
    *(" ", "\n", "\t", "\r", "a", "A.", "a ", "1", "-", "- ", ".", ",", ";", "=", "|", "~", "*", "_", "::"),
    *("{", "}", "{}", "[", "[[", "(", '"', "'", "`", "``", "$", "$a ", "\\", "\\a", "\\frac{", "^{", "_{"),
    *("<", "<a ", "<p>", "</p>", "<i>", "<!doctype ", "<!--", "<item>", "<entry><title>", "&", "&amp;", "&a"),
    *("#", "%", "% ", "@", "@a{", "@a{k,t={", "@a(k,t={x\n", "\u0301", "é", "中", "\u200d", "\x85"),
    *("and ", " and a", "a,", "a, b; ", "http://", "http://a.b/ ", "10.1000/", "arXiv:", "a.a.a.", "a@a "),
    *("TY  - ", "PMID- 1\n", "%A a\n", "\\\\\n", "> ", ">\n", "From a\n", "A: ", "Title: ", "2020 ", "Jan "),
    *('\n{"a', '\n{"a":[', "[a](http://a.b) ", "- [a](http://a.b)\n", '{"a":', '"a":1,', "x}", "},{", "\n{"),
)
FEW = ("\n", "a ", "{", "<", "&", "\\a", "x}", '\n{"a', "<!doctype ")
"""Runs of which one each stands for a kind."""


def stretched(name: str, run: str, size: int) -> Iterator[bytes]:
    """A sample with so many bytes of a run within its first title, and at its end."""
    sample, piece = SAMPLES[name].encode(), run.encode("utf-8", "surrogatepass")
    middle = max(sample.find(b"Finding"), 0) or len(sample) // 2
    for place in (middle, len(sample)):
        yield sample[:place] + piece * (size // len(piece) + 1) + sample[place:]


def seconds(data: bytes, name: str, tries: int = 1) -> float:
    """The least processor time that reading an input takes."""
    return min(_once(data, name) for _ in range(tries))


def _once(data: bytes, name: str) -> float:
    before = time.process_time()
    try:
        for _ in read(io.BytesIO(data), CONTEXT, name):
            pass
    except SourceError:
        pass
    return time.process_time() - before


def grows_too_fast(name: str, run: str, size: int, doublings: int) -> str:
    """The excess of growth from a size over some doublings, in words; empty for none."""
    small, large = stretched(name, run, size), stretched(name, run, size << doublings)
    for before, after in zip(small, large, strict=True):
        for tries in (1, 3):  # the machine may have been busy
            first, last = seconds(before, name, tries), seconds(after, name, tries)
            if last <= LEAST_TIME + first * MOST_GROWTH**doublings:
                break
        else:
            return f"{name}, {run!r}: {first:.3f} s for {size} bytes, {last:.3f} s for {size << doublings}"
    return ""


def main(arguments: list[str] | None = None) -> int:
    """Measure every format with every run; 1 when one grows too fast."""
    parser = argparse.ArgumentParser(prog="python -m tests.sources.growth", description=__doc__)
    parser.add_argument("formats", nargs="*", default=list(SAMPLES))
    parser.add_argument("--largest", type=int, default=2**20)
    options = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    found = 0
    for name in options.formats:
        for run in RUNS:
            size = 1_000
            while size < options.largest:
                wrong = grows_too_fast(name, run, size, 2)
                found += bool(wrong)
                print(wrong, flush=True) if wrong else None
                size *= 4
        print(f"{name}: done", flush=True)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
