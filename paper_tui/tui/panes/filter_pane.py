"""Saved searches to open, and the facets of what matched, with counts that toggle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from paper_tui.library import Listing
from paper_tui.papers.shelf import Standing
from paper_tui.tui import paint
from paper_tui.tui.glyphs import CHOSEN, STATES
from paper_tui.tui.panes.menu import MenuPane

if TYPE_CHECKING:  # importing them loads numpy, which the first picture does not need
    from paper_tui.search import Facet, FacetValue

HEADINGS = {
    "state": "State",
    "tag": "Tags",
    "year": "Year",
    "source": "Source",
    "edition": "Edition",
    "category": "Category",
}
SAVED = "search"
"""What stands for a facet in the options of saved searches."""
MOST_VALUES = 12
MOST_DAYS = 7
COUNT_COLUMN = 6
UNKNOWN = "unknown"
"""What a facet calls papers without a value; alone it tells nothing."""
OPTION_PADDING = 2
"""Cells that the style sheet leaves free at both sides of an option."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query that the reader gave a name."""

    name: str
    query: str
    count: int | None = None
    """How many papers it finds; None while that is not known."""


class FilterPane(MenuPane):
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
        self._shown: tuple[object, ...] = ()
        """What the options were made from."""

    def watch_listing(self) -> None:
        """Show the counts of the new listing, after the list and the text: no picture is to wait for all."""
        self.call_after_refresh(self.call_after_refresh, self._rebuild)

    def watch_searches(self) -> None:
        """Show the saved searches as they are now."""
        self._rebuild()

    @on(events.Resize)
    def _rebuild(self) -> None:
        facets = self.listing.results.facets if self.listing else ()
        width = max(self.scrollable_content_region.width - OPTION_PADDING, 10)
        made_from = (facets, self.searches, width)
        if made_from == self._shown:
            return
        self._shown = made_from
        options = [option for facet in facets for option in _options(facet, width)]
        self.show_options([*_saved_options(self.searches, width), *options])

    @on(OptionList.OptionSelected)
    def _toggle(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        facet, _, value = (event.option.id or "").partition(":")
        self.post_message(self.Opened(value) if facet == SAVED else self.Toggled(facet, value))


def _saved_options(searches: Iterable[SavedSearch], width: int) -> Iterator[Option]:
    """A heading and the saved searches below it, or nothing."""
    for number, search in enumerate(searches):
        if not number:
            yield Option(Content.styled("Searches", "$muted bold"), id=f"{SAVED}:", disabled=True)
        yield Option(_counted(Content(search.name), search.count, width), id=f"{SAVED}:{search.name}")


def _options(facet: Facet, width: int) -> Iterator[Option]:
    """A heading and the values below it; of many, the chosen and the most frequent or newest."""
    offered = [value for value in facet.values if value.count or value.chosen]
    if all(value.value == UNKNOWN and not value.chosen for value in offered):
        return
    yield Option(Content.styled(HEADINGS[facet.name], "$muted bold"), id=f"{facet.name}:", disabled=True)
    dated = facet.name == "edition"
    ordered = sorted(offered, key=lambda value: (not value.chosen, 0 if dated else -value.count))
    frequent = ordered[: MOST_DAYS if dated else MOST_VALUES]
    for value in offered:
        if value in frequent:
            yield Option(_line(facet.name, value, width), id=f"{facet.name}:{value.value}")


def _line(facet: str, value: FacetValue, width: int) -> Content:
    """A sign for chosen, the value, and its count flush right."""
    sign = Content.styled(f"{CHOSEN} ", "$accent bold") if value.chosen else Content("  ")
    label = _label(facet, value.value)
    plain = paint.tag_style(value.value) if facet == "tag" else ""
    name = Content.styled(label, "$accent bold" if value.chosen else plain)
    return sign + _counted(name, value.count, width - 2)


def _label(facet: str, value: str) -> str:
    """What a value is called; of an edition the day, which tells more than its source, comes first."""
    if facet == "edition":
        source, _, day = value.rpartition("/")
        return f"{day} {source}"
    return f"{STATES[Standing(value)]} {value}" if facet == "state" else value


def _counted(label: Content, count: int | None, width: int) -> Content:
    """A label with a count flush right, where it is known."""
    room = max(width - COUNT_COLUMN, 1)
    name = label.truncate(room, ellipsis=True)
    shown = "" if count is None else f"{count:,}"
    return name.extend_right(room - name.cell_length) + Content.styled(shown.rjust(COUNT_COLUMN), "$muted")
