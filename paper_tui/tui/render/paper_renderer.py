"""A paper as a text to read.

Text from a paper is drawn as plain `Content`, never as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from paper_tui.glyphs import FOLLOWED, NOTE, STAR, STATES, TEXT, VOTES
from paper_tui.library.full_text.text_passages import TextPassage
from paper_tui.papers.addresses import addresses_of
from paper_tui.papers.clock import local_day
from paper_tui.papers.links import located_urls
from paper_tui.papers.merge_history import filled_in
from paper_tui.papers.paper import Paper
from paper_tui.papers.paper_updates import updates_of
from paper_tui.papers.shelf import EffectiveState, Mark
from paper_tui.tui.render.authors import MOST_SHOWN, authors_line
from paper_tui.tui.render.styles import (
    SEPARATOR,
    STATE_STYLES,
    UPDATE_STYLES,
    Matches,
    highlighted,
    long_date,
    short_date,
    tags,
)

if TYPE_CHECKING:
    from paper_tui.library.sharing.group_view import Shared


def detail(
    paper: Paper,
    mark: Mark,
    matches: Matches,
    *,
    today: date,
    labels: str = "",
    passage: TextPassage | None = None,
    shared: Sequence[Shared] = (),
    origin: str = "",
) -> Content:
    """Return title, authors, facts, marks, abstract, note and links of a paper.

    Of very many authors the first are above the abstract, and all below it.

    Args:
        paper: The paper.
        mark: What the user did with it.
        matches: Finds what matched the query.
        today: Decides which dates need their year.
        origin: What the reader follows that brings it, in words; empty for nothing.
        labels: Letters that open its links, one a link; empty while they are not asked for.
        passage: Where its full text matched the query.
        shared: What groups say of it.
    """
    authors, abstract = authors_line(paper), paper.abstract
    parts = [
        _paragraph(highlighted(paper.title, matches("title", paper.title), "bold")),
        _paragraph(highlighted(authors, matches("authors", authors), "$secondary")),
        _paragraph(Content.styled(_facts(paper, today), "$muted")),
        _paragraph(Content.styled(f"{FOLLOWED} {origin}" if origin else "", "$accent")),
        _paragraph(_updates(paper)),
        _paragraph(_marks(paper, mark)),
        _in_text(passage),
        _paragraph(_shared(shared)),
        Content("\n"),
        _abstract(paper, matches("abstract", abstract), labels) if abstract else _no_abstract(),
    ]
    if mark.note:
        heading = Content.styled(f"\n\n{NOTE} note\n", "$warning")
        parts += [heading, highlighted(mark.note, matches("note", mark.note))]
    parts += _highlights(mark)
    if len(paper.authors) > MOST_SHOWN + 1:
        names = paper.people.line()
        heading = Content.styled(f"\n\nall {len(paper.authors):,} authors\n", "$muted")
        parts += [heading, highlighted(names, matches("authors", names), "$secondary")]
    links = addresses(paper, labels)
    if links.plain:
        parts += [Content("\n\n"), links]
    parts += _provenance(paper)
    return Content("").join(parts)


def _updates(paper: Paper) -> Content:
    """Return the notices about the paper, one a line: kind, day, who says so, the notice and the reason."""
    lines = []
    for update in updates_of(paper):
        day = long_date(update.day) if update.day else ""
        details = SEPARATOR.join(filter(None, (day, update.source, update.notice, update.reason)))
        lines.append(
            Content.assemble((update.label.upper(), f"bold {UPDATE_STYLES[update.kind]}"), f"  {details}")
        )
    return Content("\n").join(lines)


def _in_text(passage: TextPassage | None) -> Content:
    """Return the passage of the full text that matched the query, with its section."""
    if passage is None:
        return Content("")
    where = f"{TEXT} in its text{f', {passage.section}' if passage.section else ''} · enter opens it there\n"
    sentence = highlighted(passage.sentence, (passage.lit,))
    return Content.assemble("\n", (where, "$secondary"), sentence, "\n")


def _shared(shared: Sequence[Shared]) -> Content:
    """Return what members of groups say, each thing in a line of its own."""
    if not shared:
        return Content("")
    from paper_tui.library.sharing.group_digest import lines_of

    lines = (line for each in shared for line in lines_of(each))
    return Content.styled("\n".join(lines), "$secondary")


def _abstract(paper: Paper, spans: tuple[tuple[int, int], ...], labels: str) -> Content:
    """Return the abstract with matches and links highlighted, these after the letters that open them."""
    text = paper.abstract
    content, parts, end = highlighted(text, spans), [], 0
    letters = dict(zip((address.url for address in addresses_of(paper)), labels, strict=False))
    for start, url in located_urls(text):
        parts += [content[end:start], _key_cap(letters.get(url, ""))]
        end = start + len(url)
        parts.append(content[start:end].stylize_before("$accent"))
    return Content("").join([*parts, content[end:]])


def _provenance(paper: Paper) -> list[Content]:
    """Return what was filled in after the paper came, from where and when."""
    lines = [
        f"\n{names}: from {source}" + (f", {long_date(day)}" if day else "")
        for names, source, day in filled_in(paper)
    ]
    return [Content.styled("\n\nfilled in" + "".join(lines), "$muted")] if lines else []


def _highlights(mark: Mark) -> list[Content]:
    """Return the highlighted passages with their sections and notes."""
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
    """Return the addresses of a paper, one a line, each after its label and the letter that opens it."""
    every = addresses_of(paper)
    column = max((len(address.label) for address in every), default=0) + 2
    return Content("\n").join(
        Content.assemble(
            _key_cap(labels[number : number + 1]),
            (address.label.ljust(column), "$muted"),
            (address.url, "$accent"),
        )
        for number, address in enumerate(every)
    )


def as_written(paper: Paper) -> Paper:
    """Return the paper with title and abstract as its source wrote them, TeX and all."""
    raw = dict(paper.raw)
    return replace(paper, title=raw.get("title", paper.title), abstract=raw.get("abstract", paper.abstract))


def _facts(paper: Paper, today: date) -> str:
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
    """Return the upvotes and, where they were counted before, their increase."""
    if paper.votes is None:
        return ""
    return f"{VOTES} {paper.votes:,}" + (f" ({paper.rise:+,})" if paper.rise else "")


def _revision(paper: Paper) -> str:
    """Return the newer arXiv version and since when it is known; empty without one."""
    revision = paper.revision
    return f"v{revision.version} since {long_date(local_day(revision.seen))}" if revision else ""


def _marks(paper: Paper, mark: Mark) -> Content:
    """Return state, star, tags, a newer version, and whether there is code."""
    standing = mark.effective_state
    parts = [Content.styled(f"{STATES[standing]} {standing.value}", STATE_STYLES[standing])]
    if standing is EffectiveState.HIDDEN and mark.rule:
        parts.append(Content.styled(f"by the rule “{mark.rule}”", "$muted"))
    if mark.place is not None:
        parts.append(Content.styled(f"read to {mark.place.percent} %", "$secondary"))
    if mark.bookmarked:
        parts.append(Content.styled(f"{STAR} bookmarked", "$warning"))
    parts += tags(mark)
    if revision := _revision(paper):
        parts.append(Content.styled(revision, "$warning"))
    if paper.code_url:
        parts.append(Content.styled("has code", "$secondary"))
    return Content("  ").join(parts)


def _key_cap(label: str) -> Content:
    return Content.assemble((f" {label} ", "reverse bold $warning"), " ") if label else Content("")


def _no_abstract() -> Content:
    return Content.styled("The source gives no abstract.", "$muted italic")


def _paragraph(content: Content) -> Content:
    """Return the content as a paragraph, or nothing where it is empty."""
    return content + "\n" if content.plain else content
