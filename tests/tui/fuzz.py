"""Draws papers made of hostile pieces: ``python -m tests.tui.fuzz --inputs 100000 --seed 1``.

Every input becomes a paper through the builder, as any source's would, and is drawn as a row and as a
page at some width. What is drawn must fill its width exactly and hold nothing that acts on a terminal.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from rich.cells import cell_len
from textual.visual import Visual

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.shelf import Mark, State
from paper_tui.papers.text import clean_note
from paper_tui.settings import Settings
from paper_tui.tui.render import paper_renderer, row_renderer
from paper_tui.tui.render.row_renderer import Columns
from tests.tui.helpers import Reader, reading
from tests.tui.hostile import ESCAPES, MARKUP, SHAPES

TODAY = date(2026, 9, 4)
TAGS = ("vision", "a-long-tag-of-many-words", "注意力")
RAW = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
PIECES = (*MARKUP, *ESCAPES, *SHAPES[:4], "$\\alpha$", "\\frac{a}{b}", "{", "}", "$", "\\", "a b c", "\n\n")


def texts(draw: random.Random) -> str:
    """A text of hostile pieces, sometimes with any characters at all between."""
    parts = draw.choices(PIECES, k=draw.randint(1, 5))
    parts += ["".join(chr(draw.randrange(0x110000)) for _ in range(draw.randint(0, 6)))]
    draw.shuffle(parts)
    return "".join(parts)


def made(draw: random.Random) -> tuple[Paper, Mark]:
    """A paper and a mark of hostile texts."""
    paper = build_paper(
        title="x" + texts(draw),
        abstract=texts(draw),
        authors=[texts(draw) for _ in range(draw.randint(0, 3))],
        venue=texts(draw),
        published=draw.choice(["", "2024", "2024-02", "2024-02-30", texts(draw)]),
        categories=[texts(draw)],
        links=[texts(draw), "https://example.org/" + texts(draw)],
        sightings=[Sighting("x", votes=draw.choice([None, 0, 10**9]))],
    )
    mark = Mark(paper.key, bookmarked=draw.choice(["", "now"]), state=draw.choice(list(State)))
    return paper, Mark(paper.key, mark.identity, mark.bookmarked, mark.state, TAGS, clean_note(texts(draw)))


def drawn(reader: Reader, paper: Paper, mark: Mark, width: int) -> Iterator[str]:
    """Every line of a paper as row and as page, as the terminal would get it."""

    def lit(field: str, text: str) -> tuple[tuple[int, int], ...]:  # noqa: ARG001 - lights something in any field
        return ((0, max(len(text) // 3, 1)),) if text else ()

    columns = Columns(row_renderer.total_votes, dates=True, today=TODAY)
    lines = [*row_renderer.row(paper, mark, width, lit, columns)]
    lines += row_renderer.row(paper, mark, width, lit, columns, lines=2)
    assert {cell_len(line.plain) for line in lines} == {width}
    page = paper_renderer.detail(paper, mark, lit, today=TODAY)
    style = reader.list.visual_style
    for content, height in (*((line, 1) for line in lines), (page, None)):
        for strip in Visual.to_strips(reader.list, content, width, height, style, pad=True):
            assert strip.cell_length == width, (strip.cell_length, width)
            yield strip.text


async def run(inputs: int, seed: int) -> None:
    """Draw so many papers; raises on the first that is not drawn well."""
    with tempfile.TemporaryDirectory() as folder:
        moment = datetime(2026, 9, 4, tzinfo=UTC)
        settings = Settings(Path(folder) / "library", lambda: moment)
        library = Library.open(settings.library, settings.clock)
        async with reading(library, settings) as reader:
            for number in range(inputs):
                draw = random.Random(f"{seed}-{number}")
                paper, mark = made(draw)
                for line in drawn(reader, paper, mark, draw.randint(20, 120)):
                    assert not RAW.search(line), (seed, number, line)


def main() -> None:
    """Read the command line, draw, and say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m tests.tui.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    asyncio.run(run(options.inputs, options.seed))
    print(f"{options.inputs:,} papers drawn in {time.monotonic() - began:.0f} s, none badly")


if __name__ == "__main__":
    main()
