"""Run the user's commands on papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from string import ascii_letters, digits

from paper_tui.config import Config
from paper_tui.config.command_rules import PLACEHOLDERS
from paper_tui.config.model import UserCommand
from paper_tui.keys.keymap import key_name
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.papers.text import clean_line
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.dialogs.command_output import OutputScreen
from paper_tui.tui.dialogs.prompt import LineScreen
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.system.command_template import CommandError, environment_of, expand, split, values_of
from paper_tui.tui.system.subprocess_runner import Ended, run
from paper_tui.tui.system.suspend import lend_terminal
from paper_tui.tui.widgets.title_bar import Activity, TitleBar

TYPED = "typed"
"""The choice that asks for a command line."""
TOAST_LINES = 4
"""Lines of output that a toast shows; more are shown in a dialog."""

Run = tuple[Paper, Ended]


class CommandController:
    """Runs a command once a paper, in a worker, and shows its output."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context
        self._line = ""
        """The command line that was typed last."""
        self._bound: set[str] = set()
        """The keys bound to commands since the start, as Textual names them."""

    def start(self) -> None:
        """Bind the keys of the configuration's commands, now and whenever it changes."""
        screen = self._context.screen
        screen.watch(screen, "config", self._bind)

    def run_by_key(self, key: str) -> None:
        """Run the command that has a key now, if any."""
        commands = self._context.config.commands
        command = next((each for each in commands if each.key and key_name(each.key) == key), None)
        if command:
            self._start(command)

    def choose(self) -> None:
        """Ask for a command of the configuration, or for a command line."""
        if not self._context.targets:
            return
        commands = self._context.config.commands
        if not commands:
            self._ask_for_line()
            return
        letters = iter(_letters(commands))
        choices = [
            Choice(command.key if len(command.key) == 1 else next(letters, ""), str(number), command.name)
            for number, command in enumerate(commands)
        ]
        choices.append(Choice("!", TYPED, "type a command line …"))
        self._context.push(ChoiceScreen("Run on the paper", choices), self._run_chosen)

    def _bind(self, config: Config) -> None:
        """Bind the keys of commands; the reader's own keys take precedence."""
        wanted = {key_name(command.key) for command in config.commands if command.key}
        for key in wanted - self._bound:
            self._context.app.bind(key, f"screen.run_command({key!r})")
        self._bound |= wanted

    def _run_chosen(self, picked: str | None) -> None:
        if picked == TYPED:
            self._ask_for_line()
        elif picked:
            self._start(self._context.config.commands[int(picked)])

    def _ask_for_line(self) -> None:
        hint = "no shell; " + " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        self._context.push(LineScreen("Run on the paper", hint, self._line), self._run_typed)

    def _run_typed(self, typed: str | None) -> None:
        if not typed or not typed.strip():
            return
        self._line = typed
        try:
            words = split(typed)
        except CommandError as error:
            self._context.notify(str(error), title="Not run", severity="error")
        else:
            self._start(UserCommand(clean_line(words[0]), words))

    def _start(self, command: UserCommand) -> None:
        papers = self._context.targets
        if papers and command.interactive:
            in_terminal = partial(lend_terminal, self._context.app)
            self._show_runs(
                command.name, [(paper, self._run(command, paper, in_terminal)) for paper in papers]
            )
        elif papers:
            work = partial(self._run_all, command, papers)
            self._context.run_in_thread("command", work, exclusive=False)

    def _run_all(self, command: UserCommand, papers: Sequence[Paper], cancel: CancelToken) -> None:

        def in_background(words: Sequence[str], variables: Mapping[str, str]) -> Ended:
            return run(words, cancel, variables=variables)

        runs: list[Run] = []
        for number, paper in enumerate(papers, 1):
            place = f" on {number:,} of {len(papers):,}" if len(papers) > 1 else ""
            self._context.on_ui(self._show_activity, Activity(f"running {command.name}{place}"))
            runs.append((paper, self._run(command, paper, in_background)))
            if cancel.is_cancelled:
                break
        self._context.on_ui(self._show_runs, command.name, runs)

    def _run(
        self,
        command: UserCommand,
        paper: Paper,
        run_words: Callable[[Sequence[str], Mapping[str, str]], Ended],
    ) -> Ended:
        def bibtex() -> str:
            entry = Entry(paper, self._context.library.shelf.get(paper.key))
            return "".join(self._context.library.export([entry], "bibtex"))

        try:
            values = values_of(paper, bibtex)
            return run_words(expand(command.run, values), environment_of(values))
        except CommandError as error:
            return Ended(problem=str(error))

    def _show_activity(self, activity: Activity | None) -> None:
        self._context.screen.query_one(TitleBar).activity = activity

    def _show_runs(self, name: str, runs: Sequence[Run]) -> None:
        self._show_activity(None)
        failed = sum(bool(ended.problem) for _, ended in runs)
        title, text = f"{name}: {_summary(len(runs), failed)}", _output(runs)
        if text.count("\n") >= TOAST_LINES and self._context.screen.is_current:
            self._context.push(OutputScreen(title, text))
            return
        shown = "\n".join(text.splitlines()[:TOAST_LINES])
        if failed:
            self._context.notify(shown, title=title, severity="error", timeout=10)
        else:
            self._context.notify(shown or title, title=title if shown else "", timeout=10)


def _letters(commands: Sequence[UserCommand]) -> str:
    """Return characters that are no command's key, for the commands without one."""
    taken = {command.key for command in commands}
    return "".join(letter for letter in digits[1:] + ascii_letters if letter not in taken and letter != "q")


def _summary(total: int, failed: int) -> str:
    if total == 1:
        return "failed" if failed else "done"
    return f"{total - failed:,} done" + (f", {failed:,} failed" if failed else "")


def _output(runs: Sequence[Run]) -> str:
    """Return output and problems of a command; those of several papers under their titles."""
    parts = []
    for paper, ended in runs:
        text = "\n".join(part for part in (ended.output, ended.problem) if part)
        if text:
            parts.append(text if len(runs) == 1 else f"{paper.title}\n{text}")
    return "\n\n".join(parts)
