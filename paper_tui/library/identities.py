"""Where the papers of a catalogue may be found by what identifies them, without parsing any of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from paper_tui.papers.builder import title_digest
from paper_tui.papers.paper import Paper, PaperKey

DIGEST_LENGTH = 8
"""Characters at the end of a key made from a title, which are the same for every spelling of it."""


class Identities:
    """Sorted lines, each a name and the key of a paper that has or had it.

    A line may be out of date, so whoever finds a key here looks at the paper itself; but no paper of the
    catalogue is missing.
    """

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines

    @classmethod
    def of(cls, papers: Iterable[Paper]) -> Identities:
        """The identities of papers."""
        return cls([]).including(papers)

    @classmethod
    def decode(cls, data: bytes) -> Identities:
        """What `encode` wrote."""
        return cls(data.split(b"\n"))

    def encode(self) -> bytes:
        """All lines as one buffer."""
        return b"\n".join(self._lines)

    def including(self, papers: Iterable[Paper]) -> Identities:
        """These, and those of more papers."""
        more = [f"{name} {paper.key}".encode() for paper in papers for name in names(paper)]
        return Identities(list(dict.fromkeys(sorted(self._lines + more))))

    def keys(self, known_as: Iterable[str]) -> Iterator[PaperKey]:
        """Keys of papers that may be known by one of these `names`."""
        for name in known_as if self._lines else ():
            start = f"{name} ".encode()
            place = bisect_left(self._lines, start)
            while place < len(self._lines) and self._lines[place].startswith(start):
                yield PaperKey(self._lines[place][len(start) :].decode())
                place += 1


def names(paper: Paper) -> Iterator[str]:
    """What a paper may be known by, the surest first: its ids, its title, and other titles it had."""
    if paper.arxiv_id:
        yield f"arxiv:{paper.arxiv_id}"
    if paper.doi:
        yield f"doi:{paper.doi}"
    yield title_name(paper.title)
    for alias in paper.aliases:
        if alias.startswith("title:"):
            yield f"title:{alias[-DIGEST_LENGTH:]}"


def title_name(title: str) -> str:
    """What a paper may be known by that has this title, in any spelling."""
    return f"title:{title_digest(title)}"
