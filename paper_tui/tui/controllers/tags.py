"""All tags: list, rename, merge and delete them."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content

from paper_tui.glyphs import TAG
from paper_tui.papers.shelf import clean_tag
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.dialogs.list_manager import ListAction, ListChoice, ListManager, Row
from paper_tui.tui.dialogs.prompt import LineScreen, TagSuggester
from paper_tui.tui.render import messages, styles
from paper_tui.tui.state.context import ReaderContext

SHOW, RENAME, DELETE = (
    ListAction("", "show papers"),
    ListAction("r", "rename or merge"),
    ListAction("x", "delete"),
)


class TagController:
    """Changes a tag on all papers at once."""

    def __init__(self, context: ReaderContext, search: SearchController) -> None:
        self._context = context
        self._search = search

    def manage(self) -> None:
        """List every tag with its number of papers."""
        tags = self._context.screen.shelf.tags
        rows = [Row(tag, _line(tag, tags[tag])) for tag in sorted(tags, key=lambda tag: (-tags[tag], tag))]
        empty = "No tags yet: press t on a paper."
        self._context.push(ListManager("Tags", rows, (SHOW, RENAME, DELETE), empty=empty), self._manage)

    def _manage(self, choice: ListChoice | None) -> None:
        if choice is None:
            return
        if choice.action is SHOW:
            self._search.leave_place()
            self._search.ask("", replace(self._search.everything, chosen=(("tag", choice.name),)))
        elif choice.action is RENAME:
            self._rename(choice.name)
        else:
            library = self._context.library
            self._context.edit(lambda: messages.done(library.marks.delete_tag(choice.name)))

    def _rename(self, tag: str) -> None:
        def rename(typed: str | None) -> None:
            new = clean_tag(typed or "")
            if new and new != tag:
                self._context.edit(lambda: messages.done(self._context.library.marks.rename_tag(tag, new)))

        hint = "the name of another tag merges both · → complete · enter rename · esc cancel"
        suggester = TagSuggester(self._context.screen.shelf.tags)
        self._context.push(LineScreen(f"Rename {TAG}{tag}", hint, tag, suggester=suggester), rename)


def _line(tag: str, count: int) -> Content:
    return Content.assemble((f"{TAG}{tag}", styles.tag_style(tag)), "  ", (f"{count:,}", "$muted"))
