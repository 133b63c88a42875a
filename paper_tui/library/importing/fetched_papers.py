"""The papers that a service has for a spec, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from paper_tui.library.importing.imports import no_progress
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.clock import timestamp
from paper_tui.papers.paper import Paper

if TYPE_CHECKING:
    from paper_tui.sources.services import FetchSettings, Progress

ARXIV_AT_ONCE = 100
DOIS_AT_ONCE = 50
LONGEST_SPEC = 2_500


def fetched_papers(
    spec: str,
    settings: FetchSettings,
    now: datetime,
    cancel: CancelToken,
    progress: Callable[[Progress], None] = no_progress,
) -> list[Paper]:
    """Fetch the papers of a spec; blocks.

    Raises:
        sources.services.FetchError: The service could not be asked.
    """
    from paper_tui.sources.base import Context
    from paper_tui.sources.services import FetchState, fetch

    items = fetch(
        spec,
        settings=settings,
        state=FetchState(None),
        context=Context(spec, now.date(), timestamp(now)),
        progress=progress,
        cancel=cancel,
    )
    return [item for item in items if isinstance(item, Paper)]


def specs_of(arxiv_ids: Iterable[str], dois: Iterable[str]) -> Iterator[str]:
    """Specs that ask for many papers by their ids with few requests; those of DOIs ask Crossref."""
    for some in _batches(arxiv_ids, ARXIV_AT_ONCE):
        yield f"arxiv:{','.join(some)}"
    for some in _batches((doi for doi in dois if "," not in doi), DOIS_AT_ONCE):
        yield f"crossref:doi:{','.join(some)}"


def _batches(ids: Iterable[str], most: int) -> Iterator[list[str]]:
    batch: list[str] = []
    for each in dict.fromkeys(ids):
        if len(batch) == most or sum(map(len, batch)) + len(batch) + len(each) > LONGEST_SPEC:
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch
