"""What the reader does with papers from the main screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import on, work
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from paper_tui.library import ImportReport, Library, fetch_settings
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.records import Entry
from paper_tui.papers.shelf import Change, Shelf, State
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings, cache_folder, environment
from paper_tui.sources import SourceError
from paper_tui.store import StoreError, Undone
from paper_tui.tui.browser import open_in_browser
from paper_tui.tui.clipboard import keep_in_file
from paper_tui.tui.panes.bookmark_pane import BookmarkPane
from paper_tui.tui.screens.choice import Choice, ChoiceScreen
from paper_tui.tui.screens.edits import EditQueue
from paper_tui.tui.screens.prompt import LineScreen, NoteScreen

BAR_WIDTH = 24
PLAIN_COPIES = ("url", "title", "abstract")
"""What is copied as the paper has it, a line a paper."""
COPIES = (
    Choice("b", "bibtex", "BibTeX"),
    Choice("u", "url", "address"),
    Choice("t", "title", "title"),
    Choice("m", "markdown", "Markdown"),
    Choice("a", "abstract", "abstract"),
)


class PaperActions(Screen[None]):
    """Bookmark, state, tags, note, open, copy, undo and import.

    What changes the shelf goes through one queue and is on disk before it is shown.
    """

    library: Library
    settings: Settings
    shelf: Shelf
    paper: Paper | None
    selected: frozenset[PaperKey]

    @dataclass
    class ImportProgress(Message):
        """What is being brought in, and how much of it has been read where that is known."""

        doing: str
        fraction: float | None = None

        def can_replace(self, message: Message) -> bool:
            """Only the last word counts."""
            return isinstance(message, PaperActions.ImportProgress)

    @dataclass
    class Imported(Message):
        """An import came to its end, well or not."""

        report: ImportReport | None
        problem: str = ""

    def __init__(self) -> None:
        super().__init__()
        self.edits = EditQueue()
        self.wanted: PaperKey | None = None
        """The paper to go to as soon as it is listed."""

    def search_again(self) -> None:
        """Ask the current question anew."""
        raise NotImplementedError

    def edit(self, edit: Callable[[], str | None]) -> None:
        """Change the library; show the change once it is on disk, or say why it could not be made."""
        self.edits.put(edit, self._edited)

    def action_bookmark(self) -> None:
        """Bookmark the current paper, or take the bookmark away."""
        self._change(self.library.toggle_bookmark)

    def action_state(self, state: str) -> None:
        """Say how far the reader has come; the same key again makes the paper new."""
        self._change(lambda papers: self.library.toggle_state(papers, State(state)))

    def action_undo(self) -> None:
        """Take back the last change."""
        self.edit(lambda: _said(self.library.undo(), "There is nothing to undo."))

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.edit(lambda: _said(self.library.redo(), "There is nothing to redo."))

    @work(group="dialog")
    async def action_tags(self) -> None:
        """Edit the tags that the current paper has, or that all selected papers share."""
        papers = self.targets
        if not papers:
            return
        before = sorted(set.intersection(*(set(self.shelf.get(paper.key).tags) for paper in papers)))
        typed = await self.app.push_screen_wait(
            LineScreen("Tags", "words with spaces between; enter saves", " ".join(before))
        )
        if typed is not None:
            after = typed.split()
            removed = set(before) - set(after)
            self.edit(lambda: _quietly(self.library.set_tags(papers, after, removed)))

    @work(group="dialog")
    async def action_note(self) -> None:
        """Write a note on the current paper."""
        paper = self.target
        if paper is None:
            return
        note = await self.app.push_screen_wait(NoteScreen("Note", self.shelf.get(paper.key).note))
        if note is not None:
            self.edit(lambda: _quietly(self.library.set_note(paper, note)))

    def action_open(self) -> None:
        """Open the paper in the browser; where there is none, show and copy its address."""
        paper = self.target
        if paper is None:
            return
        url = paper.url or next((link.url for link in paper.links), "")
        if not url:
            self.notify("This paper has no address. y copies its title.", markup=False)
        elif not open_in_browser(url, environment()):
            self.app.copy_to_clipboard(url)
            self.notify(f"{url}\nNo browser here; the address is copied.", timeout=15, markup=False)

    def _copy(self, text: str) -> None:
        """Copy, and say where else the text is, since no terminal tells whether it took it."""
        self.app.copy_to_clipboard(text)
        file = cache_folder() / "copied.txt"
        where = f"\nAlso in {file}" if keep_in_file(text, file) else ""
        self.notify(f"Copied: {text.splitlines()[0]}{where}", markup=False)

    @work(group="dialog")
    async def action_copy(self) -> None:
        """Ask what to copy of the current or the selected papers, and copy it."""
        papers = self.targets
        if not papers:
            return
        what = await self.app.push_screen_wait(ChoiceScreen("Copy", COPIES))
        text = self._copied(papers, what) if what else ""
        if text:
            self._copy(text)
        elif what:
            self.notify(f"There is no {what} to copy.", markup=False)

    @work(group="dialog")
    async def action_import(self) -> None:
        """Ask for a file and import it."""
        typed = await self.app.push_screen_wait(
            LineScreen("Import", "a file: Daily Papers page, BibTeX, arXiv feed, …; enter imports")
        )
        if typed:
            self._import(Path(typed.strip()).expanduser())

    @work(group="dialog")
    async def action_fetch(self) -> None:
        """Ask the configured services for papers; where none is configured, the one that is named."""
        sources = self.settings.config.sources
        if not sources:
            named = await self.app.push_screen_wait(
                LineScreen("Fetch", "daily, daily:2026-09-03, arxiv:cs.CL, feed:URL …; enter asks", "daily")
            )
            sources = tuple((named or "").split())
        if sources:
            self._fetch(sources)

    def action_cancel_import(self) -> None:
        """Stop an import; nothing of it is kept."""
        self.workers.cancel_group(self, "import")

    @property
    def target(self) -> Paper | None:
        """The paper that a key is about: a bookmark where those have the keys, else the current paper."""
        if isinstance(self.focused, BookmarkPane) and self.focused.current_key:
            return self.library.catalogue.get(self.focused.current_key) or self.paper
        return self.paper

    @property
    def targets(self) -> list[Paper]:
        """The papers that a key is about: the selected ones, else the one of `target`."""
        if self.selected and not isinstance(self.focused, BookmarkPane):
            found = (self.library.catalogue.get(key) for key in sorted(self.selected))
            return [paper for paper in found if paper is not None]
        return [self.target] if self.target else []

    @work(thread=True, group="import", exclusive=True)
    def _import(self, path: Path) -> None:
        worker = get_current_worker()
        name = clean_line(path.name)

        def progress(fraction: float) -> None:
            self.post_message(self.ImportProgress(f"importing {name}", fraction))

        try:
            with path.open("rb") as stream:
                report = self.library.read_papers(
                    stream,
                    name,
                    size=path.stat().st_size,
                    progress=progress,
                    cancelled=lambda: worker.is_cancelled,
                )
        except OSError as error:
            self.post_message(
                self.Imported(None, f"cannot read {name}: {error.strerror}. Nothing was changed.")
            )
        except (SourceError, StoreError) as error:
            self.post_message(self.Imported(None, str(error)))
        else:
            self.post_message(self.Imported(report))

    @work(thread=True, group="import", exclusive=True)
    def _fetch(self, sources: Sequence[str]) -> None:
        worker = get_current_worker()
        how = fetch_settings(cache_folder() / "services", self.settings.config)
        total = ImportReport()

        def doing(what: str) -> None:
            self.post_message(self.ImportProgress(what))

        for source in sources:
            try:
                report = self.library.fetch(
                    source,
                    how,
                    doing=doing,
                    cancelled=lambda: worker.is_cancelled,
                )
            except (SourceError, StoreError) as error:
                self.post_message(self.Imported(None, f"{clean_line(source)}: {error}"))
                continue
            if report.problem:
                self.post_message(self.Imported(None, f"{clean_line(source)}: {report.problem}"))
            total = total.plus(report)
        self.post_message(self.Imported(total))

    @on(ImportProgress)
    def _show_progress(self, event: ImportProgress) -> None:
        line = self.query_one("#progress", Static)
        line.display = True
        bar = ""
        if event.fraction is not None:
            filled = round(event.fraction * BAR_WIDTH)
            bar = f"  {'━' * filled}{'─' * (BAR_WIDTH - filled)} {event.fraction:4.0%}"
        line.update(f" {event.doing}{bar}   ctrl+x cancels")

    @on(Imported)
    def _show_imported(self, event: Imported) -> None:
        self.query_one("#progress", Static).display = False
        report = event.report
        if report is None:
            self.notify(event.problem, title="Not imported", severity="error", timeout=15, markup=False)
            return
        notes = [report.text, *report.notices]
        notes += [f"line {reject.line}: {reject.reason}" for reject in report.rejects[:3]]
        self.notify(
            "\n".join(notes),
            title="Import",
            severity="warning" if report.rejects else "information",
            timeout=10,
            markup=False,
        )
        self.search_again()

    def _change(self, change: Callable[[Sequence[Paper]], Change | None]) -> None:
        """Change the papers that a key is about; of more than one, say what was done."""
        papers = self.targets
        if len(papers) > 1:
            self.edit(lambda: _told(change(papers)))
        elif papers:
            self.edit(lambda: _quietly(change(papers)))

    def _edited(self, message: str | None, problem: Exception | None) -> None:
        if isinstance(problem, StoreError):
            self.notify(str(problem), title="Not saved", severity="error", timeout=15, markup=False)
        elif problem is not None:
            raise problem
        if message:
            self.notify(message, markup=False)
        self.shelf = self.library.shelf
        self.search_again()

    def _copied(self, papers: Sequence[Paper], what: str) -> str:
        if what in PLAIN_COPIES:
            return "\n".join(filter(None, (getattr(paper, what) for paper in papers)))
        entries = [Entry(paper, self.shelf.get(paper.key)) for paper in papers]
        return "".join(self.library.export(entries, what)).strip()


def _quietly(change: Change | None) -> None:
    """Says nothing of a change: the screen shows it."""


def _told(change: Change | None) -> str | None:
    return f"{change.label.capitalize()}. u takes it back." if change else None


def _said(undone: Undone | None, nothing: str) -> str:
    return undone.message if undone else nothing
