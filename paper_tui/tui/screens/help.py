"""Every key, and the query language."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from paper_tui.tui import keys
from paper_tui.tui.keymap import keys_of

KEY_COLUMN = 16
NARROW_COLUMN = 9
NARROW = 70
"""Columns below which the keys get less room."""
QUERY_HELP: tuple[tuple[str, str], ...] = (
    ("difusion transf", "all words, typos forgiven, the last may be unfinished"),
    ('"in context learning"', "this phrase"),
    ("-survey", "without this word"),
    ("vae OR (gan -video)", "either, and groups"),
    ("title: author: abstract:", "only there: author:vaswani, author:~vaswni, title:=bert"),
    ("tag: note: state:", "what you did: tag:vision, state:later, is:bookmarked, has:note"),
    ("year: date: added: votes:", "year:>=2023, date:2026-09..2026-10, added:<7d, votes:>50"),
    ("source: edition: category:", "where it comes from: edition:2026-09-03, category:cs.CL"),
    ("venue: id:", "venue:nature, id:1706.03762"),
)


class HelpScreen(ModalScreen[None]):
    """A page to scroll; any of its keys closes it again."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1", "dismiss(None)", "Close", show=False),
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("pagedown,space,ctrl+d", "scroll(10)", "Down", show=False),
        Binding("pageup,ctrl+u", "scroll(-10)", "Up", show=False),
    ]

    def __init__(self, chosen: Mapping[str, str]) -> None:
        super().__init__()
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Keys by group, then the query language."""
        with VerticalScroll() as page:
            page.border_title = "Help"
            page.border_subtitle = "esc closes"
            yield Static(self._page(), markup=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll the page."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _page(self) -> Content:
        lines: list[Content] = []
        column = KEY_COLUMN if self.app.size.width >= NARROW else NARROW_COLUMN
        for title, group in keys.GROUPS:
            lines.append(Content.styled(title, "bold $accent"))
            lines += [_line(self._keys(key), key.help, column) for key in group]
            lines.append(Content(""))
        lines.append(Content.styled("Search", "bold $accent"))
        lines += [_line(query, meaning, 30) for query, meaning in QUERY_HELP]
        return Content("\n").join(lines)

    def _keys(self, key: keys.Key) -> str:
        return " ".join(keys.shown(keys_of(key, self._chosen)))


def _line(left: str, right: str, column: int) -> Content:
    return Content.assemble("  ", (left.ljust(column), "$warning"), " ", right)
