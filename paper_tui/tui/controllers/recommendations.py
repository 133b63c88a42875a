"""Ranking for the reader: reasons, more and less like this, similar papers, statistics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.content import Content

from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.dialogs.list_manager import ListAction, ListChoice, ListManager, Row
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from paper_tui.ranking import Ranker, Reason
    from paper_tui.tui.dialogs.statistics import Day

GROUP = "ranking"
SIMILAR = 30
"""Similar papers that are listed."""
SIMILAR_TITLE = 48
"""Cells of their titles, so that the reason beside stays in sight."""
MORE, LESS = ListAction("+", "more like this"), ListAction("-", "less like this")
GO = ListAction("", "go to the paper")
FETCH = ListAction("f", "others, from Semantic Scholar", needs_row=False)
ADD = ListAction("", "add to the library")
BAR = 20
"""Cells of the bar of a share of 100 %."""


class RecommendationController:
    """Shows and steers what papers are ranked by."""

    def __init__(
        self, context: ReaderContext, search: SearchController, add: Callable[[str], object]
    ) -> None:
        """Recommend papers.

        Args:
            context: Of the main screen.
            search: Goes to a paper of the library.
            add: Fetches a paper by the name of a source, as ``arxiv:1706.03762``.
        """
        self._context = context
        self._search = search
        self._add = add

    def explain(self) -> None:
        """Show why the paper is ranked where it is, each reason with its share."""
        paper = self._context.target
        if paper is None:
            return

        def work(cancel: CancelToken) -> None:
            ranker = self._context.library.for_you.ranker(cancel)
            reasons = ranker.reasons(paper) if ranker else ()
            self._context.on_ui(self._show_reasons, paper, ranker, reasons)

        self._run(work)

    def _show_reasons(self, paper: Paper, ranker: Ranker | None, reasons: Sequence[Reason]) -> None:
        for_you = self._context.library.for_you
        if ranker is None:
            self._context.notify(messages.too_little_known(for_you.signs, for_you.signs_needed))
            return
        rows = [Row(_line_of(reason, paper), _drawn(reason)) for reason in reasons]
        empty = "Nothing of what you chose speaks for this paper."
        self._context.push(
            ListManager(f"Why “{paper.title}”", rows, (MORE, LESS), empty=empty), self._steer_by
        )

    def _steer_by(self, choice: ListChoice | None) -> None:
        if choice is not None:
            self._steer(choice.name, wanted=choice.action is MORE)

    def more(self) -> None:
        """Rank papers like this one higher."""
        self._steer_by_paper(wanted=True)

    def less(self) -> None:
        """Rank papers like this one lower."""
        self._steer_by_paper(wanted=False)

    def _steer_by_paper(self, *, wanted: bool) -> None:
        if self._context.target is not None:
            self._steer(f"paper:{self._context.target.key}", wanted=wanted)

    def _steer(self, line: str, *, wanted: bool) -> None:
        """Add a line to what is ranked higher or lower, and take it from the other."""

        def change(document: TOMLDocument) -> None:
            for name, is_wanted in (("more", wanted), ("less", not wanted)):
                before: list[Any] = list(document.get(name, []))
                lines = [each for each in before if str(each) != line] + ([line] if is_wanted else [])
                if lines:
                    document[name] = lines
                elif before:
                    del document[name]

        said = "More" if wanted else "Less"
        shown = self._title(line.removeprefix("paper:")) if line.startswith("paper:") else line
        self._context.change_config(change, f"{said} like “{shown}” · u undoes it")

    def _title(self, key: str) -> str:
        paper = self._context.library.catalogue.get(PaperKey(key))
        return paper.title if paper else key

    def similar(self) -> None:
        """List the papers most like the target papers."""
        papers = self._context.targets
        if not papers:
            return

        def work(cancel: CancelToken) -> None:
            library = self._context.library
            ranker = library.for_you.similar(papers, cancel)
            found = ranker.best(library.catalogue, SIMILAR, {paper.key for paper in papers})
            rows = [Row(each.key, _similar(each, ranker.reasons(each))) for each in found]
            self._context.on_ui(self._show_similar, papers, rows)

        self._run(work)

    def _show_similar(self, papers: Sequence[Paper], rows: Sequence[Row]) -> None:
        title = f"Like “{papers[0].title}”" if len(papers) == 1 else f"Like {len(papers):,} papers"
        empty = "No paper of the library has words in common with that."
        self._context.push(ListManager(title, rows, (GO, FETCH), empty=empty), partial(self._choose, papers))

    def _choose(self, papers: Sequence[Paper], choice: ListChoice | None) -> None:
        if choice is not None and choice.action is FETCH:
            self._fetch(papers)
        else:
            self._go_to(choice)

    def _fetch(self, papers: Sequence[Paper]) -> None:
        """Ask a service for papers like some that the library lacks."""
        self._context.notify("Asking Semantic Scholar")

        def work(cancel: CancelToken) -> None:
            from paper_tui.library import fetch_settings
            from paper_tui.sources.services import FetchError

            library = self._context.library
            how = fetch_settings(self._context.config)
            try:
                found = library.citations.recommended(papers, SIMILAR, how, cancel)
            except FetchError as error:
                self._context.on_ui(self._context.offer, str(error))
                return
            ranker = library.for_you.similar(papers, cancel, found)
            ranked = sorted(found, key=lambda paper: -ranker.score(paper.key))
            named = [(spec, each) for each in ranked if (spec := _spec_of(each))]
            rows = [Row(spec, _similar(each, ranker.reasons(each))) for spec, each in named]
            self._context.on_ui(self._show_fetched, rows)

        self._run(work)

    def _show_fetched(self, rows: Sequence[Row]) -> None:
        empty = "Semantic Scholar recommends no paper that the library lacks."
        dialog = ListManager("Not in your library", rows, (ADD,), empty=empty)
        self._context.push(dialog, self._add_chosen)

    def _add_chosen(self, choice: ListChoice | None) -> None:
        if choice is not None:
            self._add(choice.name)

    def _go_to(self, choice: ListChoice | None) -> None:
        if choice is not None:
            self._search.go_to(PaperKey(choice.name))

    def statistics(self) -> None:
        """Show what was read: a year by day, states, sources, authors and words."""

        def work(_: CancelToken) -> None:
            from paper_tui.library.interest.statistics_report import NOTHING_READ, summary
            from paper_tui.tui.dialogs.statistics import StatisticsScreen

            library, today = self._context.library, self._context.screen.today
            found = library.statistics()
            if not found.days:
                self._context.on_ui(self._context.notify, NOTHING_READ)
                return
            text = "\n".join(summary(found, library.catalogue.get, today))
            dialog = StatisticsScreen(found, text, today)
            self._context.on_ui(self._context.push, dialog, self._show_day)

        self._run(work)

    def _show_day(self, day: Day | None) -> None:
        """List the papers of a day that was chosen; leaving the list leads back to the days."""
        if day is None:
            return
        get = self._context.library.catalogue.get
        rows = [Row(key, Content(paper.title)) for key in day.papers if (paper := get(key))]
        dialog = ListManager(f"{day.day:%A, %d %B %Y}", rows, (GO,), empty="These papers are gone.")

        def go(choice: ListChoice | None) -> None:
            if choice is None:
                self._context.push(day.screen, self._show_day)
            else:
                self._go_to(choice)

        self._context.push(dialog, go)

    def _run(self, work: Callable[[CancelToken], None]) -> None:
        def run(cancel: CancelToken) -> None:
            try:
                work(cancel)
            except Cancelled:
                return
            except StoreError as error:
                self._context.on_ui(self._context.report, error)

        self._context.open_in_thread(GROUP, run)


def _line_of(reason: Reason, paper: Paper) -> str:
    """The line of the configuration for a reason."""
    if reason.kind == "cites":
        return f"paper:{paper.key}"
    if reason.kind == "term":
        return reason.name.split(", ")[0]
    return f"{reason.kind}:{reason.name}"


def _spec_of(paper: Paper) -> str:
    """The spec by which a paper can be fetched; empty for one without an arXiv id or DOI."""
    return f"arxiv:{paper.arxiv_id}" if paper.arxiv_id else f"doi:{paper.doi}" if paper.doi else ""


def _drawn(reason: Reason) -> Content:
    bar = "━" * max(1, round(reason.share * BAR))
    return Content.assemble(
        (f"{reason.share:>4.0%} ", "$muted"), (bar.ljust(BAR), "$accent"), "  ", reason.name
    )


def _similar(paper: Paper, reasons: Sequence[Reason]) -> Content:
    why = reasons[0].name if reasons else ""
    title = Content(paper.title).truncate(SIMILAR_TITLE, ellipsis=True) if why else Content(paper.title)
    return Content.assemble(title, "  ", (why, "$muted"))
