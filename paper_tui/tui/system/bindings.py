"""Textual bindings made from the declared keys."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from paper_tui.keys.table import Key


def bindings(*groups: Iterable[Key]) -> list[BindingType]:
    """Return the bindings of a widget or screen that handles these keys."""
    return [
        Binding(key.keys, key.action, key.label, tooltip=key.help, id=key.id)
        for group in groups
        for key in group
    ]
