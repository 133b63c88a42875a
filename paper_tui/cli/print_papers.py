"""The list, show and export commands."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from paper_tui.cli.command_context import open_library, query_text, search_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, CommandError
from paper_tui.cli.output import busy, entry_json, print_message, write_json, write_line, write_text
from paper_tui.cli.recommend import ranker_for, reasons_json, write_reasons
from paper_tui.cli.table import gain_column, write_table
from paper_tui.glyphs import in_ascii
from paper_tui.library import Library
from paper_tui.papers.merge_history import merges
from paper_tui.papers.serialization import Entry
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings


def list_papers(options: argparse.Namespace, settings: Settings) -> int:
    """Print the papers that match a query, one a line."""
    query = query_text(options, settings)
    with open_library(settings) as library:
        if options.server:
            from paper_tui.cli.cataloguing import print_server_results

            return print_server_results(library, query, options.limit, as_json=options.json)
        advice, rows, gains = search_library(library, query, options.sort, options.limit)
        if options.limit == 0:
            return DONE
        if options.why and options.sort != "for-you":
            print_message("--why gives reasons with --sort for-you only.")
        ranker = ranker_for(library, options.sort)
        if options.format:
            return print_export(library, (entry for entry, _ in rows), options.format, advice)
        if options.json:
            count = 0
            for count, (entry, score) in enumerate(rows, 1):  # noqa: B007 - the last number counts
                record = entry_json(entry, score if query.strip() else None)
                gained = {} if gains is None else {"gain": gains.of(entry.paper)}
                write_json(record | reasons_json(ranker, entry.paper) | gained)
        else:
            drawn = in_ascii if settings.config.glyphs == "ascii" else str

            def reasons(entry: Entry) -> None:
                write_reasons(ranker, entry.paper, drawn)

            entries = (entry for entry, _ in rows)
            below = reasons if options.why else None
            count = write_table(entries, settings, options.columns, below, gain_column(gains))
        return DONE if count else _report_no_match(advice)


def show_paper(options: argparse.Namespace, settings: Settings) -> int:
    """Print one paper."""
    with open_library(settings) as library:
        paper = library.find(options.key)
        entry = Entry(paper, library.shelf.get(paper.key))
        if options.json:
            write_json(entry_json(entry) | {"merged": list(merges(paper))})
            return DONE
        code = print_export(library, [entry], options.format or "text", [])
        history = [] if options.format else [merge["text"] for merge in merges(paper)]
        for line in ("", "  Merged:", *(f"    {text}" for text in history)) if history else ():
            write_line(line)
        return code


def export_papers(options: argparse.Namespace, settings: Settings) -> int:
    """Write the papers that match a query in another format, to a file or to standard output."""
    with open_library(settings) as library:
        advice, rows, _ = search_library(library, query_text(options, settings))
        entries = [entry for entry, _ in rows]
        if options.format == "obsidian" and entries:
            from paper_tui.cli import obsidian

            count = obsidian.write_notes(entries, options.output)
            print_message(f"{count:,} {'note' if count == 1 else 'notes'} in {clean_line(options.output)}")
            return DONE
        if not options.output or options.output == "-":
            return print_export(library, entries, options.format, advice)
        if not entries:
            return _report_no_match(advice)
        with busy(f"writing {len(entries):,} papers"):
            _write_file(Path(options.output), library.export(entries, options.format))
        count = len(entries)
        print_message(
            f"{count:,} {'paper' if count == 1 else 'papers'} written to {clean_line(options.output)}"
        )
        return DONE


def _write_file(path: Path, chunks: Iterable[str]) -> None:
    """Replace a file once all of the text is written; write to a device or a pipe directly."""
    draft = path if path.exists() and not path.is_file() else path.with_name(f".{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(chunks)
        if draft != path:
            draft.replace(path)
    except OSError as error:
        raise CommandError(f"cannot write {clean_line(str(path))}: {error.strerror}") from error


def print_export(library: Library, entries: Iterable[Entry], format_name: str, advice: list[str]) -> int:
    """Print papers in an export format, or the advice if there are none, and return the exit code."""
    some = iter(entries)
    first = next(some, None)
    if first is None:
        return _report_no_match(advice)

    def all_entries() -> Iterator[Entry]:
        yield first
        yield from some

    for chunk in library.export(all_entries(), format_name):
        write_text(chunk)
    return DONE


def _report_no_match(advice: list[str]) -> int:
    print_message("Nothing matches.")
    for line in advice:
        print_message(f"  {line}")
    return NOTHING_FOUND
