"""arXiv API: categories, ids, authors and words (info.arxiv.org/help/api/user-manual.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urlencode

from paper_tui.papers.identifiers import ArxivId, parse_arxiv_id
from paper_tui.sources import arxiv_atom
from paper_tui.sources.base import Context, Item
from paper_tui.sources.services.exchange_types import Interrupted, Request, Response
from paper_tui.sources.services.rate_limit import ARXIV_INTERVAL
from paper_tui.sources.services.response_body import check_xml
from paper_tui.sources.services.service import Service, number_in

PAGE = 100
MOST = 30_000
"""Limit of arXiv for one query."""
_CATEGORY = re.compile(
    r"(?:astro-ph|cond-mat|cs|econ|eess|gr-qc|hep-(?:ex|lat|ph|th)|math(?:-ph)?|nlin|nucl-(?:ex|th)|physics"
    r"|q-(?:bio|fin)|quant-ph|stat)(?:\.[A-Za-z-]+)?"
)
_LIST = re.compile(r"https?://(?:www\.|export\.)?arxiv\.org/list/([\w.-]+)(?:[/?#]|$)", re.ASCII)
_FIELD = re.compile(r"(?:ti|au|abs|co|jr|cat|rn|all):\S")
_TOTAL = re.compile(rb"totalResults[^>]{0,200}>\s*(\d{1,9})\s*<")
_ENTRY = re.compile(rb"<(?:\w+:)?entry[\s>]")


def _argument(text: str) -> str:
    words = " ".join(text.split())
    if not re.search(r"\w", words.removeprefix("au:")):
        raise ValueError("expected a category (cs.CL), ids (1706.03762), au:NAME or words")
    ids = _ids(words)
    if len(ids) > PAGE:
        raise ValueError(f"at most {PAGE} ids at a time")
    return ",".join(ids) or words


def _ids(words: str) -> tuple[str, ...]:
    """The ids with their versions, if the text has nothing else."""
    found = [parse_arxiv_id(part) for part in re.split(r"[,\s]+", words) if part]
    ids = tuple(_spelled(one) for one in found if one)
    return ids if len(ids) == len(found) else ()


def _bare(text: str) -> str | None:
    """An id, also from the URL of its page, or the category of a listing."""
    number = parse_arxiv_id(text)
    if number:
        return _spelled(number)
    listed = _LIST.match(text)
    return listed[1] if listed and _CATEGORY.fullmatch(listed[1]) else None


def _spelled(found: ArxivId) -> str:
    """An id with its version, if it has one."""
    return f"{found.number}v{found.version}" if found.version else found.number


def _first(argument: str, base: str, most: int) -> Request:
    ids = _ids(argument)
    asked: dict[str, str | int] = {"id_list": ",".join(ids), "max_results": len(ids)}
    if not ids:
        asked = {"search_query": _query(argument), "sortBy": "submittedDate", "sortOrder": "descending"}
        asked |= {"start": 0, "max_results": PAGE}
    pages = 1 if ids else -(-min(most, MOST) // PAGE)
    return Request(f"{base}/api/query?{urlencode(asked)}", "application/atom+xml", pages)


def _query(argument: str) -> str:
    """Translate a category, an author or words to arXiv's query language; queries in it are kept."""
    if _CATEGORY.fullmatch(argument):
        return f"cat:{argument}" if "." in argument else f"cat:{argument} OR cat:{argument}.*"
    name = argument.removeprefix("au:").strip()
    if name != argument and not re.search(r'["()]| (?:AND|OR|ANDNOT) ', name):
        return f'au:"{name}"'
    if _FIELD.match(argument):
        return argument
    words = re.findall(r"[^\s\"():]+", argument)
    return " AND ".join(f"all:{word}" for word in words)


def _check(response: Response) -> None:
    """As `check_xml`; arXiv sometimes returns an empty page although its count says otherwise."""
    check_xml(response)
    if not _ENTRY.search(response.body) and number_in(response.url, "start") < _total(response):
        raise Interrupted("arXiv left a page empty that should hold papers")


def _read(response: Response, context: Context) -> Iterator[Item]:
    return arxiv_atom.read(BytesIO(response.body), context)


def _following(request: Request, response: Response) -> str:
    start = number_in(request.url, "start")
    if start + PAGE >= min(_total(response), MOST):
        return ""
    return request.url.replace(f"&start={start}&", f"&start={start + PAGE}&")


def _total(response: Response) -> int:
    found = _TOTAL.search(response.body[:65_536])
    return int(found[1]) if found else 0


SERVICE = Service(
    name="arxiv",
    title="arXiv",
    forms=("arxiv:cs.CL", "arxiv:1706.03762", "arxiv:au:NAME", "arxiv:WORDS"),
    base_url="https://export.arxiv.org",
    argument=_argument,
    first=_first,
    read=_read,
    following=_following,
    check=_check,
    bare=_bare,
    interval=ARXIV_INTERVAL,
)
