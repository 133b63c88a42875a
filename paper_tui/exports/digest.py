"""A digest of recent papers, by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby
from types import MappingProxyType

from paper_tui.exports import html_page, markdown
from paper_tui.exports.base import deeds
from paper_tui.exports.plain_text import byline, wrapped
from paper_tui.papers.clock import local_day
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import State

FEW_AUTHORS = 4
GIST_LENGTH = 320
"""Characters of an abstract that a digest shows at most."""


@dataclass(frozen=True, slots=True)
class _Style:
    """The markup of one format for the parts of a digest."""

    heading: Callable[[str], str]
    day: Callable[[str, int], str]
    paper: Callable[[Entry], str]
    closing: str = ""


def digest(entries: Iterable[Entry], *, since: date, fmt: str) -> Iterator[str]:
    """Write a digest of the papers added on ``since`` or later, newest day first, without hidden ones.

    Args:
        entries: In the order in which each day is to list them.
        since: The first day to report.
        fmt: ``markdown``, ``html`` or ``text``.

    Raises:
        ValueError: The format is none of these.
    """
    if fmt not in STYLES:
        raise ValueError(f"a digest is written as {', '.join(STYLES)}, not as {fmt}")
    return _digest(_recent(entries, since), since, STYLES[fmt])


def day_of(entry: Entry) -> str:
    """The day of an entry: of its edition, else the day it was added, else of its publication."""
    paper = entry.paper
    return paper.edition or local_day(paper.added) or paper.published


def _recent(entries: Iterable[Entry], since: date) -> list[Entry]:
    shown = (entry for entry in entries if entry.mark.state is not State.HIDDEN)
    first = since.isoformat()
    recent = [entry for entry in shown if max(day_of(entry), local_day(entry.paper.added)) >= first]
    return sorted(recent, key=day_of, reverse=True)


def _digest(entries: list[Entry], since: date, style: _Style) -> Iterator[str]:
    yield style.heading(f"{_count(len(entries)) if entries else 'No new papers'} since {_spoken(str(since))}")
    for day, group in groupby(entries, key=day_of):
        papers = list(group)
        yield style.day(_spoken(day) + (" (added later)" if day < since.isoformat() else ""), len(papers))
        yield from map(style.paper, papers)
    yield style.closing


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


def _text_paper(entry: Entry) -> str:
    facts = (byline(entry.paper, FEW_AUTHORS), _remarks(entry))
    lines = [*wrapped(entry.paper.title), *(line for part in facts for line in wrapped(part, "  "))]
    lines += [f"  {entry.paper.url}"] if entry.paper.url else []
    return "\n".join([*lines, *wrapped(gist(entry), "    ")]) + "\n\n"


def _markdown_paper(entry: Entry) -> str:
    title = markdown.linked(markdown.escaped(entry.paper.title), entry.paper.url)
    facts = markdown.escaped(byline(entry.paper, FEW_AUTHORS))
    remarks = markdown.escaped_tags(_remarks(entry))
    lines = [f"- **{title}**", facts, remarks, markdown.escaped(gist(entry))]
    return "  \n  ".join(line for line in lines if line) + "\n"


def _html_paper(entry: Entry) -> str:
    head = f"<h2>{html_page.linked(entry.paper.title, entry.paper.url)}</h2>\n"
    remarks = f'<p class="facts">{escape(_remarks(entry))}</p>\n' if _remarks(entry) else ""
    return f"{head}{html_page.facts(entry.paper, FEW_AUTHORS)}{remarks}<p>{escape(gist(entry))}</p>\n"


def _text_heading(title: str) -> str:
    return f"{title}\n{'=' * len(title)}\n\n"


def _text_day(day: str, number: int) -> str:
    line = f"{day} · {_count(number)}"
    return f"{line}\n{'-' * len(line)}\n\n"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST_HALF = ("January", "February", "March", "April", "May", "June")
_MONTHS = (*_FIRST_HALF, "July", "August", "September", "October", "November", "December")

STYLES: Mapping[str, _Style] = MappingProxyType(
    {
        "markdown": _Style(
            lambda title: f"# {title}\n",
            lambda day, number: f"\n## {markdown.escaped(day)} · {_count(number)}\n\n",
            _markdown_paper,
        ),
        "html": _Style(
            html_page.opening,
            lambda day, number: f'<p class="facts">{escape(day)} · {_count(number)}</p>\n',
            _html_paper,
            html_page.CLOSING,
        ),
        "text": _Style(_text_heading, _text_day, _text_paper),
    }
)
"""The formats of a letter by name."""
