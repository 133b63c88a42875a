"""A picture on the whole screen: figures of a paper, or pages of a PDF, one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from paper_tui.images.framing import WHOLE_IMAGE, Fit, Frame
from paper_tui.keys import table
from paper_tui.tui.controllers.program import ProgramController
from paper_tui.tui.pictures.hints import hints
from paper_tui.tui.pictures.picture import PictureItem
from paper_tui.tui.pictures.picture_view import PictureView
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.state.reader_screen import ReaderScreen
from paper_tui.tui.system.bindings import bindings

STEP = 3
"""Rows by which a picture moves."""
ZOOM = 1.25
LARGEST_ZOOM = 16.0
HINTS = ("picture.next", "picture.go", "picture.larger", "picture.fit", "picture.close", "program.help")


@dataclass(frozen=True, slots=True)
class PictureHost:
    """Services that the opener of a picture screen provides."""

    find: Callable[[str], int | None]
    """The index of the picture that a typed number or label means."""
    open_outside: Callable[[int], object]
    """Open a picture in another program."""
    show: Callable[[int], object] = lambda _: None
    """Called with the index of the last picture when the screen is left."""
    close: Callable[[], object] = lambda: None
    """Called when the screen is left."""


class PictureScreen(ReaderScreen):
    """Shows one of several pictures, with its caption below."""

    key_groups = table.ON_PICTURE
    help_name = "a picture"
    BINDINGS = bindings(table.PICTURE, table.BORROWED_BY_PICTURE)
    AUTO_FOCUS = None
    at: var[int] = var(0, init=False)
    """The index of the picture."""

    def __init__(
        self,
        below: ReaderContext,
        items: Sequence[PictureItem],
        host: PictureHost,
        *,
        start: int = 0,
        frame: Frame = WHOLE_IMAGE,
    ) -> None:
        """Show pictures above another screen.

        Args:
            below: The context of that screen.
            items: The pictures, at least one.
            host: What opened it.
            start: The index of the first one shown.
            frame: How each is shown at first.
        """
        super().__init__(below.library, below.settings, below.screen.edits)
        self.context = ReaderContext(self)
        self._items = items
        self._host = host
        self._frame = frame
        self.view = PictureView()
        self.set_reactive(ReaderScreen.paper, below.target)
        self.set_reactive(ReaderScreen.config, below.config)
        self.set_reactive(PictureScreen.at, start)
        program = ProgramController(self.context)
        self.actions = {
            "picture.close": self._leave,
            "picture.next": partial(self._step, 1),
            "picture.previous": partial(self._step, -1),
            "picture.on": partial(self._turn, 1),
            "picture.back": partial(self._turn, -1),
            "picture.down": partial(self._move, 0, STEP),
            "picture.up": partial(self._move, 0, -STEP),
            "picture.left": partial(self._move, -2 * STEP, 0),
            "picture.right": partial(self._move, 2 * STEP, 0),
            "picture.larger": partial(self._zoom, ZOOM),
            "picture.smaller": partial(self._zoom, 1 / ZOOM),
            "picture.fit": self._fit,
            "picture.first": partial(self._show, 0),
            "picture.last": partial(self._show, len(items) - 1),
            "picture.go": self._ask,
            "picture.open": self._open_outside,
            "program.palette": program.open_palette,
            "program.help": program.open_help,
            "program.leave": self.app.action_quit,
        }

    def compose(self) -> ComposeResult:
        """The picture, its caption, and a line with the keys."""
        yield self.view
        yield Static("", id="picture-caption", markup=False)
        yield Static("", id="picture-status", markup=False)

    def on_mount(self) -> None:
        """Show the first picture."""
        self._show_current()

    def on_unmount(self) -> None:
        """Close what was opened."""
        self._host.close()

    # --- which picture ---

    def watch_at(self) -> None:
        """Show another picture."""
        if self.is_mounted:
            self._show_current()

    def _show_current(self) -> None:
        item = self._items[self.at]
        caption = self.query_one("#picture-caption", Static)
        caption.update(item.caption)
        caption.display = bool(item.caption)
        self.view.show(item, self._frame)
        self._show_status()

    def _show(self, index: int) -> None:
        self.at = min(max(index, 0), len(self._items) - 1)

    def _step(self, pictures: int) -> None:
        if not 0 <= self.at + pictures < len(self._items):
            self._say("This is the last one." if pictures > 0 else "This is the first one.")
        self._show(self.at + pictures)

    def _turn(self, direction: int) -> None:
        """Move on by a screen; at the end of a picture, to the next one."""
        placed = self.view.placement
        if placed is None or (placed.is_at_bottom if direction > 0 else placed.is_at_top):
            self._step(direction)
        else:
            self._move(0, direction * max(placed.rows - 2, 1))

    def _ask(self) -> None:
        from paper_tui.tui.dialogs.prompt import LineScreen

        hint = f"a number up to {len(self._items):,} · enter goes there · esc cancels"
        self.context.push(LineScreen("Go to", hint), self._go)

    def _go(self, typed: str | None) -> None:
        index = self._host.find(typed.strip()) if typed and typed.strip() else None
        if index is not None:
            self._show(index)
        elif typed:
            self._say(f"There is no {typed.strip()[:40]}.")

    # --- which part of it ---

    def _move(self, columns: int, rows: int) -> None:
        if self.view.placement is not None:
            self.view.reframe(self.view.placement.moved(columns, rows))

    def _zoom(self, factor: float) -> None:
        placed = self.view.placement
        if placed is not None and 1 / LARGEST_ZOOM <= placed.frame.zoom * factor <= LARGEST_ZOOM:
            self.view.reframe(placed.zoomed(factor))

    def _fit(self) -> None:
        """Fit the whole picture, or its width, in turn; pictures behind it are shown the same way."""
        placed = self.view.placement
        if placed is None:
            return
        is_fitted = placed.frame.zoom == 1
        other: Fit = "width" if placed.frame.fit == "whole" and is_fitted else "whole"
        self._frame = replace(WHOLE_IMAGE, fit=other)
        self.view.reframe(self._frame)

    # --- the line at the bottom ---

    @on(PictureView.Shown)
    def _show_status(self) -> None:
        self._write_status(hints(HINTS, self.config, self.view.reason, self.view.note))

    def _say(self, note: str) -> None:
        self._write_status(Content.styled(note, "$warning"))

    def _write_status(self, right: Content) -> None:
        placed = self.view.placement
        size = f" · {round(placed.frame.zoom * 100)} %" if placed and placed.frame.zoom != 1 else ""
        count = f" {self._items[self.at].label} · {self.at + 1} of {len(self._items)}{size}"
        room = max(self.app.size.width - len(count) - 4, 0)
        line = Content.assemble((count, "bold"), "   ", right.truncate(room, ellipsis=True))
        self.query_one("#picture-status", Static).update(line)

    # --- leaving ---

    def _open_outside(self) -> None:
        self._host.open_outside(self.at)

    def _leave(self) -> None:
        if self.is_active:
            self._host.show(self.at)
            self.dismiss(None)
