"""Papers as styled text. The only place that turns a paper's text into something drawn.

Text from a paper always goes in as plain `Content`, never as markup.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from zlib import crc32

from textual.content import Content

from paper_tui import glyphs
from paper_tui.glyphs import NOTE, STAR, STATES, TAG, VOTES
from paper_tui.papers.addresses import addresses_of
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import EffectiveState, Mark
from paper_tui.tui.theme.themes import TAG_INKS
from paper_tui.tui.triage.triage_session import Decision

Lit = Callable[[str, str], tuple[tuple[int, int], ...]]
"""From a field's name and text to the spans that matched the query."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STATE_STYLES = {
    EffectiveState.NEW: "$accent",
    EffectiveState.SEEN: "$muted",
    EffectiveState.LATER: "$warning",
    EffectiveState.READING: "$secondary",
    EffectiveState.DONE: "$success",
    EffectiveState.HIDDEN: "$muted",
}
LIT_STYLE = "$lit bold"
SEPARATOR = f"  {glyphs.SEPARATOR}  "
DATE_COLUMN = 8
VOTES_COLUMN = 6
ROOM_FOR_DATE = 44
ROOM_FOR_VOTES = 64
ROOM_FOR_VERSION = 20
MOST_AUTHORS_SHOWN = 12
SIGNS_COLUMN = 5
"""Cells before a title: its state, star and note with a space after each of the first and last."""


def nothing_lit(field: str, text: str) -> tuple[tuple[int, int], ...]:  # noqa: ARG001 - a Lit that lights nothing
    """Lights nothing."""
    return ()


def total_votes(paper: Paper) -> str:
    """The upvotes of a paper, for the list's column of them."""
    return "" if paper.votes is None else f"{VOTES}{paper.votes}"


def gained_votes(paper: Paper) -> str:
    """By how much its upvotes rose, for the list that is in that order."""
    return f"{paper.rise:+}" if paper.rise else ""


def row(
    paper: Paper, mark: Mark, width: int, lit: Lit, *, today: date, votes: Callable[[Paper], str] | None
) -> Content:
    """One line of the list: state, star, as much of the title as fits, a newer version, votes and date.

    Args:
        paper: What to show.
        mark: What the reader did with it.
        width: Cells to fill, exactly.
        lit: Finds what matched.
        today: Decides whether a date needs its year.
        votes: What the column of votes says of a paper; None where the list has none.
    """
    right = _columns(paper, width, today, votes=votes)
    left = Content.assemble(
        (STATES[mark.effective_state], STATE_STYLES[mark.effective_state]),
        " ",
        (STAR, "$warning") if mark.bookmarked else " ",
        (NOTE, "$muted") if mark.note else " ",
        " ",
    )
    room = max(width - left.cell_length - right.cell_length - 1, 1)
    style = "$muted" if mark.effective_state in (EffectiveState.DONE, EffectiveState.HIDDEN) else ""
    newer = f" v{paper.revision.version}" if paper.revision and room > ROOM_FOR_VERSION else ""
    read = progress(mark) if room > ROOM_FOR_VERSION else ""
    shown = room - len(newer) - len(read)
    title = lighted(paper.title, lit("title", paper.title), style).truncate(shown, ellipsis=True)
    title += Content.styled(newer, "$warning") + Content.styled(read, "$secondary")
    return Content.assemble(left, title.extend_right(room - title.cell_length), right, " ")


def progress(mark: Mark) -> str:
    """How much of the full text was read, while it is being read."""
    is_reading = mark.place is not None and mark.effective_state is EffectiveState.READING
    return f" {mark.place.percent}%" if mark.place and is_reading else ""


