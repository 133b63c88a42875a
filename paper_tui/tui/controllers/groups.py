"""Groups in the reader: what others share is exchanged in the background, and the reader shares papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from paper_tui.config import GroupSettings
from paper_tui.network import SERVERS
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.dialogs.prompt import LineScreen
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext

if TYPE_CHECKING:
    from paper_tui.library.sharing.group_news import News
    from paper_tui.library.sharing.group_view import GroupView
    from paper_tui.library.sharing.groups import GroupReport

WORKERS = "groups"
INTERVAL = 180.0
"""Seconds between two exchanges."""
MOST_TOLD = 3
"""News that are shown one by one."""
LONG = 20.0
"""Seconds that news stay on the screen."""
NUMBERS = "123456789"
ACTIONS = (
    Choice("r", "recommend", "recommend, with a line"),
    Choice("p", "put", "put into the group"),
    Choice("n", "note", "share your note"),
    Choice("h", "highlights", "share your highlights"),
    Choice("t", "tags", "share tags"),
    Choice("w", "withdraw", "take back what you shared"),
    Choice("d", "digest", "what the group shared this week"),
)
JOIN = "You are in no group. In the shell: paper-tui group join NAME PLACE --as YOU"


class GroupController:
    """Exchanges with groups. The only writer of the screen's `groups`."""

    def __init__(self, context: ReaderContext, search: SearchController) -> None:
        self._context = context
        self._search = search
        self._problems: dict[str, str] = {}
        """The last report of each group, so that one that is away is reported once."""

    @property
    def is_member(self) -> bool:
        """True if the reader is in any group."""
        return bool(self._context.config.groups)

    def start(self) -> None:
        """Exchange now, where there is a group, and from time to time."""
        self._context.screen.set_interval(INTERVAL, self.sync)
        self.sync()
        for group in self._context.config.groups:
            if group.place.startswith(SERVERS):
                self._context.run_in_thread(f"group {group.name}", partial(self._listen, group))

    def _listen(self, group: GroupSettings, cancel: CancelToken) -> None:
        """Exchange with a group on a server whenever another member shared something, until the end."""
        from paper_tui.sync.group.database import GroupDatabase
        from paper_tui.sync.transport import SyncError

        def changed() -> None:
            self._context.on_ui(self._exchange, [group.name])

        try:
            GroupDatabase(group.place).follow(changed, lambda: cancel.is_cancelled)
        except SyncError:
            return  # reported by the first exchange

    def sync(self) -> None:
        """Exchange with every group, and show what is new."""
        if self._context.config.groups:
            self._exchange([group.name for group in self._context.config.groups])

    def _exchange(self, names: Sequence[str]) -> None:
        self._context.run_in_thread(WORKERS, partial(self._sync, names), exclusive=False)

    def share(self) -> None:
        """Ask what to share of the target papers, and with which group."""
        groups = self._context.config.groups
        papers = self._context.targets
        if not groups:
            self._context.notify(JOIN, timeout=10)
        elif len(groups) == 1 and papers:
            self._ask_what(papers, groups[0].name)
        elif papers:
            choices = [Choice(key, each.name, each.name) for key, each in zip(NUMBERS, groups, strict=False)]
            self._context.push(ChoiceScreen("Share with", choices), partial(self._ask_what, papers))

    def _ask_what(self, papers: Sequence[Paper], group: str | None) -> None:
        if group is not None:
            about = messages.about(papers) if len(papers) > 1 else papers[0].title
            screen = ChoiceScreen(f"{group}: {about}"[:60], ACTIONS)
            self._context.push(screen, partial(self._share, papers, group))

    def _share(self, papers: Sequence[Paper], group: str, what: str | None) -> None:
        """Do what was chosen, some of it after asking for a text."""
        library = self._context.library
        if what == "recommend":
            hint = "@name notifies a member at their next start"
            self._ask("Recommend", papers, hint, "", partial(library.groups.recommend, name=group))
        elif what == "tags":
            own = sorted(set.intersection(*(set(library.shelf.get(each.key).tags) for each in papers)))
            self._ask(
                "Share tags",
                papers,
                "your other tags stay private",
                " ".join(own),
                lambda papers, line: library.groups.share_tags(papers, _tags(line), group),
            )
        elif what == "put":
            self._say(lambda: library.groups.put(papers, group))
        elif what == "note":
            self._say(lambda: sum(library.groups.share_note(each, group) for each in papers))
        elif what == "highlights":
            self._say(lambda: sum(library.groups.share_passages(each, group) for each in papers))
        elif what == "withdraw":
            self._say(lambda: library.groups.withdraw(papers, group), "Taken back from the group")
        elif what == "digest":
            self._show_digest(group)

    def _ask(
        self,
        title: str,
        papers: Sequence[Paper],
        hint: str,
        text: str,
        share: Callable[[Sequence[Paper], str], int],
    ) -> None:
        def save(line: str | None) -> None:
            if line is not None:
                self._say(lambda: share(papers, line))

        self._context.push(LineScreen(title, f"{messages.about(papers)}\n{hint} · enter share", text), save)

    def _say(self, share: Callable[[], int], done: str = "Shared with the group") -> None:
        """Share durably, then send it."""
        from paper_tui.library.sharing.groups import GroupError

        def change() -> str:
            try:
                count = share()
            except GroupError as error:
                return f"Nothing was shared: {error}"
            self._context.on_ui(self.sync)
            return done if count else "Nothing to change"

        self._context.edit(change)

    def _show_digest(self, group: str) -> None:
        from datetime import timedelta

        from paper_tui.library.sharing.group_digest import group_digest
        from paper_tui.tui.dialogs.command_output import OutputScreen

        library, since = self._context.library, self._context.screen.today - timedelta(days=7)
        shared = [each for each in library.groups.view.all if each.group == group]
        text = "".join(group_digest(shared, since, library.catalogue.get, markdown=False))
        self._context.push(OutputScreen(f"The group {group}", text))

    def _sync(self, names: Sequence[str], _: CancelToken) -> None:
        from paper_tui.library.sharing.groups import GroupError

        groups = self._context.library.groups
        try:
            self._context.on_ui(self._take_over, groups.view)
            for name in names:
                try:
                    self._context.on_ui(self._report, groups.sync(name))
                except GroupError as error:
                    self._context.on_ui(self._complain, name, str(error))
            self._context.on_ui(self._take_over, groups.view)
            self._context.on_ui(self._tell, groups.news())
        except StoreError as error:
            self._context.on_ui(self._complain, "", str(error))

    def _take_over(self, view: GroupView) -> None:
        """Show what is shared now."""
        before = self._context.screen.groups
        if before is not view and (len(view) or before):
            self._context.screen.groups = view
            self._search.search_again()

    def _report(self, report: GroupReport) -> None:
        complaints = (*report.notes, *([report.problem] if report.problem else []))
        self._complain(report.group, "\n".join(complaints))
        if report.brought:
            papers = "1 new paper" if report.brought == 1 else f"{report.brought:,} new papers"
            self._context.notify(f"{report.group}: {papers} from the group")

    def _complain(self, group: str, problem: str) -> None:
        if problem and problem != self._problems.get(group):
            self._context.notify(problem, title=f"The group {group}".strip(), severity="warning", timeout=15)
        self._problems[group] = problem

    def _tell(self, news: Sequence[News]) -> None:
        """Notify of what others wrote, mentions of the user first."""
        for each in news[:MOST_TOLD]:
            paper = self._context.library.catalogue.get(each.key)
            title = "to you" if each.is_to_me else "recommends"
            text = f"{each.text}\n{paper.title if paper else each.key}"
            self._context.notify(text, title=f"{each.member} ({each.group}) {title}", timeout=LONG)
        if len(news) > MOST_TOLD:
            more = len(news) - MOST_TOLD
            self._context.notify(f"{more:,} more recommendations: search for is:recommended", timeout=LONG)


def _tags(line: str) -> list[str]:
    return line.split("," if "," in line else None)
