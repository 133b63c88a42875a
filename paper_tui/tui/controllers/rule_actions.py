"""Rules: what is hidden or tagged as it comes in, tried on the library before it is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from paper_tui import config_file
from paper_tui.config import Rule
from paper_tui.glyphs import TAG
from paper_tui.tui.dialogs.list_manager import Managed, ManageScreen, Row, Verb
from paper_tui.tui.render import messages, paper_renderer
from paper_tui.tui.screens.base import ReaderScreen

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

EDIT, NEW, REMOVE = Verb("", "changes it"), Verb("n", "new", needs_row=False), Verb("x", "remove")
NEW_NAME = "new rule"
FLEETING = ("edition", "state")


class RuleActions(ReaderScreen):
    """Keeps rules in the configuration, and does with the papers that are there what a new one says."""

    def action_rules(self) -> None:
        """Show the rules."""
        changed = Counter(mark.rule for mark in self.shelf)
        rows = [Row(rule.name, _shown(rule, changed[rule.name])) for rule in self.config.rules]
        empty = "No rules yet: n makes one from the search that is shown."
        self.app.push_screen(ManageScreen("Rules", rows, (EDIT, NEW, REMOVE), empty=empty), self._manage_rule)

    def _manage_rule(self, wanted: Managed | None) -> None:
        if wanted is None:
            return
        if wanted.verb is REMOVE:
            removed = f"Removed “{wanted.name}”. What it hid stays hidden: state:hidden lists it."
            self.change_config(config_file.without_rule(wanted.name), removed)
            return
        from paper_tui.tui.dialogs.rule import RuleScreen

        fresh = Rule(NEW_NAME, self._lasting_query(), hide=True, tags=())
        rule = next((rule for rule in self.config.rules if rule.name == wanted.name), None)
        edited, before = (fresh, "") if wanted.verb is NEW or rule is None else (rule, rule.name)
        self.app.push_screen(RuleScreen(edited, self.library.rules.preview), partial(self._keep_rule, before))

    def _lasting_query(self) -> str:
        """The question that is asked now, without what only holds of papers that are there already."""
        chosen = tuple(pair for pair in self.scope.chosen if pair[0] not in FLEETING)
        return str(replace(self.scope, chosen=chosen).as_query)

    def _keep_rule(self, before: str, rule: Rule | None) -> None:
        """Keep a rule, in place of the one it was made from; once kept, go by it with the papers here."""
        if rule is None:
            return

        def change(document: TOMLDocument) -> None:
            if before and rule.name != before:
                config_file.without_rule(before)(document)
            config_file.rule(rule)(document)

        def apply() -> None:
            self.edit(lambda: messages.done(self.library.rules.apply(rule)))

        self.change_config(change, f"Kept the rule “{rule.name}”.", apply)


def _shown(rule: Rule, done: int) -> Content:
    does = " ".join([*["hides"] * rule.hide, *(f"{TAG}{tag}" for tag in rule.tags)])
    return Content.assemble(
        rule.name,
        "  ",
        (rule.query, "$muted"),
        "  ",
        (does, paper_renderer.LIT_STYLE),
        "  ",
        (f"{done:,} so far", "$muted"),
    )
