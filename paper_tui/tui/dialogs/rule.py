"""One rule, with what it would do to the papers that are there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Checkbox, Input, Static
from textual.worker import get_current_worker

from paper_tui.config import Rule
from paper_tui.library import Listing
from paper_tui.papers.cancellation import Cancelled
from paper_tui.papers.shelf import clean_tag
from paper_tui.papers.text import clean_line
from paper_tui.search import QueryError
from paper_tui.store import StoreError
from paper_tui.tui.system.input_queue import Dialog, OrderedInput

MOST_SHOWN = 5
"""Titles of the papers that a rule is about."""


class Tick(Checkbox, inherit_bindings=False):
    """A choice whose words say whether it is made, so that no colour is needed."""

    BINDINGS = [Binding("space", "toggle_button", "Toggle", show=False)]

    def __init__(self, value: bool) -> None:
        super().__init__(_in_words(value), value, id="hide", compact=True)

    @on(Checkbox.Changed)
    def _say_value(self) -> None:
        self.label = _in_words(self.value)


def _in_words(hide: bool) -> str:
    return f"and are hidden: {'yes' if hide else 'no'}"


class RuleScreen(Dialog[Rule | None]):
    """Name, query and what to do; Enter keeps a rule that does something, Escape leaves all as it was."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Close", show=False),
        Binding("enter", "keep", "Keep", show=False),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]

    @dataclass
    class Previewed(Message):
        """It is known what a rule is about, or why its query is none."""

        rule: Rule
        shown: Content

    def __init__(self, rule: Rule, preview: Callable[[Rule], Listing]) -> None:
        super().__init__()
        self._rule = rule
        self._preview = preview

    def compose(self) -> ComposeResult:
        """A line for each part, and the preview below."""
        with Vertical() as box:
            box.border_title = "Rule"
            box.border_subtitle = "tab goes on · enter keeps it · esc does not"
            yield Static("papers that match", classes="hint")
            yield OrderedInput(self._rule.query, id="query", compact=True, select_on_focus=False)
            yield Static("get these tags", classes="hint")
            yield OrderedInput(" ".join(self._rule.tags), id="tags", compact=True, select_on_focus=False)
            yield Tick(self._rule.hide)
            yield Static("its name", classes="hint")
            yield OrderedInput(self._rule.name, id="name", compact=True, select_on_focus=False)
            yield Static(id="preview", markup=False)

    @property
    def rule(self) -> Rule:
        """The rule as it is typed now."""
        query, tags, name = (self.query_one(f"#{part}", Input).value for part in ("query", "tags", "name"))
        cleaned = {clean_tag(tag) for tag in tags.replace(",", " ").split()} - {""}
        hide = self.query_one("#hide", Checkbox).value
        return Rule(clean_line(name) or clean_line(query), query.strip(), hide, tuple(sorted(cleaned)))

    @on(Input.Changed)
    @on(Checkbox.Changed)
    def _look_ahead(self) -> None:
        self._try(self.rule)

    @work(thread=True, group="preview", exclusive=True)
    def _try(self, rule: Rule) -> None:
        worker = get_current_worker()
        try:
            listing = self._preview(rule) if rule.query else None
            shown = _about(rule, listing)
        except Cancelled:
            return
        except (QueryError, StoreError) as error:
            shown = Content.styled(str(error), "$error")
        if not worker.is_cancelled:
            self.post_message(self.Previewed(rule, shown))

    @on(Previewed)
    def _show_preview(self, event: Previewed) -> None:
        if event.rule == self.rule:
            self.query_one("#preview", Static).update(event.shown)

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Close with the rule, or say why it cannot be kept."""
        rule = self.rule
        problem = _problem(rule)
        if problem:
            self.query_one("#preview", Static).update(Content.styled(problem, "$error"))
            self.notify(problem, severity="error", markup=False)
        else:
            self.dismiss(rule)


def _problem(rule: Rule) -> str:
    """Why a rule cannot be kept; empty when it can."""
    from paper_tui.search import Query

    if not rule.query:
        return "A rule needs a query that says which papers it is for."
    if not (rule.hide or rule.tags):
        return "A rule does something: give it a tag, or have it hide papers."
    try:
        Query.parse(rule.query)
    except QueryError as error:
        return str(error)
    return ""


def _about(rule: Rule, listing: Listing | None) -> Content:
    """How many papers a rule is about now, and the first of them."""
    if listing is None:
        return Content.styled("Type a query: title:survey, author:smith, -has:code …", "$muted")
    total = len(listing)
    does = " and ".join(part for part in ("hide" * rule.hide, "tag" * bool(rule.tags)) if part) or "match"
    head = f"Would {does} {total:,} of {listing.results.total:,} papers here; what you kept is never hidden."
    titles = [listing.paper(row).title for row in range(min(total, MOST_SHOWN))]
    more = [f"and {total - MOST_SHOWN:,} more"] if total > MOST_SHOWN else []
    return Content("\n").join(
        [Content(head), *(Content.styled(f"  {line}", "$muted") for line in titles + more)]
    )
