"""Rules: hide or tag papers that match a query, when they are imported and now."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from paper_tui import config_file
from paper_tui.config import Rule
from paper_tui.glyphs import TAG
from paper_tui.tui.dialogs.list_manager import ListAction, ListChoice, ListManager, Row
from paper_tui.tui.dialogs.rule import RuleAnswer, RuleScreen
from paper_tui.tui.render import messages, styles
from paper_tui.tui.state.context import ReaderContext

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

EDIT, NEW, REMOVE = (
    ListAction("", "edit"),
    ListAction("n", "new", needs_row=False),
    ListAction("x", "remove"),
)
TRANSIENT = ("edition", "state")
"""Facets that say nothing about papers to come."""


class RuleController:
    """Edits the rules of the configuration, and applies a changed one to the library."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context

    def manage(self) -> None:
        """List the rules."""
        applied = Counter(mark.rule for mark in self._context.screen.shelf)
        rows = [Row(rule.name, _line(rule, applied[rule.name])) for rule in self._context.config.rules]
        empty = "No rules yet: n makes one from the current search."
        self._context.push(ListManager("Rules", rows, (EDIT, NEW, REMOVE), empty=empty), self._manage)

    def _manage(self, choice: ListChoice | None) -> None:
        if choice is None:
            return
        if choice.action is REMOVE:
            removed = f"Removed “{choice.name}”. Papers that it hid stay hidden; state:hidden lists them."
            self._context.change_config(config_file.without_rule(choice.name), removed)
            return
        rules = {rule.name: rule for rule in self._context.config.rules}
        rule = None if choice.action is NEW else rules.get(choice.name)
        self._edit(rule.name if rule else "", rule or Rule("", self._lasting_query()))

    def _edit(self, before: str, shown: Rule) -> None:
        """Open the form of a rule, which was saved under a name before or under none."""
        dialog = RuleScreen(self._context, shown, self._context.library.rules.trial)
        self._context.push(dialog, partial(self._save, before))

    def _lasting_query(self) -> str:
        """Return the current question without the filters that hold only for papers already here."""
        scope = self._context.screen.scope
        chosen = tuple(pair for pair in scope.chosen if pair[0] not in TRANSIENT)
        return str(replace(scope, chosen=chosen).as_query)

    def _save(self, before: str, answer: RuleAnswer | None) -> None:
        """Save a rule in place of the one it was made from; ask before it replaces another."""
        if answer is None:
            return
        rule, write = answer.rule, partial(self._write, before, answer)
        if rule.name != before and any(each.name == rule.name for each in self._context.config.rules):
            self._context.ask_replace(f"the rule “{rule.name}”", write, partial(self._edit, before, rule))
        else:
            write()

    def _write(self, before: str, answer: RuleAnswer) -> None:
        rule = answer.rule

        def change(document: TOMLDocument) -> None:
            if before and rule.name != before:
                config_file.without_rule(before)(document)
            config_file.rule(rule)(document)

        def apply() -> None:
            if answer.is_applied:
                self._context.edit(lambda: messages.done(self._context.library.rules.apply(rule)))

        self._context.change_config(change, f"Saved the rule “{rule.name}”.", apply)


def _line(rule: Rule, applied: int) -> Content:
    does = " ".join([*["hides"] * rule.hide, *(f"{TAG}{tag}" for tag in rule.tags)])
    return Content.assemble(
        rule.name,
        "  ",
        (rule.query, "$muted"),
        "  ",
        (does, styles.MATCH_STYLE),
        "  ",
        (f"{applied:,} papers so far", "$muted"),
    )
