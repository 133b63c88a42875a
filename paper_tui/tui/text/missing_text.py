"""The page in place of a text that could not be loaded: the reason, and a line for each action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from paper_tui.papers.addresses import addresses_of
from paper_tui.papers.paper import Paper
from paper_tui.tui.widgets.menu import MenuPane


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do about it."""

    key: str
    name: str
    """Of the action."""
    label: str


ATTACH = Step("a", "attach", "attach a file of it: HTML, PDF, Markdown, JATS, TEI or plain text")
COMPLETE = Step("C", "complete", "look the paper up by its title, for an id by which its text is found")
AGAIN = Step("r", "again", "ask the services again")
BROWSER = Step("o", "open", "open its page in the browser")
BACK = Step("q", "back", "go back to the abstract (esc)")


def steps_for(paper: Paper) -> tuple[Step, ...]:
    """Return what can be done about a missing text of a paper, the most promising first."""
    fetchable = (AGAIN,) if paper.arxiv_id else (COMPLETE,)
    return (*fetchable, ATTACH, *((BROWSER,) if addresses_of(paper) else ()), BACK)


class MissingText(Vertical):
    """The reason above the steps; a letter or Enter takes one."""

    @dataclass
    class Chosen(Message):
        """A step was taken."""

        name: str

    def __init__(self, problem: str, steps: Sequence[Step]) -> None:
        super().__init__()
        self._problem = problem
        self._steps = steps

    def compose(self) -> ComposeResult:
        """The reason and the steps."""
        yield Static(self._problem, markup=False)
        yield MenuPane()

    def on_mount(self) -> None:
        """Offer the steps, and take the focus."""
        menu = self.query_one(MenuPane)
        lines = (Content.assemble((step.key, "$accent bold"), "  ", step.label) for step in self._steps)
        menu.set_options([Option(line, id=step.name) for step, line in zip(self._steps, lines, strict=True)])
        menu.focus()

    @on(events.Key)
    def _choose_by_key(self, event: events.Key) -> None:
        for step in self._steps:
            if event.character == step.key:
                event.stop()
                self.post_message(self.Chosen(step.name))

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(str(event.option.id)))
