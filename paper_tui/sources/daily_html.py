"""The Hugging Face Daily Papers page as a browser saves it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.identifiers import parse_arxiv_id
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.sources.base import Context, Format, Item, Notice, Reject, SourceError
from paper_tui.sources.daily_page_dates import page_date
from paper_tui.sources.daily_page_lines import Kind, pieces
from paper_tui.sources.encoding import decode, decode_head
from paper_tui.sources.hf_json import paper as hub_paper
from paper_tui.sources.hf_json import ranked
from paper_tui.sources.html_cards import CardParser, HtmlCard
from paper_tui.sources.input_stream import read_all

SOURCE = "daily-papers"
LARGEST_PAGE = 64 * 2**20
_TELLING = re.compile(r"daily papers|/papers/\d{4}\.\d{4,5}|dailypapers", re.IGNORECASE)


def recognises(head: bytes) -> bool:
    """Return whether it is HTML that speaks of daily papers."""
    text = decode_head(head)
    return "<html" in text[:4_000].lower() and bool(_TELLING.search(text))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """The papers of the page's own data, or else of its cards."""
    text, notice = decode(read_all(stream, LARGEST_PAGE))
    if notice:
        yield Notice(notice)
    parser = CardParser()
    unread = _fed(parser, text)
    if unread:
        yield Notice(f"The HTML breaks off at line {text.count(chr(10), 0, len(text) - unread) + 1}.")
    found: list[Paper] = []
    for record in parser.records:
        try:
            found.append(hub_paper(record, context))
        except ValueError as error:
            yield Reject(1, str(error), str(record.get("paper"))[:200])
    unique = list({paper.key: paper for paper in found}.values())
    yield from ranked(unique) if unique else _from_cards(parser, context)


def _fed(parser: CardParser, text: str) -> int:
    """Read the page; how many characters at its end belong to a tag that is never closed."""
    try:
        parser.feed(text)
        return len(parser.finish())
    except AssertionError as error:  # how html.parser says that markup in a declaration is broken
        raise SourceError("its HTML is broken") from error


def _from_cards(parser: CardParser, context: Context) -> Iterator[Item]:
    days = (page_date(text, context.today) for text in parser.outside)
    edition = next((day for day in days if day), "")
    titled = [card for card in parser.cards if card.title]
    if not titled:
        raise SourceError("no title of a paper was found in its HTML")
    for rank, card in enumerate(titled, 1):
        try:
            yield _paper(card, edition or _day(card), rank if edition else None, context)
        except ValueError as error:
            yield Reject(1, str(error), card.title[:200])


def _paper(card: HtmlCard, edition: str, rank: int | None, context: Context) -> Paper:
    counts: dict[str, int] = {}
    details: dict[str, str] = {}
    for piece in pieces("\n".join(card.lines), context.today):
        if piece.kind is Kind.SUBMITTER:
            details["submitter"] = piece.value
        elif piece.kind is Kind.AUTHORS:
            details["author count"] = piece.value
        elif piece.kind in (Kind.NUMBER, Kind.VOTES, Kind.COMMENTS):
            name = "comments" if piece.kind is Kind.COMMENTS or "votes" in counts else "votes"
            counts.setdefault(name, int(piece.value))
    is_arxiv = parse_arxiv_id(card.number) is not None
    return build_paper(
        title=card.title,
        abstract="\n\n".join(card.paragraphs),
        url="" if is_arxiv or not card.number else f"https://huggingface.co/papers/{card.number}",
        arxiv_id=card.number if is_arxiv else "",
        sightings=(
            Sighting(SOURCE, edition, rank, counts.get("votes"), counts.get("comments"), seen=context.now),
        ),
        details=details,
    )


def _day(card: HtmlCard) -> str:
    try:
        return date.fromisoformat(card.day).isoformat()
    except ValueError:
        return ""


FORMAT = Format("daily-html", "Hugging Face Daily Papers page as HTML", recognises, read)
