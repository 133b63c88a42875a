"""Add works of bibliographies to a library, as services describe them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from paper_tui.library.completion.completer import Completer
from paper_tui.library.importing.fetched_papers import fetched_papers, specs_of
from paper_tui.library.importing.import_report import ImportReport
from paper_tui.library.importing.imports import Imports, no_progress
from paper_tui.network import is_offline
from paper_tui.papers.builder import build_paper
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.clock import timestamp
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.work import Work

if TYPE_CHECKING:
    from paper_tui.sources.services import FetchSettings

SOURCE = "bibliography"


@dataclass(frozen=True, slots=True)
class Added:
    """The outcome of adding works."""

    report: ImportReport
    described: int = 0
    """Works that were added as the bibliography has them, since no service could be asked."""
    unknown: tuple[Work, ...] = ()
    """Works without an identifier of which no service is certain; they were not added."""
    problem: str = ""

    @property
    def text(self) -> str:
        """In words."""
        parts = [self.report.text]
        if self.described:
            parts.append(f"{self.described:,} as the bibliography has them; complete them later")
        if self.unknown:
            parts.append(f"{len(self.unknown):,} not found for certain and not added")
        return " · ".join(parts) + (f"\n{self.problem}" if self.problem else "")


class WorkAdder:
    """Adds works in one step that can be undone."""

    def __init__(self, imports: Imports, completer: Completer) -> None:
        self._imports = imports
        self._completer = completer

    def add(
        self,
        works: Sequence[Work],
        name: str,
        settings: FetchSettings,
        now: datetime,
        doing: Callable[[str], object] = no_progress,
        cancel: CancelToken = NEVER,
    ) -> Added:
        """Add works: those with an identifier as services describe them, others where a title is certain.

        Args:
            works: Which.
            name: What the history calls the source.
            settings: What requests may do.
            now: The time.
            doing: Called with what is being done, in words.
            cancel: Checked often; once cancelled, nothing is changed.

        Raises:
            Cancelled: The caller cancelled.
            store.StoreError: Nothing was changed.
        """
        named = [work for work in works if work.arxiv_id or work.doi]
        others = [work for work in works if not (work.arxiv_id or work.doi)]
        papers, problem = self._described(named, settings, now, doing, cancel)
        missing = [work for work in named if not _known(work, papers)]
        own = [paper for work in missing if (paper := _paper_of(work, now)) is not None]
        found, unknown = self._by_title(others, settings, now, doing, cancel)
        cancel.check()
        report = self._imports.add([*papers, *own, *found], name, cancel)
        return Added(report, len(own), tuple(unknown), problem)

    def _described(
        self,
        works: Sequence[Work],
        settings: FetchSettings,
        now: datetime,
        doing: Callable[[str], object],
        cancel: CancelToken,
    ) -> tuple[list[Paper], str]:
        """Papers of works with identifiers from services, and the problem where one could not be asked."""
        from paper_tui.sources.services import FetchError

        if is_offline():
            return [], "No service was asked: --offline is set"
        arxiv = [work.arxiv_id for work in works if work.arxiv_id]
        dois = [work.doi for work in works if work.doi and not work.arxiv_id]
        papers, problem = list[Paper](), ""
        for spec in specs_of(arxiv, dois):
            doing(f"asking for {len(works):,} {'work' if len(works) == 1 else 'works'}")
            try:
                papers += fetched_papers(spec, settings, now, cancel)
            except FetchError as error:
                problem = error.happened
            cancel.check()
        return papers, problem

    def _by_title(
        self,
        works: Sequence[Work],
        settings: FetchSettings,
        now: datetime,
        doing: Callable[[str], object],
        cancel: CancelToken,
    ) -> tuple[list[Paper], list[Work]]:
        """The papers that works without identifiers certainly are, and the works that may be others."""
        asked = {paper.key: work for work in works if (paper := _paper_of(work, now)) is not None}
        wanted = [paper for work in asked.values() if (paper := _paper_of(work, now)) is not None]
        if not wanted:
            return [], list(works)
        filled = self._completer.look_up(wanted, settings, doing, cancel).filled
        found = {each.paper.key: each.result for each in filled}
        taken = {asked[key] for key in found}
        return [*found.values()], [work for work in works if work not in taken]


def _known(work: Work, papers: Sequence[Paper]) -> bool:
    return any(
        (work.arxiv_id and work.arxiv_id == paper.arxiv_id) or (work.doi and work.doi == paper.doi)
        for paper in papers
    )


def _paper_of(work: Work, now: datetime) -> Paper | None:
    """A work as a paper; None without a title."""
    if not work.title:
        return None
    from paper_tui.sources.author_names import split_people

    return build_paper(
        title=work.title,
        authors=split_people(work.authors[0]) if len(work.authors) == 1 else work.authors,
        published=work.year,
        arxiv_id=work.arxiv_id,
        doi=work.doi,
        venue=work.venue,
        sightings=(Sighting(SOURCE, seen=timestamp(now)),),
    )
