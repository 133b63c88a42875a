"""The main screen: search bar, filters, bookmarks, list and paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from paper_tui.keys import table
from paper_tui.keys.keymap import keymap_problems
from paper_tui.library import Library, Listing
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import State
from paper_tui.search import MarkPart
from paper_tui.settings import Settings
from paper_tui.store import StoreError
from paper_tui.tui.controllers.full_texts import row_in_text
from paper_tui.tui.render import messages
from paper_tui.tui.screens.controllers import Controllers
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.state.edit_queue import EditQueue
from paper_tui.tui.state.layout import WIDTHS
from paper_tui.tui.state.reader_screen import ReaderScreen
from paper_tui.tui.system.bindings import bindings
from paper_tui.tui.widgets.bookmark_pane import BookmarkPane
from paper_tui.tui.widgets.filter_pane import FilterPane
from paper_tui.tui.widgets.filter_strip import FilterStrip
from paper_tui.tui.widgets.footer import Footer
from paper_tui.tui.widgets.paper_detail import PaperDetail
from paper_tui.tui.widgets.paper_list import PaperList
from paper_tui.tui.widgets.search_bar import SearchBar
from paper_tui.tui.widgets.server_pane import ServerPane
from paper_tui.tui.widgets.splitter import Splitter
from paper_tui.tui.widgets.title_bar import TitleBar

REFRESH_INTERVAL = 0.5
"""Seconds between two checks whether another process changed the library."""


class MainScreen(ReaderScreen):
    """Holds the state, composes the panes, and routes keys and messages to the controllers.

    Attributes go down to the panes by `data_bind`; their messages come up here.
    """

    key_groups = table.ON_MAIN
    BINDINGS = bindings(*(group for _, group in key_groups))
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]
    AUTO_FOCUS = "PaperList"

    @dataclass
    class Picked(Message):
        """Papers were chosen in a reader that was opened to choose."""

        papers: Sequence[Paper]

    def __init__(
        self,
        library: Library,
        settings: Settings,
        *,
        picking: bool = False,
        query: str = "",
        first: Listing | None = None,
    ) -> None:
        """Open the main screen.

        Args:
            library: The library to read.
            settings: Directories, clock and configuration.
            picking: Whether it is opened to choose papers for a script.
            query: The first search.
            first: The listing to show until the first search is answered.
        """
        super().__init__(library, settings, EditQueue())
        self.add_class("pane-papers")
        self._first = first
        self._picking = picking
        self._query = query
        self.context = ReaderContext(self)
        self.control = Controllers(self.context)
        self.context.on_marks_changed = self._follow_marks
        self.mark_found = self.control.bulk.mark_found
        self.actions = {
            **self.control.actions,
            "search.open": self.search_or_find,
            "paper.read": self.read,
            "paper.text": self.read_text,
            "pane.back": self.go_back,
            "program.quit": self.go_back_or_quit,
            "paper.note": self.next_match_or_note,
            "paper.new": self.previous_match_or_new,
        }

    def compose(self) -> ComposeResult:
        """Bars at the edges, panes between."""
        yield TitleBar()
        yield SearchBar().data_bind(MainScreen.listing)
        yield Static(id="query-error", markup=False)
        yield FilterStrip().data_bind(MainScreen.listing, MainScreen.today)
        with Splitter():
            yield PaperList().data_bind(
                MainScreen.config,
                MainScreen.listing,
                MainScreen.shelf,
                MainScreen.selected,
                MainScreen.today,
            )
            with Vertical(id="side"):
                yield FilterPane().data_bind(MainScreen.listing)
                yield BookmarkPane().data_bind(MainScreen.shelf)
            yield PaperDetail().data_bind(
                MainScreen.groups,
                MainScreen.left_off,
                MainScreen.listing,
                MainScreen.shelf,
                MainScreen.paper,
                MainScreen.today,
            )
        yield ServerPane().data_bind(results=MainScreen.server, is_searching=MainScreen.asks_server)
        yield Footer().data_bind(MainScreen.config)

    def on_mount(self) -> None:
        """Start the controllers, show the first listing and search."""
        self.query_one(TitleBar).place = self.library.place
        self.query_one(PaperList).notice = messages.LOADING
        for notice in (*self.library.notices, *self._config_problems()):
            self.context.notify(notice, severity="warning", timeout=20)
        self.control.start()
        self.run_worker(self.edits.run(), group="edits", description="write edits to disk")
        self.set_interval(REFRESH_INTERVAL, self.check_for_changes)
        self.query_one(SearchBar).text = self._query
        first, self._first = self._first, None
        if first is not None and first.results.scope == self.scope:
            self.control.search.show(first)
        self.call_after_refresh(self.control.search.search_again)

    async def finish(self) -> None:
        """Wait until every edit is on disk, and save the session unless papers were chosen for a script."""
        self.control.reading_time.write()
        await super().finish()
        if not self._picking:
            await self.control.session.save()

    @property
    def paper_read(self) -> PaperKey | None:
        """The current paper, if there is room for its text."""
        text = self.text
        return super().paper_read if text.display and text.size.height else None

    @property
    def text(self) -> PaperDetail:
        """The pane of the current paper's text."""
        return self.query_one(PaperDetail)

    @property
    def focused_pane(self) -> str:
        """The name of the focused pane or input line."""
        return self.control.navigation.focused_pane

    def action_run_command(self, key: str) -> None:
        """Run the user's command that has a key."""
        self.control.commands.run_by_key(key)

    def action_remove_filter(self, facet: str, value: str) -> None:
        """Remove a filter whose chip was clicked."""
        self.control.search.toggle_filter(facet, value)

    def action_show_edition(self, name: str) -> None:
        """Show the day that was clicked."""
        self.control.editions.show(name)

    def next_match_or_note(self) -> None:
        """Go to the next match while the find bar is open, else edit the note."""
        if self.control.find.is_open:
            self.control.find.step(1)
        else:
            self.control.notes.edit()

    def previous_match_or_new(self) -> None:
        """Go to the previous match while the find bar is open, else mark the paper as new."""
        if self.control.find.is_open:
            self.control.find.step(-1)
        else:
            self.control.papers.set_state(State.NEW)

    def search_or_find(self) -> None:
        """Focus the search bar; while reading, find in the text."""
        if self.has_class("-reading"):
            self.control.find.open()
        else:
            self.control.search.open()

    @on(PaperList.ChoicePicked)
    async def choose_offer(self) -> None:
        """Follow the current line of those offered in place of papers."""
        number = self.query_one(PaperList).cursor
        if self.listing is not None and self.listing.results.total:
            self.control.search.choose_suggestion(number)
        else:
            await self.action_do(messages.FIRST_STEPS[number][0])

    async def read(self) -> None:
        """Read the current paper in full width; in a reader opened to choose, choose.

        A paper that was found by words of its full text opens there.
        """
        if self._picking and self.paper is not None:
            self.post_message(self.Picked(self.context.targets))
        elif self.listing is not None and not len(self.listing) and self.focused_pane == "papers":
            await self.choose_offer()
        elif self.paper is not None and (
            (self.has_class("-reading") and self.focused_pane == "paper")
            or row_in_text(self.listing, self.paper.key) is not None
        ):
            self.read_text()
        elif self.paper is not None:
            self.control.navigation.read()
            self._load_text_page()

    @work(thread=True, group="loading")
    def _load_text_page(self) -> None:
        """Import what shows a text while the abstract is read: some 100 ms of CPU."""
        import paper_tui.documents.reading
        import paper_tui.tui.text.opening  # noqa: F401 - loaded for `read_text`

    def read_text(self) -> None:
        """Read the full text of the current paper."""
        from paper_tui.tui.text.opening import open_text
        from paper_tui.tui.text.text_page import TextHost

        if self.paper is not None:
            host = TextHost(
                self.control.search.go_to,
                self.control.imports.fetch_named,
                self.control.links.open_page,
                self.context.take_over_marks,
                self.control.completion.complete,
            )
            open_text(self.context, self.paper, host, row_in_text(self.listing, self.paper.key))

    def go_back(self) -> None:
        """Go one step back: close the find bar, leave the text, the pane, the selection, the search.

        Messages that are shown go too: on a small terminal they cover half of it.
        """
        self.app.clear_notifications()
        if self.control.find.close():
            return
        if self.has_class("-reading") or self.focused_pane != "papers":
            self.control.navigation.go_back()
        elif self.selected:
            self.control.papers.deselect()
        else:
            self.control.search.clear()

    async def go_back_or_quit(self) -> None:
        """Go back from reading and from other panes; in the list, quit."""
        if self.control.find.is_open or self.has_class("-reading") or self.focused_pane != "papers":
            self.go_back()
        else:
            await self.control.program.quit()

    def check_for_changes(self) -> None:
        """Look for changes by other processes, except during an import, which shows its own."""
        if not any(worker.group == "import" and worker.is_running for worker in self.workers):
            self.context.run_in_thread("refresh", self._refresh)

    def _refresh(self, _: CancelToken) -> None:
        try:
            changed = self.library.refresh()
        except StoreError as error:
            self.context.on_ui(self.control.search.report, str(error))
            return
        if changed:
            self.context.on_ui(self.context.take_over_marks)

    def _follow_marks(self, parts: MarkPart) -> None:
        self.control.search.follow_marks(parts)
        self.control.saved_searches.follow_marks(parts)
        self.control.synchronisation.follow_marks()

    def _config_problems(self) -> Iterator[str]:
        config = self.config
        for problem in (*config.problems, *keymap_problems(config.keys, config.commands)):
            yield f"{self.settings.config_file.name}: {problem}"

    @on(events.DescendantFocus)
    def _follow_focus(self) -> None:
        pane = self.focused_pane
        self.query_one(Footer).pane = "picking" if self._picking and pane == "papers" else pane
        self.control.current.follow_focus()
        if pane != "search":
            self.control.navigation.show_pane(pane)

    @on(events.Resize)
    def _follow_size(self) -> None:
        self.call_after_refresh(self.control.sizes.apply)

    @on(SearchBar.Changed)
    def _search_typed(self, event: SearchBar.Changed) -> None:
        self.control.search.ask_typed(event.text)

    @on(FilterPane.Toggled)
    def _toggle_filter(self, event: FilterPane.Toggled) -> None:
        self.control.search.toggle_filter(event.facet, event.value)

    @on(FilterPane.Opened)
    def _open_saved_search(self, event: FilterPane.Opened) -> None:
        self.control.saved_searches.open(event.name)

    @on(PaperList.Highlighted)
    def _show_highlighted(self, event: PaperList.Highlighted) -> None:
        self.control.current.follow_list(event.paper)

    @on(PaperList.Chosen)
    async def _read_chosen(self) -> None:
        await self.read()

    @on(BookmarkPane.Highlighted)
    def _show_bookmarked(self, event: BookmarkPane.Highlighted) -> None:
        self.control.current.follow_bookmarks(event.key)

    @on(BookmarkPane.JumpRequested)
    def _go_to_bookmarked(self, event: BookmarkPane.JumpRequested) -> None:
        self.control.search.go_to(event.key)

    @on(BookmarkPane.Emptied)
    def _leave_empty_pane(self) -> None:
        if self.focused_pane == "bookmarks":
            self.control.navigation.go("papers")

    @on(ServerPane.Chosen)
    def _add_from_server(self, event: ServerPane.Chosen) -> None:
        self.control.server.add(event.paper)

    @on(PaperDetail.Left)
    def _keep_position(self, event: PaperDetail.Left) -> None:
        self.control.session.keep_position(event.key, event.place)

    @on(Splitter.SideDragged)
    def _drag_side(self, event: Splitter.SideDragged) -> None:
        self.control.sizes.set_side_width(event.width)

    @on(Splitter.ListDragged)
    def _drag_list(self, event: Splitter.ListDragged) -> None:
        self.control.sizes.set_list_share(event.share)
