"""Papers as rows of the list.

Text from a paper is drawn as plain `Content`, never as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from paper_tui import glyphs
from paper_tui.glyphs import NOTE, STAR, STATES, TEXT, VOTES
from paper_tui.papers.paper import Paper
from paper_tui.papers.paper_updates import update_kinds
from paper_tui.papers.shelf import EffectiveState, Mark
from paper_tui.tui.render.authors import authors_line, families_line
from paper_tui.tui.render.styles import (
    MATCH_STYLE,
    STATE_STYLES,
    UPDATE_STYLES,
    Matches,
    highlighted,
    short_date,
    tags,
)

if TYPE_CHECKING:
    from paper_tui.library.interest.gains import Gains

DATE_COLUMN = 8
VOTES_COLUMN = 6
ROOM_FOR_DATE = 44
ROOM_FOR_VOTES = 64
ROOM_FOR_REASON = 96
"""Cells of a row that has a column of reasons too."""
SHARE_OF_REASON = 0.3
"""Share of the row that it takes."""
ROOM_FOR_VERSION = 20
ROOM_FOR_AUTHORS = 16
"""Cells that authors need beside the end of a wrapped title."""
ROOM_AFTER_MATCH = 12
"""Cells behind the match in a passage that are shown if possible."""
SHARE_OF_PASSAGE = 0.6
"""Share of a row that a passage of the full text may take beside the title."""
SIGNS_COLUMN = 5
"""Cells of state, star and note before a title, with a space after the state and after the note."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns at the right of all rows."""

    votes: Callable[[Paper], str] | None = None
    """Text of the column of votes; None for no such column."""
    dates: bool = True
    """True if there is a column of dates."""
    reason: str | None = None
    """The strongest reason for the rank of this paper; None for no such column."""
    today: date = date.min
    """Decides which dates need their year."""


def dates_differ(papers: Iterable[Paper], today: date) -> bool:
    """Return whether papers have different dates, so that a column of them says something."""
    return len({short_date(paper.date, today) for paper in papers}) > 1


def total_votes(paper: Paper) -> str:
    """Return the upvotes of a paper for the column of votes."""
    return "" if paper.votes is None else f"{VOTES}{paper.votes}"


def gained_votes(gains: Gains, paper: Paper) -> str:
    """Return the upvotes that a paper gained, for the column of votes."""
    gained = gains.of(paper)
    return f"{gained:+}" if gained else ""


def row(
    paper: Paper,
    mark: Mark,
    width: int,
    matches: Matches,
    columns: Columns,
    *,
    lines: int = 1,
    found: Content | None = None,
) -> list[Content]:
    """Return the lines of a row, each of exactly `width` cells.

    Of two lines, the second has the end of a long title, and authors and tags where there is room.

    Args:
        paper: The paper.
        mark: What the user did with it.
        width: Cells of each line.
        matches: Finds what matched the query.
        columns: What the right-hand columns show.
        lines: Lines of the row, 1 or 2.
        found: Where its full text matches, if that is why it is listed.
    """
    signs = Content.assemble(
        (STATES[mark.effective_state], STATE_STYLES[mark.effective_state]),
        " ",
        (STAR, "$warning") if mark.bookmarked else " ",
        (NOTE, "$muted") if mark.note else " ",
        " ",
    )
    right = _right_columns(paper, width, columns)
    room = max(width - signs.cell_length - right.cell_length - 1, 1)
    title = _title(paper, mark, matches, room)
    if found is not None:
        first, rest = _beside(title, found, room) if lines == 1 else title.truncate(room, ellipsis=True), None
    elif lines == 1 or title.cell_length <= room:
        first, rest = title.truncate(room, ellipsis=True), Content("")
        if lines == 1:
            first = _with_authors(first, paper, mark, room, matches)
    else:
        first, *others = title.wrap(room)
        rest = Content(" ").join(others)
        first = first.truncate(room, ellipsis=True)
    made = [Content.assemble(signs, first.extend_right(room - first.cell_length), right, " ")]
    if lines > 1 and rest is None and found is not None:
        made.append(_passage_line(found, width))
    elif lines > 1:
        made.append(_second_line(paper, mark, width, matches, rest or Content("")))
    return made


def passage(sentence: str, lit: tuple[int, int], room: int) -> Content:
    """Return a sentence of a full text, cut at its beginning where the match would be out of sight.

    Args:
        sentence: The sentence.
        lit: The match in it.
        room: Cells that there are.
    """
    start, end = lit
    cut = max(0, min(start, end + ROOM_AFTER_MATCH - room)) if end + ROOM_AFTER_MATCH > room else 0
    if cut:
        cut = sentence.find(" ", cut, start) + 1 or start
    text = Content.styled(sentence[cut:], "$muted").stylize(MATCH_STYLE, start - cut, end - cut)
    return Content.assemble((f"{TEXT} ", "$secondary"), Content.styled("…" if cut else "", "$muted"), text)


