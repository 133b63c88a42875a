"""Papers that Semantic Scholar recommends to readers of a paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote, urlencode

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.sources import semantic_scholar_json
from paper_tui.sources.base import Context
from paper_tui.sources.json_values import Json, objects
from paper_tui.sources.services.citations import CITATION_SERVICES
from paper_tui.sources.services.exchange_types import FetchSettings
from paper_tui.sources.services.json_answers import get_json

SERVICE = next(each for each in CITATION_SERVICES if each.name == "semanticscholar")
FIELDS = "title,abstract,authors,year,publicationDate,venue,externalIds"
MOST = 100


def recommended(
    paper: Paper, most: int, settings: FetchSettings, cancel: CancelToken, today: date
) -> list[Paper]:
    """Ask for papers like one; blocks. Nothing for a paper without an arXiv id or DOI.

    Raises:
        NotFound: The service does not know the paper.
        FetchError: It could not be asked.
        Cancelled: The caller cancelled.
    """
    name = SERVICE.named(paper.identity)
    if not name:
        return []
    query = urlencode({"limit": min(most, MOST), "fields": FIELDS})
    path = f"/recommendations/v1/papers/forpaper/{quote(name, safe=':/')}?{query}"
    answer = get_json(SERVICE, path, settings, cancel)
    context = Context("semanticscholar", today, "")
    listed = objects(answer, "recommendedPapers") if isinstance(answer, dict) else []
    return [found for record in listed for found in _read(record, context)][:MOST]


def _read(record: Json, context: Context) -> Iterator[Paper]:
    try:
        yield semantic_scholar_json.paper(record, context)
    except ValueError:
        return  # without a title
