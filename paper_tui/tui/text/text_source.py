"""Where the text page gets a text from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from paper_tui.documents.model import Document
from paper_tui.papers.cancellation import CancelToken


@dataclass(frozen=True, slots=True)
class LoadedText:
    """A document and what the reader is told of it."""

    document: Document
    source: str = ""
    """Where it came from, in a few words: ``arXiv HTML``."""


class TextUnavailableError(Exception):
    """No source has the text; the message says which were asked and why each has none."""


class TextSource(Protocol):
    """Gives the text of one paper."""

    def load(self, progress: Callable[[str], object], cancel: CancelToken) -> LoadedText:
        """The text, from the library's folder or from a service; blocks.

        Args:
            progress: Is told what is being done, in words.
            cancel: Is checked at intervals.

        Raises:
            Cancelled: The caller asked to stop.
            TextUnavailableError: There is none.
        """
