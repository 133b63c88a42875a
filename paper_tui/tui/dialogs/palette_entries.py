"""What the command palette calls the keys of a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from paper_tui.keys import table
from paper_tui.keys.keymap import keys_of


def entries(
    groups: table.Groups, chosen: Mapping[str, str], *, is_low: bool
) -> Iterator[tuple[table.Key, str, str]]:
    """Each key with its name and a second line.

    Args:
        groups: The keys of the screen.
        chosen: The keys that the reader has in place of the usual ones.
        is_low: Whether there is so little room that the first clause and the key have to do, in one line.
    """
    for title, group in groups:
        for key in group:
            pressed = table.shown(keys_of(key, chosen))[0]
            name = named(key)
            if is_low:
                yield key, f"{name.partition(';')[0]} · {pressed}", ""
            else:
                yield key, name, f"{title} · {pressed}"


def named(key: table.Key) -> str:
    """What a key does, after its label where one may look for that and would not find it."""
    if key.label.lower() in key.help.lower():
        return key.help
    return f"{key.label[0].upper()}{key.label[1:]}: {key.help[0].lower()}{key.help[1:]}"
