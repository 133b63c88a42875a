"""Fill what papers lack, above all their identifiers, from services; only where the match is certain."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.files import replace_file
from paper_tui.library.contents import Contents
from paper_tui.library.imports import no_progress
from paper_tui.papers.builder import title_digest
from paper_tui.papers.cancellation import NEVER, Cancelled, CancelToken
from paper_tui.papers.clock import Clock, timestamp
from paper_tui.papers.merge import completed
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Change, Shelf
from paper_tui.papers.title_match import Match, judge, words
from paper_tui.store import Catalogue, PaperChanges, Store

if TYPE_CHECKING:
    from paper_tui.sources.services import FetchSettings

REMEMBERED = "completed.json"
WEEK = timedelta(days=7)
"""How long a title is not asked for again that no service knew."""
SOME = 10
"""Papers that a service is asked for when one is looked for."""
WORDS_ASKED = 6
"""Words of a title that arXiv is asked for; more only make a misspelt one fatal."""
SHORTEST_WORD = 3
LONGEST_QUESTION = 250
DAILY = "daily-papers"


@dataclass(frozen=True, slots=True)
class Filled:
    """A paper and what a service knows of it."""

    paper: Paper
    offered: Paper
    service: str
    """The service's name, for display."""

    @property
    def result(self) -> Paper:
        """The paper with its gaps filled."""
        return completed(self.paper, self.offered, "title, as a service has it")


@dataclass
class Completion:
    """Completion of papers by services."""

    filled: list[Filled] = field(default_factory=list)
    """Certain matches."""
    questions: list[Filled] = field(default_factory=list)
    """Matches that the reader has to decide on."""
    unknown: list[Paper] = field(default_factory=list)
    """Papers that no service knows."""
    requests: int = 0
    problem: str = ""
    """Why not every paper was looked up; the rest was, and the next run goes on with the others."""


def is_incomplete(paper: Paper) -> bool:
    """Whether a paper lacks what it could be opened or cited by."""
    return not (paper.arxiv_id or paper.doi)


