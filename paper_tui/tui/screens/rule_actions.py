"""Rules: what is hidden or tagged as it comes in, tried on the library before it is kept."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content

from paper_tui import config_file
from paper_tui.config import Rule
from paper_tui.tui import notices, paint
from paper_tui.tui.glyphs import TAG
from paper_tui.tui.screens.base import ReaderScreen
from paper_tui.tui.screens.manage import Managed, ManageScreen, Row, Verb

EDIT, NEW, REMOVE = Verb("", "changes it"), Verb("n", "new", needs_row=False), Verb("x", "remove")
NEW_NAME = "new rule"
FLEETING = ("edition", "state")


class RuleActions(ReaderScreen):
    """Keeps rules in the configuration, and does with the papers that are there what a new one says."""

    def action_rules(self) -> None:
        """Show the rules."""
        hidden: dict[str, int] = {}
        for mark in self.shelf:
            hidden[mark.rule] = hidden.get(mark.rule, 0) + 1
        rows = [Row(rule.name, _shown(rule, hidden.get(rule.name, 0))) for rule in self.config.rules]
        empty = "No rules yet: n makes one from the search that is shown."
        self.app.push_screen(ManageScreen("Rules", rows, (EDIT, NEW, REMOVE), empty=empty), self._manage_rule)

    def _manage_rule(self, wanted: Managed | None) -> None:
        if wanted is None:
            return
        if wanted.verb is REMOVE:
            removed = f"Removed “{wanted.name}”. What it hid stays hidden: state:hidden lists it."
            self.change_config(config_file.without_rule(wanted.name), removed)
            return
        from paper_tui.tui.screens.rule import RuleScreen

        fresh = Rule(NEW_NAME, self._lasting_query(), hide=True, tags=())
        rule = next((rule for rule in self.config.rules if rule.name == wanted.name), None)
        edited = fresh if wanted.verb is NEW or rule is None else rule
        self.app.push_screen(RuleScreen(edited, self.library.preview_rule), self._keep_rule)

    def _lasting_query(self) -> str:
        """The question that is asked now, without what only holds of papers that are there already."""
        chosen = tuple(pair for pair in self.scope.chosen if pair[0] not in FLEETING)
        return str(replace(self.scope, chosen=chosen).as_query)

    def _keep_rule(self, rule: Rule | None) -> None:
        """Keep a rule, and go by it with the papers that are there."""
        if rule is not None:
            self.change_config(config_file.rule(rule), f"Kept the rule “{rule.name}”.")
            self.edit(lambda: notices.done(self.library.apply_rule(rule)))


def _shown(rule: Rule, done: int) -> Content:
    does = " ".join([*["hides"] * rule.hide, *(f"{TAG}{tag}" for tag in rule.tags)])
    return Content.assemble(
        rule.name,
        "  ",
        (rule.query, "$muted"),
        "  ",
        (does, paint.LIT_STYLE),
        "  ",
        (f"{done:,} so far", "$muted"),
    )
