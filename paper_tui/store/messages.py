"""Messages about numbers of papers and marks, and about what an undo restored."""

from __future__ import annotations

from collections.abc import Iterable

from paper_tui.papers.shelf import Mark
from paper_tui.papers.text import clean_line
from paper_tui.store.changes import SettingChange

_SHOWN = 3


def count(number: int, noun: str = "paper") -> str:
    """A number with its noun: ``1 paper``, ``12 papers``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def name_of(mark: Mark) -> str:
    """The name of a marked paper: its title, else its key."""
    return clean_line(mark.identity.title or mark.key)


def marks_message(pairs: Iterable[tuple[Mark, Mark]]) -> str:
    """A message on the marks that an undo restored, given each before and after it."""
    changed = list(pairs)
    number = len(changed)
    if (
        all(_differ(pair, "effective_state") for pair in changed)
        and len({now.effective_state for _, now in changed}) == 1
    ):
        state = f"{changed[0][1].effective_state} again"
        return state if number == 1 else f"{count(number)} marked {state}"
    if all(_differ(pair, "bookmarked") for pair in changed):
        bookmarked = sum(bool(now.bookmarked) for _, now in changed)
        return _bookmarks(bookmarked, number - bookmarked)
    for field, noun in (("tags", "tags"), ("note", "note")):
        if all(_differ(pair, field) for pair in changed):
            return f"{noun} as before" if number == 1 else f"{noun} of {count(number)} as before"
    return "as before" if number == 1 else f"{count(number)} as before"


def _bookmarks(back: int, gone: int) -> str:
    parts = [f"{count(back)} bookmarked again"] if back else []
    if gone:
        parts.append(f"{count(gone, 'bookmark')} removed")
    return ", ".join(parts)


def _differ(pair: tuple[Mark, Mark], field: str) -> bool:
    old, new = pair
    return bool(getattr(old, field) != getattr(new, field))


def papers_message(gone: int, back: int, changed: int) -> str:
    """A message on the changes of the catalogue by an undo."""
    parts = [(gone, "removed"), (back, "brought back"), (changed, "as before")]
    return ", ".join(f"{count(number)} {what}" for number, what in parts if number)


def settings_message(written: Iterable[SettingChange]) -> str:
    """A message on the settings that an undo wrote: ``“mine” as before``, ``theme as before``."""
    names = (f"“{one.path[-1]}”" if len(one.path) > 1 else one.path[-1] for one in written)
    return f"{', '.join(names)} as before"


def left_alone(names: Iterable[str]) -> str:
    """A message on papers left alone since they were changed again; empty for none."""
    listed = list(names)
    if not listed:
        return ""
    more = f" and {len(listed) - _SHOWN:,} more" if len(listed) > _SHOWN else ""
    return f"; changed since and left alone: {', '.join(listed[:_SHOWN])}{more}"
