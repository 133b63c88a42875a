"""The cost of reading, as ratios to the library or the plain loop that does the bare work, in one run."""

from __future__ import annotations

import gzip
import io
import json
import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from paper_tui.sources import Context, read

CONTEXT = Context("benchmark", date(2026, 11, 23), "2026-11-23T00:00:00.000Z")
_WORDS = (
    "attention",
    "diffusion",
    "transformer",
    "sparse",
    "protein",
    "language",
    "vision",
    "graph",
    "policy",
)


def measure(papers: int) -> Iterator[dict[str, Any]]:
    """One row a measurement: what, how many papers, the value and its unit, and the ratio to what."""
    from bibtexparser.entrypoint import parse_string

    bibtex = bibtex_entries(papers)
    theirs, ours = _best_of_both(lambda: parse_string(bibtex), lambda: _drain(bibtex.encode()))
    yield _row("import BibTeX", papers, ours, "s", "bibtexparser alone", ours / theirs)
    snapshot = snapshot_lines(papers)
    lines = snapshot.splitlines()
    theirs, ours = _best_of_both(lambda: [json.loads(line) for line in lines], lambda: _drain(snapshot))
    yield _row("import arXiv snapshot", papers, ours, "s", "json.loads of each line", ours / theirs)
    few, many = _peak(gzip.compress(snapshot[: len(snapshot) // 10])), _peak(gzip.compress(snapshot))
    yield _row("peak memory of a gzipped snapshot", papers, many / 2**20, "MiB", "a tenth of it", many / few)


def bibtex_entries(papers: int) -> str:
    """Entries as reference managers write them, some with TeX."""
    chance = random.Random(5)
    return "\n".join(_entry(number, chance) for number in range(papers))


def _author(chance: random.Random) -> str:
    """One of three thousand people, some of whom have an accent."""
    number = chance.randrange(3_000)
    family = r"M{\"u}ller" if number % 4 == 0 else "Shazeer"
    return f"{family}-{_WORDS[number % len(_WORDS)].title()}, Noam {number}"


def _entry(number: int, chance: random.Random) -> str:
    title = " ".join(chance.choices(_WORDS, k=8)).title()
    tex = r" for {G}\"odel and $\mathcal{O}(n \log n)$" if number % 5 == 0 else " for {BERT}"
    abstract = " ".join(chance.choices(_WORDS, k=140))
    fields = {
        "title": f"{title}{tex} {number}",
        "author": " and ".join(_author(chance) for _ in range(3)),
        "journal": f"Journal of {_WORDS[number % len(_WORDS)]}",
        "year": f"20{number % 26:02}",
        "volume": str(number),
        "doi": f"10.1000/{number}",
        "url": f"https://example.org/{number}",
        "abstract": abstract,
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@article{{key{number},\n{body}\n}}\n"


def snapshot_lines(papers: int) -> bytes:
    """Lines in the shape of arXiv's snapshot."""
    chance = random.Random(6)
    return "\n".join(json.dumps(_record(number, chance)) for number in range(papers)).encode()


def _record(number: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": f"{1501 + number // 99999:04}.{number % 99999:05}",
        "title": " ".join(chance.choices(_WORDS, k=9)),
        "abstract": " ".join(chance.choices(_WORDS, k=150)),
        "authors_parsed": [["Vaswani", "Ashish", ""], ["Shazeer", "Noam", ""]],
        "categories": "cs.CL cs.LG",
        "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
        "update_date": "2008-11-26",
    }


def _drain(data: bytes) -> int:
    return sum(1 for _ in read(io.BytesIO(data), CONTEXT))


def _best_of_both(theirs: Callable[[], object], ours: Callable[[], object]) -> tuple[float, float]:
    """Processor time of each, by turns, so that a busy machine slows both alike; the least of five."""
    turns = [(_seconds(theirs), _seconds(ours)) for _ in range(5)]
    return min(turn[0] for turn in turns), min(turn[1] for turn in turns)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _peak(data: bytes) -> int:
    tracemalloc.start()
    _drain(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def _row(name: str, papers: int, value: float, unit: str, against: str, ratio: float) -> dict[str, Any]:
    row: dict[str, Any] = {"name": name, "papers": papers, "value": round(value, 3), "unit": unit}
    return row | {"against": against, "ratio": round(ratio, 2)}
