"""Synchronisation with other devices, at start, every few minutes, and on demand."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Literal

from textual.timer import Timer

from paper_tui.config import Config
from paper_tui.config_file import read_config
from paper_tui.network import SERVERS
from paper_tui.papers.cancellation import CancelToken
from paper_tui.settings import SettingsError
from paper_tui.store import StoreError
from paper_tui.tui.state.context import ReaderContext

if TYPE_CHECKING:
    from paper_tui.sync.exchange import Outcome
    from paper_tui.sync.transport import Transport

INTERVAL = 180.0
"""Seconds between two synchronisations."""
SOON = 0.3
"""Seconds from a change until it is sent to a server, with those that follow it."""
Say = Literal["all", "changes", "problems"]
"""The part of a synchronisation that is reported: all if it was asked for; else changes, or only problems."""
MOST_NOTES = 6


class SynchronisationController:
    """Exchanges changes through the place in the settings."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context
        self._problem = ""
        """The last report, so that a folder that is away is reported once."""
        self._reported: set[str] = set()
        """Notes that were shown."""
        self._turn = Lock()
        """Held while synchronising."""
        self._is_waiting = False
        """True if a synchronisation waits for its turn: it will see what is to be seen."""
        self._sending: Timer | None = None
        """Runs out when what changed is sent."""
        self._transport: tuple[str, Transport] | None = None
        """The way to the others, with the setting that names it."""

    @property
    def is_configured(self) -> bool:
        """True if there is a place to synchronise with."""
        return bool(self._context.config.sync)

    def start(self) -> None:
        """Synchronise now, where a place is configured, and from time to time."""
        self._context.screen.set_interval(INTERVAL, self._run_quietly)
        self._run_quietly()
        if self._context.config.sync.startswith(SERVERS):
            self._context.run_in_thread("sync listening", self._listen)

    def _run_quietly(self) -> None:
        if self._context.config.sync:
            self._run("changes")

    def _run_live(self) -> None:
        """Synchronise while others work too: what changes is seen, and not reported each time."""
        self._run("problems")

    def follow_marks(self) -> None:
        """Send what changed to a server soon, so that others see it within a second."""
        if self._context.config.sync.startswith(SERVERS) and self._sending is None:
            self._sending = self._context.screen.set_timer(SOON, self._send)

    def _send(self) -> None:
        self._sending = None
        self._run_live()

    def _listen(self, cancel: CancelToken) -> None:
        """Synchronise whenever another device has sent something, until the reader is left."""
        from paper_tui.sync.postgres import PostgresDatabase
        from paper_tui.sync.transport import SyncError

        try:
            database = PostgresDatabase(self._context.config.sync)
        except SyncError:
            return  # reported by the first synchronisation
        database.follow(lambda: self._context.on_ui(self._run_live), lambda: cancel.is_cancelled)

    def run(self) -> None:
        """Synchronise now and say what came of it."""
        if self._context.config.sync:
            self._run("all")
        else:
            set_place = self._context.remedy("program.settings", "open the settings: sync")
            self._context.offer("No place to synchronise with is set.", set_place)

    def _run(self, say: Say) -> None:
        if self._is_waiting and say != "all":
            return
        self._is_waiting = True

        def work(_: CancelToken) -> None:
            with self._turn:
                self._is_waiting = False
                self._work(say)

        self._context.run_in_thread("sync", work, exclusive=False)

    def _work(self, say: Say) -> None:
        from paper_tui.sync.transport import SyncError

        try:
            outcome = self._context.library.sync.run(self._way())
            config = read_config(self._context.settings.config_file) if outcome.settings else None
        except (SyncError, StoreError, SettingsError) as error:
            self._context.on_ui(self._report, str(error), say)
            return
        self._context.on_ui(self._show, outcome, config, say)

    def _way(self) -> Transport:
        """The way to the others; a connection to a server stays open."""
        from paper_tui.library.sharing.synchronisation import transport_of

        place = self._context.config.sync
        if self._transport is None or self._transport[0] != place:
            self._transport = (place, transport_of(place, self._context.settings.library))
        return self._transport[1]

    def _show(self, outcome: Outcome, config: Config | None, say: Say) -> None:
        if outcome.changed:
            self._context.take_over_marks()
        if config:
            self._context.follow_config(config)
        self._tell(outcome.notes, say)
        if outcome.problem:
            self._report(outcome.problem, say)
            return
        self._problem = ""
        if say == "all" or (outcome.changed and say == "changes"):
            papers = "1 paper" if outcome.changed == 1 else f"{outcome.changed:,} papers"
            sent = "1 change" if outcome.sent == 1 else f"{outcome.sent:,} changes"
            self._context.notify(f"Synchronised: {papers} changed here, {sent} sent")
        if say == "all" and outcome.is_alone:
            from paper_tui.library.sharing.synchronisation import how_to_join

            self._context.notify(how_to_join(self._context.config.sync), timeout=20)

    def _tell(self, notes: Sequence[str], say: Say) -> None:
        """Show what else there is to say, each only once."""
        fresh = [note for note in notes if say == "all" or note not in self._reported]
        self._reported.update(notes)
        if fresh:
            self._context.notify("\n".join(fresh[:MOST_NOTES]), title="Synchronised", timeout=10)

    def _report(self, problem: str, say: Say) -> None:
        if say == "all" or problem != self._problem:
            self._context.notify(problem, title="Not synchronised", severity="warning", timeout=10)
        self._problem = problem
