"""A digest of recent papers: what is followed first, then by day or by interest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from itertools import groupby
from types import MappingProxyType

from paper_tui.exports import html_page, markdown
from paper_tui.exports.base import deeds
from paper_tui.exports.plain_text import byline, wrapped
from paper_tui.papers.clock import local_day
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import State

FEW_AUTHORS = 4
GIST_LENGTH = 320
"""Characters of an abstract that a digest shows at most."""


def _no_reasons(paper: Paper) -> str:  # noqa: ARG001 - the interface of `Choice.reasons`
    """Say nothing."""
    return ""


@dataclass(frozen=True, slots=True)
class _Style:
    """The markup of one format for the parts of a digest."""

    heading: Callable[[str], str]
    chapter: Callable[[str, int], str]
    paper: Callable[[Entry, str], str]
    """From an entry and its reasons."""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The papers that are first in a digest, and the reasons of each."""

    followed: Mapping[PaperKey, str] = field(default_factory=dict)
    """The follows that bring a paper, in words."""
    reasons: Callable[[Paper], str] = _no_reasons
    """The reasons for a paper's rank, in words."""
    by_day: bool = True
    """True if papers are listed by day, rather than in the given order."""


EVERY_DAY = Choice()


def digest(entries: Iterable[Entry], *, since: date, fmt: str, choice: Choice = EVERY_DAY) -> Iterator[str]:
    """Write a digest of the papers added on ``since`` or later, newest day first, without hidden ones.

    Papers that the reader follows come first.

    Args:
        entries: In the order in which they are to be listed, on each day or on the whole.
        since: The first day to report.
        fmt: ``markdown``, ``html`` or ``text``.
        choice: The papers that come first, and reasons.

    Raises:
        ValueError: The format is none of these.
    """
    if fmt not in STYLES:
        raise ValueError(f"a digest is written as {', '.join(STYLES)}, not as {fmt}")
    return _digest(_recent(entries, since), since, STYLES[fmt], choice)


def day_of(entry: Entry) -> str:
    """The day of an entry: of its edition, else the day it was added, else of its publication."""
    paper = entry.paper
    return paper.edition or local_day(paper.added) or paper.published


def _recent(entries: Iterable[Entry], since: date) -> list[Entry]:
    shown = (entry for entry in entries if entry.mark.state is not State.HIDDEN)
    first = since.isoformat()
    return [entry for entry in shown if max(day_of(entry), local_day(entry.paper.added)) >= first]


def _digest(entries: list[Entry], since: date, style: _Style, choice: Choice) -> Iterator[str]:
    yield style.heading(f"{_count(len(entries)) if entries else 'No new papers'} since {_spoken(str(since))}")
    for heading, papers in _chapters(entries, since, choice):
        yield style.chapter(heading, len(papers))
        yield from (style.paper(entry, _said(entry, choice)) for entry in papers)
    yield style.closing


def _chapters(entries: list[Entry], since: date, choice: Choice) -> Iterator[tuple[str, list[Entry]]]:
    """Yield headings with their papers: first what is followed, then the days or all others."""
    followed = [entry for entry in entries if entry.paper.key in choice.followed]
    others = [entry for entry in entries if entry.paper.key not in choice.followed]
    if followed:
        yield "From what you follow", followed
    if not choice.by_day:
        if others:
            yield "For you, the most interesting first", others
        return
    for day, group in groupby(sorted(others, key=day_of, reverse=True), key=day_of):
        yield _spoken(day) + (" (added later)" if day < since.isoformat() else ""), list(group)


def _said(entry: Entry, choice: Choice) -> str:
    """Return what is followed that brings a paper, and the reasons of its place."""
    origin = choice.followed.get(entry.paper.key, "")
    return "; ".join(filter(None, (f"from {origin}" if origin else "", choice.reasons(entry.paper))))


def _count(number: int) -> str:
    return "1 paper" if number == 1 else f"{number:,} papers"


def _spoken(day: str) -> str:
    """``Thursday, 3 September 2026`` in English whatever the locale; a date that names no day as it is."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{_WEEKDAYS[when.weekday()]}, {when.day} {_MONTHS[when.month - 1]} {when.year}"


def gist(entry: Entry) -> str:
    """The source's own summary, else the abstract's beginning, cut after a word."""
    text = " ".join((entry.paper.summary or entry.paper.abstract).split())
    if len(text) <= GIST_LENGTH:
        return text
    return text[: GIST_LENGTH + 1].rpartition(" ")[0].rstrip(",;:–-") + " …"


def _remarks(entry: Entry) -> str:
    votes = entry.paper.votes
    return " · ".join(part for part in (f"▲ {votes:,}" if votes else "", deeds(entry)) if part)


def _text_paper(entry: Entry, reasons: str) -> str:
    facts = (byline(entry.paper, FEW_AUTHORS), _remarks(entry), reasons)
    lines = [*wrapped(entry.paper.title), *(line for part in facts for line in wrapped(part, "  "))]
    lines += [f"  {entry.paper.url}"] if entry.paper.url else []
    return "\n".join([*lines, *wrapped(gist(entry), "    ")]) + "\n\n"


def _markdown_paper(entry: Entry, reasons: str) -> str:
    title = markdown.linked(markdown.escaped(entry.paper.title), entry.paper.url)
    facts = markdown.escaped(byline(entry.paper, FEW_AUTHORS))
    remarks = markdown.escaped_tags(_remarks(entry))
    why = f"*{markdown.escaped(reasons)}*" if reasons else ""
    lines = [f"- **{title}**", facts, remarks, why, markdown.escaped(gist(entry))]
    return "  \n  ".join(line for line in lines if line) + "\n"


def _html_paper(entry: Entry, reasons: str) -> str:
    head = f"<h2>{html_page.linked(entry.paper.title, entry.paper.url)}</h2>\n"
    remarks = f'<p class="facts">{escape(_remarks(entry))}</p>\n' if _remarks(entry) else ""
    remarks += f'<p class="facts">{escape(reasons)}</p>\n' if reasons else ""
    return f"{head}{html_page.facts(entry.paper, FEW_AUTHORS)}{remarks}<p>{escape(gist(entry))}</p>\n"


def _text_heading(title: str) -> str:
    return f"{title}\n{'=' * len(title)}\n\n"


def _text_chapter(heading: str, number: int) -> str:
    line = f"{heading} · {_count(number)}"
    return f"{line}\n{'-' * len(line)}\n\n"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST_HALF = ("January", "February", "March", "April", "May", "June")
_MONTHS = (*_FIRST_HALF, "July", "August", "September", "October", "November", "December")

STYLES: Mapping[str, _Style] = MappingProxyType(
    {
        "markdown": _Style(
            lambda title: f"# {title}\n",
            lambda heading, number: f"\n## {markdown.escaped(heading)} · {_count(number)}\n\n",
            _markdown_paper,
        ),
        "html": _Style(
            html_page.opening,
            lambda heading, number: f'<p class="facts">{escape(heading)} · {_count(number)}</p>\n',
            _html_paper,
            html_page.CLOSING,
        ),
        "text": _Style(_text_heading, _text_chapter, _text_paper),
    }
)
"""The formats of a letter by name."""
