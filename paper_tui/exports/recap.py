"""A recap as Markdown: what was decided on which papers, to paste into a letter or a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from paper_tui.exports.markdown import escaped, facts, linked
from paper_tui.papers.paper import Paper


@dataclass(frozen=True, slots=True)
class Chapter:
    """Papers on which the same was decided."""

    title: str
    papers: Sequence[Paper]
    at_length: bool
    """True if the papers are worth more than their titles."""
    total: int = 0
    """The number of papers, where they are not all named."""


def recap(title: str, summary: str, chapters: Iterable[Chapter]) -> Iterator[str]:
    """The recap, piece by piece: a heading, a sentence, and a list for each chapter."""
    yield f"# {escaped(title)}\n\n{escaped(summary)}\n"
    for chapter in chapters:
        named = len(chapter.papers)
        yield f"\n## {escaped(chapter.title)} · {chapter.total or named:,}\n\n"
        yield from (_item(paper, at_length=chapter.at_length) for paper in chapter.papers)
        if chapter.total > named:
            yield f"- … and {chapter.total - named:,} more\n"


def _item(paper: Paper, *, at_length: bool) -> str:
    name = linked(escaped(paper.title), paper.url)
    return f"- **{name}**  \n  {facts(paper)}\n" if at_length and facts(paper) else f"- {name}\n"
