"""The commands of the palette: every key of a screen, by name."""

from __future__ import annotations

from functools import partial

from paper_tui.keys import table
from paper_tui.keys.keymap import keys_of
from paper_tui.tui.dialogs.palette import Command
from paper_tui.tui.state.context import ReaderContext

QUITTING = ("q", "q!", "wq", "x", "qa")
"""Ways to quit vim."""


def commands_of(context: ReaderContext) -> list[Command]:
    """Return a command for every key declared for the screen, then those without a key.

    What is done to papers comes first; few would type a name to move by a row or a pane.
    """
    screen, chosen = context.screen, context.config.keys
    groups = sorted(screen.key_groups, key=lambda group: group[1] in (table.MOVING, table.PANES))
    found = [
        Command(
            named(key),
            partial(screen.run_action, key.action),
            next(iter(table.shown(keys_of(key, chosen))), ""),
            f"{key.id} {title}",
        )
        for title, group in groups
        for key in group
    ]
    if "program.tour" in screen.actions:
        found.append(Command("Take the tour", partial(screen.action_do, "program.tour")))
    found.append(Command("Change the theme", partial(screen.run_action, "app.change_theme")))
    found.append(Command("Save a screenshot", partial(screen.run_action, "app.screenshot")))
    return found


def vim_commands(context: ReaderContext) -> list[Command]:
    """Return what vim users type after a colon; everything is saved at once, so ``:w`` only says so."""
    quit_reader = partial(context.screen.action_do, "program.leave")
    return [
        *(Command("Quit; everything is saved", quit_reader, name, "program.leave") for name in QUITTING),
        Command("Save: everything is saved already", lambda: context.notify("Everything is saved."), "w"),
        Command("Help", partial(context.screen.action_do, "program.help"), "h", "program.help"),
    ]


def named(key: table.Key) -> str:
    """Return what a key does, after its label where the sentence does not contain that."""
    if key.label.lower() in key.help.lower():
        return key.help
    return f"{key.label[0].upper()}{key.label[1:]}: {key.help[0].lower()}{key.help[1:]}"
