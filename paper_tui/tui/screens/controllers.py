"""The controllers of the main screen, and which of their methods each key runs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from paper_tui.papers.shelf import State
from paper_tui.tui.citations.citation_controller import CitationController
from paper_tui.tui.controllers.appearance import AppearanceController
from paper_tui.tui.controllers.attachments import AttachmentController
from paper_tui.tui.controllers.bulk import BulkController
from paper_tui.tui.controllers.commands import CommandController
from paper_tui.tui.controllers.completion import CompletionController
from paper_tui.tui.controllers.current_paper import CurrentPaper
from paper_tui.tui.controllers.editions import EditionController
from paper_tui.tui.controllers.find_in_text import FindController
from paper_tui.tui.controllers.following import FollowController
from paper_tui.tui.controllers.full_texts import FullTextController
from paper_tui.tui.controllers.groups import GroupController
from paper_tui.tui.controllers.identity import IdentityController
from paper_tui.tui.controllers.imports import ImportController
from paper_tui.tui.controllers.links import LinkController
from paper_tui.tui.controllers.navigation import NavigationController
from paper_tui.tui.controllers.notes import NoteController
from paper_tui.tui.controllers.pane_sizes import PaneSizes
from paper_tui.tui.controllers.papers import PaperController
from paper_tui.tui.controllers.program import ProgramController
from paper_tui.tui.controllers.reading_time import ReadingTime
from paper_tui.tui.controllers.recommendations import RecommendationController
from paper_tui.tui.controllers.recordings import RecordingController
from paper_tui.tui.controllers.rules import RuleController
from paper_tui.tui.controllers.saved_searches import SavedSearchController
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.controllers.seen_tracker import SeenTracker
from paper_tui.tui.controllers.server import ServerController
from paper_tui.tui.controllers.session_restore import SessionRestore
from paper_tui.tui.controllers.synchronisation import SynchronisationController
from paper_tui.tui.controllers.tags import TagController
from paper_tui.tui.controllers.versions import VersionController
from paper_tui.tui.pictures.figure_controller import FigureController
from paper_tui.tui.pictures.pages import PagesController
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.state.reader_screen import Action
from paper_tui.tui.triage.triage_controller import TriageController
from paper_tui.tui.widgets.filter_pane import FilterPane


class Controllers:
    """One controller for each family of actions, in the order in which they depend on each other."""

    def __init__(self, context: ReaderContext) -> None:
        self.context = context
        self.program = ProgramController(context)
        self.navigation = NavigationController(context)
        self.sizes = PaneSizes(context)
        self.current = CurrentPaper(context, self.navigation)
        self.seen = SeenTracker(context)
        self.search = SearchController(context, self.navigation, self.current, self.seen)
        self.session = SessionRestore(context, self.search, self.sizes)
        self.reading_time = ReadingTime(context)
        self.papers = PaperController(context)
        self.notes = NoteController(context)
        self.links = LinkController(context)
        self.pages = PagesController(context)
        self.figures = FigureController(context, self.links.open_page)
        self.find = FindController(context, partial(self.navigation.show_pane, "find"))
        self.tags = TagController(context, self.search)
        self.rules = RuleController(context)
        self.saved_searches = SavedSearchController(context, self.search)
        self.editions = EditionController(context, self.search)
        self.bulk = BulkController(context)
        self.commands = CommandController(context)
        self.imports = ImportController(context, self.search)
        self.attachments = AttachmentController(context, self.search)
        self.full_texts = FullTextController(context, self.search)
        self.identity = IdentityController(context, self.papers)
        self.appearance = AppearanceController(context)
        self.recommendations = RecommendationController(context, self.search, self.imports.fetch_named)
        self.recordings = RecordingController(context)
        self.following = FollowController(context, lambda: self.search.bar.text, self._saved_search)
        self.completion = CompletionController(context, self.search)
        self.citations = CitationController(context, self.search, self.links.open_url)
        self.synchronisation = SynchronisationController(context)
        self.groups = GroupController(context, self.search)
        self.server = ServerController(context, self.search, self.navigation)
        self.versions = VersionController(context, self.search)
        self.triage = TriageController(context, self.search)

    def _saved_search(self) -> str:
        """The saved search under the cursor of the filters, where they have the focus."""
        pane = self.context.screen.focused
        return pane.current_search if isinstance(pane, FilterPane) else ""

    def start(self) -> None:
        """Start what follows the state of the screen, once its panes are mounted."""
        for controller in (
            *(self.papers, self.session, self.seen, self.saved_searches, self.editions, self.commands),
            *(self.synchronisation, self.full_texts, self.groups, self.server, self.versions),
        ):
            controller.start()

    def _cancel(self) -> None:
        """Cancel what the title bar shows."""
        self.imports.cancel()
        self.full_texts.cancel()

    def _sync(self) -> None:
        """Synchronise with groups and with the reader's own devices."""
        self.groups.sync()
        if self.synchronisation.is_configured or not self.groups.is_member:
            self.synchronisation.run()

    @property
    def actions(self) -> Mapping[str, Action]:
        """The action of each key of the main screen, by the id of the key.

        Keys that decide by the screen's mode (``escape``, ``enter``, ``/``) are the screen's own.
        """
        return {
            "pane.next": partial(self.navigation.step_pane, 1),
            "pane.previous": partial(self.navigation.step_pane, -1),
            "pane.filters": partial(self.navigation.go, "filters"),
            "pane.papers": partial(self.navigation.go, "papers"),
            "pane.paper": partial(self.navigation.go, "paper"),
            "pane.bookmarks": partial(self.navigation.go, "bookmarks"),
            "pane.server": self.server.go,
            "pane.fold": self.navigation.toggle_side,
            "pane.narrower": partial(self.sizes.widen_list, -1),
            "pane.wider": partial(self.sizes.widen_list, 1),
            "pane.side_narrower": partial(self.sizes.widen_side, -1),
            "pane.side_wider": partial(self.sizes.widen_side, 1),
            "search.leave": self.search.leave,
            "search.sort": self.search.sort,
            "search.clear": self.search.clear,
            "search.drop_filter": self.search.remove_last_filter,
            "search.backward": self.search.backward,
            "search.forward": self.search.forward,
            "search.save": self.saved_searches.save,
            "search.saved": self.saved_searches.manage,
            "search.tags": self.tags.manage,
            "search.rules": self.rules.manage,
            "edition.previous": partial(self.editions.step, -1),
            "edition.next": partial(self.editions.step, 1),
            "paper.mark_shown": self.bulk.mark_listed,
            "paper.bookmark": self.papers.bookmark,
            "paper.later": partial(self.papers.set_state, State.LATER),
            "paper.reading": partial(self.papers.set_state, State.READING),
            "paper.done": partial(self.papers.set_state, State.DONE),
            "paper.hide": partial(self.papers.set_state, State.HIDDEN),
            "paper.new": partial(self.papers.set_state, State.NEW),
            "paper.select": self.papers.select,
            "paper.select_all": self.papers.select_all,
            "paper.tags": self.papers.edit_tags,
            "paper.copy": self.papers.copy,
            "paper.identity": self.identity.choose,
            "paper.note": self.notes.edit,
            "paper.note_editor": self.notes.edit_in_editor,
            "paper.open": self.links.open_paper,
            "paper.links": self.links.choose,
            "paper.command": self.commands.choose,
            "paper.scroll_down": partial(self.navigation.scroll_paper, 1),
            "paper.scroll_up": partial(self.navigation.scroll_paper, -1),
            "paper.next": partial(self.current.step, 1),
            "paper.previous": partial(self.current.step, -1),
            "paper.triage": self.triage.begin,
            "paper.raw": self.program.toggle_raw,
            "text.find": self.find.open,
            "text.next": partial(self.find.step, 1),
            "text.previous": partial(self.find.step, -1),
            "program.undo": self.papers.undo,
            "program.redo": self.papers.redo,
            "paper.open_file": self.links.open_file,
            "paper.figures": self.figures.open_gallery,
            "paper.pages": self.pages.open,
            "paper.attach": self.attachments.choose,
            "paper.complete": self.completion.complete,
            "paper.bibliography": self.citations.open,
            "paper.check": self.versions.check,
            "paper.versions": self.versions.show,
            "paper.similar": self.recommendations.similar,
            "paper.reasons": self.recommendations.explain,
            "paper.more": self.recommendations.more,
            "paper.less": self.recommendations.less,
            "paper.record": self.recordings.record,
            "paper.again": self.recordings.choose,
            "paper.follow": self.following.choose,
            "program.statistics": self.recommendations.statistics,
            "program.sync": self._sync,
            "paper.share": self.groups.share,
            "program.import": self.imports.import_file,
            "program.fetch": self.imports.fetch,
            "program.cancel": self._cancel,
            "program.density": self.appearance.toggle_density,
            "program.settings": self.appearance.open_settings,
            "program.palette": self.program.open_palette,
            "program.help": self.program.open_help,
            "program.tour": self.program.open_tour,
            "program.quit": self.program.quit,
            "program.leave": self.program.quit,
        }
