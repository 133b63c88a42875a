"""The fetch command."""

from __future__ import annotations

import argparse

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.output import print_message, status_line, write_line
from paper_tui.library import ImportReport, Library, fetch_settings
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings
from paper_tui.sources import SourceError
from paper_tui.sources.services import FetchSettings


def fetch_sources(options: argparse.Namespace, settings: Settings) -> int:
    """Add papers from services; a failed source does not stop the others."""
    if options.text:
        from paper_tui.cli.full_text import fetch_texts

        return fetch_texts(options, settings)
    if options.pdf:
        from paper_tui.cli.full_text import fetch_pdfs

        return fetch_pdfs(options, settings)
    wanted = options.sources or settings.config.sources
    if not wanted:
        raise CommandError(
            "no source given. Example: paper-tui fetch daily. "
            f'To set a default: sources = ["daily"] in {clean_line(str(settings.config_file))}',
            USAGE,
        )
    how = fetch_settings(settings.config)
    code, total = DONE, ImportReport()
    with open_library(settings) as library:
        for source in wanted:
            name = clean_line(source)
            try:
                report = _fetch_one(library, source, how, options)
            except SourceError as error:
                print_message(f"paper-tui: {name}: {error}")
                code = NOTHING_FOUND
                continue
            code = max(code, _print_result(name, report, options.quiet))
            total = total.plus(report)
    if options.quiet:
        write_line(total.text)
    return code


def _fetch_one(
    library: Library, source: str, how: FetchSettings, options: argparse.Namespace
) -> ImportReport:
    with status_line(shown=not options.quiet) as show:
        return library.imports.fetch(source, how, again=options.again, doing=show)


def _print_result(name: str, report: ImportReport, quiet: bool) -> int:
    if not quiet and (report.found or not report.problem):
        write_line(f"{name}: {report.text}")
        for notice in report.notices:
            print_message(f"  {notice}")
    if report.problem:
        print_message(f"paper-tui: {name}: {report.problem}")
    for reject in report.rejects:
        print_message(f"  {name}, line {reject.line}: {reject.reason}")
    return NOTHING_FOUND if report.problem or report.rejects else DONE
