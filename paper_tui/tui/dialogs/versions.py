"""The differences between two versions of a paper by words."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from paper_tui.library.checking.version_changes import PartChange, VersionChange
from paper_tui.papers.word_diff import Change
from paper_tui.tui.render.word_changes import merged, word_change
from paper_tui.tui.system.input_queue import Dialog
from paper_tui.tui.widgets.scroll_page import ScrollPage


class VersionsScreen(Dialog[None]):
    """A page with one step between versions; others are reached by keys."""

    BINDINGS = [
        Binding("escape,q,V", "dismiss(None)", "Close", show=False),
        Binding("left_square_bracket,left", "step(1)", "Earlier", show=False),
        Binding("right_square_bracket,right", "step(-1)", "Later", show=False),
    ]

    def __init__(self, title: str, changes: Sequence[VersionChange]) -> None:
        super().__init__()
        self._title, self._changes = title, changes
        self._number = 0

    def compose(self) -> ComposeResult:
        """The page, with the title of the paper above and the keys below."""
        with ScrollPage() as page:
            page.border_title = Content(self._title).markup
            page.border_subtitle = f"{'[ ] other versions · ' if len(self._changes) > 1 else ''}esc close"
            yield Static(self._page(), markup=False)

    def action_step(self, steps: int) -> None:
        """Show an earlier step, or a later one."""
        number = min(max(self._number + steps, 0), len(self._changes) - 1)
        if number != self._number:
            self._number = number
            self.query_one(Static).update(self._page())
            self.query_one(ScrollPage).scroll_home(animate=False)

    def _page(self) -> Content:
        """Return the changes of the current step, each part under its heading."""
        change, is_plain = self._changes[self._number], self.app.no_color
        head = Content.assemble(
            (change.label, "bold $accent"),
            "  ",
            word_change("words that went", Change.GONE, is_plain=is_plain),
            "  ",
            word_change("words that came", Change.NEW, is_plain=is_plain),
        )
        parts = (_part(part, is_plain=is_plain) for part in change.parts)
        return Content("\n\n").join([head, *parts])


def _part(part: PartChange, *, is_plain: bool) -> Content:
    heading = Content.styled(part.heading, "bold $secondary") + Content.styled(f"  {part.counted}", "$muted")
    if not part.has_changed:
        return heading
    return Content.assemble(heading, "\n", _shortened(part, is_plain=is_plain))


def _shortened(part: PartChange, *, is_plain: bool) -> Content:
    """Return the words; of long runs that stayed only those beside a change."""
    runs = part.runs if part.is_short else part.nearby
    text = merged(runs, is_plain=is_plain)
    return text if any(run.change is not Change.KEPT for run in runs) else Content("")
