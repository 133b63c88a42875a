"""The form of one rule, with a trial on the papers of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Checkbox, Input, Static

from paper_tui.config import Rule
from paper_tui.library.rules import RuleTrial
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.shelf import clean_tag
from paper_tui.papers.text import clean_line
from paper_tui.search import QueryError
from paper_tui.store import StoreError
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.system.input_queue import Dialog, OrderedInput

MOST_SHOWN = 4
"""Titles shown of the papers that a rule would change, and of those it would not."""
HIDE, APPLY = "hide", "apply"
LABELS = {
    HIDE: "hide the papers",
    APPLY: "change papers of the library now, not only imported ones",
}


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """The rule to save."""

    rule: Rule
    is_applied: bool
    """True if it is also applied to the papers of the library now."""


class YesNo(Checkbox, inherit_bindings=False):
    """A checkbox that can be read without colour."""

    BINDINGS = [Binding("space", "toggle_button", "Toggle", show=False)]

    def __init__(self, name: str, value: bool) -> None:
        super().__init__(LABELS[name], value, id=name, compact=True)

    @property
    def _button(self) -> Content:
        """The box, which is empty while it is off; Textual's differs by colour only."""
        return Content.styled("[x]", "$accent") if self.value else Content.styled("[ ]", "$muted")


class RuleScreen(Dialog[RuleAnswer | None]):
    """Query, tags, hiding and name; Enter saves a rule that does something, Escape changes nothing."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Close", show=False),
        Binding("enter", "save", "Save", show=False),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]

    def __init__(self, context: ReaderContext, rule: Rule, trial: Callable[[Rule], RuleTrial]) -> None:
        super().__init__()
        self._reader = context
        self._rule = rule
        self._trial = trial

    def compose(self) -> ComposeResult:
        """One line for each part, and the trial below."""
        with Vertical() as box:
            box.border_title = "Rule"
            box.border_subtitle = "tab next · space check · enter save · esc cancel"
            yield Static("query; words match as they are spelt", classes="hint")
            yield OrderedInput(self._rule.query, id="query", compact=True, select_on_focus=False)
            yield Static("tags to add", classes="hint")
            yield OrderedInput(" ".join(self._rule.tags), id="tags", compact=True, select_on_focus=False)
            yield YesNo(HIDE, self._rule.hide)
            yield YesNo(APPLY, True)
            yield Static("name", classes="hint")
            yield OrderedInput(
                self._rule.name, placeholder="as the query", id="name", compact=True, select_on_focus=False
            )
            yield Static(id="preview", markup=False)

    @property
    def rule(self) -> Rule:
        """The rule as it is typed now."""
        query, tags, name = (self.query_one(f"#{part}", Input).value for part in ("query", "tags", "name"))
        cleaned = {clean_tag(tag) for tag in tags.replace(",", " ").split()} - {""}
        hide = self.query_one(f"#{HIDE}", Checkbox).value
        return Rule(clean_line(name) or clean_line(query), query.strip(), hide, tuple(sorted(cleaned)))

    def on_mount(self) -> None:
        """Try the rule as it is."""
        self._try()

    @on(Input.Changed)
    @on(Checkbox.Changed)
    def _try(self) -> None:
        self._reader.run_in_thread(
            "preview", partial(self._run_trial, self.rule, self.query_one("#preview").size.width)
        )

    def _run_trial(self, rule: Rule, width: int, cancel: CancelToken) -> None:
        try:
            shown = _described(rule, self._trial(rule) if rule.query else None, width)
        except Cancelled:
            return
        except (QueryError, StoreError) as error:
            shown = Content.styled(str(error), "$error")
        if not cancel.is_cancelled:
            self._reader.on_ui(self._show_trial, rule, shown)

    def _show_trial(self, rule: Rule, shown: Content) -> None:
        if self.is_active and rule == self.rule:
            self.query_one("#preview", Static).update(shown)

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Close with the rule, or explain why it cannot be saved."""
        rule = self.rule
        problem = _problem(rule)
        if problem:
            self.query_one("#preview", Static).update(Content.styled(problem, "$error"))
        else:
            self.dismiss(RuleAnswer(rule, self.query_one(f"#{APPLY}", Checkbox).value))


def _problem(rule: Rule) -> str:
    """Return why a rule cannot be saved; empty when it can."""
    from paper_tui.search import Query

    if not rule.query:
        return "A rule needs a query that says which papers it is for."
    if not (rule.hide or rule.tags):
        return "Choose what the rule does: add a tag, or hide the papers."
    try:
        Query.parse_selective(rule.query)
    except QueryError as error:
        return str(error)
    return ""


def _described(rule: Rule, trial: RuleTrial | None, width: int) -> Content:
    """Return what a rule would change in the library, and what it would leave and why."""
    if trial is None:
        return Content.styled("Type a query: title:survey, author:smith, -has:code …", "$muted")
    verbs = " and ".join(part for part in ("hide" * rule.hide, "tag" * bool(rule.tags)) if part)
    if not verbs:
        found = len(trial.changed) + len(trial.unchanged)
        return Content.styled(f"Matches {found:,} papers here; choose what the rule does.", "$warning")
    changed = (
        f"Would {verbs} {len(trial.changed):,} papers here:" if trial.changed else "Would change no paper."
    )
    lines = [Content(changed)]
    lines += _titles((paper.title for paper in trial.changed), width)
    if trial.unchanged:
        lines.append(Content(f"Would leave {len(trial.unchanged):,} that match:"))
        lines += _titles((f"{why}: {paper.title}" for paper, why in trial.unchanged), width)
    return Content("\n").join(lines)


def _titles(titles: Iterable[str], width: int) -> Iterator[Content]:
    every = list(titles)
    shown = (Content.styled(f"  {title}", "$muted") for title in every[:MOST_SHOWN])
    yield from (line.truncate(width, ellipsis=True) for line in shown)
    if len(every) > MOST_SHOWN:
        yield Content.styled(f"  and {len(every) - MOST_SHOWN:,} more", "$muted")
