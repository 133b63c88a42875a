"""The filter pane: saved searches, and facets of the results with counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import var

from paper_tui.glyphs import CHOSEN, STATES
from paper_tui.library import Listing
from paper_tui.library.interest.follow_lines import label_of
from paper_tui.papers.shelf import EffectiveState
from paper_tui.tui.render import styles
from paper_tui.tui.widgets.side_menu import SideMenu

if TYPE_CHECKING:  # importing them loads numpy, which the first picture does not need
    from paper_tui.search import Facet

SAVED = "search"
"""Facet name of the lines of saved searches."""
HEADINGS = {
    SAVED: "Searches",
    "state": "State",
    "tag": "Tags",
    "by": "Shared by",
    "follow": "Followed",
    "year": "Year",
    "source": "Source",
    "edition": "Edition",
    "category": "Category",
}
MOST_VALUES = 12
MOST_DAYS = 7
COUNT_COLUMN = 6
UNKNOWN = "unknown"
"""Value of papers without one; a facet with this value alone is not shown."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A saved search."""

    name: str
    query: str
    count: int | None = None
    """Number of matching papers; None while unknown."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the pane: a heading, or with a value a choice below it."""

    facet: str
    value: str = ""
    count: int | None = None
    chosen: bool = False

    @property
    def name(self) -> str:
        return f"{self.facet}:{self.value}"


class FilterPane(SideMenu):
    """One line a saved search, which Enter opens, and one a facet value, which Enter toggles."""

    BORDER_TITLE = " Filters "

    listing: var[Listing | None] = var(None)
    searches: var[tuple[SavedSearch, ...]] = var(())

    @dataclass
    class Opened(Message):
        """Open a saved search."""

        name: str

    @dataclass
    class Toggled(Message):
        """Add a facet value to the filters, or remove it."""

        facet: str
        value: str

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[_Line, ...] = ()

    def watch_listing(self) -> None:
        """Show the counts of the new listing."""
        self._rebuild()

    def watch_searches(self) -> None:
        """Show the saved searches as they are now."""
        self._rebuild()

    def is_heading(self, line: int) -> bool:
        """Return whether a line is a heading."""
        return not self._lines[line].value

    def content(self, line: int, width: int) -> Content:
        """Return a heading, or a check mark, the value, and its count flush right."""
        return _drawn(self._lines[line], width)

    def choose(self, line: int) -> None:
        """Open a saved search, or toggle a facet value."""
        chosen = self._lines[line]
        saved = chosen.facet == SAVED
        self.post_message(self.Opened(chosen.value) if saved else self.Toggled(chosen.facet, chosen.value))

    @property
    def current_search(self) -> str:
        """The name of the saved search under the cursor, or empty."""
        line = self._lines[self.cursor] if self.cursor is not None and self._lines else None
        return line.value if line and line.facet == SAVED else ""

    def _rebuild(self) -> None:
        facets = self.listing.results.facets if self.listing is not None else ()
        lines = (*_saved(self.searches), *(line for facet in facets for line in _offered(facet)))
        if lines != self._lines:
            self._lines = lines
            self.show(tuple(line.name for line in lines))


def _saved(searches: Sequence[SavedSearch]) -> Iterator[_Line]:
    """Yield a heading and the saved searches, or nothing."""
    if searches:
        yield _Line(SAVED)
    for search in searches:
        yield _Line(SAVED, search.name, search.count)


def _offered(facet: Facet) -> Iterator[_Line]:
    """Yield a heading and its values; of many, the chosen and the most frequent or newest."""
    offered = [value for value in facet.values if value.count or value.chosen]
    if all(value.value == UNKNOWN and not value.chosen for value in offered):
        return
    yield _Line(facet.name)
    dated = facet.name == "edition"
    ordered = sorted(offered, key=lambda value: (not value.chosen, 0 if dated else -value.count))
    frequent = ordered[: MOST_DAYS if dated else MOST_VALUES]
    for value in offered:
        if value in frequent:
            yield _Line(facet.name, value.value, value.count, value.chosen)


def _drawn(line: _Line, width: int) -> Content:
    if not line.value:
        return Content(HEADINGS[line.facet])
    sign = Content.styled(f"{CHOSEN} ", "$accent bold") if line.chosen else Content("  ")
    plain = styles.tag_style(line.value) if line.facet == "tag" else ""
    name = Content.styled(_label(line.facet, line.value), "$accent bold" if line.chosen else plain)
    return sign + _counted(name, line.count, width - 2)


def _label(facet: str, value: str) -> str:
    """Return the label of a value; that of an edition begins with its day."""
    if facet == "edition":
        source, _, day = value.rpartition("/")
        return f"{day} {source}"
    if facet == "follow":
        return label_of(value)
    return f"{STATES[EffectiveState(value)]} {value}" if facet == "state" else value


def _counted(label: Content, count: int | None, width: int) -> Content:
    """Return a label with its count, if known, flush right."""
    room = max(width - COUNT_COLUMN, 1)
    name = label.truncate(room, ellipsis=True)
    shown = "" if count is None else f"{count:,}"
    return name.extend_right(room - name.cell_length) + Content.styled(shown.rjust(COUNT_COLUMN), "$muted")
