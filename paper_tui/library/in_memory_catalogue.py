"""An in-memory catalogue: the starter library, before anything is on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from paper_tui.papers.paper import Paper, PaperKey


class Bundle(Sequence[Paper]):
    """Papers in memory, with the interface of `store.Catalogue`."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        from hashlib import blake2b  # OpenSSL, which a library with papers of its own does not need

        self._papers = tuple(sorted(papers, key=lambda paper: paper.key))
        self._ordinals = {paper.key: ordinal for ordinal, paper in enumerate(self._papers)}
        named = "\n".join(f"{paper.key} {paper.title}" for paper in self._papers)
        self.stamp = "bundle-" + blake2b(named.encode(), digest_size=8).hexdigest()

    def __len__(self) -> int:
        return len(self._papers)

    def __iter__(self) -> Iterator[Paper]:
        return iter(self._papers)

    @overload
    def __getitem__(self, place: int) -> Paper: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Paper]: ...
    def __getitem__(self, place: int | slice) -> Paper | Sequence[Paper]:
        return self._papers[place]

    def key_at(self, place: int) -> PaperKey:
        """Return the key of the paper at a position."""
        return self._papers[place].key

    def ordinal(self, key: PaperKey) -> int | None:
        """Return the position of a paper, or None."""
        return self._ordinals.get(key)

    def get(self, key: PaperKey) -> Paper | None:
        """Return the paper of a key, or None."""
        place = self._ordinals.get(key)
        return None if place is None else self._papers[place]

    def holding(self, name: str, text: str) -> Iterator[Paper]:
        """Papers with exactly this text in a field of theirs."""
        return (paper for paper in self._papers if getattr(paper, name) == text)
