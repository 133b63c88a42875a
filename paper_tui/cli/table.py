"""Papers as lines of a table: columns that line up in a terminal, separated by tabs in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from paper_tui.cli.command_builder import DEFAULT_COLUMNS
from paper_tui.cli.output import write_line, write_lines
from paper_tui.glyphs import STAR, STATES, in_ascii
from paper_tui.papers.paper_updates import update_kinds
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import EffectiveState
from paper_tui.settings import Settings

if TYPE_CHECKING:
    from paper_tui.library.interest.gains import Gains

SIZED_BY = 200
"""Papers at the beginning whose values decide how wide the columns are."""
SEPARATOR = "  "
SHORTEST_TITLE = 24
"""Cells that the title keeps; columns at the end are left out where it would get less."""
_USUAL = tuple(DEFAULT_COLUMNS.split(","))


@dataclass(frozen=True, slots=True)
class Column:
    """One column besides the title, which takes the width that is left."""

    value: Callable[[Entry], str]
    most: int
    """Cells that it takes at most; longer values are cut."""


def _authors(entry: Entry) -> str:
    names, others = entry.paper.authors, entry.paper.people.others
    return f"{names[0]} et al." if len(names) > 2 or (names and others) else " and ".join(names)


def _citation_key(entry: Entry) -> str:
    from paper_tui.exports.citation import citation_key

    return citation_key(entry.paper)


def _key(entry: Entry) -> str:
    """The key without the kind of its identifier, which a KEY does not need."""
    key = entry.paper.key
    return key.removeprefix("arxiv:").removeprefix("doi:")


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


COLUMNS = {
    "title": Column(lambda entry: entry.paper.title, 10_000),
    "authors": Column(_authors, 24),
    "date": Column(lambda entry: entry.paper.date[:10], 10),
    "year": Column(lambda entry: str(entry.paper.year or ""), 4),
    "key": Column(_key, 22),
    "citation": Column(_citation_key, 28),
    "votes": Column(lambda entry: _number(entry.paper.votes), 6),
    "state": Column(lambda entry: entry.mark.effective_state.value, 8),
    "tags": Column(lambda entry: " ".join(entry.mark.tags), 20),
    "venue": Column(lambda entry: entry.paper.venue, 24),
    "source": Column(lambda entry: entry.paper.source, 14),
}
_TITLE_WITH_UPDATES = Column(
    lambda entry: " ".join((*(f"[{kind}]" for kind in update_kinds(entry.paper)), entry.paper.title)), 10_000
)
NO_COLUMNS: Mapping[str, Column] = MappingProxyType({})


def gain_column(gains: Gains | None) -> Mapping[str, Column]:
    """The column of gained upvotes; none without gains."""
    if gains is None:
        return NO_COLUMNS
    return {"gain": Column(lambda entry: f"{gained:+,}" if (gained := gains.of(entry.paper)) else "", 6)}


def write_table(
    entries: Iterable[Entry],
    settings: Settings,
    columns: Sequence[str] = _USUAL,
    below: Callable[[Entry], None] | None = None,
    extra: Mapping[str, Column] = NO_COLUMNS,
) -> int:
    """Print papers, one per line, after their star and state; return how many.

    Chosen columns are the whole line in a pipe, for programs that cut it.

    Args:
        entries: The papers.
        settings: Decide whether symbols are ASCII.
        columns: Names of `COLUMNS`.
        below: Called after the line of each paper.
        extra: Further columns behind the others, by name.
    """
    rows = iter(entries)
    first = list(islice(rows, SIZED_BY))
    shown = {**{name: COLUMNS[name] for name in columns}, **extra}
    if tuple(columns) == _USUAL:
        shown["title"] = _TITLE_WITH_UPDATES
    line = _aligned(first, shown) if _is_terminal() else _tabbed(shown)
    if _is_terminal() or tuple(columns) == _USUAL:
        line = _marked(line)
    drawn = in_ascii if settings.config.glyphs == "ascii" else str
    every = chain(first, rows)
    if below is None:
        return write_lines(drawn(line(entry).rstrip(" ")) for entry in every)
    count = 0
    for count, entry in enumerate(every, 1):  # noqa: B007 - the last number is returned
        write_line(drawn(line(entry).rstrip(" ")))
        below(entry)
    return count


def _marked(line: Callable[[Entry], str]) -> Callable[[Entry], str]:
    return lambda entry: f"{_mark(entry)} {line(entry)}"


def _mark(entry: Entry) -> str:
    """Star and state in two cells; new papers have no state."""
    mark = entry.mark
    state = " " if mark.effective_state is EffectiveState.NEW else STATES[mark.effective_state]
    return (STAR if mark.bookmarked else " ") + state


def _tabbed(columns: Mapping[str, Column]) -> Callable[[Entry], str]:
    return lambda entry: "\t".join(column.value(entry) for column in columns.values())


def _aligned(first: Sequence[Entry], columns: Mapping[str, Column]) -> Callable[[Entry], str]:
    import shutil

    widths = dict(_widths(first, columns, shutil.get_terminal_size().columns - len("★○ ")))
    return lambda entry: SEPARATOR.join(
        fit(columns[name].value(entry), width, keep_end=name == "key") for name, width in widths.items()
    )


def _widths(first: Sequence[Entry], columns: Mapping[str, Column], room: int) -> Iterator[tuple[str, int]]:
    """The width of each column: what its values need, and for the title what is left."""
    natural = {name: _natural(first, column) for name, column in columns.items() if name != "title"}
    shown = list(columns)
    while "title" in shown and len(shown) > 1 and _left(natural, shown, room) < SHORTEST_TITLE:
        shown.remove(next(name for name in reversed(shown) if name != "title"))
    left = max(_left(natural, shown, room), 10)
    from rich.cells import cell_len

    longest = max((cell_len(columns["title"].value(entry)) for entry in first), default=0)
    for name in shown:
        yield name, min(left, longest) if name == "title" else natural[name]


def _natural(first: Sequence[Entry], column: Column) -> int:
    from rich.cells import cell_len

    return min(max((cell_len(column.value(entry)) for entry in first), default=0), column.most)


def _left(natural: dict[str, int], shown: Sequence[str], room: int) -> int:
    others = [natural[name] for name in shown if name != "title"]
    return room - sum(others) - len(SEPARATOR) * len(others)


def fit(text: str, width: int, *, keep_end: bool = False) -> str:
    """Pad or truncate a text to a width in cells; ``keep_end`` keeps the end, where keys differ."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= width:
        return set_cell_size(text, width)
    tail = text[-9:] if keep_end and width > 12 else ""
    return set_cell_size(text, width - len(tail) - 1) + "…" + tail


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
