"""The context of controllers: the screen's state, the library, functions that change and report things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeVar

from textual.app import App
from textual.screen import Screen
from textual.worker import get_current_worker

from paper_tui.config import Config
from paper_tui.config_file import Change, ConfigFile, read_config
from paper_tui.folders import cache_folder
from paper_tui.keys import table
from paper_tui.keys.keymap import keys_of
from paper_tui.library import Library
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import Shelf
from paper_tui.search import MarkPart
from paper_tui.settings import Settings, SettingsError
from paper_tui.store import StoreError, Undone
from paper_tui.tui.state.reader_screen import ReaderScreen
from paper_tui.tui.system.clipboard import keep_in_file
from paper_tui.tui.system.input_queue import InputReady
from paper_tui.tui.widgets.bookmark_pane import BookmarkPane
from paper_tui.tui.widgets.paper_list import PaperList

if TYPE_CHECKING:  # loaded by the first dialog
    from paper_tui.tui.dialogs.problem import Remedy

T = TypeVar("T")
Severity = Literal["information", "warning", "error"]
ALL_PARTS = ~MarkPart.NONE


def _ignore(parts: MarkPart) -> None:
    """Do nothing after a change of marks."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The outcome of an edit of the library."""

    message: str | None
    before: Shelf
    """The shelf that the screen showed when the edit was made."""
    parts: MarkPart
    """The parts of marks in which the library differs from that shelf now."""


