"""The main screen: owns the question, its answer and the current paper; panes only show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from paper_tui.library import Library, Listing
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.settings import Settings
from paper_tui.store import StoreError
from paper_tui.tui.controllers.appearance import LookActions
from paper_tui.tui.controllers.bulk import BulkActions
from paper_tui.tui.controllers.command_actions import CommandActions
from paper_tui.tui.controllers.editions import EditionActions
from paper_tui.tui.controllers.import_controller import ArrivalActions
from paper_tui.tui.controllers.link_actions import LinkActions
from paper_tui.tui.controllers.note_actions import NoteActions
from paper_tui.tui.controllers.rule_actions import RuleActions
from paper_tui.tui.controllers.saved_searches import SavedSearchActions
from paper_tui.tui.controllers.search_controller import SearchActions
from paper_tui.tui.controllers.seen_tracker import Attention
from paper_tui.tui.controllers.session_restore import Visits
from paper_tui.tui.controllers.tag_actions import TagActions
from paper_tui.tui.controllers.text_actions import TextActions
from paper_tui.tui.keys import bindings
from paper_tui.tui.keys.keymap import keymap_problems
from paper_tui.tui.render import messages
from paper_tui.tui.system.paint_scheduler import Turns, later_on
from paper_tui.tui.widgets.bookmark_pane import BookmarkPane
from paper_tui.tui.widgets.filter_pane import FilterPane
from paper_tui.tui.widgets.footer import Hints
from paper_tui.tui.widgets.paper_detail import PaperDetail
from paper_tui.tui.widgets.paper_list import PaperList
from paper_tui.tui.widgets.search_bar import SearchBar
from paper_tui.tui.widgets.splitter import Panes
from paper_tui.tui.widgets.title_bar import TitleBar

LOOKS_PER_SECOND = 2
"""How often the screen looks whether another process changed the library."""
WIDTHS = [(0, "-narrow"), (80, "-medium"), (120, "-wide")]
"""The classes of the screen by the least number of columns."""


class MainScreen(
    SavedSearchActions,
    EditionActions,
    TagActions,
    RuleActions,
    BulkActions,
    TextActions,
    LinkActions,
    NoteActions,
    CommandActions,
    ArrivalActions,
    LookActions,
    Visits,
    Attention,
):
    """Search bar, filters, bookmarks, list and paper.

    Attributes go down by `data_bind`, messages come up. Every answer is compared with the question that
    holds when it arrives, so that a late one is never shown.
    """

    key_groups = bindings.ON_MAIN
    BINDINGS = bindings.bindings(*(group for _, group in key_groups))
    HORIZONTAL_BREAKPOINTS = WIDTHS
    AUTO_FOCUS = "PaperList"

    @dataclass
    class Picked(Message):
        """The reader, opened to choose, has been used for that."""

        papers: Sequence[Paper]

    class Changed(Message):
        """Another process changed the library."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        *,
        picking: bool = False,
        query: str = "",
        first: Listing | None = None,
    ) -> None:
        super().__init__(library, settings)
        width = next(name for least, name in reversed(WIDTHS) if self.app.size.width >= least)
        self.set_classes(f"pane-papers {width}")  # before the first layout, which would be made twice
        self._first = first
        """What is shown until the first search is answered, unless it was already."""
        self._alone = False
        """Whether the paper that is shown stands in no list."""
        self._picking = picking
        self._query = query

    def compose(self) -> ComposeResult:
        """Bars at the edges, panes between."""
        turns = Turns(later_on(self))
        yield TitleBar()
        yield SearchBar().data_bind(MainScreen.listing)
        yield Static(id="query-error", markup=False)
        with Panes():
            with Vertical(id="side"):
                yield FilterPane(turns).data_bind(MainScreen.listing, MainScreen.searches)
                yield BookmarkPane(turns).data_bind(MainScreen.shelf)
            yield PaperList(turns).data_bind(
                MainScreen.config,
                MainScreen.listing,
                MainScreen.shelf,
                MainScreen.selected,
                MainScreen.today,
            )
            yield PaperDetail(turns).data_bind(
                MainScreen.left_off,
                MainScreen.listing,
                MainScreen.shelf,
                MainScreen.paper,
                MainScreen.today,
            )
        yield Hints().data_bind(MainScreen.config)

    def on_mount(self) -> None:
        """Ask the first question and start to listen for changes."""
        self.query_one(TitleBar).place = self.library.place
        self.query_one(PaperList).notice = messages.LOADING
        for notice in (*self.library.notices, *self._config_problems()):
            self.notify(notice, severity="warning", timeout=20, markup=False)
        self.run_worker(self.edits.run(), group="edits", description="write what the reader does")
        self.set_interval(1 / LOOKS_PER_SECOND, self._look_now_and_then)
        self.query_one(SearchBar).text = self._query
        first, self._first = self._first, None
        if first is not None and first.results.scope == self.scope:
            self._show(first)
        self.call_after_refresh(self.search_again)

    def _config_problems(self) -> Iterator[str]:
        config = self.config
        for problem in (*config.problems, *keymap_problems(config.keys, config.commands)):
            yield f"{self.settings.config_file.name}: {problem}"

    @on(SearchActions.Searched)
    def _accept(self, event: SearchActions.Searched) -> None:
        if event.listing.results.scope != self.scope:
            return
        if self.wanted is not None and not event.is_last:
            return  # what is wanted may have come in since
        self.is_unanswered = False
        self._show(event.listing)

    def _show(self, listing: Listing) -> None:
        rows = self.query_one(PaperList)
        rows.notice = messages.for_listing(listing)
        self.shelf = self.library.shelf
        self.listing = listing
        wanted, self.wanted = self.wanted, None
        if wanted is not None and rows.go_to(wanted):
            self.action_go("papers")
        elif wanted is not None:
            self.call_after_refresh(self._show_alone, wanted)
        bar = self.query_one(TitleBar)
        bar.counts = messages.counts(listing, self.shelf)
        bar.place = messages.STARTER if self.library.is_starter else self.library.place

    def _look_now_and_then(self) -> None:
        """Look for changes, but not while papers come in, which shows what it changed when it is done."""
        if not any(worker.group == "import" and worker.is_running for worker in self.workers):
            self._look_for_changes()

    @work(thread=True, group="refresh", exclusive=True)
    def _look_for_changes(self) -> None:
        try:
            changed = self.library.refresh()
        except StoreError as error:
            self.post_message(self.Troubled(str(error)))
            return
        if changed:
            self.post_message(self.Changed())

    @on(Changed)
    def _take_over_changes(self) -> None:
        self.shelf = self.library.shelf
        self.search_again()

    async def finish(self) -> None:
        """Keep where a visit leaves off; to choose for a script is none."""
        await (self.edits.finish() if self._picking else super().finish())

    def watch_scope(self) -> None:
        """Ask anew; keys for the list are about the answer."""
        super().watch_scope()
        self.is_unanswered = self.focused_pane == "papers"

    def action_leave_search(self) -> None:
        """Go on to what was found; what was typed so far counts, though no message has told of it yet."""
        self.ask_typed(self.query_one(SearchBar).text)
        self.explain_query()
        self.action_go("papers")
        self.is_unanswered = self.listing is None or self.listing.results.scope != self.scope

    @on(BookmarkPane.JumpRequested)
    def _jump(self, event: BookmarkPane.JumpRequested) -> None:
        """Go to a bookmarked paper, out of any search that hides it."""
        rows = self.query_one(PaperList)
        self.fold_side()
        if rows.go_to(event.key):
            self.action_go("papers")
        elif self.scope == self.unasked:
            self._show_alone(event.key)
        else:
            self.leave_place()
            self.ask("", self.unasked, event.key)

    def _show_alone(self, key: PaperKey) -> None:
        """Show a paper that no list holds, since it is hidden."""
        self._alone = True
        self.paper = self.library.catalogue.get(key) or self.paper
        self.action_go("paper")

    @on(PaperList.Highlighted)
    def _show_current(self, event: PaperList.Highlighted) -> None:
        if not self._alone and self.focused_pane != "bookmarks":
            self.paper = event.paper

    @on(BookmarkPane.Highlighted)
    def _show_bookmarked(self, event: BookmarkPane.Highlighted) -> None:
        if self.focused_pane == "bookmarks":
            self.paper = self.library.catalogue.get(event.key) or self.paper

    @on(BookmarkPane.Emptied)
    def _leave_emptied_pane(self) -> None:
        if self.focused_pane == "bookmarks":
            self.action_go("papers")

    @on(PaperList.Chosen)
    def _read_chosen(self) -> None:
        self.action_read()

    @on(events.DescendantFocus)
    def _follow_focus(self) -> None:
        pane = self.focused_pane
        self.query_one(Hints).pane = "picking" if self._picking and pane == "papers" else pane
        if pane == "papers":
            self._alone = False
            self.paper = self.query_one(PaperList).current
        if pane != "search":
            self.show_pane(pane)

    def action_back(self) -> None:
        """One step back: out of the text, out of a pane, out of the search."""
        if self.stop_finding():
            return
        if self.has_class("-reading") or self.focused_pane != "papers":
            self.fold_side()
            self.action_go("papers")
        elif self.selected:
            self.selected = frozenset()
        else:
            self.action_clear()

    def action_select(self) -> None:
        """Select the current paper, or no longer, and go on to the next."""
        if self.target is not None:
            self.selected ^= {self.target.key}
            self.query_one(PaperList).cursor += 1

    def action_select_all(self) -> None:
        """Select every paper of the list, or none when all of them are."""
        listing = self.listing
        shown = frozenset(listing.key(row) for row in range(len(listing))) if listing else frozenset()
        self.selected = frozenset() if shown <= self.selected else shown

    def watch_selected(self, selected: frozenset[PaperKey]) -> None:
        """Say how many are selected."""
        self.query_one(Hints).selected = len(selected)

    def action_read(self) -> None:
        """Read the current paper in full width; where the reader was opened to choose, choose."""
        if self._picking and self.paper is not None:
            self.post_message(self.Picked(self.targets))
        elif self.paper is not None and self.has_class("-reading") and self.focused_pane == "paper":
            self.action_read_text()
        elif self.paper is not None:
            self.add_class("-reading")
            self.action_go("paper")

    def action_read_text(self) -> None:
        """Go on into the full text of the current paper."""
        from paper_tui.tui.text.opening import open_text
        from paper_tui.tui.text.text_page import TextHost

        if self.paper is not None:
            host = TextHost(
                lambda key: self.post_message(BookmarkPane.JumpRequested(key)),
                self.fetch_named,
                self.open_paper,
            )
            open_text(self, self.paper, host)

    def action_tour(self) -> None:
        """Show a newcomer around, once."""
        from paper_tui.tui.dialogs.tour import TourScreen

        def remember(_: None) -> None:
            self.edits.put(self.library.ui_state.mark_tour_done, lambda *_: None)

        self.app.push_screen(TourScreen(self, self.config.keys), remember)

    def action_triage(self) -> None:
        """Go through the new papers that are shown, one at a time."""
        from paper_tui.tui.triage.triage_screen import TriageScreen
        from paper_tui.tui.triage.triage_session import begin

        sitting = begin(self.listing, self.shelf) if self.listing else None
        if self.listing and sitting and sitting.papers:
            settings = replace(self.settings, config=self.config)
            screen = TriageScreen(self.library, settings, self.edits, self.listing, sitting)
            self.app.push_screen(screen, lambda _: self._follow_triage())
        else:
            self.notify(messages.NOTHING_NEW, markup=False)

    def _follow_triage(self) -> None:
        """Show what is left once the last decision is on disk; keys for the list are about that."""
        self.is_unanswered = True
        self.edit(lambda: None)

    def action_step(self, rows: int) -> None:
        """Go to another paper without leaving the text."""
        papers = self.query_one(PaperList)
        papers.cursor += rows
        self.paper = papers.current
