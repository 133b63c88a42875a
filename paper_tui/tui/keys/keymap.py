"""The keys that the reader has in place of the usual ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from textual.binding import Binding

from paper_tui.config.model import UserCommand
from paper_tui.papers.text import clean_line
from paper_tui.tui.keys import bindings


def usable(chosen: Mapping[str, str]) -> dict[str, str]:
    """The chosen keys of actions that there are, also of those that go with another screen's action."""
    taken = {name: _chosen(key, chosen) for name, key in bindings.by_id().items()}
    return {name: value for name, value in taken.items() if value}


def keys_of(key: bindings.Key, chosen: Mapping[str, str]) -> str:
    """The keys of an action: the chosen ones, else the usual."""
    return _chosen(key, chosen) or key.keys


def _chosen(key: bindings.Key, chosen: Mapping[str, str]) -> str:
    """The keys that were chosen for an action or for the one it goes with; empty where none were."""
    named = (chosen.get(name, "") for name in (key.id, key.like))
    return next((value for value in named if value.strip()), "")


def keymap_problems(chosen: Mapping[str, str], commands: Sequence[UserCommand] = ()) -> list[str]:
    """What is wrong with chosen keys: actions that there are not, keys that would do two things."""
    known = bindings.by_id()
    unknown = [
        f"keys: there is no action called “{clean_line(name)}”" for name in chosen if name not in known
    ]
    return unknown + list(dict.fromkeys(_clashes(chosen, commands)))


def _clashes(chosen: Mapping[str, str], commands: Sequence[UserCommand]) -> Iterator[str]:
    own = [(f"the command “{command.name}”", command.key) for command in commands if command.key]
    for groups in bindings.SCREENS.values():
        held = [(key.id, keys_of(key, chosen)) for group in groups for key in group]
        yield from _held_twice([*held, *own])
        own = []


def _held_twice(held: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with holders and their keys: keys that two of them hold."""
    holders: dict[str, str] = {}
    for name, pressed in held:
        for key in pressed.split(","):
            other = holders.setdefault(key_name(key.strip()), name)
            if other != name:
                yield f"keys: {clean_line(key)} is {other} and {name}"


def key_name(key: str) -> str:
    """A key as Textual names it, which may also be written as the character that it prints."""
    return next((binding.key for binding in Binding.make_bindings([Binding(key, "")])), key)
