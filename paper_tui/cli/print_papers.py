"""The list, show and export commands."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.cells import cell_len, set_cell_size

from paper_tui.cli import obsidian
from paper_tui.cli.command_context import open_library, query_text, search_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, CommandError
from paper_tui.cli.output import entry_json, print_message, write_json, write_line, write_text
from paper_tui.cli.recommend import ranker_for, reasons_json, write_reasons
from paper_tui.glyphs import STAR, STATES, in_ascii
from paper_tui.library import Library
from paper_tui.papers.merge_history import merges
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import EffectiveState
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings

KEY_WIDTH = 24
UNCUT = 10_000


def list_papers(options: argparse.Namespace, settings: Settings) -> int:
    """Print the papers that match a query, one a line."""
    query = query_text(options, settings)
    with open_library(settings) as library:
        advice, rows = search_library(library, query, options.sort, options.limit)
        ranker = ranker_for(library, options)
        if options.format:
            return print_export(library, (entry for entry, _ in rows), options.format, advice)
        any_found, width = False, _width()
        drawn = in_ascii if settings.config.glyphs == "ascii" else str
        for entry, score in rows:
            any_found = True
            if options.json:
                record = entry_json(entry, score if query.strip() else None)
                write_json(record | reasons_json(ranker, entry.paper))
            else:
                write_line(drawn(_line(entry, width)))
                if options.why:
                    write_reasons(ranker, entry.paper, drawn)
        return DONE if any_found else _report_no_match(advice)


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
        advice, rows = search_library(library, query_text(options, settings))
        entries = [entry for entry, _ in rows]
        if options.format == obsidian.FORMAT and entries:
            count = obsidian.write_notes(entries, options.output)
            print_message(f"{count:,} {'note' if count == 1 else 'notes'} in {clean_line(options.output)}")
            return DONE
        if not options.output or options.output == "-":
            return print_export(library, entries, options.format, advice)
        if not entries:
            return _report_no_match(advice)
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


def _line(entry: Entry, width: int) -> str:
    """Star, state, date, key and as much of the title as fits."""
    paper, mark = entry.paper, entry.mark
    star = STAR if mark.bookmarked else " "
    state = " " if mark.effective_state is EffectiveState.NEW else STATES[mark.effective_state]
    key = _fit(paper.key, KEY_WIDTH) if width < UNCUT else paper.key.ljust(KEY_WIDTH)
    head = f"{star}{state} {paper.date[:10]:10}  {key}  "
    room = max(width - cell_len(head), 10)
    title = paper.title if cell_len(paper.title) <= room else set_cell_size(paper.title, room - 1) + "…"
    return (head + title).rstrip()


def _fit(text: str, width: int) -> str:
    """The text in exactly so many cells; of a longer one the beginning and the distinguishing end."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    tail = 9
    return set_cell_size(text, width - tail - 1) + "…" + text[-tail:]


def _width() -> int:
    """The columns to fill: the terminal's; in a pipe, lines are not cut short."""
    if sys.stdout is None or not sys.stdout.isatty():
        return UNCUT
    return shutil.get_terminal_size().columns
