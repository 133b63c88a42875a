"""Bars at the bottom that have the focus for a while: letters of labels, and the choice of a passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from textual import events, on
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

LETTERS = "asdfghjklwertuiopzxcvbnm"
"""Those under the resting fingers first; q closes and y copies, as with the links of a paper."""


def labels(count: int) -> list[str]:
    """So many labels of one length: a letter each, or more where there are not enough letters."""
    length = 1
    while len(LETTERS) ** length < count:
        length += 1
    return ["".join(each) for each, _ in zip(product(LETTERS, repeat=length), range(count), strict=False)]


class Bar(Widget, can_focus=True):
    """One line that is shown while it has the focus."""

    @dataclass
    class Closed(Message):
        """The bar is done with; the focus goes back to the text."""

        bar: Bar

    def open(self) -> None:
        """Come up and take the focus."""
        self.display = True
        self.screen.set_focus(self)

    def close(self) -> None:
        """Go away."""
        self.display = False
        self.post_message(self.Closed(self))

    def action_close(self) -> None:
        """Leave without a choice."""
        self.close()


class LabelBar(Bar):
    """Waits for the letters of a label."""

    BINDINGS = [Binding("escape,q", "close", "Close", show=False)]
    typed: reactive[str] = reactive("")

    @dataclass
    class Chosen(Message):
        """A label was typed."""

        label: str

    def __init__(self) -> None:
        super().__init__()
        self._known: Sequence[str] = ()
        self._purpose = ""

    def ask(self, known: Sequence[str], purpose: str) -> None:
        """Wait for one of these labels."""
        self._known, self._purpose, self.typed = known, purpose, ""
        self.open()

    def on_blur(self) -> None:
        """Go away when another key, such as that of a passage, took the focus."""
        if self.display:
            self.close()

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's shape
        """Take every letter of a label before it is bound to anything."""
        return character is not None and any(self._begun(self.typed + character))

    @on(events.Key)
    def _take(self, event: events.Key) -> None:
        typed = self.typed + (event.character or "")
        if not event.character or not any(self._begun(typed)):
            return
        event.stop()
        self.typed = typed
        if typed in self._known:
            self.close()
            self.post_message(self.Chosen(typed))

    def _begun(self, typed: str) -> Iterator[str]:
        return (label for label in self._known if label.startswith(typed))

    def render(self) -> RenderResult:
        """Render the actions of the letters."""
        typed = f" {self.typed}" if self.typed else ""
        return Content.assemble(
            *(" a letter ", (self._purpose, "bold $warning"), (typed, "bold $accent")),
            *("   ", ("esc", "$accent"), " leaves"),
        )


class PassageBar(Bar):
    """Has the keys while a passage is chosen."""

    BINDINGS = [
        Binding("escape,q", "close", "Close", show=False),
        *(
            Binding(keys, f"move('{motion}')", motion, show=False)
            for keys, motion in (
                ("w,right", "word"),
                ("b,left", "word_back"),
                ("j,down", "line"),
                ("k,up", "line_back"),
                ("right_curly_bracket", "block"),
                ("left_curly_bracket", "block_back"),
                ("ctrl+d", "page"),
                ("ctrl+u", "page_back"),
                ("o", "other_end"),
            )
        ),
        Binding("v,space", "begin", "Begin", show=False),
        Binding("h", "use('highlight')", "Highlight", show=False),
        Binding("n", "use('note')", "Note", show=False),
        Binding("y,enter", "use('copy')", "Copy", show=False),
        Binding("x,delete", "use('remove')", "Remove", show=False),
    ]
    has_begun: reactive[bool] = reactive(False)

    @dataclass
    class Move(Message):
        """The caret is to move."""

        motion: str

    class Begin(Message):
        """The passage begins at the caret."""

    @dataclass
    class Use(Message):
        """Something is to be done with the passage."""

        purpose: str

    def action_move(self, motion: str) -> None:
        """Ask for a motion."""
        self.post_message(self.Move(motion))

    def action_begin(self) -> None:
        """Ask to begin the passage."""
        self.post_message(self.Begin())

    def action_use(self, purpose: str) -> None:
        """Ask to do something with the passage."""
        self.post_message(self.Use(purpose))

    def render(self) -> RenderResult:
        """The keys, the most wanted first."""
        begin = () if self.has_begun else (("v", "begin"),)
        hints = (
            *begin,
            ("h", "highlight"),
            ("n", "note"),
            ("y", "copy"),
            ("w b j k", "move"),
            ("esc", "leave"),
        )
        named = "passage" if self.has_begun else "sentence"
        line = Content.styled(f" {named} ", "bold $warning")
        for keys, label in hints:
            line = Content.assemble(line, "  ", (keys, "$accent"), f" {label}")
        return line
