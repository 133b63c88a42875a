"""Questions whether papers that services offer are those of the library, both side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from paper_tui.library.completion.outcome import Filled
from paper_tui.papers.paper import Paper
from paper_tui.papers.word_diff import Change, differences
from paper_tui.tui.render.authors import authors_line
from paper_tui.tui.render.word_changes import one_side
from paper_tui.tui.system.input_queue import Dialog
from paper_tui.tui.widgets.menu import MenuPane
from paper_tui.tui.widgets.scroll_page import ScrollPage

HINT = "y the same · n another · tab J K scroll · esc done; open ones stay"
SIGNS = {None: "?", True: "y", False: "n"}
BESIDE = 70
"""Cells from which on both papers are side by side."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of the reader; questions without an answer are in neither."""

    taken: tuple[Filled, ...]
    left: tuple[Filled, ...]


class QuestionsScreen(Dialog[Decisions]):
    """A list of questions, and of the current one both papers; closes by itself after the last answer."""

    BINDINGS = [
        Binding("escape,q", "close", "Close", show=False),
        Binding("y,enter", "answer(True)", "The same", show=False, priority=True),
        Binding("n", "answer(False)", "Another paper", show=False),
        Binding("J", "scroll(1)", "Scroll down", show=False),
        Binding("K", "scroll(-1)", "Scroll up", show=False),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-one-column"), (BESIDE, "-two-columns")]

    def __init__(self, questions: Sequence[Filled]) -> None:
        super().__init__()
        self._questions = questions
        self._answers: dict[int, bool] = {}

    def compose(self) -> ComposeResult:
        """The questions above, both papers below, and the keys."""
        count = len(self._questions)
        with Vertical() as box:
            box.border_title = f"Is it the same paper? {count:,} {'question' if count == 1 else 'questions'}"
            menu = MenuPane()
            menu.add_options(self._options())
            yield menu
            with ScrollPage(), Horizontal():
                yield Static(id="mine", markup=False)
                yield Static(id="theirs", markup=False)
            yield Static(HINT, markup=False, classes="hint")

    def on_mount(self) -> None:
        """Start at the first question."""
        self.query_one(MenuPane).highlighted = 0

    @property
    def _current(self) -> int:
        return self.query_one(MenuPane).highlighted or 0

    def _options(self) -> list[Option]:
        return [
            Option(_line(each, self._answers.get(number)), id=str(number))
            for number, each in enumerate(self._questions)
        ]

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        question = self._questions[self._current]
        mine, theirs = question.paper, question.offered
        titles = differences(mine.title, theirs.title)
        abstracts = differences(mine.abstract, theirs.abstract)
        marked = partial(one_side, is_plain=self.app.no_color)
        for side, name, paper, whose in (
            (Change.GONE, "mine", mine, "In your library"),
            (Change.NEW, "theirs", theirs, f"Offered by {question.service}"),
        ):
            text = Content.assemble(
                (f"{whose}\n", "$muted"),
                marked(titles, side).stylize("bold"),
                "\n",
                (f"{_facts(paper)}\n\n", "$secondary"),
                marked(abstracts, side) if paper.abstract else ("No abstract.", "$muted italic"),
            )
            self.query_one(f"#{name}", Static).update(text)
        self.query_one(ScrollPage).scroll_home(animate=False)

    def action_scroll(self, pages: int) -> None:
        """Scroll both papers."""
        self.query_one(ScrollPage).scroll_half_pages(pages)

    def action_answer(self, is_same: bool) -> None:
        """Answer the current question, and go to the next that is open."""
        number = self._current
        self._answers[number] = is_same
        if is_same:
            self._leave_others(number)
        open_ones = [each for each in range(len(self._questions)) if each not in self._answers]
        if not open_ones:
            self.action_close()
            return
        menu = self.query_one(MenuPane)
        menu.show_options(self._options())
        menu.highlighted = next((each for each in open_ones if each > number), open_ones[0])

    def _leave_others(self, taken: int) -> None:
        """Leave other offers for a paper: it is one of them only."""
        key = self._questions[taken].paper.key
        for number, each in enumerate(self._questions):
            if number != taken and each.paper.key == key:
                self._answers[number] = False

    def action_close(self) -> None:
        """Close with the answers so far."""

        def chosen(wanted: bool) -> tuple[Filled, ...]:
            return tuple(self._questions[number] for number, each in self._answers.items() if each is wanted)

        self.dismiss(Decisions(chosen(True), chosen(False)))


def _line(question: Filled, answer: bool | None) -> Content:
    ids = question.offered.arxiv_id or question.offered.doi
    return Content.assemble(
        (f"{SIGNS[answer]} ", "$accent bold"), question.paper.title, (f"  {ids}", "$muted")
    )


def _facts(paper: Paper) -> str:
    year = str(paper.year or "")
    ids = f"arXiv {paper.arxiv_id}" if paper.arxiv_id else paper.doi
    return " · ".join(fact for fact in (authors_line(paper), year, paper.venue, ids) if fact)