def second_line(paper: Paper, mark: Mark, width: int, lit: Lit) -> Content:
    """What a comfortable list says below a title: as many authors as fit beside the tags.

    Args:
        paper: What to show.
        mark: What the reader did with it.
        width: Cells to fill, exactly.
        lit: Finds what matched.
    """
    room = max(width - SIGNS_COLUMN - 1, 1)
    said = Content("").join([Content("  ") + tag for tag in tags(mark)]).truncate(room // 2, ellipsis=True)
    names = _authors(paper)
    authors = (
        lighted(names, lit("authors", names), "$muted") if names else Content.styled(paper.venue, "$muted")
    )
    line = authors.truncate(room - said.cell_length, ellipsis=True) + said
    return Content.assemble(" " * SIGNS_COLUMN, line, " " * (room - line.cell_length + 1))


def divider(label: str, width: int) -> Content:
    """A line across the list that says what comes after it."""
    text = Content.styled(f"{glyphs.LINE * 2} {label} ", "$secondary").truncate(width, ellipsis=True)
    return text + Content.styled(glyphs.LINE * (width - text.cell_length), "$faint")


def tags(mark: Mark) -> list[Content]:
    """Each tag in a colour that its name always has."""
    return [Content.styled(f"{TAG}{tag}", tag_style(tag)) for tag in mark.tags]


def tag_style(tag: str) -> str:
    """The colour of a tag: a theme's own ink, chosen by the name alone, so that it stays."""
    return f"${TAG_INKS[crc32(tag.encode()) % len(TAG_INKS)]}"


def detail(paper: Paper, mark: Mark, lit: Lit, *, today: date, labels: str = "") -> Content:
    """A paper to read: title, authors, facts, what was done with it, abstract, note and links.

    Of very many authors the first ones stand above the abstract, and all of them below it.

    Args:
        paper: What to show.
        mark: What the reader did with it.
        lit: Finds what matched.
        today: Decides which dates need their year.
        labels: The keys that open its links, one a link; empty while they are not asked for.
    """
    parts = [
        _lined(lighted(paper.title, lit("title", paper.title), "bold")),
        _lined(lighted(_authors(paper), lit("authors", _authors(paper)), "$secondary")),
        _lined(Content.styled(_facts(paper, today), "$muted")),
        _lined(_marks(paper, mark)),
        Content("\n"),
        lighted(paper.abstract, lit("abstract", paper.abstract)) if paper.abstract else _no_abstract(),
    ]
    if mark.note:
        heading = Content.styled(f"\n\n{NOTE} note\n", "$warning")
        parts += [heading, lighted(mark.note, lit("note", mark.note))]
    parts += _highlights(mark)
    if len(paper.authors) > MOST_AUTHORS_SHOWN + 1:
        names = ", ".join(paper.authors)
        heading = Content.styled(f"\n\nall {len(paper.authors):,} authors\n", "$muted")
        parts += [heading, lighted(names, lit("authors", names), "$secondary")]
    links = addresses(paper, labels)
    if links.plain:
        parts += [Content("\n\n"), links]
    return Content("").join(parts)


def _highlights(mark: Mark) -> list[Content]:
    """The highlighted passages with their sections and the notes on them."""
    if not mark.highlights:
        return []
    count = len(mark.highlights)
    heading = f"\n\n{NOTE} {count:,} {'highlight' if count == 1 else 'highlights'}"
    parts = [Content.styled(heading, "$warning")]
    for passage in mark.highlights:
        section = f"  {passage.section}" if passage.section else ""
        parts += [Content(f"\n“{passage.quote}”"), Content.styled(section, "$muted")]
        if passage.note:
            parts.append(Content.styled(f"\n  {passage.note}", "$secondary"))
    return parts


def addresses(paper: Paper, labels: str = "") -> Content:
    """The addresses that belong to a paper, one a line, after what is there and the key that opens it."""
    every = addresses_of(paper)
    column = max((len(address.label) for address in every), default=0) + 2
    return Content("\n").join(
        Content.assemble(
            _label(labels[number : number + 1]),
            (address.label.ljust(column), "$muted"),
            (address.url, "$accent"),
        )
        for number, address in enumerate(every)
    )


def as_written(paper: Paper) -> Paper:
    """The paper with title and abstract as its source wrote them, TeX and all."""
    raw = dict(paper.raw)
    return replace(paper, title=raw.get("title", paper.title), abstract=raw.get("abstract", paper.abstract))


def bookmark(mark: Mark, title: str) -> Content:
    """One line of the bookmark pane."""
    return Content.assemble((f"{STAR} ", "$warning"), title, (f" {NOTE}" if mark.note else "", "$muted"))


def decision(made: Decision) -> Content:
    """What was decided on a paper, with its sign."""
    if made is Decision.KEPT:
        return Content.styled(f"{STAR} {made.value}", "$warning")
    standing = EffectiveState(made.value)
    return Content.styled(f"{STATES[standing]} {made.value}", STATE_STYLES[standing])


def lighted(text: str, spans: tuple[tuple[int, int], ...], style: str = "") -> Content:
    """A text in a style with what matched lit."""
    content = Content.styled(text, style)
    for start, end in spans:
        content = content.stylize(LIT_STYLE, start, end)
    return content


def short_date(text: str, today: date) -> str:
    """An ISO date of any precision in at most eight cells: ``3 Sep``, ``Jun 2017`` or ``2017``."""
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if not month:
        return year
    name = MONTHS[int(month) - 1]
    return f"{int(day)} {name}" if day and int(year) == today.year else f"{name} {year}"


def long_date(text: str) -> str:
    """An ISO date of any precision in words: ``12 June 2017`` is ``12 Jun 2017``."""
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    words = (str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year)
    return " ".join(word for word in words if word)


def _columns(paper: Paper, width: int, today: date, *, votes: Callable[[Paper], str] | None) -> Content:
    """The right-hand columns that there is room for, each as wide in every row."""
    columns = Content("")
    if votes:
        columns += Content.styled(votes(paper).rjust(VOTES_COLUMN), "$muted")
    if width >= ROOM_FOR_DATE:
        columns += Content.styled("  " + short_date(paper.date, today).rjust(DATE_COLUMN), "$muted")
    return columns


def _authors(paper: Paper) -> str:
    """The authors in one line; of very many, the first and how many more."""
    left = len(paper.authors) - MOST_AUTHORS_SHOWN
    if left <= 1:
        return ", ".join(paper.authors)
    return ", ".join(paper.authors[:MOST_AUTHORS_SHOWN]) + f" and {left:,} more"


def _facts(paper: Paper, today: date) -> str:
    """What a reader wants to know of a paper at a glance."""
    edition = f"Daily Papers {short_date(paper.edition, today)}" if paper.edition else ""
    known = (
        long_date(paper.published) if paper.published else "",
        paper.venue,
        f"arXiv {paper.arxiv_id}" if paper.arxiv_id else paper.doi,
        " ".join(paper.categories[:4]),
        edition,
        _votes(paper),
    )
    return SEPARATOR.join(fact for fact in known if fact)


def _votes(paper: Paper) -> str:
    """The upvotes and, where they were counted before, by how much they rose since."""
    if paper.votes is None:
        return ""
    return f"{VOTES} {paper.votes:,}" + (f" ({paper.rise:+,})" if paper.rise else "")


def _revision(paper: Paper) -> str:
    """The arXiv version that came in after the paper did, and when; empty where none has."""
    revision = paper.revision
    return f"v{revision.version} since {long_date(revision.seen[:10])}" if revision else ""


def _marks(paper: Paper, mark: Mark) -> Content:
    """State, star and tags, where there are any, and whether there is code."""
    standing = mark.effective_state
    said = [Content.styled(f"{STATES[standing]} {standing.value}", STATE_STYLES[standing])]
    if standing is EffectiveState.HIDDEN and mark.rule:
        said.append(Content.styled(f"by the rule “{mark.rule}”", "$muted"))
    if mark.place is not None:
        said.append(Content.styled(f"read to {mark.place.percent} %", "$secondary"))
    if mark.bookmarked:
        said.append(Content.styled(f"{STAR} bookmarked", "$warning"))
    said += tags(mark)
    if revision := _revision(paper):
        said.append(Content.styled(revision, "$warning"))
    if paper.code_url:
        said.append(Content.styled("has code", "$secondary"))
    return Content("  ").join(said)


def _label(label: str) -> Content:
    """The key that opens a link, as a key cap."""
    return Content.assemble((f" {label} ", "reverse bold $warning"), " ") if label else Content("")


def _no_abstract() -> Content:
    return Content.styled("The source gives no abstract.", "$muted italic")


def _lined(content: Content) -> Content:
    """The content as a paragraph of its own, or nothing where there is none."""
    return content + "\n" if content.plain else content
