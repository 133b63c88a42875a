"""The Hugging Face Daily Papers page as text: saved, or copied from the browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.sources.base import Context, Format, Item, Notice, Reject, SourceError
from paper_tui.sources.daily_page_lines import Kind, Piece, is_page_header, pieces
from paper_tui.sources.daily_page_prose import PROSE, Text, prose_score, title_flags
from paper_tui.sources.encoding import decode, decode_head
from paper_tui.sources.input_stream import read_all

SOURCE = "daily-papers"
LARGEST_PAGE = 64 * 2**20
_ANY_DAY = date(2000, 1, 1)
"""To recognise a page the year does not matter."""
_LONGEST_ORGANISATION = 60
_HEADER_REACH = 60
_STRAY_TEXTS = 3
_CARD = (Kind.SUBMITTER, Kind.VOTES, Kind.AUTHORS, Kind.COMMENTS)


@dataclass(slots=True)
class Card:
    """One paper of a page, while the page is read."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    sighting: Sighting = field(default_factory=lambda: Sighting(SOURCE))
    published: str = ""
    details: dict[str, str] = field(default_factory=dict)

    def paper(self, seen: str) -> Paper:
        """The paper of this card."""
        return build_paper(
            title=self.title,
            abstract="\n\n".join(self.paragraphs),
            published=self.published,
            sightings=(replace(self.sighting, seen=seen),),
            details=self.details,
        )


def recognises(head: bytes) -> bool:
    """True if the text has the page's header or cards, or else titles and abstracts that take turns."""
    text = decode_head(head)
    if text.lstrip().startswith(("<", "{", "[")):
        return False
    page = list(pieces(text, _ANY_DAY))
    kinds = {piece.kind for piece in page}
    texts = [piece for piece in page if piece.kind is Kind.TEXT]
    if any(map(is_page_header, page)) and (Kind.DATE in kinds or texts):
        return bool(texts)
    if Kind.SUBMITTER in kinds and kinds & {Kind.NUMBER, Kind.AUTHORS, Kind.VOTES}:
        return bool(texts)
    return _takes_turns(cards(page))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """The papers of one or several pages, ranked by their order there."""
    text, notice = decode(read_all(stream, LARGEST_PAGE))
    if notice:
        yield Notice(notice)
    found = cards(list(pieces(text, context.today)))
    if not found:
        raise SourceError("no title of a paper was found on it")
    undated = sum(not card.sighting.edition for card in found)
    if undated:
        yield Notice(f"The page names no day, so {undated} of its papers belong to no edition.")
    for card in found:
        try:
            yield card.paper(context.now)
        except ValueError as error:
            yield Reject(1, str(error), card.title[:200])


def cards(page: list[Piece]) -> list[Card]:
    """The papers of a page in its order."""
    body = _without_organisations(_without_headers(page))
    return _Reader(body).cards


def _takes_turns(found: list[Card]) -> bool:
    """True if this is a page although nothing names it: each title has words, most have one long abstract."""
    full = [card for card in found if sum(map(len, card.paragraphs)) >= 200]
    broken = sum(len(card.paragraphs) > 1 for card in found)
    named = all(len(card.title.split()) > 1 for card in found)
    return bool(full) and named and len(full) * 3 >= len(found) * 2 and broken * 3 <= len(found)


def _without_headers(page: list[Piece]) -> list[Piece]:
    """The page without the lines between the first line of a header and its date."""
    dropped: set[int] = set()
    for index, piece in enumerate(page):
        if piece.kind is Kind.DATE:
            dropped.update(range(_header_start(page, index), index))
    return [piece for index, piece in enumerate(page) if index not in dropped or is_page_header(piece)]


def _header_start(page: list[Piece], end: int) -> int:
    """The line at which the header with the date at `end` begins: the page's menu, else the first line."""
    start, stray = end, 0
    for index in range(end - 1, max(end - _HEADER_REACH, 0) - 1, -1):
        piece = page[index]
        if piece.kind in _CARD or (piece.kind is Kind.TEXT and prose_score(piece.value) >= PROSE):
            return start
        stray = stray + 1 if piece.kind is Kind.TEXT else 0
        if stray > _STRAY_TEXTS:
            return start
        if piece.kind is Kind.MENU:
            start = index
    return 0 if end < _HEADER_REACH else start