class ReaderContext:
    """Services of one screen. The only writer of its `shelf` and `config`."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self.on_marks_changed: Callable[[MarkPart], None] = _ignore
        """Called with the parts of marks that changed, once the screen has the new shelf."""
        self._opening: set[object] = set()
        """A token for each screen that a worker is preparing."""

    @property
    def app(self) -> App[object]:
        """The application."""
        return self.screen.app

    @property
    def library(self) -> Library:
        """The library that is read."""
        return self.screen.library

    @property
    def settings(self) -> Settings:
        """Directories and clock."""
        return self.screen.settings

    @property
    def config(self) -> Config:
        """The configuration as it is now."""
        return self.screen.config

    @property
    def current_settings(self) -> Settings:
        """The settings with the configuration as it is now."""
        return replace(self.settings, config=self.config)

    @property
    def is_open(self) -> bool:
        """True if the screen still has its panes."""
        return bool(self.screen.children)

    @property
    def target(self) -> Paper | None:
        """The paper that an action applies to: the one under the cursor of the focused list.

        Elsewhere it is the paper shown, which follows the cursor only when no key is waiting.
        """
        focused, shown = self.screen.focused, self.screen.paper
        if isinstance(focused, PaperList):
            return focused.current
        if isinstance(focused, BookmarkPane) and focused.current_key:
            return self.library.catalogue.get(focused.current_key) or shown
        return shown

    @property
    def targets(self) -> list[Paper]:
        """The papers that an action applies to: the selected ones, else `target`."""
        if self.screen.selected:
            found = (self.library.catalogue.get(key) for key in sorted(self.screen.selected))
            return [paper for paper in found if paper is not None]
        return [self.target] if self.target else []

    def go_to_row(self, row: int) -> None:
        """Make a row of the list current, counted from 0."""
        rows = self.screen.query_one_optional(PaperList)
        if rows is not None:
            rows.cursor = row

    def notify(
        self, message: str, *, title: str = "", severity: Severity = "information", timeout: float = 4
    ) -> None:
        """Show a toast; the text is never parsed as markup."""
        self.screen.notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def push(self, dialog: Screen[T], then: Callable[[T | None], None] | None = None) -> None:
        """Open a dialog and call `then` with its result."""
        self.app.push_screen(dialog, then)

    def ask_replace(
        self, what: str, replace: Callable[[], None], keep: Callable[[], None] = lambda: None
    ) -> None:
        """Ask before something of the same name is replaced.

        Args:
            what: What has the name.
            replace: Called when it is to be replaced.
            keep: Called when it is to be kept.
        """
        from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen

        choices = [Choice("n", "", "no, change nothing"), Choice("r", "replace", "replace it; u undoes it")]
        dialog = ChoiceScreen(f"Replace {what}?", choices)
        self.push(dialog, lambda answer: replace() if answer else keep())

    def offer(self, problem: str, *remedies: Remedy | None) -> None:
        """Show a problem with its remedies, of which None is one that is not available."""
        from paper_tui.tui.dialogs.problem import ProblemScreen

        dialog = ProblemScreen(problem, [remedy for remedy in remedies if remedy is not None])

        def follow(answer: str | None) -> None:
            remedy = dialog.remedy(answer)
            if remedy is not None:
                self.screen.call_later(remedy.run)

        self.push(dialog, follow)

    def remedy(self, key_id: str, label: str = "") -> Remedy | None:
        """Return what a key of the screen does as a remedy; None where the screen does not have the key."""
        from paper_tui.tui.dialogs.problem import Remedy

        if key_id not in self.screen.actions:
            return None
        key = table.by_id()[key_id]
        pressed = table.shown(keys_of(key, self.config.keys))[0]
        return Remedy(pressed, label or key.help, partial(self.screen.action_do, key_id))

    def copy(self, text: str, papers: int = 1) -> None:
        """Copy a text; it is also written to a file, since no terminal reports whether it took it."""
        self.app.copy_to_clipboard(text)
        file = cache_folder() / "copied.txt"
        where = f"\nAlso in {file}" if keep_in_file(text, file) else ""
        of = f" of {papers:,} papers" if papers > 1 else ""
        self.notify(f"Copied{of}: {text.splitlines()[0]}{where}")

    def run_in_thread(
        self, group: str, work: Callable[[CancelToken], None], *, exclusive: bool = True
    ) -> None:
        """Run work in a cancellable thread worker; an exclusive one cancels the others of its group."""

        def run() -> None:
            worker = get_current_worker()
            work(CancelToken(lambda: worker.is_cancelled))

        self.screen.run_worker(run, thread=True, group=group, exclusive=exclusive)

    def open_in_thread(self, group: str, work: Callable[[CancelToken], None]) -> None:
        """Run work that opens a screen; keys typed meanwhile wait until it has ended."""
        token = object()
        self._opening.add(token)

        def run(cancel: CancelToken) -> None:
            try:
                work(cancel)
            finally:
                self.on_ui(ended)

        def ended() -> None:
            self._opening.discard(token)
            self.screen.post_message(InputReady())

        self.run_in_thread(group, run)

    @property
    def is_opening(self) -> bool:
        """True if a worker is preparing a screen that the next key acts on."""
        return bool(self._opening)

    def stop_waiting(self) -> None:
        """Let keys act on the screen as it is, since another takes long to open."""
        self._opening.clear()

    def on_ui(self, call: Callable[..., None], *args: object) -> None:
        """Call something on the UI thread, from any thread; dropped once the screen is closed."""

        def call_if_open() -> None:
            if self.is_open:
                call(*args)

        self.screen.call_later(call_if_open)

    def edit(self, change: Callable[[], str | None], *, replaces_toasts: bool = False) -> None:
        """Change the library in the edit queue, then show the change and the message that it returns.

        Args:
            change: Makes the change.
            replaces_toasts: Whether its message takes the place of the toasts that are shown.
        """

        def edited() -> Edited:
            message, before = change(), self.screen.shelf
            return Edited(message, before, changed_parts(before, self.library.shelf))

        self.screen.edits.put(edited, partial(self._edited, replaces_toasts))

    def _edited(self, replaces_toasts: bool, edited: Edited | None, problem: Exception | None) -> None:
        if replaces_toasts:
            self.app.clear_notifications()
        self.report(problem)
        if edited and edited.message:
            self.notify(edited.message)
        if not self.is_open:
            return
        is_known = edited is not None and edited.before is self.screen.shelf
        self.take_over_marks(edited.parts if edited and is_known else ALL_PARTS)

    def undo(self) -> None:
        """Undo the last change; the message takes the place of the toast that reported it."""
        undo = self.library.history.undo
        self.edit(lambda: self._reversed("Undone", undo(), "There is nothing to undo."), replaces_toasts=True)

    def redo(self) -> None:
        """Redo the last undone change."""
        redo = self.library.history.redo
        self.edit(lambda: self._reversed("Redone", redo(), "There is nothing to redo."), replaces_toasts=True)

    def _reversed(self, verb: str, undone: Undone | None, nothing: str) -> str:
        """Describe what was undone or redone; apply the configuration where settings were."""
        if undone is not None and undone.settings:
            self.app.call_from_thread(self.follow_config, read_config(self.settings.config_file))
        return _undone(verb, undone, nothing)

    def report(self, problem: Exception | None) -> None:
        """Show why a change was not saved; raise what no code expects."""
        if isinstance(problem, StoreError | SettingsError):
            self.notify(str(problem), title="Not saved", severity="error", timeout=15)
        elif problem is not None:
            raise problem

    def take_over_marks(self, parts: MarkPart = ALL_PARTS) -> None:
        """Show the marks as the library has them now, of which these parts changed."""
        self.show_marks()
        self.on_marks_changed(parts)

    def show_marks(self) -> None:
        """Show the marks as the library has them now, without a new search."""
        self.screen.shelf = self.library.shelf

    def change_config(self, change: Change, done: str = "", then: Callable[[], None] | None = None) -> None:
        """Write a change to the configuration file, then apply it.

        Args:
            change: Changes the document.
            done: Message once it is written.
            then: Called once it is written.
        """

        def write() -> tuple[Config, str]:
            config, changes = ConfigFile(self.settings.config_file).change(change)
            return config, self.library.history.record_settings(changes)

        self.screen.edits.put(write, partial(self._configured, done, then))

    def follow_config(self, config: Config) -> None:
        """Apply a configuration that was changed."""
        config = self.settings.in_force(config)
        is_steered = _steering(config) != _steering(self.config)
        self.screen.config = config
        self.library.configure(config)
        if is_steered:
            self.on_marks_changed(ALL_PARTS)  # the order and what is followed depend on it

    def _configured(
        self,
        done: str,
        then: Callable[[], None] | None,
        written: tuple[Config, str] | None,
        problem: Exception | None,
    ) -> None:
        self.report(problem)
        if written is None:
            return
        config, warning = written
        self.follow_config(config)
        if warning:
            self.notify(warning, severity="warning")
        if done:
            self.notify(done)
        if then:
            then()


def _steering(config: Config) -> tuple[object, ...]:
    """The settings on which the list depends."""
    return (config.more, config.less, config.follow, *(config.searches.items() if config.follow else ()))


def _undone(verb: str, undone: Undone | None, nothing: str) -> str:
    """Describe what was undone or redone."""
    return undone.notice(verb) if undone else nothing


def changed_parts(before: Shelf, after: Shelf) -> MarkPart:
    """Return the parts in which any mark differs between two snapshots of the shelf.

    Unchanged marks are the same objects in both, so this compares identities: 5 ms for 100,000 marks.
    """
    from paper_tui.search import changed_parts as parts_of

    if before is after:
        return MarkPart.NONE
    old, new = before.marks, after.marks
    differing = {key for key, mark in new.items() if old.get(key) is not mark}
    if len(old) + len(differing) > len(new):
        differing |= old.keys() - new.keys()
    parts = MarkPart.NONE
    for key in differing:
        parts |= parts_of(before.get(key), after.get(key))
    return parts
