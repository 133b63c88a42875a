"""The line below the search bar: filters in force, which a click removes, and the days of daily sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content
from textual.reactive import reactive, var
from textual.style import Style
from textual.widget import Widget

from paper_tui.glyphs import SEPARATOR
from paper_tui.library import Listing
from paper_tui.papers.edition import Edition
from paper_tui.tui.render.styles import short_date

FACET = "edition"
MOST_DAYS = 14


class FilterStrip(Widget):
    """Hidden while no filter is in force and no source has several days, or where the terminal is low."""

    DEFAULT_CSS = "FilterStrip { height: 1; display: none; }"

    listing: var[Listing | None] = var(None)
    today: var[date] = var(date.today)
    chosen: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """The filters in force, as facet and value."""
    editions: reactive[tuple[Edition, ...]] = reactive(())
    """The days of daily sources, newest first."""

    def watch_listing(self, listing: Listing | None) -> None:
        """Show the filters of another answer."""
        self.chosen = listing.results.scope.chosen if listing is not None else ()

    def watch_chosen(self) -> None:
        """Come and go with the filters."""
        self._come_and_go()

    def watch_editions(self) -> None:
        """Come and go with the days."""
        self._come_and_go()

    def _come_and_go(self) -> None:
        self.set_class(bool(self.chosen), "-filtered")
        self.set_class(len(self.editions) > 1, "-days")

    def render(self) -> Content:
        """Filters first, then as many days as fit."""
        line = Content(" ").join([Content(""), *self._filters()])
        for day in self._days():
            longer = line + "  " + day
            if longer.cell_length > self.size.width:
                break
            line = longer
        return line

    def _filters(self) -> Iterator[Content]:
        for facet, value in self.chosen:
            press = Style.from_meta({"@click": f"screen.remove_filter({facet!r}, {value!r})"})
            yield Content.assemble((f" {facet}:{value} ", "reverse $accent"), Content.styled("×", press))

    def _days(self) -> Iterator[Content]:
        """Yield the days with their numbers of new papers; a click shows one."""
        if len(self.editions) < 2:
            return
        shown = {value for facet, value in self.chosen if facet == FACET}
        for edition in self.editions[:MOST_DAYS]:
            press = Style.from_meta({"@click": f"screen.show_edition({edition.name!r})"})
            new = f" {edition.total - edition.seen:,} of {edition.total:,}" if edition.name in shown else ""
            count = new or f" {edition.total - edition.seen:,}"
            style = "bold $accent" if edition.name in shown else "$muted"
            label = Content.assemble((short_date(edition.day, self.today), style), (count, "$muted"))
            yield Content.assemble((f"{SEPARATOR} ", "$faint"), label.stylize(press))
