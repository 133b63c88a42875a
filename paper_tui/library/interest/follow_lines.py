"""Lines that say what is followed: an author, a saved search, or any query; and which authors fit a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from paper_tui.papers.identity import fold
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.search.text.tokenizer import STROKED

AUTHOR = "author:"
SAVED = "saved:"
"""Begins a line that names a saved search."""
CITES = "cites:"
NOT = "not:"
"""Begins a line that takes a paper out: ``not:KEY author:Kaiming He``, for a namesake."""
_GIVEN = re.compile(r"[-‐‑.]")


def is_name(line: str) -> bool:
    """Return whether a line follows an author by name, rather than by a query."""
    name = line.removeprefix(AUTHOR)
    return name != line and bool(fold(name)) and not name.lstrip().startswith(("=", "~", "("))


def name_of(line: str) -> str:
    """The name of the author that a line follows."""
    return line.removeprefix(AUTHOR).strip().strip('"')


def label_of(line: str) -> str:
    """A line in words: ``Kaiming He``, ``search mine``, ``papers that cite arxiv:1706.03762``."""
    if is_name(line):
        return name_of(line)
    if line.startswith(SAVED):
        return f"search {line.removeprefix(SAVED)}"
    if line.startswith(CITES):
        return f"papers that cite {line.removeprefix(CITES)}"
    return line


def citing_line(paper: Paper) -> str:
    """The line that follows the papers that cite one, by its identifier where it has got one."""
    named = f"arxiv:{paper.arxiv_id}" if paper.arxiv_id else f"doi:{paper.doi}" if paper.doi else paper.key
    return f"{CITES}{named}"


def query_of(line: str, searches: Mapping[str, str]) -> str:
    """The query that finds candidates for a line; empty for a saved search that there is none of."""
    if is_name(line):
        return f"author:={_surname(name_of(line))}"
    return searches.get(line.removeprefix(SAVED), "") if line.startswith(SAVED) else line


def excluded(lines: Iterable[str]) -> Iterator[tuple[PaperKey, str]]:
    """Yield the papers that the reader took out, each with the line that had brought it."""
    for line in lines:
        if line.startswith(NOT):
            key, _, follow = line.removeprefix(NOT).partition(" ")
            yield PaperKey(key), follow.strip()


def not_this(key: PaperKey, line: str) -> str:
    """The line that takes a paper out of another line."""
    return f"{NOT}{key} {line}"


def author_doubt(line: str, authors: Sequence[str]) -> str | None:
    """Return why a paper may be by another author; empty without doubt, None where no author fits."""
    name = name_of(line)
    same = [each for each in authors if _may_be(_parts(name), _parts(each))]
    if not same:
        return None
    if any(_parts(each) == _parts(name) for each in same):
        return ""
    return f"{same[0]} may not be {name}"


def _may_be(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether a name may be an author's: the same family name, and given names that go together.

    Names that are written out must be the same: Kaiming He is not Kaixuan He, nor is J. A. Smith J. B. Smith.
    """
    if not mine or not theirs or mine[0] != theirs[0]:
        return False
    return all(
        given == other or (given[0] == other[0] and 1 in (len(given), len(other)))
        for given, other in zip(mine[1:], theirs[1:], strict=False)
    )


def _parts(name: str) -> list[str]:
    """The family name, then each given name or initial, without case, accents and hyphens.

    ``J.-L. Picard``, ``Jean-Luc Picard`` and ``Picard, Jean Luc`` have the same parts but for what is short.
    """
    family, comma, given = name.partition(",")
    names = f"{given} {family}" if comma else name
    *others, last = names.lower().translate(STROKED).split() or [""]
    written = [part for other in others for part in _GIVEN.split(other)]
    return [part for part in map(fold, [last, *written]) if part]


def _surname(name: str) -> str:
    return next(iter(_parts(name)), "")
