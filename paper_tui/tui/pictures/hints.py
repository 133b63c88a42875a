"""The line of keys below pictures."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from paper_tui.config import Config
from paper_tui.keys import table
from paper_tui.keys.keymap import keys_of


def hints(names: Iterable[str], config: Config, reason: str = "", note: str = "") -> Content:
    """The keys of some actions; where pictures are not drawn as the settings ask, why; else a remark.

    Args:
        names: Ids of keys, the most wanted first.
        config: Has the user's keys.
        reason: As `images.choice.Graphics.reason`.
        note: On the picture, as `Picture.note`.
    """
    if reason or note:
        return Content.styled(f" Drawn as symbols: {reason}." if reason else f" {note}.", "$warning")
    known = table.by_id()
    return Content.assemble(
        *(
            Content.assemble(
                " ",
                (table.shown(keys_of(known[name], config.keys))[0], "$accent"),
                " ",
                (known[name].label, "$muted"),
                " ",
            )
            for name in names
        )
    )
