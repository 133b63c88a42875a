"""Papers found by what the search index does not hold: texts, citations, follows, groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from paper_tui.library.in_memory_catalogue import Bundle
from paper_tui.library.lookup import KeyNotFoundError, find_paper
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import PaperKey
from paper_tui.store import Catalogue

if TYPE_CHECKING:
    from paper_tui.library.citing.citations import Citations
    from paper_tui.library.full_text.text_index import TextIndex
    from paper_tui.library.full_text.texts import Texts
    from paper_tui.library.interest.followed import Followed
    from paper_tui.library.sharing.group_view import GroupView


_GROUPS = ("group", "by", "recommended")
"""Fields of what groups share."""


class Connections:
    """Answers ``text:``, ``has:text``, ``has:refs``, ``cites:`` and the like for one search."""

    def __init__(
        self,
        catalogue: Catalogue | Bundle,
        texts: Callable[[], Texts],
        citations: Callable[[], Citations],
        text_index: Callable[[], TextIndex],
        groups: Callable[[], GroupView],
        followed: Followed,
        cancel: CancelToken,
    ) -> None:
        self._catalogue = catalogue
        self._texts = texts
        self._citations = citations
        self._text_index = text_index
        self._groups = groups
        self._followed = followed
        self._cancel = cancel

    def connected(self, field: str, value: str) -> Iterable[int]:
        """Find the positions of the papers that a condition matches."""
        if value == "recommended" and field == "is":
            return self._places(self._groups().find(value, ""))
        if field in _GROUPS:
            return self._places(self._groups().find(field, value))
        if field in ("is", "follow"):
            return self._followed.places(value if field == "follow" else "")
        return self._having(value) if field == "has" else self._connected(field, value)

    def in_texts(self, words: str, *, is_open: bool) -> Sequence[int]:
        """Find the positions of the papers whose text has these words next to each other."""
        return self._text_index().find(words, self._catalogue, is_open=is_open, cancel=self._cancel)

    def near_in_texts(self, word: str, typos: int) -> tuple[Sequence[int], frozenset[str]]:
        """Find the positions of the papers whose text has a similar word, and these words."""
        return self._text_index().find_near(word, typos, self._catalogue, self._cancel)

    def _having(self, value: str) -> Iterable[int]:
        if value == "refs":
            return self._places(self._citations().having_references(self._cancel))
        is_kept = self._texts().kept()
        count = len(self._catalogue)
        kept = {place for place in range(count) if is_kept(self._catalogue.key_at(place))}
        return kept.union(self._text_index().places(self._catalogue))

    def _connected(self, field: str, value: str) -> Iterable[int]:
        try:
            paper = find_paper(self._catalogue, value)
        except KeyNotFoundError:
            return ()
        citations = self._citations()
        found = citations.citing if field == "cites" else citations.cited
        return self._places(found(paper, self._cancel))

    def _places(self, keys: Iterable[PaperKey]) -> set[int]:
        """The positions of papers that the catalogue has."""
        return {place for place in map(self._catalogue.ordinal, keys) if place is not None}
