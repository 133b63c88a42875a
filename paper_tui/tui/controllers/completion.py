"""Completing papers from services, and their bibliographies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual.content import Content

from paper_tui.glyphs import STAR, STATES
from paper_tui.library import fetch_settings
from paper_tui.library.citations import Cited
from paper_tui.library.completion import Completion, is_incomplete
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import EffectiveState, Mark
from paper_tui.settings import cache_folder
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.dialogs.list_manager import ListAction, ListChoice, ListManager, Row
from paper_tui.tui.dialogs.problem import Remedy
from paper_tui.tui.dialogs.questions import Decisions, QuestionsScreen
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext, Severity
from paper_tui.tui.widgets.title_bar import Activity, TitleBar

GROUP = "import"
"""One group with imports and fetches: one at a time, cancelled by the same key."""
NOT_KEPT = "Its references are read from its text, which is not kept yet."
NO_TEXT = "Its references are read from its text, which cannot be fetched without an arXiv id."
GO_ON = "What was found is kept; C goes on from there once services can be reached."
OPEN = ListAction("", "open or add")


class CompletionController:
    """Fills what papers lack, and shows what they cite."""

    def __init__(
        self, context: ReaderContext, search: SearchController, fetch: Callable[[str | None], None]
    ) -> None:
        self._context = context
        self._search = search
        self._fetch = fetch

    def complete(self) -> None:
        """Look the target papers up by title and fill what they lack."""
        wanted = [paper for paper in self._context.targets if is_incomplete(paper)]
        if not wanted:
            self._context.notify("It has an identifier already; nothing is missing.")
            return

        def work(cancel: CancelToken) -> None:
            settings = fetch_settings(cache_folder() / "services", self._context.config)
            library = self._context.library
            try:
                found = library.completer.look_up(wanted, settings, self._say, cancel)
                if found.filled:
                    library.completer.apply(found.filled)
            except Cancelled:
                return
            except StoreError as error:
                self._context.on_ui(self._context.report, error)
                return
            finally:
                self._say("")
            self._context.on_ui(self._show_completed, found)

        self._context.run_in_thread(GROUP, work)

    def _say(self, doing: str) -> None:
        def show() -> None:
            bar = self._context.screen.query_one(TitleBar)
            bar.activity = Activity(doing) if doing else None

        self._context.on_ui(show)

    def _show_completed(self, found: Completion) -> None:
        parts = [f"{len(found.filled):,} completed"] if found.filled else []
        parts += [f"{len(found.questions):,} to decide"] if found.questions else []
        parts += [f"{len(found.unknown):,} not found"] if found.unknown else []
        parts += [f"{len(found.duplicates):,} there twice (& merges them)"] if found.duplicates else []
        lines = [" · ".join(parts)] if parts else []
        if found.problem:
            lines.append(f"{found.problem}. {GO_ON}")
        if lines:
            severity: Severity = "warning" if found.problem else "information"
            self._context.notify("\n".join(lines), severity=severity, timeout=10)
        if found.filled:
            self._context.take_over_marks()
            self._search.search_again()
        if found.questions:
            self._context.push(QuestionsScreen(found.questions), self._decided)

    def _decided(self, decisions: Decisions | None) -> None:
        """Fill what the reader took, in one step; what was left is not asked again."""
        if decisions is None:
            return
        completer = self._context.library.completer

        def apply() -> str | None:
            if decisions.left:
                completer.leave(decisions.left)
            return messages.done(completer.apply(decisions.taken)) if decisions.taken else None

        if decisions.taken or decisions.left:
            self._context.edit(apply)
            self._search.search_again()

    def bibliography(self) -> None:
        """List what the paper cites, from its kept text; enter opens a paper or adds it by its id."""
        paper = self._context.target
        if paper is None:
            return

        def work(_: CancelToken) -> None:
            try:
                found = self._context.library.citations.references(paper)
            except StoreError as error:
                self._context.on_ui(self._context.report, error)
                return
            known = found.works if found.works or found.has_text else None
            self._context.on_ui(self._show_bibliography, paper, known)

        self._context.open_in_thread("bibliography", work)

    def _show_bibliography(self, paper: Paper, found: Sequence[Cited] | None) -> None:
        if found is None:
            self._offer_text(paper)
            return
        marks = self._context.screen.shelf
        rows = [
            Row(str(number), _cited(each, marks.get(each.paper.key) if each.paper else None))
            for number, each in sorted(enumerate(found), key=lambda each: (each[1].paper is None, each[0]))
        ]
        title = f"{len(found):,} references of “{paper.title}”"
        empty = "The text has no bibliography that can be read."

        def open_or_add(choice: ListChoice | None) -> None:
            if choice is not None:
                self._open_or_add(found[int(choice.name)])

        self._context.push(ListManager(title, rows, (OPEN,), empty=empty), open_or_add)

    def _offer_text(self, paper: Paper) -> None:
        """Offer the ways to the text of a paper."""
        open_text = partial(self._context.screen.action_do, "paper.text")
        if paper.arxiv_id:
            self._context.offer(NOT_KEPT, Remedy("f", "fetch its text and open it", open_text))
        else:
            look_up = self._context.remedy("paper.complete", "look it up by its title, for its id")
            self._context.offer(NO_TEXT, look_up, self._context.remedy("paper.attach"))

    def _open_or_add(self, cited: Cited) -> None:
        work = cited.work
        if cited.paper is not None:
            self._search.go_to(PaperKey(cited.paper.key))
        elif work.arxiv_id or work.doi:
            self._fetch(f"arxiv:{work.arxiv_id}" if work.arxiv_id else f"doi:{work.doi}")
        else:
            self._context.copy(work.label)


def _cited(cited: Cited, mark: Mark | None) -> Content:
    """A reference with its state in the library; of others, whether they have an id."""
    work = cited.work
    if mark is not None and cited.paper is not None:
        is_new = mark.effective_state is EffectiveState.NEW
        state = " " if is_new else STATES[mark.effective_state]
        star = STAR if mark.bookmarked else " "
        return Content.assemble((f"{star}{state} ", "$accent"), (cited.paper.title, "bold"))
    named = work.arxiv_id or work.doi
    return Content.assemble("   ", work.label, (f"  {named}" if named else "", "$muted"))
