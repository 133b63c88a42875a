"""The source of the text page's text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from paper_tui.config import Config
from paper_tui.documents.model import Document
from paper_tui.library import Library, fetch_settings
from paper_tui.library.full_text.text_passages import TextPassage, paragraphs, passage_in
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.search import Results
from paper_tui.store import StoreError


@dataclass(frozen=True, slots=True)
class LoadedText:
    """A document and the message about it."""

    document: Document
    source: str = ""
    """Its source in a few words: ``arXiv v2``."""
    notices: tuple[str, ...] = ()
    """Messages for the reader, each a sentence."""
    passage: TextPassage | None = None
    """The query at whose first match it is opened."""
    image_sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Width and height of the images that are on this machine, by their addresses."""


class TextUnavailableError(Exception):
    """No source has the text; the message says which were asked and why each has none."""


class TextSource(Protocol):
    """Gives the text of one paper."""

    def load(
        self, progress: Callable[[str], object], cancel: CancelToken, *, again: bool = False
    ) -> LoadedText:
        """The text, from the library's folder or from a service; blocks.

        Args:
            progress: Called with what is being done, in words.
            cancel: Is checked at intervals.
            again: Whether to fetch it also where one is kept.

        Raises:
            Cancelled: The caller asked to stop.
            TextUnavailableError: There is none.
        """


class LibraryTexts:
    """The text of a paper from the library, fetched where none is kept.

    Args:
        library: Has the texts.
        paper: The paper.
        config: The configuration, for fetches.
        asked: The search that found the paper by words of its text, and its row in the results.
    """

    def __init__(
        self, library: Library, paper: Paper, config: Config, asked: tuple[Results, int] | None = None
    ) -> None:
        self._library = library
        self._paper = paper
        self._config = config
        self._asked = asked

    def load(
        self, progress: Callable[[str], object], cancel: CancelToken, *, again: bool = False
    ) -> LoadedText:
        """The kept text, else a fetched one; as `TextSource.load`."""
        from paper_tui.library.full_text.paper_text import KeepPolicy
        from paper_tui.sources import SourceError

        texts = self._library.texts
        try:
            config = self._config
            how, policy = fetch_settings(config), KeepPolicy.of(config)
            found = texts.open(self._paper, how, policy, again=again, doing=progress, cancel=cancel)
        except (SourceError, StoreError) as error:
            raise TextUnavailableError(str(error)) from error
        version = f" v{found.version}" if found.version else ""
        newer = ["There is a newer version of the paper, whose text could not be fetched."]
        notices = [*found.missing, *(newer if found.is_outdated else ())]
        passage = None
        if self._asked is not None:
            results, row = self._asked
            passage = passage_in(paragraphs(found.document), results, row)
        sizes = texts.figures.sizes(self._paper, found.document)
        return LoadedText(found.document, f"{found.source}{version}", tuple(notices), passage, sizes)
