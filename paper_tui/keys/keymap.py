"""The user's keymap: keys chosen in the configuration in place of the declared ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from paper_tui.config.model import UserCommand
from paper_tui.config.table import did_you_mean
from paper_tui.keys.table import SCREENS, Key, by_id
from paper_tui.papers.text import clean_line

KEY_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Names that Textual uses in place of the Unicode ones."""


def usable(chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the keymap to apply: chosen keys of known actions, and of the actions `like` them."""
    taken = {name: _chosen(key, chosen) for name, key in by_id().items()}
    return {name: value for name, value in taken.items() if value}


def keys_of(key: Key, chosen: Mapping[str, str]) -> str:
    """Return the keys of an action: the chosen ones, else the declared ones."""
    return _chosen(key, chosen) or key.keys


def keymap_problems(chosen: Mapping[str, str], commands: Sequence[UserCommand] = ()) -> list[str]:
    """Describe unknown actions and keys bound twice on one screen."""
    known = by_id()
    unknown = [
        f"keys: there is no action called “{clean_line(name)}”{did_you_mean(name, known)}"
        for name in chosen
        if name not in known
    ]
    return unknown + list(dict.fromkeys(_clashes(chosen, commands)))


def key_name(key: str) -> str:
    """Return Textual's name of a key, which may be written as the character that it types."""
    key = key.strip()
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAMES.get(name, name)


def holder_of(
    pressed: str, action: str, chosen: Mapping[str, str], commands: Sequence[UserCommand] = ()
) -> str:
    """Return the action that has a key on a screen where another action wants it.

    Args:
        pressed: The key, as Textual names it.
        action: Id of the action that wants the key.
        chosen: The keymap.
        commands: Commands of the user, whose keys are taken too.

    Returns:
        Id of the action or name of the command; empty when the key is free.
    """
    for groups in SCREENS.values():
        held = [key for group in groups for key in group]
        if action not in [key.id for key in held]:
            continue
        for key in held:
            if key.id != action and pressed in map(key_name, keys_of(key, chosen).split(",")):
                return key.id
    return next((command.name for command in commands if key_name(command.key) == pressed), "")


def _chosen(key: Key, chosen: Mapping[str, str]) -> str:
    """Return the keys chosen for an action or for the one it is like; empty if there are none."""
    named = (chosen.get(name, "") for name in (key.id, key.like))
    return next((value for value in named if value.strip()), "")


def _clashes(chosen: Mapping[str, str], commands: Sequence[UserCommand]) -> Iterator[str]:
    own = [(f"the command “{command.name}”", command.key) for command in commands if command.key]
    for groups in SCREENS.values():
        held = [(key.id, keys_of(key, chosen)) for group in groups for key in group]
        yield from _held_twice([*held, *own])
        own = []


def _held_twice(held: Iterable[tuple[str, str]]) -> Iterator[str]:
    holders: dict[str, str] = {}
    for name, pressed in held:
        for key in pressed.split(","):
            other = holders.setdefault(key_name(key), name)
            if other != name:
                yield f"keys: {clean_line(key)} is bound to both {other} and {name}"
