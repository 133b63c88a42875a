"""Fetching the full text of a paper from the first source that has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from paper_tui.documents.errors import DocumentError
from paper_tui.documents.model import Document
from paper_tui.documents.reading import read_document
from paper_tui.library.full_text.paper_text import TextNotFoundError
from paper_tui.network import is_offline
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.sources import SourceError
from paper_tui.sources.services import FetchSettings
from paper_tui.sources.services.exchange_types import Unreachable
from paper_tui.sources.services.texts import TextPage, TextSource, fetch_page

NOT_ASKED = "The text is not kept here, and no service was asked: --offline is set."


class FetchedText(NamedTuple):
    """A text as it was fetched."""

    source: TextSource
    page: TextPage
    document: Document
    missing: tuple[str, ...]
    """Reasons why the sources before were skipped, one sentence each."""


def fetch_text(
    paper: Paper,
    sources: Sequence[TextSource],
    settings: FetchSettings,
    doing: Callable[[str], object],
    cancel: CancelToken,
) -> FetchedText:
    """Fetch the text of a paper.

    Args:
        paper: The paper.
        sources: The sources, the best first.
        settings: What the fetch may do.
        doing: Called with what is being done, in words.
        cancel: Checked ten times a second.

    Raises:
        TextNotFoundError: No source has it, and why.
        Cancelled: The caller cancelled.
    """
    if not paper.arxiv_id:
        raise TextNotFoundError("The paper has no arXiv id, by which services know its text.")
    if is_offline():
        raise TextNotFoundError(NOT_ASKED)
    missing: list[str] = []
    unreachable = True
    for source in sources:
        doing(f"asking {source.title} for the text")
        try:
            page, document = _fetched(source, paper, settings, cancel)
        except SourceError as error:
            missing.append(_why(source, error))
            unreachable = unreachable and isinstance(error, Unreachable)
            continue
        return FetchedText(source, page, document, tuple(missing))
    if missing and unreachable:
        raise TextNotFoundError(
            f"No service can be reached. {missing[0]} Check the connection to the network."
        )
    raise TextNotFoundError("No source has the text. " + " ".join(missing))


def _fetched(
    source: TextSource, paper: Paper, settings: FetchSettings, cancel: CancelToken
) -> tuple[TextPage, Document]:
    """The page of a paper and what it holds; `SourceError` where it holds no paper."""
    page = fetch_page(source, paper.arxiv_id, paper.arxiv_version or 0, settings, cancel)
    try:
        document = read_document(page.body)
    except DocumentError as error:
        raise SourceError(str(error)) from error
    if document.source not in source.formats:
        raise SourceError("it answered with a page that is not the paper.")
    return page, document


def _why(source: TextSource, error: SourceError) -> str:
    """Say why a source was skipped."""
    happened = str(getattr(error, "happened", error)).strip()
    return f"{source.title}: {happened}{'' if happened.endswith('.') else '.'}"
