"""The lists of the page of citations: works in groups, ready to be drawn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from textual.content import Content

from paper_tui.glyphs import SELECTED, STAR, STATES
from paper_tui.library.citing.citations import Cited, Connected, Standing, WorkList
from paper_tui.papers.shelf import Shelf
from paper_tui.papers.work import work_of

NAMED = 60
"""Cells of a title that is a reason."""


class View(Enum):
    """A list of the page, by its name on the page."""

    CITES = "cites"
    CITED_BY = "cited by"
    CONNECTED = "connected"
    LACKING = "your bookmarks cite"


@dataclass(frozen=True, slots=True)
class Line:
    """One work of a list."""

    cited: Cited
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Works under one heading."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """One list, and what is said of it."""

    groups: tuple[Group, ...]
    said: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All works in order."""
        return tuple(line for group in self.groups for line in group.lines)


def by_standing(found: WorkList) -> Loaded:
    """A list in three groups: in the library, known by an identifier, unresolved."""
    groups = (
        Group(standing.value, tuple(Line(each) for each in found.works if each.standing is standing))
        for standing in Standing
    )
    return Loaded(tuple(group for group in groups if group.lines), found.said)


def by_connection(*named: tuple[str, str, Sequence[Connected]]) -> Loaded:
    """Lists with their reasons; each comes with its heading, and what the works of a reason have done."""
    groups = (
        Group(name, tuple(Line(each.cited, _reason(each, why)) for each in found))
        for name, why, found in named
    )
    return Loaded(tuple(group for group in groups if group.lines))


def _reason(connected: Connected, why: str) -> str:
    names = "; ".join(_short(each.work.label) for each in connected.by)
    more = f" and {connected.count - len(connected.by):,} more" if connected.count > len(connected.by) else ""
    return f"{connected.count:,} {why} {names}{more}"


def _short(title: str) -> str:
    return title if len(title) <= NAMED else f"{title[: NAMED - 1].rstrip()}…"


def drawn(line: Line, shelf: Shelf, selected: Collection[Cited]) -> Content:
    """A work with its state in the library or the identifier by which it can be added; its reason below."""
    work, paper = line.cited.work, line.cited.paper
    sign, style = (SELECTED if line.cited in selected else " "), "bold"
    if paper is not None:
        mark = shelf.get(paper.key)
        sign = (STAR if mark.bookmarked else " ") + STATES[mark.effective_state]
    elif line.cited.standing is Standing.UNRESOLVED:
        style = "$muted"
    known = work if paper is None else work_of(paper, "")
    facts = [known.authors[0] if known.authors and known.title else "", known.year, known.venue]
    if paper is None:
        facts.append(f"arXiv:{work.arxiv_id}" if work.arxiv_id else work.doi)
    shown = " · ".join(fact for fact in facts if fact and fact != work.label)
    reason = Content.styled(f"\n   {line.reason}", "$muted") if line.reason else ""
    title = paper.title if paper else work.label
    return Content.assemble((f"{sign:<2} ", "$accent"), (title, style), (f"  {shown}", "$muted"), reason)


def heading(group: Group, *, is_first: bool) -> Content:
    """The heading of a group with its number of works, apart from the group before."""
    above = "" if is_first else "\n"
    return Content.styled(f"{above}{group.name.upper()}  {len(group.lines):,}", "$accent bold")


def tabs(current: View, loaded: dict[View, Loaded]) -> Content:
    """The names of all lists, with the number of works where it is known."""
    parts: list[Content | tuple[str, str]] = []
    for view in View:
        count = f" {len(loaded[view].lines):,}" if view in loaded else ""
        parts.append((f" {view.value}{count} ", "reverse bold" if view is current else "$muted"))
        parts.append(("  ", ""))
    return Content.assemble(*parts)
