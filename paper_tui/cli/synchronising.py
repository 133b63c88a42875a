"""The sync command."""

from __future__ import annotations

import argparse

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.output import print_message, write_json, write_line
from paper_tui.library.sharing.synchronisation import GIT, how_to_join, transport_of
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings
from paper_tui.sync.exchange import Outcome
from paper_tui.sync.transport import SyncError


def sync(options: argparse.Namespace, settings: Settings) -> int:
    """Exchange changes with other devices through a folder, a git repository or a database."""
    if options.catalogue:
        from paper_tui.cli.cataloguing import load_catalogue

        return load_catalogue(options, settings)
    with open_library(settings) as library:
        place = _place(options, settings)
        try:
            transport = transport_of(place, settings.library)
        except SyncError as error:
            raise CommandError(str(error), USAGE) from error
        outcome = library.sync.run(transport)
    if options.json:
        write_json({name: getattr(outcome, name) for name in outcome.__slots__})
    else:
        write_line(summary(outcome))
    for note in outcome.notes:
        print_message(f"paper-tui: {clean_line(note, 1_000)}")
    if outcome.problem:
        print_message(f"paper-tui: {clean_line(outcome.problem, 1_000)}")
    elif outcome.is_alone:
        print_message(f"paper-tui: {clean_line(how_to_join(place), 1_000)}")
    return NOTHING_FOUND if outcome.problem else DONE


def _place(options: argparse.Namespace, settings: Settings) -> str:
    place = f"{GIT}{options.git}" if options.git else options.folder or settings.config.sync
    if not place:
        raise CommandError(
            "no folder given. Example: paper-tui sync ~/Dropbox/papers. "
            f'To set a default: sync = "~/Dropbox/papers" in {clean_line(str(settings.config_file))}',
            USAGE,
        )
    return str(place)


def summary(outcome: Outcome) -> str:
    """One-line summary of a synchronisation."""
    parts = [
        f"{outcome.sent:,} sent",
        f"{outcome.received:,} received",
        f"{outcome.changed:,} {'paper' if outcome.changed == 1 else 'papers'} changed here",
    ]
    if outcome.settings:
        parts.append(
            f"{outcome.settings:,} {'setting' if outcome.settings == 1 else 'settings'} changed here"
        )
    for count, done in ((outcome.files_sent, "sent"), (outcome.files_received, "received")):
        if count:
            parts.append(f"{count:,} {'file' if count == 1 else 'files'} {done}")
    if outcome.problem:
        parts.append("not finished")
    if outcome.damaged:
        parts.append(f"{outcome.damaged:,} damaged {'line' if outcome.damaged == 1 else 'lines'} left out")
    return " · ".join(parts)
