"""Hugging Face papers as JSON: the daily and search answers of the hub, and ``hf papers ls --json``.

Names are those of the hub's API (huggingface.co/docs/hub/api) and, in snake case, of huggingface_hub.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from paper_tui.papers.builder import build_paper, clean_date
from paper_tui.papers.identifiers import parse_arxiv_id
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import decode_head
from paper_tui.sources.json_records import read_records
from paper_tui.sources.json_values import a_count, a_text

SOURCE = "daily-papers"
_TELLING = re.compile(
    r'"(?:upvotes|submittedOnDailyAt|discussionId|discussion_id|submitted_at|numComments|ai_keywords)"\s*:'
)
_OURS = re.compile(r'\{"key": *"(?:arxiv|doi|title):')
Record = Mapping[str, Any]


def recognises(head: bytes) -> bool:
    """Return whether it is JSON that has a field which only the hub's papers have, and no record of ours."""
    text = decode_head(head).lstrip()
    return text.startswith(("[", "{")) and not _OURS.match(text) and bool(_TELLING.search(text))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """The papers; ranked by their order there where all of them are of one day."""
    papers: list[Paper] = []
    for item in read_records(stream, lambda record: paper(record, context), _is_record):
        if isinstance(item, Paper):
            papers.append(item)
        else:
            yield item
    yield from ranked(papers)


def paper(record: Record, context: Context) -> Paper:
    """The paper of one item.

    Raises:
        ValueError: It has no title.
    """
    inner = record.get("paper")
    outer, item = record, inner if isinstance(inner, Mapping) else record
    both = {**outer, **{name: value for name, value in item.items() if value not in (None, "", [])}}
    number = a_text(item, "id", "paper_id", "arxiv_id")
    return build_paper(
        title=a_text(both, "title"),
        abstract=a_text(both, "summary", "abstract"),
        authors=_authors(both),
        published=a_text(item, "publishedAt", "published_at"),
        url="" if parse_arxiv_id(number) else f"https://huggingface.co/papers/{number}" if number else "",
        arxiv_id=number,
        keywords=_keywords(both),
        summary=a_text(both, "ai_summary", "aiSummary"),
        links=[a_text(both, "githubRepo", "github_repo"), a_text(both, "projectPage", "project_page")],
        sightings=(_sighting(both, outer, context),),
        details=_details(both),
    )


def _sighting(both: Record, outer: Record, context: Context) -> Sighting:
    day = a_text(both, "submittedOnDailyAt", "submitted_at", "submittedAt")
    if not day and "paper" in outer:
        day = a_text(outer, "publishedAt")
    votes, comments = a_count(both, "upvotes"), a_count(both, "numComments", "num_comments", "comments")
    edition = clean_date(day)
    edition = edition if len(edition) == len("2026-09-03") else ""
    return Sighting(SOURCE, edition, votes=votes, comments=comments, seen=context.now)


def _authors(record: Record) -> list[str]:
    """Names; an author whom the hub hides was claimed in error."""
    authors = record.get("authors")
    if not isinstance(authors, list):
        return []
    shown = [author for author in authors if not (isinstance(author, Mapping) and author.get("hidden"))]
    names = (a_text(one, "name", "fullname") if isinstance(one, Mapping) else one for one in shown)
    return [name for name in names if isinstance(name, str)]


def _keywords(record: Record) -> list[str]:
    words = record.get("ai_keywords") or record.get("aiKeywords")
    return [word for word in words if isinstance(word, str)] if isinstance(words, list) else []


def _details(record: Record) -> dict[str, str]:
    stars = a_count(record, "githubStars", "github_stars")
    return {
        "organization": _named(record.get("organization")),
        "submitter": _named(
            record.get("submittedBy") or record.get("submittedOnDailyBy") or record.get("submitted_by")
        ),
        "github stars": "" if stars is None else str(stars),
        "withdrawn": clean_date(a_text(record, "withdrawnAt")),
    }


def _named(value: object) -> str:
    if isinstance(value, Mapping):
        return a_text(value, "fullname", "name", "user")
    return value if isinstance(value, str) else ""


def ranked(papers: list[Paper]) -> Iterator[Paper]:
    """The papers with their rank where they are one edition: a list of several days has none."""
    one_edition = len({paper.edition for paper in papers}) == 1 and len(papers) > 1 and papers[0].edition
    for rank, found in enumerate(papers, 1):
        yield replace(found, sightings=(replace(found.sightings[0], rank=rank),)) if one_edition else found


def _is_record(record: dict[str, Any]) -> bool:
    return isinstance(record.get("paper"), dict) or ("title" in record and "id" in record)


FORMAT = Format("hf-json", "Hugging Face papers as JSON", recognises, read)
