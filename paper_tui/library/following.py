"""Follows: authors, words and saved searches, and the new papers that match them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paper_tui.papers.identity import fold
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.search import Query, Scope

if TYPE_CHECKING:
    from paper_tui.library.result_list import Listing

AUTHOR = "author:"
NOT = "not:"
"""Begins a line that takes a paper out: ``not:KEY author:Kaiming He``, for a namesake."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper, and what it is there for."""

    paper: Paper
    follow: str
    """The line of the configuration."""
    doubt: str = ""
    """Why it may be somebody else's: ``K. He may not be Kaiming He``."""


class Following:
    """Finds papers by the lines that the reader follows."""

    def __init__(self, search: Callable[[Scope], Listing]) -> None:
        self.lines: tuple[str, ...] = ()
        """``author:NAME`` or any query; replace to change."""
        self._search = search

    def hits(self, added: str = "") -> list[Hit]:
        """Papers that came from what is followed, each once, in the order of the lines.

        Args:
            added: A condition on the time of import, such as ``added:<7d``.

        Raises:
            search.QueryError: A line is no query; the configuration has none of these.
        """
        found: dict[PaperKey, Hit] = {}
        excluded = {*_excluded(self.lines)}
        for line in self.lines:
            if line.startswith(NOT):
                continue
            for hit in self._of(line, added):
                if (hit.paper.key, line) not in excluded:
                    found.setdefault(hit.paper.key, hit)
        return list(found.values())

    def _of(self, line: str, added: str) -> Iterator[Hit]:
        name = line.removeprefix(AUTHOR).strip().strip('"')
        is_author = is_name(line)
        text = f"author:={_surname(name)}" if is_author else line
        scope = Scope(Query.parse(f"({text}) {added}"), strict=True)
        for paper in self._search(scope).papers():
            if not is_author:
                yield Hit(paper, line)
                continue
            written = _same_author(name, paper.authors)
            if written:
                doubt = "" if fold(written) == fold(name) else f"{written} may not be {name}"
                yield Hit(paper, line, doubt)


def is_name(line: str) -> bool:
    """Whether a line follows an author by name, rather than by a query."""
    name = line.removeprefix(AUTHOR)
    return name != line and bool(fold(name)) and not name.lstrip().startswith(("=", "~", "("))


def _excluded(lines: Iterable[str]) -> Iterator[tuple[PaperKey, str]]:
    for line in lines:
        if line.startswith(NOT):
            key, _, follow = line.removeprefix(NOT).partition(" ")
            yield PaperKey(key), follow.strip()


def _same_author(wanted: str, authors: Sequence[str]) -> str:
    """The name in a list that may be an author's: the same family name and first initial; or empty.

    A given name that is written out must be the same: Kaiming He is not Kaixuan He.
    """
    same = [name for name in authors if _may_be(wanted, name)]
    exact = [name for name in same if fold(name) == fold(wanted)]
    return (exact or same or [""])[0]


def _may_be(wanted: str, name: str) -> bool:
    mine, theirs = ([part for part in map(fold, each.split()) if part] for each in (wanted, name))
    if not mine or not theirs or mine[-1] != theirs[-1]:
        return False
    if len(mine) == 1 or len(theirs) == 1:
        return True
    given, other = mine[0], theirs[0]
    return given == other or (given[:1] == other[:1] and 1 in (len(given), len(other)))


def _surname(name: str) -> str:
    return fold(name.split()[-1])
