"""The lines of a Daily Papers page: what is a text of a paper, and what is the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import pairwise

from paper_tui.sources.daily_page_dates import page_date


class Kind(Enum):
    """The kind of a line of the page."""

    TEXT = auto()
    DATE = auto()
    MENU = auto()
    SUBMITTER = auto()
    VOTES = auto()
    COMMENTS = auto()
    AUTHORS = auto()
    NUMBER = auto()
    """Votes or comments, by its position."""
    PUBLISHED = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a paragraph put together again, and what it is."""

    kind: Kind
    value: str
    """The text, the ISO date, the name or the number in digits; for a menu its words."""


_COUNT = r"(\d[\d,]{0,11}(?:\.\d+)?\s?[km]?)"
_PATTERNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE | re.ASCII))
    for kind, pattern in (
        (Kind.SUBMITTER, r"submitted by\b\s*:?\s*(\S.{0,80})?"),
        (Kind.AUTHORS, rf"{_COUNT} authors?|\+\s?{_COUNT}"),
        (Kind.COMMENTS, rf"(?:💬\s*|comments?:?\s*){_COUNT}|{_COUNT} comments?"),
        (Kind.VOTES, rf"(?:[▲△⬆👍^]\s*|upvotes?:?\s*|votes?:?\s*){_COUNT}|{_COUNT} (?:up)?votes?"),
        (Kind.NUMBER, _COUNT),
        (Kind.PUBLISHED, r"published on (.{4,40})"),
    )
)
_MENU = re.compile(
    r"new|get trending papers in your email inbox!|subscribe|daily papers|hugging face|models|datasets|"
    r"spaces|buckets|docs|enterprise|pricing|log in|sign up|by|ak|and the research community|daily|"
    r"weekly|monthly|trending|today|trending papers|previous|next|view all|load more|upvote|comment|"
    r"comments|share|pdf|arxiv page|view arxiv page|github|project page|website|tasks|huggingchat|"
    r"collections|languages|organizations|community|blog|posts|learn|discord|forum|solutions|"
    r"team & enterprise|hugging face pro|enterprise support|inference providers|code|"
    r"inference endpoints|storage buckets|storage|company|tos|privacy|about|careers|system theme|search|"
    r"menu|home|add to collection|new activity|notifications|settings|submit|submit a paper|resources|"
    r"published|papers|hot|all|jobs|brand|press|status|terms|cookies|back to top|skip to content|"
    r"subscribe to daily papers",
    re.IGNORECASE,
)
_HEADER = re.compile(r"(?:daily papers\s*)?by\s*@?AK(?:haliq)? and the research community", re.IGNORECASE)
_MONTH_OR_WEEK = re.compile(r"(?:week\s+\d{1,2}|[A-Z][a-z]{2,8})(?:,?\s+\d{4})", re.ASCII)
_DOTS = re.compile(r"\s*[·•|∙‧⋅]\s*")
_SYMBOLS = re.compile(r"[\W_]+")
_LONGEST_META = 200
_LONGEST_NAME = 80
_HARD_WRAPPED = range(40, 201)


def is_page_header(piece: Piece) -> bool:
    """Return whether this line is at the top of a page and nowhere else."""
    return piece.kind is Kind.MENU and bool(
        _HEADER.fullmatch(piece.value) or piece.value.lower() == "daily papers"
    )


def pieces(text: str, today: date) -> Iterator[Piece]:
    """The page in its order; texts of hard-wrapped lines are put together again."""
    submitter_expected = False
    for line in _unwrapped(text):
        for piece in _read_line(line, today):
            if submitter_expected and piece.kind is Kind.TEXT and len(piece.value) <= _LONGEST_NAME:
                piece = Piece(Kind.SUBMITTER, piece.value)
            submitter_expected = piece == Piece(Kind.SUBMITTER, "")
            if not submitter_expected:
                yield piece


def _read_line(line: str, today: date) -> list[Piece]:
    if len(line) > _LONGEST_META:
        return [Piece(Kind.TEXT, line)]
    if whole := _furniture(line, today):
        return [whole]
    parts = [part for part in _DOTS.split(line) if part]
    read = [_furniture(part, today) or Piece(Kind.TEXT, part) for part in parts]
    if any(piece.kind is Kind.AUTHORS for piece in read) or all(
        piece.kind is not Kind.TEXT for piece in read
    ):
        return read
    return [Piece(Kind.TEXT, line)]


def _furniture(line: str, today: date) -> Piece | None:
    """The kind of a line that is no text of a paper."""
    if day := page_date(line, today):
        return Piece(Kind.DATE, day)
    if line.lower() == "submitted by":
        return Piece(Kind.SUBMITTER, "")
    if _MENU.fullmatch(line) or _HEADER.fullmatch(line) or _SYMBOLS.fullmatch(line):
        return Piece(Kind.MENU, line)
    for kind, pattern in _PATTERNS:
        found = pattern.fullmatch(line)
        if found:
            return _with_value(kind, next((group for group in found.groups() if group), ""), today)
    return Piece(Kind.MENU, line) if _MONTH_OR_WEEK.fullmatch(line) else None


def _with_value(kind: Kind, value: str, today: date) -> Piece | None:
    if kind is Kind.SUBMITTER:
        return Piece(kind, value.strip())
    if kind is Kind.PUBLISHED:
        day = page_date(value, today)
        return Piece(kind, day) if day else None
    return Piece(kind, str(_number(value)))


def _number(value: str) -> int:
    digits = value.lower().replace(",", "").replace(" ", "")
    scale = {"k": 1_000, "m": 1_000_000}.get(digits[-1], 1)
    return round(float(digits.rstrip("km")) * scale)


def _unwrapped(text: str) -> Iterator[str]:
    """The lines of a page; a paragraph whose lines were broken at one width is one line again."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    width = max(map(len, lines), default=0)
    block: list[str] = []
    for line in [*lines, ""]:
        if line:
            block.append(line)
        elif block:
            yield from [" ".join(block)] if _is_wrapped(block, width) else block
            block = []


def _is_wrapped(block: list[str], width: int) -> bool:
    """Return whether each line is so long that the first word of the next had no room on it."""
    if width not in _HARD_WRAPPED or len(block) < 2:
        return False
    return all(len(line) + 1 + len(then.split(" ", 1)[0]) > width for line, then in pairwise(block))