def _beside(title: Content, found: Content, room: int) -> Content:
    """Return a title and, behind it, the passage of the text that matches."""
    least = min(found.cell_length + 2, round(room * SHARE_OF_PASSAGE))
    title = title.truncate(max(room - least, 1), ellipsis=True)
    return title + "  " + found.truncate(max(room - title.cell_length - 2, 0), ellipsis=True)


def _passage_line(found: Content, width: int) -> Content:
    room = max(width - SIGNS_COLUMN - 1, 1)
    line = found.truncate(room, ellipsis=True)
    return Content.assemble(" " * SIGNS_COLUMN, line, " " * (room - line.cell_length + 1))


def divider(label: str, width: int) -> Content:
    """Return a line across the list with a label."""
    text = Content.styled(f"{glyphs.LINE * 2} {label} ", "$secondary").truncate(width, ellipsis=True)
    return text + Content.styled(glyphs.LINE * (width - text.cell_length), "$faint")


def bookmark(mark: Mark, title: str) -> Content:
    """Return one line of the bookmark pane."""
    return Content.assemble((f"{STAR} ", "$warning"), title, (f" {NOTE}" if mark.note else "", "$muted"))


def _title(paper: Paper, mark: Mark, matches: Matches, room: int) -> Content:
    style = "$muted" if mark.effective_state in (EffectiveState.DONE, EffectiveState.HIDDEN) else ""
    title = highlighted(paper.title, matches("title", paper.title), style)
    if room <= ROOM_FOR_VERSION:
        return title
    after = Content("").join(
        Content.styled(f" {kind.value}", UPDATE_STYLES[kind]) for kind in update_kinds(paper)
    )
    after += Content.styled(f" v{paper.revision.version}" if paper.revision else "", "$warning")
    after += Content.styled(_progress(mark), "$secondary")
    return title.truncate(room - after.cell_length, ellipsis=True) + after if after.plain else title


def _progress(mark: Mark) -> str:
    """Return how much of the full text was read, while it is being read."""
    is_reading = mark.effective_state is EffectiveState.READING
    return f" {mark.place.percent}%" if mark.place and is_reading else ""


def _second_line(paper: Paper, mark: Mark, width: int, matches: Matches, rest: Content) -> Content:
    """Return the end of the title, then as many authors as fit beside the tags."""
    room = max(width - SIGNS_COLUMN - 1, 1)
    line = rest.truncate(room, ellipsis=True)
    left = room - line.cell_length
    if not rest.plain or left >= ROOM_FOR_AUTHORS:
        gap = Content("  ") if rest.plain else Content("")
        line += (gap + _authors_and_tags(paper, mark, left - gap.cell_length, matches)).truncate(left)
    return Content.assemble(" " * SIGNS_COLUMN, line, " " * (room - line.cell_length + 1))


def _with_authors(title: Content, paper: Paper, mark: Mark, room: int, matches: Matches) -> Content:
    """Return a title with the first authors and the tags behind it, where there is room for them."""
    left = room - title.cell_length - 2
    if left < ROOM_FOR_AUTHORS:
        return title
    shown_tags = _tags(mark, left)
    authors = _names(paper, families_line(paper, left - shown_tags.cell_length), matches)
    return title + "  " + authors.truncate(left - shown_tags.cell_length, ellipsis=True) + shown_tags


def _authors_and_tags(paper: Paper, mark: Mark, room: int, matches: Matches) -> Content:
    shown_tags = _tags(mark, room)
    authors = _names(paper, authors_line(paper), matches)
    return authors.truncate(max(room - shown_tags.cell_length, 0), ellipsis=True) + shown_tags


def _tags(mark: Mark, room: int) -> Content:
    """Return the tags in at most half of the room."""
    return Content("").join([Content("  ") + tag for tag in tags(mark)]).truncate(room // 2, ellipsis=True)


def _names(paper: Paper, names: str, matches: Matches) -> Content:
    """Return names of authors; for a paper without any, its venue."""
    if names:
        return highlighted(names, matches("authors", names), "$muted")
    return Content.styled("" if paper.authors else paper.venue, "$muted")


def _right_columns(paper: Paper, width: int, columns: Columns) -> Content:
    """Return the columns that there is room for, each as wide in every row."""
    right = Content("")
    if columns.reason is not None and width >= ROOM_FOR_REASON:
        room = round(width * SHARE_OF_REASON)
        reason = Content.styled(columns.reason, "$secondary").truncate(room - 2, ellipsis=True)
        right += Content("  ") + reason.extend_right(room - 2 - reason.cell_length)
    if columns.votes:
        right += Content.styled(columns.votes(paper).rjust(VOTES_COLUMN), "$muted")
    if columns.dates and width >= ROOM_FOR_DATE:
        right += Content.styled("  " + short_date(paper.date, columns.today).rjust(DATE_COLUMN), "$muted")
    return right
