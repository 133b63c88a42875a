"""The keys that the reader has in place of the usual ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from paper_tui.papers.text import clean_line
from paper_tui.tui import keys


def usable(chosen: Mapping[str, str]) -> dict[str, str]:
    """The chosen keys of actions that there are, also of those that go with another screen's action."""
    taken = {name: _chosen(key, chosen) for name, key in keys.by_id().items()}
    return {name: value for name, value in taken.items() if value}


def keys_of(key: keys.Key, chosen: Mapping[str, str]) -> str:
    """The keys of an action: the chosen ones, else the usual."""
    return _chosen(key, chosen) or key.keys


def _chosen(key: keys.Key, chosen: Mapping[str, str]) -> str:
    """The keys that were chosen for an action or for the one it goes with; empty where none were."""
    named = (chosen.get(name, "") for name in (key.id, key.like))
    return next((value for value in named if value.strip()), "")


def keymap_problems(chosen: Mapping[str, str]) -> list[str]:
    """What is wrong with chosen keys: actions that there are not, keys that would do two things."""
    known = keys.by_id()
    unknown = [
        f"keys: there is no action called “{clean_line(name)}”" for name in chosen if name not in known
    ]
    return unknown + list(dict.fromkeys(_clashes(chosen)))


def _clashes(chosen: Mapping[str, str]) -> Iterator[str]:
    for groups in keys.SCREENS.values():
        holders: dict[str, str] = {}
        for key in (key for group in groups for key in group):
            for pressed in keys_of(key, chosen).split(","):
                other = holders.setdefault(pressed.strip(), key.id)
                if other != key.id:
                    yield f"keys: {clean_line(pressed)} is {other} and {key.id}"
