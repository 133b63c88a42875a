"""The reader's tags as a whole: which there are, what they are called, which go."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content

from paper_tui.glyphs import TAG
from paper_tui.papers.shelf import clean_tag
from paper_tui.tui.controllers.search_controller import SearchActions
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.dialogs.list_manager import Managed, ManageScreen, Row, Verb
from paper_tui.tui.dialogs.prompt import LineScreen, TagSuggester
from paper_tui.tui.render import messages, paper_renderer

SHOW, RENAME, DELETE = Verb("", "shows its papers"), Verb("r", "rename or merge"), Verb("x", "delete")


class TagActions(SearchActions):
    """Shows, renames, merges and deletes tags on all papers at once."""

    def action_manage_tags(self) -> None:
        """Show every tag with how many papers have it."""
        tags = self.shelf.tags
        rows = [Row(tag, _shown(tag, tags[tag])) for tag in sorted(tags, key=lambda tag: (-tags[tag], tag))]
        empty = "No tags yet: press t on a paper."
        self.app.push_screen(
            ManageScreen("Tags", rows, (SHOW, RENAME, DELETE), empty=empty), self._manage_tag
        )

    def _manage_tag(self, wanted: Managed | None) -> None:
        if wanted is None:
            return
        if wanted.verb is SHOW:
            self.leave_place()
            self.ask("", replace(self.unasked, chosen=(("tag", wanted.name),)))
        elif wanted.verb is RENAME:
            self._rename_tag(wanted.name)
        else:
            self._delete_tag(wanted.name)

    def _rename_tag(self, tag: str) -> None:
        def rename(typed: str | None) -> None:
            new = clean_tag(typed or "")
            if new and new != tag:
                self.edit(lambda: messages.done(self.library.marks.rename_tag(tag, new)))

        hint = "the name of another tag merges both; → completes, enter renames, u takes it back"
        line = LineScreen(f"Rename {TAG}{tag}", hint, tag, suggester=TagSuggester(self.shelf.tags))
        self.app.push_screen(line, rename)

    def _delete_tag(self, tag: str) -> None:
        count = self.shelf.tags.get(tag, 0)

        def delete(answer: str | None) -> None:
            if answer == "delete":
                self.edit(lambda: messages.done(self.library.marks.delete_tag(tag)))

        papers = "1 paper" if count == 1 else f"{count:,} papers"
        choices = [Choice("y", "delete", f"take it off {papers}"), Choice("n", "keep", "keep it")]
        self.app.push_screen(ChoiceScreen(f"Delete {TAG}{tag}?", choices), delete)


def _shown(tag: str, count: int) -> Content:
    return Content.assemble((f"{TAG}{tag}", paper_renderer.tag_style(tag)), "  ", (f"{count:,}", "$muted"))
