"""A digest of what a group shared, as text or Markdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime

from paper_tui.library.sharing.group_view import Shared
from paper_tui.papers.paper import Paper, PaperKey

Find = Callable[[PaperKey], Paper | None]


def recent(shared: Iterable[Shared], since: date) -> list[Shared]:
    """The contributions of a day or later, newest first."""
    found = [each for each in shared if _day(each.contribution.time) >= since]
    return sorted(found, key=lambda each: -each.contribution.time)


def group_digest(shared: Iterable[Shared], since: date, find: Find, *, markdown: bool) -> Iterator[str]:
    """Write what a group shared since a day, by paper, those of most members first."""
    by_key: defaultdict[PaperKey, list[Shared]] = defaultdict(list)
    for each in recent(shared, since):
        by_key[each.key].append(each)
    ordered = sorted(by_key.items(), key=lambda pair: (-len(pair[1]), -pair[1][0].contribution.time))
    papers = [(paper, contributions) for key, contributions in ordered if (paper := find(key)) is not None]
    count = f"{len(papers):,} {'paper' if len(papers) == 1 else 'papers'} since {since}"
    yield f"# {count}\n\n" if markdown else f"{count}\n\n"
    for paper, contributions in papers:
        yield (
            f"- **{_escaped(paper.title)}** `{paper.key}`\n"
            if markdown
            else f"{paper.title}\n  {paper.key}\n"
        )
        for line in (line for each in contributions for line in lines_of(each)):
            yield f"  - {_escaped(line)}\n" if markdown else f"    {line}\n"
        yield "\n"


def lines_of(shared: Shared) -> Iterator[str]:
    """One member's contribution on a paper, a line for each part, beginning with the member's name."""
    contribution, who = shared.contribution, shared.who
    if contribution.recommended is not None:
        text = f": {contribution.recommended.text}" if contribution.recommended.text else ""
        yield f"recommended by {who}{text}"
    if contribution.note is not None:
        yield f"note by {who}: {contribution.note.text}"
    for passage in contribution.passages:
        yield f"passage by {who}: {passage.text}"
    if contribution.tags:
        yield f"tagged by {who}: {' '.join(f'#{tag}' for tag in contribution.tags)}"
    if contribution.kept:
        yield f"bookmarked by {who}"
    if contribution.in_group and contribution.recommended is None:
        yield f"put into the group by {who}"


def _day(milliseconds: int) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone().date()


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text.replace("\n", " "))
