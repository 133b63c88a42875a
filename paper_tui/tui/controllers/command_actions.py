"""Programs of the user's, run on the papers that a key is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from string import ascii_letters, digits

from textual import events, on, work
from textual.message import Message
from textual.worker import get_current_worker

from paper_tui.config import Config
from paper_tui.config.command_rules import PLACEHOLDERS
from paper_tui.config.model import UserCommand
from paper_tui.library import Library
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings
from paper_tui.tui.controllers.paper_actions import PaperActions
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.keys.keymap import key_name
from paper_tui.tui.system.command_template import CommandError, environment_of, expand, split, values_of
from paper_tui.tui.system.subprocess_runner import Ended, run
from paper_tui.tui.system.suspend import lend_terminal
from paper_tui.tui.widgets.title_bar import Doing, TitleBar

TYPED = "typed"
"""The answer that asks for a command line."""
SHORT = 4
"""Lines of output that a notice holds; more go to a page of their own."""


class CommandActions(PaperActions):
    """Choose a command or type one; it runs once a paper, in a worker, and what it wrote is shown."""

    @dataclass
    class Running(Message):
        """A command runs."""

        doing: Doing

    @dataclass
    class Ran(Message):
        """A command has ended on every paper."""

        name: str
        ends: Sequence[tuple[Paper, Ended]]

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__(library, settings)
        self._line = ""
        """The command line that was typed last."""
        self._bound: set[str] = set()
        """The keys that commands of the configuration have or had, as Textual names them."""

    @on(events.Mount)
    def _follow_commands(self) -> None:
        self.watch(self, "config", self._bind_commands)

    def _bind_commands(self, config: Config) -> None:
        """Give the commands of the configuration their keys; those of the reader come first."""
        wanted = {key_name(command.key) for command in config.commands if command.key}
        for key in wanted - self._bound:
            self.app.bind(key, f"screen.run_command({key!r})")
        self._bound |= wanted

    def action_run_command(self, key: str) -> None:
        """Run the command that has a key now, if any, on the papers that the key is about."""
        having = (each for each in self.config.commands if each.key and key_name(each.key) == key)
        command = next(having, None)
        if command:
            self._start(command)

    def action_command(self) -> None:
        """Choose a command of the configuration, or type one."""
        if not self.targets:
            return
        if not self.config.commands:
            self._ask_for_line()
            return
        letters = iter(_letters(self.config.commands))
        choices = [
            Choice(command.key if len(command.key) == 1 else next(letters, ""), str(number), command.name)
            for number, command in enumerate(self.config.commands)
        ]
        choices.append(Choice("!", TYPED, "type a command line …"))
        self.app.push_screen(ChoiceScreen("Run on the paper", choices), self._run_chosen)

    def _run_chosen(self, picked: str | None) -> None:
        if picked == TYPED:
            self._ask_for_line()
        elif picked:
            self._start(self.config.commands[int(picked)])

    def _ask_for_line(self) -> None:
        from paper_tui.tui.dialogs.prompt import LineScreen

        hint = "no shell; " + " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        self.app.push_screen(LineScreen("Run on the paper", hint, self._line), self._run_typed)

    def _run_typed(self, typed: str | None) -> None:
        if not typed or not typed.strip():
            return
        self._line = typed
        try:
            words = split(typed)
        except CommandError as error:
            self.notify(str(error), title="Not run", severity="error", markup=False)
        else:
            self._start(UserCommand(clean_line(words[0]), words))

    def _start(self, command: UserCommand) -> None:
        papers = self.targets
        if papers and command.interactive:
            lent = partial(lend_terminal, self.app)
            ends = [(paper, self._run_one(command, paper, lent)) for paper in papers]
            self.post_message(self.Ran(command.name, ends))
        elif papers:
            self._run(command, papers)

    @work(thread=True, group="command")
    def _run(self, command: UserCommand, papers: Sequence[Paper]) -> None:
        worker = get_current_worker()
        cancel = CancelToken(lambda: worker.is_cancelled)

        def watched(words: Sequence[str], variables: Mapping[str, str]) -> Ended:
            return run(words, cancel, variables=variables)

        ends: list[tuple[Paper, Ended]] = []
        for number, paper in enumerate(papers, 1):
            place = f" on {number:,} of {len(papers):,}" if len(papers) > 1 else ""
            self.post_message(self.Running(Doing(f"running {command.name}{place}")))
            ends.append((paper, self._run_one(command, paper, watched)))
            if worker.is_cancelled:
                break
        self.post_message(self.Ran(command.name, ends))

    def _run_one(
        self,
        command: UserCommand,
        paper: Paper,
        run_words: Callable[[Sequence[str], Mapping[str, str]], Ended],
    ) -> Ended:
        def bibtex() -> str:
            entry = Entry(paper, self.library.shelf.get(paper.key))
            return "".join(self.library.export([entry], "bibtex"))

        try:
            values = values_of(paper, bibtex)
            return run_words(expand(command.run, values), environment_of(values))
        except CommandError as error:
            return Ended(problem=str(error))

    @on(Running)
    def _show_running(self, event: Running) -> None:
        self.query_one(TitleBar).doing = event.doing

    @on(Ran)
    def _show_ended(self, event: Ran) -> None:
        self.query_one(TitleBar).doing = None
        failed = sum(bool(ended.problem) for _, ended in event.ends)
        title, text = f"{event.name}: {_summary(len(event.ends), failed)}", _report(event.ends)
        if text.count("\n") >= SHORT and self.is_current:
            from paper_tui.tui.dialogs.command_output import OutputScreen

            self.app.push_screen(OutputScreen(title, text))
            return
        shown = "\n".join(text.splitlines()[:SHORT])
        if failed:
            self.notify(shown, title=title, severity="error", timeout=10, markup=False)
        else:
            self.notify(shown or title, title=title if shown else "", timeout=10, markup=False)


def _letters(commands: Sequence[UserCommand]) -> str:
    """Characters that no command has for its key, for those without one."""
    taken = {command.key for command in commands}
    return "".join(letter for letter in digits[1:] + ascii_letters if letter not in taken and letter != "q")


def _summary(total: int, failed: int) -> str:
    if total == 1:
        return "failed" if failed else "done"
    return f"{total - failed:,} done" + (f", {failed:,} failed" if failed else "")


def _report(ends: Sequence[tuple[Paper, Ended]]) -> str:
    """What a command wrote and what went wrong; of several papers, each under its title."""
    parts = []
    for paper, ended in ends:
        said = "\n".join(part for part in (ended.output, ended.problem) if part)
        if said:
            parts.append(said if len(ends) == 1 else f"{paper.title}\n{said}")
    return "\n\n".join(parts)
