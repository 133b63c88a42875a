"""Triage: one new paper at a time, and a recap at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from paper_tui.glyphs import FOLLOWED
from paper_tui.keys import table
from paper_tui.keys.keymap import keys_of
from paper_tui.library import Library, Listing
from paper_tui.papers.paper import Paper
from paper_tui.settings import Settings
from paper_tui.tui.controllers.find_in_text import FindController
from paper_tui.tui.controllers.following import FollowController
from paper_tui.tui.controllers.links import LinkController
from paper_tui.tui.controllers.notes import NoteController
from paper_tui.tui.controllers.papers import PaperController
from paper_tui.tui.controllers.program import ProgramController
from paper_tui.tui.dialogs.prompt import LineScreen
from paper_tui.tui.render import styles
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.state.edit_queue import EditQueue
from paper_tui.tui.state.reader_screen import Action, ReaderScreen
from paper_tui.tui.system.bindings import bindings
from paper_tui.tui.triage.recap import Chapters, Recap, decision_label
from paper_tui.tui.triage.triage_header import TriageHeader
from paper_tui.tui.triage.triage_session import Decision, Pace, Step, TriageSession
from paper_tui.tui.triage.triage_writer import TriageWriter
from paper_tui.tui.widgets.find_bar import FindInput
from paper_tui.tui.widgets.footer import Footer
from paper_tui.tui.widgets.menu import MenuPane
from paper_tui.tui.widgets.paper_detail import PaperDetail

MOST_LEFT = 50
"""Undecided papers that the recap names."""
CLOCK_INTERVAL = 5
"""Seconds between two updates of the time left."""
DETAILED = (Decision.BOOKMARKED, Decision.LATER)
"""Decisions whose papers a copied recap lists with more than their titles."""
NEED_PAPER = {
    *("triage.keep", "triage.later", "triage.hide", "triage.done", "triage.next", "triage.find"),
    *("paper.open", "paper.links", "paper.tags", "paper.note", "paper.raw", "paper.follow"),
    *("text.find", "text.next", "text.previous"),
}
"""Keys that act on the paper shown, and so not at the recap."""
NEED_RECAP = {"triage.copy", "triage.open"}


class TriageScreen(ReaderScreen):
    """Owns the session. A decision shows the next paper at once; one that could not be written comes back."""

    key_groups = table.IN_TRIAGE
    help_name = "triage"
    BINDINGS = bindings(table.TRIAGE, table.BORROWED)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-middle"), (30, "-high")]
    AUTO_FOCUS = "PaperDetail"

    session: var[TriageSession] = var(TriageSession(()), init=False)
    at_recap: var[bool] = var(False, toggle_class="-recap", init=False)
    """True if the recap is shown in place of the paper."""
    pace: var[Pace] = var(Pace(), init=False)

    def __init__(
        self,
        library: Library,
        settings: Settings,
        edits: EditQueue,
        listing: Listing,
        session: TriageSession,
    ) -> None:
        """Begin a session over papers of a listing, with an edit queue that another screen runs."""
        super().__init__(library, settings, edits)
        self.context = ReaderContext(self)
        self._writer = TriageWriter(library, listing)
        self._began: datetime = settings.clock()
        self._limit = settings.config.triage_minutes
        self._seen_timer: Timer | None = None
        """Runs while an undecided paper is looked at."""
        self._find = FindController(self.context)
        self.actions = self._actions()
        self.set_reactive(TriageScreen.listing, listing)
        self.set_reactive(TriageScreen.session, session)

    def _actions(self) -> Mapping[str, Action]:
        links, notes = LinkController(self.context), NoteController(self.context)
        papers, program = PaperController(self.context), ProgramController(self.context)
        return {
            "triage.keep": partial(self.decide, Decision.BOOKMARKED),
            "triage.later": partial(self.decide, Decision.LATER),
            "triage.hide": partial(self.decide, Decision.HIDDEN),
            "triage.done": partial(self.decide, Decision.DONE),
            "triage.next": self.skip,
            "triage.previous": self.go_back,
            "triage.undo": self.undo,
            "triage.find": self._find.open,
            "triage.limit": self.ask_for_limit,
            "triage.leave": self.leave,
            "triage.copy": self.copy_recap,
            "triage.open": self.open_chosen,
            "paper.tags": papers.edit_tags,
            "paper.note": notes.edit,
            "paper.open": links.open_paper,
            "paper.links": links.choose,
            "paper.raw": program.toggle_raw,
            "text.find": self._find.open,
            "text.next": partial(self._find.step, 1),
            "text.previous": partial(self._find.step, -1),
            "paper.follow": FollowController(self.context).choose,
            "program.palette": program.open_palette,
            "program.help": program.open_help,
            "program.leave": program.quit,
        }

    def compose(self) -> ComposeResult:
        """Progress and last decision, the paper or the recap, the keys."""
        yield TriageHeader().data_bind(TriageScreen.session, TriageScreen.at_recap)
        yield PaperDetail().data_bind(
            TriageScreen.listing, TriageScreen.shelf, TriageScreen.paper, TriageScreen.today
        )
        yield Recap()
        yield Footer().data_bind(TriageScreen.config)

    def on_mount(self) -> None:
        """Show the first paper."""
        self.query_one(Footer).pane = "triage"
        self._edit(self._writer.begin, self._report)
        self.set_interval(CLOCK_INTERVAL, self._update_pace)
        self._update_pace()
        self.watch_session(self.session)

    def watch_session(self, session: TriageSession) -> None:
        """Show the current paper, or the recap once there is none."""
        self.paper = self._writer.paper(session.current) if session.current is not None else None
        self.at_recap = session.current is None
        self._restart_seen_timer()
        self._update()

    def watch_at_recap(self, at_recap: bool) -> None:
        """Focus what is shown."""
        self._find.close()
        self._restart_seen_timer()
        self._update()
        shown: Widget = self.query_one(MenuPane if at_recap else PaperDetail)
        self.set_focus(shown)

    def watch_pace(self) -> None:
        """Show the time left."""
        self._update()

    @on(events.DescendantFocus)
    def _follow_focus(self) -> None:
        pane = "find" if isinstance(self.focused, FindInput) else "triage"
        self.query_one(Footer).pane = "recap" if self.at_recap else pane

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Disable keys for papers at the recap, and keys of the recap before it."""
        if not super().check_action(action, parameters):
            return False
        if action != "do" or not parameters:
            return True
        return parameters[0] not in (NEED_PAPER if self.at_recap else NEED_RECAP)

    def decide(self, decision: Decision) -> None:
        """Decide on the current paper and show the next."""
        before, self.session = self.session, self.session.decided(decision)
        if self.session != before:
            step = self.session.steps[-1]
            self._edit(partial(self._writer.write, step), partial(self._written, step))

    def skip(self) -> None:
        """Show the next paper; a skipped one counts as seen unless it was decided on before."""
        if self.paper is None or self.session.current in self.session.decisions:
            self.session = self.session.moved(1)
        else:
            self.decide(Decision.SEEN)

    def go_back(self) -> None:
        """Show the previous paper; from the recap, the one that was shown last."""
        if self.at_recap and self.session.current is not None:
            self.at_recap = False
        else:
            self.session = self.session.moved(-1)

    def undo(self) -> None:
        """Undo the last decision, and show its paper again; or the tag or note that was changed since."""
        if not self.session.steps:
            self._edit(partial(self._writer.undo, None), self._report)
            return
        step = self.session.steps[-1]
        at, self.session = self.session.at, self.session.without(step)
        self._edit(partial(self._writer.undo, step), partial(self._undone, step, at))

    def leave(self) -> None:
        """Close the find bar, else show the recap; from there, or with nothing decided, close triage."""
        if self._find.close():
            return
        if self.at_recap or not self.session.steps:
            self.close_recap()
        else:
            self.at_recap = True

    def open_chosen(self) -> None:
        """Show the paper under the cursor of the recap again."""
        self.query_one(MenuPane).action_select()

    @on(Recap.Chosen)
    def _show_again(self, event: Recap.Chosen) -> None:
        self.session = self.session.at_row(event.row)

    def close_recap(self) -> None:
        """Return to the list."""
        if self.is_active:
            self.dismiss(None)

    def ask_for_limit(self) -> None:
        """Ask for the time limit, in minutes from the start."""
        self._update_pace()
        hint = f"minutes from the start, {int(self.pace.spent):,} min ago · empty for no limit"
        dialog = LineScreen("Time limit", hint, str(self._limit or ""), check=_limit_problem)
        self.context.push(dialog, self._set_limit)

    def _set_limit(self, typed: str | None) -> None:
        if typed is not None:
            self._limit = int(typed.strip() or "0")
            self._update_pace()

    def copy_recap(self) -> None:
        """Copy the recap as Markdown."""
        chapters = [
            Chapter(decision.value.capitalize(), [paper for _, paper in papers], decision in DETAILED)
            for decision, papers in self._chapters()
        ]
        if self.session.left:
            chapters.append(Chapter("Left", self._left(), at_length=False, total=self.session.left))
        title = f"Triage of {styles.long_date(self.today.isoformat())}"
        self.context.copy("".join(recap(title, self._summary(), chapters)))

    def _edit(
        self, edit: Callable[[], str | None], done: Callable[[str | None, Exception | None], None]
    ) -> None:
        self.edits.put(edit, done)

    def _written(self, step: Step, message: str | None, problem: Exception | None) -> None:
        if problem is not None and self.is_running:
            self.session = self.session.without(step)
        self._report(message, problem)

    def _undone(self, step: Step, at: int, instead: str | None, problem: Exception | None) -> None:
        if (problem is not None or instead) and self.is_running:
            self.session = self.session.with_again(step, at)
        self._report(instead, problem)

    def _report(self, message: str | None, problem: Exception | None) -> None:
        self.context.report(problem)
        if message:
            self.context.notify(message)
        self.context.take_over_marks()

    def _restart_seen_timer(self) -> None:
        """Mark the paper as seen once it was looked at for a while, also if it is left undecided."""
        if self._seen_timer is not None:
            self._seen_timer.stop()
        paper = self.paper
        if paper is not None and not self.at_recap and not self.shelf.get(paper.key).seen:
            see = partial(self._edit, partial(self._writer.mark_seen, paper), self._report)
            self._seen_timer = self.set_timer(self.config.seen_after, see)

    def _update_pace(self) -> None:
        spent = (self.settings.clock() - self._began).total_seconds() / 60
        self.pace = Pace(self._limit, spent)

    def _update(self) -> None:
        """Show the state of the session in header and recap."""
        header = self.query_one(TriageHeader)
        header.time = self.pace.left
        header.status = self._status()
        if self.at_recap:
            page = self.query_one(Recap)
            page.summary, page.chapters = self._summary(), self._chapters()
            page.left = (self.session.left, tuple(self._left()))

    def _status(self) -> Content:
        """Return that the time is up, else the decision on this paper, else the last decision."""
        session = self.session
        here = session.decisions.get(session.current) if session.current is not None else None
        if self.at_recap:
            return Content.styled("Recap", "bold $accent")
        if self.pace.is_over:
            return Content.styled(
                f"{self.pace.limit} min are over: continue, or esc for the recap", "$warning"
            )
        if here:
            return decision_label(here) + Content.styled(" · another key changes it", "$muted")
        if session.current in session.surprises:
            return Content.styled("From outside your interest", "bold $accent")
        if session.current is not None and session.current in session.origins:
            return Content.styled(f"{FOLLOWED} {session.origins[session.current]}", "bold $accent")
        if not session.steps:
            return Content.styled("Triage", "bold $accent") + self._limit_hint()
        last = self._writer.paper(session.steps[-1].row)
        return Content.assemble(
            decision_label(session.steps[-1].decision), "  ", (last.title if last else "", "$muted")
        )

    def _limit_hint(self) -> Content:
        """Return the key that sets a limit, if there is none yet."""
        key = table.by_id()["triage.limit"]
        pressed = table.shown(keys_of(key, self.config.keys))[0]
        hint = Content.assemble("   ", (pressed, "$accent"), " ", (key.label, "$muted"))
        return Content("") if self.pace.limit else hint

    def _chapters(self) -> Chapters:
        found = (
            (decision, tuple((row, paper) for row in rows if (paper := self._writer.paper(row)) is not None))
            for decision, rows in self.session.groups.items()
        )
        return tuple((decision, papers) for decision, papers in found if papers)

    def _summary(self) -> str:
        """Return the first sentence of the recap: ``12 of 38 papers in 6 minutes, 26 left.``."""
        total, left = len(self.session.papers), self.session.left
        papers = f"{total - left:,} of {total:,} {'paper' if total == 1 else 'papers'}"
        rest = f"{left:,} left" if left else "none left"
        beyond = self.session.not_proposed
        others = f" {beyond:,} more new {'paper was' if beyond == 1 else 'papers were'} not proposed."
        return f"{papers}{self.pace.used}, {rest}." + (others if beyond else "")

    def _left(self) -> Sequence[Paper]:
        """Return the first of the papers without a decision."""
        rows = self.session.open_rows[:MOST_LEFT]
        return [paper for paper in map(self._writer.paper, rows) if paper is not None]


def _limit_problem(typed: str) -> str:
    """Return why a time limit is refused."""
    minutes = typed.strip() or "0"
    is_limit = fullmatch("[0-9]{1,5}", minutes) and int(minutes) <= LONGEST_TRIAGE
    return "" if is_limit else f"The limit must be a whole number of minutes, at most {LONGEST_TRIAGE:,}."
