"""Find the paper that a text names: any unambiguous part of a key, an id, a DOI or a URL."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from paper_tui.papers.citation_keys import cited_as
from paper_tui.papers.identifiers import identifier_name, identifier_problem
from paper_tui.papers.links import mended_url
from paper_tui.papers.paper import Paper, PaperKey, identifier_names
from paper_tui.papers.text import clean_line

MOST_NAMED = 5


class Keyed(Protocol):
    """Papers with keys that can be read without parsing the papers."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Paper]: ...
    def key_at(self, place: int) -> PaperKey:
        """Return the key of the paper at a position."""

    def get(self, key: PaperKey) -> Paper | None:
        """Return the paper of a key, or None."""

    def holding(self, name: str, text: str) -> Iterator[Paper]:
        """Papers with exactly this text in a field of theirs."""


class KeyNotFoundError(LookupError):
    """No paper, or more than one, has the typed key; the message says which."""


def find_paper(papers: Keyed, text: str) -> Paper:
    """Find the one paper that a text names.

    Args:
        papers: Where to look.
        text: A key or any part of one, an arXiv id, a DOI, a URL of the paper, or its citation key.

    Raises:
        KeyNotFoundError: None or several; of several, the message lists the first keys.
    """
    wanted = text.strip()
    name = identifier_name(wanted)
    for key in filter(None, (wanted, name)):
        paper = papers.get(PaperKey(key))
        if paper:
            return paper
    cited = next(papers.holding("citation_key", wanted), None) if wanted else None
    if cited:
        return cited
    partly = _with_part(papers, wanted)
    if len(partly) > 1 and not name:
        some = ", ".join(_some(partly))
        raise KeyNotFoundError(
            f"“{clean_line(text)}” names {len(partly):,} papers: {some}. Type more of one."
        )
    by_content = None if len(partly) == 1 else _known_as(papers, wanted, name)
    paper = by_content or (papers.get(partly[0]) if len(partly) == 1 else None)
    if not paper:
        problem = identifier_problem(wanted)
        if problem:
            raise KeyNotFoundError(f"“{clean_line(text)}” is {problem}.")
        raise KeyNotFoundError(
            f"No paper has the key “{clean_line(text)}”. Find its key with: paper-tui list WORDS"
        )
    return paper


def _with_part(papers: Keyed, wanted: str) -> list[PaperKey]:
    """List the keys that contain a text."""
    folded = wanted.casefold()
    keys = map(papers.key_at, range(len(papers) if folded else 0))
    return [key for key in keys if folded in key.casefold()]


def _known_as(papers: Keyed, wanted: str, name: str) -> Paper | None:
    """Find the paper with an id, a URL, a citation key or a former key."""
    url = mended_url(wanted)
    for paper in papers if wanted else ():
        if (
            wanted in paper.aliases
            or (url and paper.url == url)
            or (name and name in identifier_names(paper))
            or wanted == cited_as(paper)
        ):
            return paper
    return None


def _some(keys: list[PaperKey]) -> Iterator[str]:
    yield from islice(keys, MOST_NAMED)
    if len(keys) > MOST_NAMED:
        yield "…"
