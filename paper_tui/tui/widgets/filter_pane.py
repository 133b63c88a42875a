"""Saved searches to open, and the facets of what matched, with counts that toggle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import var

from paper_tui.glyphs import CHOSEN, STATES
from paper_tui.library import Listing
from paper_tui.papers.shelf import EffectiveState
from paper_tui.tui.render import styles
from paper_tui.tui.widgets.side_menu import SideMenu

if TYPE_CHECKING:  # importing them loads numpy, which the first picture does not need
    from paper_tui.search import Facet

SAVED = "search"
"""What stands for a facet in the lines of saved searches."""
HEADINGS = {
    SAVED: "Searches",
    "state": "State",
    "tag": "Tags",
    "year": "Year",
    "source": "Source",
    "edition": "Edition",
    "category": "Category",
}
MOST_VALUES = 12
MOST_DAYS = 7
COUNT_COLUMN = 6
UNKNOWN = "unknown"
"""What a facet calls papers without a value; alone it tells nothing."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query that the reader gave a name."""

    name: str
    query: str
    count: int | None = None
    """How many papers it finds; None while that is not known."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the pane: a heading, where it has no value, or what can be chosen below one."""

    facet: str
    value: str = ""
    count: int | None = None
    chosen: bool = False

    @property
    def name(self) -> str:
        return f"{self.facet}:{self.value}"


class FilterPane(SideMenu):
    """One line a saved search, which Enter opens, and one a value, which Enter wants or wants no more."""

    BORDER_TITLE = " Filters "

    listing: var[Listing | None] = var(None)
    searches: var[tuple[SavedSearch, ...]] = var(())

    @dataclass
    class Opened(Message):
        """The reader wants a saved search."""

        name: str

    @dataclass
    class Toggled(Message):
        """The reader wants a facet's value to count, or no longer to count."""

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
        """Whether a line only says what is below it."""
        return not self._lines[line].value

    def content(self, line: int, width: int) -> Content:
        """A heading, or a sign for chosen, the value, and its count flush right."""
        return _drawn(self._lines[line], width)

    def choose(self, line: int) -> None:
        """Open a saved search, or want a value or no longer."""
        chosen = self._lines[line]
        saved = chosen.facet == SAVED
        self.post_message(self.Opened(chosen.value) if saved else self.Toggled(chosen.facet, chosen.value))

    def _rebuild(self) -> None:
        facets = self.listing.results.facets if self.listing is not None else ()
        lines = (*_saved(self.searches), *(line for facet in facets for line in _offered(facet)))
        if lines != self._lines:
            self._lines = lines
            self.show(tuple(line.name for line in lines))


def _saved(searches: Sequence[SavedSearch]) -> Iterator[_Line]:
    """A heading and the saved searches below it, or nothing."""
    if searches:
        yield _Line(SAVED)
    for search in searches:
        yield _Line(SAVED, search.name, search.count)


def _offered(facet: Facet) -> Iterator[_Line]:
    """A heading and the values below it; of many, the chosen and the most frequent or newest."""
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
    if line.facet == SAVED:
        return _counted(Content(line.value), line.count, width)
    sign = Content.styled(f"{CHOSEN} ", "$accent bold") if line.chosen else Content("  ")
    plain = styles.tag_style(line.value) if line.facet == "tag" else ""
    name = Content.styled(_label(line.facet, line.value), "$accent bold" if line.chosen else plain)
    return sign + _counted(name, line.count, width - 2)


def _label(facet: str, value: str) -> str:
    """What a value is called; of an edition the day, which tells more than its source, comes first."""
    if facet == "edition":
        source, _, day = value.rpartition("/")
        return f"{day} {source}"
    return f"{STATES[EffectiveState(value)]} {value}" if facet == "state" else value


def _counted(label: Content, count: int | None, width: int) -> Content:
    """A label with a count flush right, where it is known."""
    room = max(width - COUNT_COLUMN, 1)
    name = label.truncate(room, ellipsis=True)
    shown = "" if count is None else f"{count:,}"
    return name.extend_right(room - name.cell_length) + Content.styled(shown.rjust(COUNT_COLUMN), "$muted")