class Completer:
    """Looks papers up and fills them."""

    def __init__(self, store: Store, contents: Contents, clock: Clock, directory: Path) -> None:
        self._store = store
        self._contents = contents
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

        Papers of a Daily Papers page of a known day are looked up by one request for that day's list. Each
        of the others costs at most two requests.

        Args:
            papers: Which; those that are complete are skipped.
            settings: What a fetch may do.
            progress: Called with what is being done, in words.
            cancel: Checked often; what was found before a cancellation is returned.
        """
        run = _Run(settings, self._clock(), progress, cancel, self._misses())
        try:
            run.look_up([paper for paper in papers if is_incomplete(paper)])
        except Cancelled:
            run.found.problem = "cancelled"
        with suppress(OSError):  # costs asking again
            replace_file(self._remembered, json.dumps(run.misses).encode())
        return run.found

    def _misses(self) -> dict[str, str]:
        """The times at which no service knew a title, by the title's digest; none over a week old."""
        try:
            known = json.loads(self._remembered.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        oldest = timestamp(self._clock() - WEEK)
        recent = known.items() if isinstance(known, dict) else ()
        return {digest: time for digest, time in recent if isinstance(time, str) and time > oldest}

    def apply(self, filled: Iterable[Filled]) -> Change | None:
        """Fill papers in one step that can be undone.

        Raises:
            store.StoreError: Nothing was changed.
        """
        results = {each.paper.key: each.result for each in filled}

        def plan(catalogue: Catalogue, _: Shelf) -> PaperChanges:
            now = {key: paper for key in results if (paper := catalogue.get(key)) is not None}
            changed = {key: results[key] for key, paper in now.items() if results[key] != paper}
            return PaperChanges(papers=dict[PaperKey, Paper | None](changed))

        self._contents.keep_starter()
        count = len(results)
        return self._store.change_papers(f"completed {count:,} {'paper' if count == 1 else 'papers'}", plan)


class _Run:
    """One look-up of many papers."""

    def __init__(
        self,
        settings: FetchSettings,
        now: datetime,
        progress: Callable[[str], object],
        cancel: CancelToken,
        misses: dict[str, str],
    ) -> None:
        limits = replace(settings.limits, papers=SOME)
        self._settings = replace(settings, limits=limits)
        self._now = now
        self._progress = progress
        self._cancel = cancel
        self.misses = misses
        self.found = Completion()

    def look_up(self, papers: Sequence[Paper]) -> None:
        left = self._by_day(papers)
        for number, paper in enumerate(left, 1):
            self._cancel.check()
            digest = title_digest(paper.title)
            if digest in self.misses:
                self.found.unknown.append(paper)
                continue
            self._progress(f"{number:,} of {len(left):,}: {paper.title}")
            if not self._by_title(paper, digest):
                return

    def _by_day(self, papers: Sequence[Paper]) -> list[Paper]:
        """Look papers up in the lists of the days that they stood in, and return those that are left."""
        days: defaultdict[str, list[Paper]] = defaultdict(list)
        for paper in papers:
            day = next((one.edition for one in paper.sightings if one.source == DAILY and one.edition), "")
            days[day].append(paper)
        left = days.pop("", [])
        for day, some in days.items():
            self._progress(f"the Daily Papers of {day}")
            offered = self._ask(f"daily:{day}") if len(some) > 1 else []
            by_title: defaultdict[tuple[str, ...], list[Paper]] = defaultdict(list)
            for each in offered:
                by_title[words(each.title)].append(each)
            for paper in some:
                if not self._choose(paper, by_title[words(paper.title)], "Hugging Face"):
                    left.append(paper)
        return left

    def _by_title(self, paper: Paper, digest: str) -> bool:
        """Ask services for one paper; whether it makes sense to go on with the next."""
        doubtful: list[Filled] = []
        for service, spec in _questions(paper):
            offered = self._ask(spec)
            if self.found.problem:
                return False
            if self._choose(paper, offered, service):
                return True
            doubtful += [
                Filled(paper, each, service) for each in offered if judge(paper, each) is Match.PERHAPS
            ]
        self.found.questions += doubtful[:SOME]
        if not doubtful:
            self.found.unknown.append(paper)
            self.misses[digest] = timestamp(self._now)
        return True

    def _choose(self, paper: Paper, offered: Sequence[Paper], service: str) -> bool:
        """Take the one certain match among papers that were offered; several are a question."""
        same = [each for each in offered if judge(paper, each) is Match.SAME]
        exact = [each for each in same if words(each.title) == words(paper.title)] or same
        if not exact:
            return False
        first = exact[0]
        if any(first.identity.contradicts(other.identity) for other in exact[1:]):
            self.found.questions += [Filled(paper, each, service) for each in exact[:SOME]]
            return True
        self.found.filled.append(Filled(paper, first, service))
        return True

    def _ask(self, spec: str) -> list[Paper]:
        """The papers that a service has for a spec; none where it fails, which is a problem of the run."""
        from paper_tui.sources.base import Context
        from paper_tui.sources.services import FetchError, FetchState, Progress, fetch

        pages = 0

        def count(made: Progress) -> None:
            nonlocal pages
            pages = made.pages

        try:
            items = fetch(
                spec,
                settings=self._settings,
                state=FetchState(None),
                context=Context(spec, self._now.date(), timestamp(self._now)),
                progress=count,
                cancel=self._cancel,
            )
            return [item for item in items if isinstance(item, Paper)]
        except FetchError as error:
            self.found.problem = self.found.problem or error.happened
            return []
        finally:
            self.found.requests += pages
            self._cancel.check()


def _questions(paper: Paper) -> Iterator[tuple[str, str]]:
    """At most two questions for a paper: the service's name for display, and the spec."""
    asked = " ".join(paper.title.split())[:LONGEST_QUESTION]
    long_words = [word for word in words(paper.title) if len(word) >= SHORTEST_WORD and word.isascii()]
    rarest = sorted(dict.fromkeys(long_words), key=len, reverse=True)[:WORDS_ASKED]
    if asked:
        yield "Hugging Face", f"daily:search:{asked}"
    if rarest:
        yield "arXiv", "arxiv:" + " AND ".join(f"ti:{word}" for word in rarest)
