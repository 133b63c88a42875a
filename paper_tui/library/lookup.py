"""From what a reader types for a paper to the paper: any unambiguous part of a key, an id, a DOI or a URL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.text import clean_line

MOST_NAMED = 5


class KeyNotFoundError(LookupError):
    """No paper, or more than one, answers to what was typed; the message says which."""


def find_paper(papers: Iterable[Paper], text: str) -> Paper:
    """The one paper that a text names.

    Args:
        papers: Where to look.
        text: A key or any part of one, an arXiv id, a DOI, or an address of the paper.

    Raises:
        KeyNotFoundError: None or several; of several, the message lists the first keys.
    """
    wanted = text.strip()
    arxiv, doi = parse_arxiv_id(wanted), parse_doi(wanted)
    number = arxiv.number if arxiv else ""
    partly: list[Paper] = []
    for paper in papers:
        exact = wanted in (paper.key, paper.url) or wanted in paper.aliases
        if exact or (number and paper.arxiv_id == number) or (doi and paper.doi == doi):
            return paper
        if wanted and wanted.casefold() in paper.key.casefold():
            partly.append(paper)
    if len(partly) == 1:
        return partly[0]
    shown = clean_line(text)
    if not partly:
        raise KeyNotFoundError(f"No paper answers to “{shown}”. Find its key with: paper-tui list WORDS")
    raise KeyNotFoundError(f"“{shown}” names {len(partly)} papers: {', '.join(_some_keys(partly))}")


def _some_keys(papers: list[Paper]) -> Iterator[PaperKey | str]:
    yield from (paper.key for paper in islice(papers, MOST_NAMED))
    if len(papers) > MOST_NAMED:
        yield "…"
