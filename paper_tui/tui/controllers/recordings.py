"""Recordings: what was done to one paper, done again on others."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from paper_tui.config_file import entry, renamed
from paper_tui.papers.paper import Paper
from paper_tui.papers.recorded import Recording
from paper_tui.papers.shelf import Mark
from paper_tui.papers.text import clean_line
from paper_tui.tui.dialogs.list_manager import ListAction, ListChoice, ListManager, Row
from paper_tui.tui.dialogs.prompt import LineScreen
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.widgets.title_bar import TitleBar

TABLE = "recorded"
KEYS = "123456789"
AGAIN = "@"
"""Key of the recording that was used last, in the list that the same key opens."""
DO, RENAME, REMOVE = ListAction("", "do it"), ListAction("r", "rename"), ListAction("x", "remove")


class RecordingController:
    """Records what is done to a paper, keeps it in the configuration, and does it again."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context
        self._begun: tuple[Paper, Mark] | None = None
        """The paper of the recording that runs, and its mark at the beginning."""
        self._last = ""
        """The name of the recording that was made or used last."""

    def record(self) -> None:
        """Begin to record what is done to the paper, or end that and ask for a name."""
        begun, self._begun = self._begun, None
        paper = self._context.target
        if begun is not None:
            self._context.screen.query_one(TitleBar).recorded = ""
            key = begun[0].key
            self._context.screen.edits.put(
                lambda: self._context.library.shelf.get(key), partial(self._ended, begun)
            )
        elif paper is not None:
            self._begun = (paper, self._context.screen.shelf.get(paper.key))
            self._context.screen.query_one(TitleBar).recorded = paper.title

    def _ended(self, begun: tuple[Paper, Mark], after: Mark | None, problem: Exception | None) -> None:
        self._context.report(problem)
        recording = Recording.between(begun[1], after) if after else Recording()
        if recording == Recording():
            self._context.notify(f"Nothing was done to “{begun[0].title}”, so nothing is recorded.")
            return
        line = str(recording)
        dialog = LineScreen("Keep what you did", f"{line}\nname · enter save", placeholder=line)
        self._context.push(dialog, partial(self._name, line))

    def _name(self, line: str, typed: str | None) -> None:
        if typed is None:
            return
        name = clean_line(typed) or line
        write = partial(self._write, name, line)
        if self._context.config.recorded.get(name, line) != line:
            self._context.ask_replace(f"the recording “{name}”", write)
        else:
            write()

    def _write(self, name: str, line: str) -> None:
        self._last = name
        self._context.change_config(entry(TABLE, name, line), f"Saved as “{name}”. @ does it again.")

    def choose(self) -> None:
        """List the recordings, to do one of them to the target papers."""
        recorded = self._context.config.recorded
        names = sorted(recorded, key=lambda name: name != self._last)
        keys = (AGAIN + KEYS) if self._last in recorded else KEYS
        rows = [
            Row(name, Content.assemble(name, "  ", (recorded[name], "$muted")), keys[place : place + 1])
            for place, name in enumerate(names)
        ]
        empty = "Nothing yet: Q records what you do to a paper, until Q is pressed again."
        papers = self._context.targets
        title = f"Do again to {messages.about(papers)}" if papers else "Recordings"
        self._context.push(ListManager(title, rows, (DO, RENAME, REMOVE), empty=empty), self._do)

    def _do(self, choice: ListChoice | None) -> None:
        if choice is None:
            return
        line, name = self._context.config.recorded.get(choice.name, ""), choice.name
        if choice.action is REMOVE:
            self._context.change_config(entry(TABLE, name, None), f"Removed “{name}”: {line}")
        elif choice.action is RENAME:
            dialog = LineScreen("Rename the recording", "enter rename · esc cancel", name)
            self._context.push(dialog, partial(self._rename, name))
        elif line:
            self._last = name
            recording, papers = Recording.parse(line), self._context.targets
            marks = self._context.library.marks
            self._context.edit(lambda: messages.done(marks.do_again(papers, recording, name)))

    def _rename(self, name: str, typed: str | None) -> None:
        kept = clean_line(typed or "")
        if not kept or kept == name:
            return
        write = partial(self._context.change_config, renamed(TABLE, name, kept), f"Renamed to “{kept}”.")
        if kept in self._context.config.recorded:
            self._context.ask_replace(f"the recording “{kept}”", write)
        else:
            write()
