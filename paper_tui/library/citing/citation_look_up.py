"""Ask services what papers cite and who cites them, all at the same time; answers are remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from paper_tui.graph import joined, merged_works
from paper_tui.library.citing.citation_answers import Answer, AnswerCache
from paper_tui.library.importing.fetch_job import KEY_VARIABLES
from paper_tui.library.importing.fetched_papers import fetched_papers, specs_of
from paper_tui.library.importing.imports import no_progress
from paper_tui.network import is_offline
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.identity import Identity
from paper_tui.papers.paper import Paper
from paper_tui.papers.work import Work, work_of

if TYPE_CHECKING:
    from paper_tui.sources.services import FetchSettings
    from paper_tui.sources.services.citations import CitationService

OFFLINE = Answer("Services", problem="were not asked: --offline is set")
MOST_NAMED = 200
"""Works of one look-up whose titles are asked for, where a service gives identifiers alone."""


def look_up(
    paper: Paper,
    direction: str,
    cache: AnswerCache,
    settings: FetchSettings,
    now: datetime,
    find: Callable[[Sequence[Work]], Sequence[Paper | None]],
    *,
    again: bool = False,
    doing: Callable[[str], object] = no_progress,
    cancel: CancelToken = NEVER,
) -> list[Answer]:
    """Ask the services that know a direction, as far as their last answers are too old; blocks.

    Args:
        paper: The paper.
        direction: `CITES` or `CITED_BY`.
        cache: Has the last answers, and keeps the new ones.
        settings: What requests may do.
        now: The time.
        find: Finds the papers of the library that works are; of these no title is asked for.
        again: Whether to ask although the last answers are fresh.
        doing: Called with what is being done, in words.
        cancel: Checked often.

    Returns:
        An answer of every service, with the reason where it lists nothing.

    Raises:
        Cancelled: The caller cancelled; nothing is remembered.
    """
    from paper_tui.sources.services.citations import CITATION_SERVICES, Direction

    way = Direction(direction)
    last = {answer.service: answer for answer in cache.get(paper.key, direction)}
    if is_offline():
        return [*last.values(), OFFLINE]
    services = [service for service in CITATION_SERVICES if way in service.listing]
    fresh = {name: answer for name, answer in last.items() if not again and answer.is_fresh(way, now.date())}
    asked = [service for service in services if service.title not in fresh]
    if asked:
        doing(f"asking {', '.join(service.title for service in asked)}")

    def ask(service: CitationService) -> Answer:
        return _asked(service, paper, way, settings, now, cancel)

    with ThreadPoolExecutor(max(len(asked), 1)) as pool:
        new = list(pool.map(ask, asked))
    works = merged_works(work for answer in new for work in answer.works)
    nameless = [work for work in works if not work.title and not work.text]
    bare = [work for work, paper in zip(nameless, find(nameless), strict=True) if paper is None]
    titles = _titles(bare[:MOST_NAMED], settings, now, doing, cancel)
    new = [_named(answer, titles) for answer in new]
    cache.put(paper.key, direction, [answer for answer in new if answer.day])
    for answer in new:
        old = last.get(answer.service)
        fresh[answer.service] = old if old and old.works and not answer.day else answer
    return [fresh[service.title] for service in services]


def _asked(
    service: CitationService,
    paper: Paper,
    direction: str,
    settings: FetchSettings,
    now: datetime,
    cancel: CancelToken,
) -> Answer:
    """The answer of one service; its problem where there is none."""
    from paper_tui.sources.services import FetchError, NotFound
    from paper_tui.sources.services.citations import Direction

    day = now.date().isoformat()
    if service.needs_key and not settings.api_keys.get(service.name):
        return Answer(service.title, problem=f"needs a key of yours ({KEY_VARIABLES[service.name][0]})")
    if not service.named(paper.identity):
        takes_arxiv = service.named(Identity(arxiv_id="1706.03762"))
        return Answer(service.title, problem="needs an arXiv id or DOI" if takes_arxiv else "needs a DOI")
    try:
        listed = service.ask(paper.identity, Direction(direction), settings, cancel)
    except NotFound:
        return Answer(service.title, day, problem="does not know the paper")
    except FetchError as error:
        return Answer(service.title, problem=f"could not be asked: {error.happened}")
    return Answer(service.title, day, listed.works, listed.total)


def _titles(
    bare: Sequence[Work],
    settings: FetchSettings,
    now: datetime,
    doing: Callable[[str], object],
    cancel: CancelToken,
) -> dict[str, Work]:
    """Descriptions, by id, of works that services gave by identifiers alone."""
    from paper_tui.sources.services import FetchError

    known: dict[str, Work] = {}
    for spec in specs_of(
        (work.arxiv_id for work in bare if work.arxiv_id), (work.doi for work in bare if work.doi)
    ):
        doing(f"asking for the titles of {len(bare):,} works")
        try:
            papers = fetched_papers(spec, settings, now, cancel)
        except FetchError:
            continue  # they stay without a title
        cancel.check()
        known |= {
            name: work_of(paper, "")
            for paper in papers
            for name in (f"arxiv:{paper.arxiv_id}", f"doi:{paper.doi}")
        }
    return known


def _named(answer: Answer, known: dict[str, Work]) -> Answer:
    return replace(answer, works=tuple(_filled(work, known) for work in answer.works))


def _filled(work: Work, known: dict[str, Work]) -> Work:
    description = known.get(work.id)
    if description is None or work.title or work.text:
        return work
    return replace(joined(work, description), sources=work.sources)
