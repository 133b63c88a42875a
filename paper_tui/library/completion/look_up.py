"""One look-up of many papers at services, with as few requests as it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from paper_tui.library.completion.offers import Offer, OfferCache
from paper_tui.library.completion.outcome import BY_ID, Completion, Filled, asked_as
from paper_tui.library.importing.fetched_papers import fetched_papers
from paper_tui.network import is_offline
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.papers.title_match import Match, judge, words

if TYPE_CHECKING:
    from paper_tui.sources.services import FetchSettings

SOME = 10
"""Papers that a service is asked for when one is looked for."""
WORDS_ASKED = 6
"""Words of a title that arXiv is asked for; more only make a misspelt one fatal."""
SHORTEST_WORD = 3
LONGEST_QUESTION = 250
SAVED_AFTER = 10
"""Papers after which the answers so far are written to disk."""
IDS_AT_ONCE = 100
DAILY = "daily-papers"
OFFLINE = "No service was asked: --offline is set"


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a service."""

    service: str
    """Its name for display."""
    spec: str


class LookUp:
    """Looks papers up; `found` grows meanwhile."""

    def __init__(
        self,
        settings: FetchSettings,
        now: datetime,
        progress: Callable[[str], object],
        cancel: CancelToken,
        cache: OfferCache,
    ) -> None:
        limits = replace(settings.limits, papers=SOME)
        self._settings = replace(settings, limits=limits)
        self._now = now
        self._progress = progress
        self._cancel = cancel
        self._cache = cache
        self.found = Completion()

    def look_up(self, papers: Sequence[Paper]) -> None:
        """Look papers up.

        Raises:
            Cancelled: The caller cancelled; `found` has what was found before.
        """
        asked = [paper for paper in papers if not self._remembered(paper)]
        if asked and is_offline():
            self.found.problems["network"] = OFFLINE
            self.found.unasked = len(asked)
            return
        named = [paper for paper in asked if paper.arxiv_id or paper.doi]
        self._by_id(named)
        left = self._by_day([paper for paper in asked if not (paper.arxiv_id or paper.doi)])
        self.found.unasked = len(left)
        for number, paper in enumerate(left, 1):
            self._cancel.check()
            self._progress(f"{number:,} of {len(left):,}: {paper.title}")
            self.found.unasked -= self._by_title(paper)
            if number % SAVED_AFTER == 0:
                self._cache.save()

    def _remembered(self, paper: Paper) -> bool:
        """Return whether the services answered this week; what they answered is judged again."""
        offers = self._cache.get(asked_as(paper))
        if offers is None:
            return False
        if paper.arxiv_id or paper.doi:
            self.found.filled += [Filled(paper, each.paper, each.service, BY_ID) for each in offers[:1]]
        elif not self._choose(paper, offers):
            self._ask_reader(paper, offers)
        return True

    def _by_id(self, papers: Sequence[Paper]) -> None:
        """Ask for papers whose identifier is known, so that nothing has to be judged."""
        at_arxiv = [paper for paper in papers if paper.arxiv_id]
        for start in range(0, len(at_arxiv), IDS_AT_ONCE):
            some = {paper.arxiv_id: paper for paper in at_arxiv[start : start + IDS_AT_ONCE]}
            self._progress(f"{len(some):,} papers by their arXiv ids")
            offered = {paper.arxiv_id: paper for paper in self._ask(Question("arXiv", _ids(some)))}
            self._take(some, offered, "arXiv")
        for paper in papers:
            if not paper.arxiv_id and "DOI registrar" not in self.found.problems:
                self._progress(f"{paper.doi}: {paper.title}")
                answers = self._ask(Question("DOI registrar", f"doi:{paper.doi}"))
                self._take({paper.doi: paper}, {each.doi: each for each in answers}, "DOI registrar")

    def _take(self, wanted: dict[str, Paper], offered: dict[str, Paper], service: str) -> None:
        if service in self.found.problems:
            return
        for name, paper in wanted.items():
            offers = [Offer(service, offered[name])] if name in offered else []
            self._cache.put(asked_as(paper), offers)
            self.found.filled += [Filled(paper, each.paper, service, BY_ID) for each in offers]
            self.found.unknown += [] if offers else [paper]

    def _by_day(self, papers: Sequence[Paper]) -> list[Paper]:
        """Look papers up in the lists of the days that they were in, and return those that are left."""
        days: defaultdict[str, list[Paper]] = defaultdict(list)
        for paper in papers:
            day = next((one.edition for one in paper.sightings if one.source == DAILY and one.edition), "")
            days[day].append(paper)
        left = days.pop("", [])
        for day, some in days.items():
            self._progress(f"the Daily Papers of {day}")
            offered = self._ask(Question("Hugging Face", f"daily:{day}")) if len(some) > 1 else []
            left += self._of_day(some, [Offer("Hugging Face", each) for each in offered])
        return left

    def _of_day(self, papers: Sequence[Paper], offers: Sequence[Offer]) -> list[Paper]:
        """Choose papers among those of their day, and return those that are not there."""
        by_title: defaultdict[tuple[str, ...], list[Offer]] = defaultdict(list)
        for each in offers:
            by_title[words(each.paper.title)].append(each)
        missing = [paper for paper in papers if not self._choose(paper, by_title.pop(words(paper.title), []))]
        others = [each for some in by_title.values() for each in some]
        return [paper for paper in missing if not self._choose(paper, others)]

    def _by_title(self, paper: Paper) -> bool:
        """Ask one service after the other for a paper; whether all that had to be asked were."""
        doubtful: list[Offer] = []
        is_complete = True
        for question in self._questions(paper):
            if question.service in self.found.problems:
                is_complete = False
                continue
            offers = [Offer(question.service, each) for each in self._ask(question)]
            is_complete = is_complete and question.service not in self.found.problems
            if self._choose(paper, offers):
                return True
            known = {each.paper.key for each in doubtful}
            doubtful += [
                each
                for each in offers
                if each.paper.key not in known and judge(paper, each.paper) is Match.PERHAPS
            ]
        if is_complete:
            self._cache.put(asked_as(paper), doubtful[:SOME])
        if is_complete or doubtful:
            self._ask_reader(paper, doubtful)
        return is_complete

    def _choose(self, paper: Paper, offers: Sequence[Offer]) -> bool:
        """Take the one certain match among offers; several are a question."""
        same = [each for each in offers if judge(paper, each.paper) is Match.SAME]
        exact = [each for each in same if words(each.paper.title) == words(paper.title)] or same
        if not exact:
            return False
        self._cache.put(asked_as(paper), exact[:SOME])
        first = exact[0]
        if any(first.paper.identity.contradicts(other.paper.identity) for other in exact[1:]):
            self._ask_reader(paper, exact)
        else:
            self.found.filled.append(Filled(paper, first.paper, first.service))
        return True

    def _ask_reader(self, paper: Paper, offers: Sequence[Offer]) -> None:
        """Make questions of offers; without any, the paper is unknown."""
        open_ones = [each for each in offers if not self._cache.is_left(asked_as(paper), each.paper)]
        self.found.questions += [Filled(paper, each.paper, each.service) for each in open_ones[:SOME]]
        if not open_ones:
            self.found.unknown.append(paper)

    def _ask(self, question: Question) -> list[Paper]:
        """The papers that a service has; none where it fails, which is a problem of the run."""
        from paper_tui.sources.services import FetchError, Progress

        pages = 0

        def count(made: Progress) -> None:
            nonlocal pages
            pages = made.pages

        try:
            return fetched_papers(question.spec, self._settings, self._now, self._cancel, count)
        except FetchError as error:
            self.found.problems.setdefault(question.service, error.happened)
            return []
        finally:
            self.found.requests += pages
            self._cancel.check()

    def _questions(self, paper: Paper) -> Iterator[Question]:
        """The questions to services for a paper, in their order."""
        title = " ".join(paper.title.split())[:LONGEST_QUESTION]
        long_words = [word for word in words(paper.title) if len(word) >= SHORTEST_WORD and word.isascii()]
        rarest = sorted(dict.fromkeys(long_words), key=len, reverse=True)[:WORDS_ASKED]
        if title:
            yield Question("Hugging Face", f"daily:search:{title}")
        if rarest:
            yield Question("arXiv", "arxiv:" + " AND ".join(f"ti:{word}" for word in rarest))
        if not words(title):
            return
        yield Question("Crossref", f"crossref:{title}")
        yield Question("DataCite", f"datacite:{title}")
        if self._settings.api_keys.get("semanticscholar"):
            yield Question("Semantic Scholar", f"semanticscholar:{title}")


def _ids(papers: dict[str, Paper]) -> str:
    return f"arxiv:{','.join(papers)}"
