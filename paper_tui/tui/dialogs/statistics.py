"""Statistics of reading: a year by day to move in, and figures below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from textual import on
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from paper_tui.library.interest.statistics import WEEKS, Statistics, monday_of, year_of_days
from paper_tui.library.interest.statistics_report import LEVELS, WEEKDAYS, duration, level, months
from paper_tui.papers.paper import PaperKey
from paper_tui.tui.system.input_queue import Dialog
from paper_tui.tui.widgets.scroll_page import ScrollPage

ROWS = 8
"""Lines of the days and of one more, where there is no room for the names of months."""
LABELS = 4
"""Cells of the names of weekdays."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was chosen."""

    day: date
    papers: tuple[PaperKey, ...]
    screen: StatisticsScreen
    """The same page once more, to lead back to."""


class HeatMap(Widget, can_focus=True, inherit_bindings=False):
    """A row for each weekday and a column for each week; one day is current."""

    BINDINGS = [
        Binding("h,left", "move(-7)", show=False),
        Binding("l,right", "move(7)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("H,left_square_bracket", "move(-364)", show=False),
        Binding("L,right_square_bracket", "move(364)", show=False),
        Binding("G,end", "move(1000000)", show=False),
        Binding("enter", "choose", show=False),
    ]
    current: reactive[date] = reactive(date.min)

    class Chosen(Message):
        """The papers of the current day are asked for."""

    def __init__(self, statistics: Statistics, today: date, current: date) -> None:
        super().__init__()
        self._statistics, self._today = statistics, today
        self._first_day = min((*statistics.days, today))
        self.set_reactive(HeatMap.current, current)

    def render(self) -> RenderResult:
        """The days around the current one, and what was read on it."""
        weeks = max(1, min(WEEKS, self.size.width - LABELS))
        first = min(monday_of(self._today) - timedelta(weeks=weeks - 1), monday_of(self.current))
        rows = year_of_days(self._statistics, self._today, first, weeks)
        about = Content("").join(self._about())
        named = Content.styled(" " * LABELS + months(rows[0]), "$muted")
        lines = [named] if self.size.height > ROWS else [about]
        for name, row in zip(WEEKDAYS, rows, strict=True):
            days = Content("").join(map(self._cell, row))
            lines.append(Content.styled(name.ljust(LABELS), "$muted") + days)
        return Content("\n").join([*lines, about] if self.size.height > ROWS else lines)

    def _cell(self, day: tuple[date, int] | None) -> Content:
        if day is None:
            return Content(" ")
        number = level(day[1])
        style = "$accent" if number else "$faint"
        return Content.styled(LEVELS[number], f"{style} reverse" if day[0] == self.current else style)

    def _about(self) -> Iterator[Content]:
        """Say what was read on the current day."""
        count = len(self._statistics.days.get(self.current, ()))
        read = duration(self._statistics.seconds.get(self.current, 0))
        yield Content.styled(f"{self.current:%a %d %b %Y}", "bold")
        yield Content(f"  {count:,} {'paper' if count == 1 else 'papers'}" + (f" · {read}" if read else ""))
        if count:
            yield Content.styled("  enter lists them", "$muted")

    def action_move(self, days: int) -> None:
        """Go to another day, no later than today and no earlier than a year before the first one read."""
        ordinal = self.current.toordinal() + days
        earliest = max(1, self._first_day.toordinal() - 365)
        self.current = date.fromordinal(max(earliest, min(ordinal, self._today.toordinal())))

    def action_choose(self) -> None:
        """Ask for the papers of the current day."""
        self.post_message(self.Chosen())


class StatisticsScreen(Dialog[Day | None]):
    """Dismissed with a day whose papers are asked for."""

    VERTICAL_BREAKPOINTS = [(0, "-lowest"), (14, "-low"), (30, "-high")]
    BINDINGS = [
        Binding("escape,q", "dismiss(None)", "Close", show=False),
        Binding("ctrl+d,pagedown,J", "scroll(1)", show=False),
        Binding("ctrl+u,pageup,K", "scroll(-1)", show=False),
    ]

    def __init__(self, statistics: Statistics, text: str, today: date, current: date | None = None) -> None:
        """Show statistics.

        Args:
            statistics: The figures of the days.
            text: The other figures.
            today: The last day.
            current: The day to begin at; by default the last one on which something was read.
        """
        super().__init__()
        self._statistics, self._text, self._today = statistics, text, today
        self._current = current or max((day for day in statistics.days if day <= today), default=today)

    def compose(self) -> ComposeResult:
        """The year, and the figures below."""
        with Vertical() as box:
            box.border_title = "What you read"
            box.border_subtitle = "hjkl day · [ ] year · enter papers · ctrl+d scroll · esc close"
            yield HeatMap(self._statistics, self._today, self._current)
            with ScrollPage(can_focus=False):
                yield Static(self._text, markup=False)

    def action_scroll(self, pages: int) -> None:
        """Scroll the figures."""
        self.query_one(ScrollPage).scroll_half_pages(pages)

    @on(HeatMap.Chosen)
    def _choose(self) -> None:
        day = self.query_one(HeatMap).current
        papers = self._statistics.days.get(day, ())
        if papers:
            again = StatisticsScreen(self._statistics, self._text, self._today, day)
            self.dismiss(Day(day, papers, again))
