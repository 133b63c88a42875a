"""Fill what papers lack, above all their identifiers, from services; only where the match is certain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.library.completion.look_up import LookUp
from paper_tui.library.completion.offers import OfferCache
from paper_tui.library.completion.outcome import Completion, Filled, asked_as, is_incomplete
from paper_tui.library.contents import Contents
from paper_tui.library.importing.imports import no_progress
from paper_tui.library.indexing.index_cache import Indexes
from paper_tui.papers.cancellation import NEVER, Cancelled, CancelToken
from paper_tui.papers.clock import Clock
from paper_tui.papers.identity import Identity
from paper_tui.papers.merge import completed
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Change, Shelf
from paper_tui.store import Catalogue, PaperChanges, Store

if TYPE_CHECKING:
    from paper_tui.sources.services import FetchSettings

REMEMBERED = "completed.json"


class Completer:
    """Looks papers up and fills them."""

    def __init__(
        self, store: Store, contents: Contents, indexes: Indexes, clock: Clock, directory: Path
    ) -> None:
        self._store = store
        self._contents = contents
        self._indexes = indexes
        self._clock = clock
        self._remembered = directory / "cache" / REMEMBERED

    def look_up(
        self,
        papers: Sequence[Paper],
        settings: FetchSettings,
        progress: Callable[[str], object] = no_progress,
        cancel: CancelToken = NEVER,
    ) -> Completion:
        """Find out what services know of papers; changes nothing.

        Papers of a Daily Papers page of a known day are looked up by one request for that day's list, papers
        with an arXiv id by one request for a hundred. Each of the others is asked for by its title, of one
        service after the other until one knows it. What services answered is remembered for a week.

        Args:
            papers: Which; those that are complete are skipped.
            settings: What a fetch may do.
            progress: Called with what is being done, in words.
            cancel: Checked often; what was found before a cancellation is returned.
        """
        cache = OfferCache(self._remembered, self._clock())
        run = LookUp(settings, self._clock(), progress, cancel, cache)
        try:
            run.look_up([paper for paper in papers if is_incomplete(paper)])
        except Cancelled:
            run.found.problems["reader"] = "cancelled; what was found before is kept"
        finally:
            cache.save()
        self._set_duplicates_apart(run.found)
        return run.found

    def leave(self, questions: Iterable[Filled]) -> None:
        """Remember that these are other papers; they are not asked about again."""
        cache = OfferCache(self._remembered, self._clock())
        for each in questions:
            cache.leave(asked_as(each.paper), each.offered)
        cache.save()

    def apply(self, filled: Iterable[Filled]) -> Change | None:
        """Fill papers in one step that can be undone.

        Raises:
            store.StoreError: Nothing was changed.
        """
        results = {each.paper.key: each for each in filled}

        def plan(catalogue: Catalogue, _: Shelf) -> PaperChanges:
            now = {key: paper for key in results if (paper := catalogue.get(key)) is not None}
            done = {
                key: completed(paper, results[key].offered, results[key].why) for key, paper in now.items()
            }
            changed = {key: paper for key, paper in done.items() if paper != now[key]}
            return PaperChanges(papers=dict[PaperKey, Paper | None](changed))

        self._contents.keep_starter()
        count = len(results)
        return self._store.change_papers(f"completed {count:,} {'paper' if count == 1 else 'papers'}", plan)

    def _set_duplicates_apart(self, found: Completion) -> None:
        """Fill no paper with an identifier that another one of the library has."""
        from paper_tui.library.paper_finder import PaperFinder

        finder = PaperFinder(self._store.catalogue, self._indexes)
        kept: dict[str, Filled] = {}
        for each in found.filled:
            other = finder.find(Identity(each.offered.arxiv_id, each.offered.doi))
            if other is None or other.key == each.paper.key:
                first = kept.setdefault(each.offered.key, each)
                other = first.paper if first is not each else None
            if other is not None and other.key != each.paper.key:
                found.duplicates.append((each.paper, other))
        found.filled = list(kept.values())
