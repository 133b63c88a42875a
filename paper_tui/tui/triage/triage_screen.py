"""Triage: one new paper at a time, large and calm, and a recap at the end."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from re import fullmatch

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import var
from textual.timer import Timer
from textual.widget import Widget

from paper_tui.config.parsing import LONGEST_TRIAGE
from paper_tui.exports.recap import Chapter, recap
from paper_tui.library import Library, Listing
from paper_tui.settings import Settings
from paper_tui.tui.controllers.find_in_text import FindActions
from paper_tui.tui.controllers.link_actions import LinkActions
from paper_tui.tui.controllers.note_actions import NoteActions
from paper_tui.tui.controllers.write_queue import EditQueue
from paper_tui.tui.keys import bindings
from paper_tui.tui.keys.keymap import keys_of
from paper_tui.tui.render import paper_renderer
from paper_tui.tui.triage.recap import Chapters, Recap
from paper_tui.tui.triage.triage_header import TriageHead
from paper_tui.tui.triage.triage_session import Decision, Pace, Sitting, Step
from paper_tui.tui.triage.triage_writer import Deciding
from paper_tui.tui.widgets.find_bar import FindInput
from paper_tui.tui.widgets.footer import Hints
from paper_tui.tui.widgets.paper_detail import PaperDetail

SECONDS_BETWEEN_LOOKS = 5
"""How often the clock is looked at."""
AT_LENGTH = (Decision.KEPT, Decision.LATER)
"""What a copied recap tells more of than titles."""

ABOUT_THE_PAPER = ("decide", "forward", "open", "links", "tags", "note", "raw", "find", "find_next")
"""The actions for which a paper must be shown."""


class TriageScreen(FindActions, LinkActions, NoteActions):
    """Owns the sitting.

    The next paper is shown at once; where a decision could not be written, its paper comes back with the
    reason.
    """

    key_groups = bindings.IN_TRIAGE
    BINDINGS = bindings.bindings(bindings.TRIAGE, bindings.BORROWED)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-middle"), (30, "-high")]
    AUTO_FOCUS = "PaperDetail"

    sitting: var[Sitting] = var(Sitting(()), init=False)
    at_recap: var[bool] = var(False, toggle_class="-recap", init=False)
    """Whether the recap stands in the place of the paper."""
    pace: var[Pace] = var(Pace(), init=False)

    def __init__(
        self, library: Library, settings: Settings, edits: EditQueue, listing: Listing, sitting: Sitting
    ) -> None:
        """Begin a sitting over papers of a listing; edits go to a queue that someone else runs."""
        super().__init__(library, settings)
        self.edits = edits
        self._deciding = Deciding(library, listing)
        self._began: datetime = settings.clock()
        self._limit = settings.config.triage_minutes
        self._dwelling: Timer | None = None
        """Runs while a paper that was not dealt with is looked at."""
        self.set_reactive(TriageScreen.listing, listing)
        self.set_reactive(TriageScreen.sitting, sitting)

    def compose(self) -> ComposeResult:
        """What was decided and how far one is, the paper or the recap, the keys."""
        yield TriageHead().data_bind(TriageScreen.sitting, TriageScreen.at_recap)
        yield PaperDetail().data_bind(
            TriageScreen.listing, TriageScreen.shelf, TriageScreen.paper, TriageScreen.today
        )
        yield Recap()
        yield Hints().data_bind(TriageScreen.config)

    def on_mount(self) -> None:
        """Show the first paper."""
        self.query_one(Hints).pane = "triage"
        self.set_interval(SECONDS_BETWEEN_LOOKS, self._look_at_clock)
        self._look_at_clock()
        self.watch_sitting(self.sitting)

    def search_again(self) -> None:
        """A sitting keeps its papers whatever is done with them."""

    def watch_sitting(self, sitting: Sitting) -> None:
        """Show the paper that is asked for, or the recap once there is none."""
        self.paper = self._deciding.paper(sitting.current) if sitting.current is not None else None
        self.at_recap = sitting.current is None
        self._dwell()
        self._say()

    def watch_at_recap(self, at_recap: bool) -> None:
        """Give the keys to what is shown."""
        self.stop_finding()
        shown: Widget = self.query_one(Recap if at_recap else PaperDetail)
        self.set_focus(shown)
        self._dwell()
        self._say()

    @on(events.DescendantFocus)
    def _follow_focus(self) -> None:
        typing = "find" if isinstance(self.focused, FindInput) else "triage"
        self.query_one(Hints).pane = "recap" if self.at_recap else typing

    def watch_pace(self) -> None:
        """Show the minutes."""
        self._say()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """There is nothing to decide at the recap, and nothing to copy before it."""
        if not super().check_action(action, parameters):
            return False
        if action in ABOUT_THE_PAPER:
            return not self.at_recap
        return self.at_recap or action not in ("copy_recap", "close")

    def action_decide(self, decision: str) -> None:
        """Decide on the paper that is shown, and go on to the next."""
        before, self.sitting = self.sitting, self.sitting.decided(Decision(decision))
        if self.sitting != before:
            step = self.sitting.steps[-1]
            self.edits.put(partial(self._deciding.write, step), partial(self._written, step))

    def action_forward(self) -> None:
        """Go on to the next paper; the one that is shown counts as seen unless it was decided on before."""
        if self.paper is None or self.sitting.current in self.sitting.decisions:
            self.sitting = self.sitting.moved(1)
        else:
            self.action_decide(Decision.SEEN)

    def action_backward(self) -> None:
        """Show the paper before; from the recap, the one that was shown last."""
        if self.at_recap and self.sitting.current is not None:
            self.at_recap = False
        else:
            self.sitting = self.sitting.moved(-1)

    def action_take_back(self) -> None:
        """Take back the last decision, and show its paper again."""
        if not self.sitting.steps:
            self.notify("Nothing has been decided yet.", markup=False)
            return
        step = self.sitting.steps[-1]
        self.sitting = self.sitting.without(step)
        self.edits.put(partial(self._deciding.take_back, step), partial(self._taken_back, step))

    def action_finish(self) -> None:
        """Leave what was found, else for the recap; from there, or without anything to tell, for the list."""
        if self.stop_finding():
            return
        if self.at_recap or not self.sitting.steps:
            self.action_close()
        else:
            self.at_recap = True

    def action_close(self) -> None:
        """Back to the list."""
        if self.is_active:
            self.dismiss(None)

    def action_limit(self) -> None:
        """Ask how many minutes the sitting takes; they count from its beginning."""
        from paper_tui.tui.dialogs.prompt import LineScreen

        self._look_at_clock()
        hint = f"from the beginning, {int(self.pace.spent):,} min ago; empty for as long as it needs"
        self.app.push_screen(LineScreen("Minutes", hint, str(self._limit or "")), self._take_limit)

    def _take_limit(self, typed: str | None) -> None:
        if typed is None:
            return
        minutes = typed.strip() or "0"
        if fullmatch("[0-9]{1,5}", minutes) and int(minutes) <= LONGEST_TRIAGE:
            self._limit = int(minutes)
            self._look_at_clock()
        else:
            wanted = f"Minutes are a whole number up to {LONGEST_TRIAGE:,}."
            self.notify(f"{wanted} Nothing was changed.", severity="error", markup=False)

    def action_copy_recap(self) -> None:
        """Copy the recap as Markdown."""
        chapters = [
            Chapter(decision.value.capitalize(), papers, at_length=decision in AT_LENGTH)
            for decision, papers in self._chapters()
        ]
        title = f"Triage of {paper_renderer.long_date(self.today.isoformat())}"
        self.copy("".join(recap(title, self._summary(), chapters)))

    def _written(self, step: Step, message: str | None, problem: Exception | None) -> None:
        if problem is not None and self.is_running:
            self.sitting = self.sitting.without(step)
        self._edited(message, problem)

    def _taken_back(self, step: Step, instead: str | None, problem: Exception | None) -> None:
        if (problem is not None or instead) and self.is_running:
            self.sitting = self.sitting.with_again(step)
        self._edited(instead, problem)

    def _dwell(self) -> None:
        """Count the paper as seen once it has been looked at for a while, also if one leaves undecided."""
        if self._dwelling is not None:
            self._dwelling.stop()
        paper = self.paper
        if paper is not None and not self.at_recap and not self.shelf.get(paper.key).seen:
            see = partial(self._deciding.see, paper)
            self._dwelling = self.set_timer(
                self.config.seen_after, partial(self.edits.put, see, self._edited)
            )

    def _look_at_clock(self) -> None:
        spent = (self.settings.clock() - self._began).total_seconds() / 60
        self.pace = Pace(self._limit, spent)

    def _say(self) -> None:
        """Tell the head and the recap how things stand."""
        head = self.query_one(TriageHead)
        head.time = self.pace.left
        head.said = self._said()
        if self.at_recap:
            page = self.query_one(Recap)
            page.summary, page.chapters = self._summary(), self._chapters()

    def _said(self) -> Content:
        """The time when it is up, else what was decided on this paper, else what was decided last."""
        sitting = self.sitting
        here = sitting.decisions.get(sitting.current) if sitting.current is not None else None
        if self.at_recap:
            return Content.styled("Recap", "bold $accent")
        if self.pace.is_over:
            up = f"{self.pace.limit} min are up: go on, or esc for the recap"
            return Content.styled(up, "$warning")
        if here:
            return paper_renderer.decision(here) + Content.styled(" · another key decides anew", "$muted")
        if not sitting.steps:
            return Content.styled("Triage", "bold $accent") + self._limit_hint()
        last = self._deciding.paper(sitting.steps[-1].row)
        return Content.assemble(
            paper_renderer.decision(sitting.steps[-1].decision), "  ", (last.title if last else "", "$muted")
        )

    def _limit_hint(self) -> Content:
        """Which key sets a limit, while there is none."""
        key = bindings.by_id()["triage.limit"]
        pressed = bindings.shown(keys_of(key, self.config.keys))[0]
        hint = Content.assemble("   ", (pressed, "$accent"), " ", (key.label, "$muted"))
        return Content("") if self.pace.limit else hint

    def _chapters(self) -> Chapters:
        found = (
            (decision, tuple(filter(None, map(self._deciding.paper, of))))
            for decision, of in self.sitting.groups.items()
        )
        return tuple((decision, papers) for decision, papers in found if papers)

    def _summary(self) -> str:
        """What a recap begins with: ``Gone through 12 of 38 papers in 6 minutes; 26 are left.``."""
        total, left = len(self.sitting.papers), self.sitting.left
        papers = f"{total - left:,} of {total:,} {'paper' if total == 1 else 'papers'}"
        rest = f"{left:,} {'is' if left == 1 else 'are'} left" if left else "none is left"
        return f"Gone through {papers}{self.pace.used}; {rest}."
