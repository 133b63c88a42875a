"""Gets a text and makes it ready to be searched, off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from paper_tui.documents.layout.typesetter import Typesetter
from paper_tui.library.citing.citations import Citations
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.tui.text.find_controller import Searchable
from paper_tui.tui.text.text_source import LoadedText, TextSource, TextUnavailableError


class TextLoader:
    """Posts to its screen how a load gets on and what came of it.

    Args:
        screen: Has the workers and takes the messages.
        source: Gives the text.
        citations: Gives what knows the papers that a text refers to.
    """

    @dataclass
    class Loading(Message):
        """A progress message while the text is loaded."""

        doing: str

        def can_replace(self, message: Message) -> bool:
            """Only the last word counts."""
            return isinstance(message, TextLoader.Loading)

    @dataclass
    class Loaded(Message):
        """The text is there, or the reason why it is not."""

        text: LoadedText | None
        problem: str = ""

    @dataclass
    class Prepared(Message):
        """The text of a document can be searched."""

        typesetter: Typesetter
        searchable: Searchable

    @dataclass
    class Resolved(Message):
        """The papers of the library that a document refers to, by the block of each reference."""

        typesetter: Typesetter
        papers: dict[int, Paper]

    def __init__(self, screen: Screen[None], source: TextSource, citations: Callable[[], Citations]) -> None:
        self._screen = screen
        self._source = source
        self._citations = citations

    def load(self, *, again: bool = False) -> None:
        """Load the text; fetch it again also where one is kept, if that is asked for."""
        self._run(partial(self._load, again=again), "text")

    def prepare(self, typesetter: Typesetter) -> None:
        """Make a document ready to be searched."""
        self._run(partial(self._prepare, typesetter), "text search")
        self._run(partial(self._resolve, typesetter), "text references")

    def cancel(self) -> None:
        """Stop."""
        for group in ("text", "text search", "text references"):
            self._screen.workers.cancel_group(self._screen, group)

    def _run(self, work: Callable[[], None], group: str) -> None:
        self._screen.run_worker(work, thread=True, group=group, exclusive=True, description=group)

    def _load(self, *, again: bool) -> None:
        worker, post = get_current_worker(), self._screen.post_message
        try:
            cancel = CancelToken(lambda: worker.is_cancelled)
            text = self._source.load(lambda doing: post(self.Loading(doing)), cancel, again=again)
        except Cancelled:
            return
        except TextUnavailableError as error:
            post(self.Loaded(None, str(error)))
        else:
            post(self.Loaded(text))

    def _prepare(self, typesetter: Typesetter) -> None:
        worker = get_current_worker()
        try:
            searchable = Searchable(typesetter, CancelToken(lambda: worker.is_cancelled))
        except Cancelled:
            return
        self._screen.post_message(self.Prepared(typesetter, searchable))

    def _resolve(self, typesetter: Typesetter) -> None:
        papers = self._citations().known_references(typesetter.document)
        self._screen.post_message(self.Resolved(typesetter, papers))
