"""Shared catalogues on a server: loading one, and searching it from the shell."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.importing import opened_input
from paper_tui.cli.output import busy, entry_json, print_message, write_json, write_line
from paper_tui.library import Library
from paper_tui.network import without_password
from paper_tui.papers.cancellation import NEVER
from paper_tui.papers.clock import timestamp
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Mark
from paper_tui.search import Query
from paper_tui.settings import Settings
from paper_tui.sync.catalogue.loading import Loaded, load
from paper_tui.sync.database import is_address
from paper_tui.sync.transport import SyncError


def load_catalogue(options: argparse.Namespace, settings: Settings) -> int:
    """Load a file of papers into the catalogue of a server."""
    address = options.folder or settings.config.catalogue
    if not is_address(address):
        raise CommandError("name the server: paper-tui sync postgresql://HOST/NAME --catalogue FILE", USAGE)
    rejected = [0]
    begun = time.monotonic()
    with busy("loading papers") as label:

        def show(loaded: Loaded) -> None:
            label(loaded.doing or f"{loaded.added + loaded.changed + loaded.same:,} papers sent")

        try:
            loaded = load(address, _papers(options.catalogue, settings, rejected), show)
        except SyncError as error:
            raise CommandError(str(error)) from error
    counts = f"{loaded.added:,} added · {loaded.changed:,} changed · {loaded.same:,} same"
    seconds = time.monotonic() - begun
    write_line(f"{without_password(address)}: {counts} · {rejected[0]:,} rejected · {seconds:.0f} s")
    return NOTHING_FOUND if rejected[0] else DONE


def _papers(file: str, settings: Settings, rejected: list[int]) -> Iterator[Paper]:
    """The papers of a file in any format, one at a time; counts what is rejected."""
    from paper_tui import sources

    now = settings.clock()
    with opened_input(file) as stream:
        context = sources.Context(name=file, today=now.date(), now=timestamp(now))
        try:
            for item in sources.read(stream, context, None):
                if isinstance(item, sources.Reject):
                    rejected[0] += 1
                elif isinstance(item, Paper | Entry):
                    yield item.paper if isinstance(item, Entry) else item
        except sources.SourceError as error:
            raise CommandError(str(error)) from error


def print_server_results(library: Library, query: str, limit: int | None, *, as_json: bool) -> int:
    """Print the papers that the server has and the library lacks."""
    with busy("searching the server"):
        found = library.server.search(Query.parse(query), NEVER, limit or 20)
    if found.problem:
        print_message(f"paper-tui: {found.problem}")
        return NOTHING_FOUND
    for paper in found.papers:
        if as_json:
            write_json(entry_json(Entry(paper, Mark(paper.key))))
        else:
            write_line(f"{paper.key}  {paper.published[:4]}  {paper.title}")
    for word, instead in found.instead.items():
        print_message(f"No paper there has “{word}”; searched for {', '.join(instead)}.")
    if found.known:
        print_message(f"{found.known:,} more are in your library.")
    return DONE if found.papers else NOTHING_FOUND
