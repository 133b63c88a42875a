"""The watch command: new papers of what the reader follows."""

from __future__ import annotations

import argparse
import os
import sys

from paper_tui.cli.command_context import open_library
from paper_tui.cli.digest import first_day
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.output import entry_json, print_message, write_json, write_line
from paper_tui.glyphs import in_ascii
from paper_tui.library.interest.following import Hit
from paper_tui.notification import notification
from paper_tui.papers.serialization import Entry
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings


def watch(options: argparse.Namespace, settings: Settings) -> int:
    """Print papers that came from what is followed, with the reason."""
    if not settings.config.follow:
        raise CommandError(
            'nothing is followed. Example: follow = ["author:Kaiming He"] in '
            f"{clean_line(str(settings.config_file))}",
            USAGE,
        )
    since = first_day(options.since, settings.clock().astimezone().date())
    drawn = in_ascii if settings.config.glyphs == "ascii" else str
    with open_library(settings) as library:
        for name in library.following.lost_searches:
            print_message(f"There is no saved search “{clean_line(name)}”, which is followed.")
        hits = library.followed(f"added:>={since}")
        for hit in hits:
            if options.json:
                entry = Entry(hit.paper, library.shelf.get(hit.paper.key))
                write_json(entry_json(entry) | {"follow": hit.follow, "doubt": hit.doubt or None})
            else:
                write_line(drawn(_line(hit)))
    if hits and settings.config.notify:
        notify(f"{len(hits):,} new: {hits[0].paper.title}")
    return DONE if hits else NOTHING_FOUND


def _line(hit: Hit) -> str:
    return f"{hit.paper.key}  {hit.paper.title}\n      {hit.origin.text}"


def notify(text: str) -> None:
    """Show a notification through the terminal; nothing where there is none."""
    if sys.stderr is None or not sys.stderr.isatty():
        return
    sys.stderr.write(notification(text, os.environ))
    sys.stderr.flush()
