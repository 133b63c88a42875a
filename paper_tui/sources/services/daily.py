"""Hugging Face Daily Papers: days, weeks, months, trending papers and search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from urllib.parse import parse_qs, urlencode

from paper_tui.papers.paper import Paper
from paper_tui.sources import hf_json
from paper_tui.sources.base import Context, Item
from paper_tui.sources.services.exchange_types import Request, Response
from paper_tui.sources.services.response_body import check_json
from paper_tui.sources.services.service import Service, linked_next, number_in

PAGE = 100
_PAGES = re.compile(
    r"https?://(?:www\.)?huggingface\.co/papers/?"
    r"(?:(?:date|week|month)/(?P<period>[\w-]+)|(?P<trending>trending))?/?(?:\?(?P<query>[^#]*))?(?:#.*)?",
    re.ASCII,
)
_SEARCH_PAGE = 120
_LONGEST_QUESTION = 250
_MOST_PAGES = 50


def _argument(text: str) -> str:
    kind, _, words = text.partition(":")
    if kind.strip().lower() == "search":
        question = " ".join(words.split())
        if not 0 < len(question) <= _LONGEST_QUESTION:
            raise ValueError(f"search: needs words, up to {_LONGEST_QUESTION} characters of them")
        return f"search:{question}"
    name = text.strip().upper()
    if name in ("", "TRENDING"):
        return name.lower()
    if not _period(name):
        raise ValueError(
            "expected a day (2026-09-03), a week (2026-W36), a month (2026-09), trending or search:WORDS"
        )
    return name


def _bare(text: str) -> str | None:
    """The argument for the URL of a page of Daily Papers."""
    page = _PAGES.fullmatch(text)
    if not page:
        return None
    asked = parse_qs(page["query"] or "")
    question, day = (asked.get(name, [""])[0] for name in ("q", "date"))
    named = f"search:{question}" if question else page["period"] or page["trending"] or day
    try:
        return _argument(named)
    except ValueError:
        return None


def _period(name: str) -> str:
    """Name of the query parameter for a period; empty if it is none."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", name, re.ASCII):
            date.fromisoformat(name)
            return "date"
        if re.fullmatch(r"\d{4}-W\d\d", name, re.ASCII):
            date.fromisocalendar(int(name[:4]), int(name[6:]), 1)
            return "week"
        if re.fullmatch(r"\d{4}-\d\d", name, re.ASCII):
            date.fromisoformat(f"{name}-01")
            return "month"
    except ValueError:
        return ""
    return ""


def _first(argument: str, base: str, most: int) -> Request:
    if argument.startswith("search:"):
        asked = urlencode({"q": argument.removeprefix("search:"), "limit": _SEARCH_PAGE})
        return Request(f"{base}/api/papers/search?{asked}", "application/json")
    url, period = f"{base}/api/daily_papers?limit={PAGE}", _period(argument)
    if period:
        return Request(f"{url}&{period}={argument}", "application/json", _MOST_PAGES)
    pages = -(-most // PAGE)
    return Request(f"{url}&sort=trending" if argument else url, "application/json", 1 if argument else pages)


def _read(response: Response, context: Context) -> Iterator[Item]:
    """The items, ranked over all pages of a day; positions in other lists are no ranks."""
    dated = re.search("[?&]date=", response.url)
    before = number_in(response.url, "p") * PAGE if dated else None
    for item in hf_json.read(BytesIO(response.body), context):
        yield _ranked(item, before) if isinstance(item, Paper) else item


def _ranked(paper: Paper, before: int | None) -> Paper:
    """The paper with its rank over all pages, or without."""
    moved = (
        replace(one, rank=None if before is None or one.rank is None else one.rank + before)
        for one in paper.sightings
    )
    return replace(paper, sightings=tuple(moved))


SERVICE = Service(
    name="daily",
    title="Hugging Face Daily Papers",
    forms=(
        "daily",
        "daily:2026-09-03",
        "daily:2026-W36",
        "daily:2026-09",
        "daily:trending",
        "daily:search:WORDS",
    ),
    base_url="https://huggingface.co",
    argument=_argument,
    first=_first,
    read=_read,
    following=linked_next,
    check=check_json,
    bare=_bare,
)