def _without_organisations(page: list[Piece]) -> list[Piece]:
    """The page without the organisations between a title and its number of authors."""
    kept: list[Piece] = []
    for index, piece in enumerate(page):
        if not _is_organisation(page, index):
            kept.append(piece)
    return kept


def _is_organisation(page: list[Piece], index: int) -> bool:
    if not 2 <= index < len(page) - 1 or page[index + 1].kind is not Kind.AUTHORS:
        return False
    before = page[index - 2].kind in (Kind.SUBMITTER, Kind.VOTES, Kind.NUMBER)
    texts = page[index].kind is Kind.TEXT and page[index - 1].kind is Kind.TEXT
    return before and texts and len(page[index].value) <= _LONGEST_ORGANISATION


class _Reader:
    """Goes once over a page and gives each number and name to the paper it belongs to."""

    def __init__(self, page: list[Piece]) -> None:
        self.cards: list[Card] = []
        self._edition = ""
        self._rank = 0
        self._next: dict[str, str] = {}
        self._votes: int | None = None
        self._votes_lead = _votes_lead(page)
        flags = iter(title_flags(_texts(page)))
        for piece in page:
            self._take(piece, next(flags) if piece.kind is Kind.TEXT else False)

    def _take(self, piece: Piece, is_title: bool) -> None:
        if piece.kind is Kind.TEXT:
            self._text(piece.value, is_title)
        elif piece.kind is Kind.DATE:
            self._edition, self._rank = piece.value, 0
        elif is_page_header(piece):
            self._new_page()
        elif piece.kind is Kind.SUBMITTER:
            self._next["submitter"] = piece.value
        elif piece.kind is not Kind.MENU:
            self._say(piece)

    def _new_page(self) -> None:
        if self._rank:
            self._edition, self._rank = "", 0

    def _text(self, text: str, is_title: bool) -> None:
        if not is_title and self.cards:
            self.cards[-1].paragraphs.append(text)
            return
        self._rank += 1
        sighting = Sighting(SOURCE, self._edition, self._rank, self._votes)
        self.cards.append(Card(text, sighting=sighting, details=self._next))
        self._next, self._votes = {}, None

    def _say(self, piece: Piece) -> None:
        """Note a number or a day, for the paper above it or for the one to come."""
        if self._is_for_next(piece) or not self.cards:
            self._votes = int(piece.value) if piece.kind in (Kind.VOTES, Kind.NUMBER) else self._votes
            return
        card = self.cards[-1]
        if piece.kind is Kind.AUTHORS:
            card.details.setdefault("author count", piece.value)
        elif piece.kind is Kind.PUBLISHED:
            card.published = card.published or piece.value
        elif piece.kind is Kind.VOTES or (piece.kind is Kind.NUMBER and not self._votes_lead):
            card.sighting = replace(card.sighting, votes=int(piece.value))
        else:
            card.sighting = replace(card.sighting, comments=int(piece.value))

    def _is_for_next(self, piece: Piece) -> bool:
        """True if a number of votes belongs to the paper below: where the page shows votes before titles."""
        if piece.kind not in (Kind.VOTES, Kind.NUMBER) or not self._votes_lead:
            return False
        if piece.kind is Kind.VOTES or "submitter" in self._next or not self.cards:
            return True
        card = self.cards[-1]
        return "author count" not in card.details or card.sighting.comments is not None


def _votes_lead(page: list[Piece]) -> bool:
    """Return whether the page shows votes before titles: the first number is above the first text."""
    first = next((piece.kind for piece in page if piece.kind in (Kind.TEXT, Kind.VOTES, Kind.NUMBER)), None)
    return first in (Kind.VOTES, Kind.NUMBER)


def _texts(page: list[Piece]) -> list[Text]:
    """The page's texts with what their neighbours say of them."""
    texts = []
    solid = [piece for piece in page if piece.kind is not Kind.MENU]
    leads = _votes_lead(page)
    for index, piece in enumerate(solid):
        if piece.kind is not Kind.TEXT:
            continue
        before = solid[index - 1].kind if index else None
        after = solid[index + 1].kind if index + 1 < len(solid) else None
        led = before is Kind.SUBMITTER or (leads and before in (Kind.VOTES, Kind.NUMBER))
        texts.append(Text(piece.value, led, after is Kind.AUTHORS))
    return texts


FORMAT = Format("daily-page", "Hugging Face Daily Papers page as text", recognises, read)
