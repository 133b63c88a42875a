"""The keys that the reader has in place of the usual ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from paper_tui.papers.text import clean_line
from paper_tui.tui import keys


def usable(chosen: Mapping[str, str]) -> dict[str, str]:
    """The chosen keys of actions that there are."""
    known = keys.by_id()
    return {name: value for name, value in chosen.items() if name in known and value.strip()}


def keys_of(key: keys.Key, chosen: Mapping[str, str]) -> str:
    """The keys of an action: the chosen ones, else the usual."""
    return usable(chosen).get(key.id, key.keys)


def keymap_problems(chosen: Mapping[str, str]) -> list[str]:
    """What is wrong with chosen keys: actions that there are not, keys that would do two things."""
    known = keys.by_id()
    unknown = [
        f"keys: there is no action called “{clean_line(name)}”" for name in chosen if name not in known
    ]
    return unknown + list(_clashes(chosen))


def _clashes(chosen: Mapping[str, str]) -> Iterator[str]:
    holders: dict[str, str] = {}
    for name, key in keys.by_id().items():
        for pressed in keys_of(key, chosen).split(","):
            other = holders.setdefault(pressed.strip(), name)
            if other != name:
                yield f"keys: {clean_line(pressed)} is {other} and {name}"
