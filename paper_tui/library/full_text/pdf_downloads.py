"""PDFs that are fetched into a folder of the library, and linked to their papers in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from paper_tui.files import make_folder, replace_file
from paper_tui.library.full_text.attachments import Attachments
from paper_tui.library.importing.imports import no_progress
from paper_tui.library.messages import named
from paper_tui.papers.cancellation import NEVER, Cancelled, CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.sources import SourceError
from paper_tui.sources.services import FetchSettings
from paper_tui.store import StoreError
from paper_tui.store.texts import stem_of

FOLDER = "pdfs"


@dataclass(frozen=True, slots=True)
class Downloaded:
    """The result for one paper."""

    paper: Paper
    path: Path | None
    problem: str = ""
    """The reason why there is no file; empty where there is one."""


class PdfDownloads:
    """Fetches PDFs of papers."""

    def __init__(self, directory: Path, attachments: Attachments) -> None:
        self._folder = directory / FOLDER
        self._attachments = attachments

    def fetch(
        self,
        papers: Sequence[Paper],
        settings: FetchSettings,
        doing: Callable[[str], object] = no_progress,
        cancel: CancelToken = NEVER,
    ) -> Iterator[Downloaded]:
        """Fetch the PDFs of papers one after another; those that came are linked at the end in one step.

        A file that an earlier fetch left is not fetched again.

        Args:
            papers: The papers.
            settings: What the fetch may do.
            doing: Called with what is being done, in words.
            cancel: Checked often; what was fetched before is kept and linked.

        Yields:
            The result for each paper.

        Raises:
            store.StoreError: The links could not be written; the files are kept.
        """
        found: dict[Paper, Path] = {}
        try:
            for number, paper in enumerate(papers, 1):
                doing(f"{number:,} of {len(papers):,}: fetching “{paper.title}”")
                result = self._one(paper, settings, cancel)
                if result.path:
                    found[paper] = result.path
                yield result
        except Cancelled:
            return
        finally:
            if found:
                self._attachments.link_all(f"fetched the PDF of {named([*found])}", found)

    def _one(self, paper: Paper, settings: FetchSettings, cancel: CancelToken) -> Downloaded:
        from paper_tui.sources.services.pdfs import fetch_pdf

        path = (self._folder / f"{stem_of(paper.key)}.pdf").absolute()
        if path.is_file():
            return Downloaded(paper, path)
        try:
            data = fetch_pdf(paper, settings, cancel)
            make_folder(self._folder)
            replace_file(path, data)
        except (SourceError, StoreError) as error:
            return Downloaded(paper, None, str(getattr(error, "happened", error)))
        except OSError as error:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            return Downloaded(paper, None, f"it could not be written: {error.strerror}")
        return Downloaded(paper, path)
