"""All commands by name, and the order of the help."""

from __future__ import annotations

from collections.abc import Callable

from paper_tui.cli.command_builder import Commands
from paper_tui.cli.declarations import adding, changing, finding, maintaining, reading

COMMANDS: dict[str, Callable[[Commands], None]] = {
    "import": adding.import_papers,
    "complete": adding.complete,
    "fetch": adding.fetch,
    "check": adding.check,
    "list": finding.list_papers,
    "similar": finding.similar,
    "grep": finding.grep,
    "refs": finding.refs,
    "cited-by": finding.cited_by,
    "pick": finding.pick,
    "show": reading.show,
    "text": reading.text,
    "attach": reading.attach,
    "export": reading.export,
    "digest": reading.digest,
    "bookmark": changing.bookmark,
    "state": changing.state,
    "tag": changing.tag,
    "note": changing.note,
    "tags": changing.tags,
    "rules": changing.rules,
    "cite": changing.cite,
    "merge": changing.merge,
    "split": changing.split,
    "undo": changing.undo,
    "redo": changing.redo,
    "history": changing.history,
    "watch": finding.watch,
    "stats": reading.stats,
    "sync": maintaining.sync,
    "group": maintaining.group,
    "doctor": maintaining.doctor,
    "config": maintaining.config,
    "completion": maintaining.completion,
    "man": maintaining.man,
}
"""The declarations of all commands by name, in the order of the help."""


def add_commands(commands: Commands, only: str = "") -> None:
    """Declare all commands in the order of the help, or only the one that runs, which takes less time."""
    for declare in [COMMANDS[only]] if only else COMMANDS.values():
        declare(commands)
