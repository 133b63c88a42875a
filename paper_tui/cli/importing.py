"""The import command."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, CommandError
from paper_tui.cli.output import print_message, progress_bar, write_line
from paper_tui.cli.standard_input import standard_input
from paper_tui.library import ImportReport, Library
from paper_tui.library.importing.import_report import first_of
from paper_tui.library.messages import unreadable
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings
from paper_tui.sources import SourceError
from paper_tui.sources.base import Reject

STANDARD_INPUT = "-"
MOST_SHOWN = 20
MOST_NOTICES = 5
ALL_OF_THEM = "; --rejects FILE writes all of them"
CORRECTING = "  To correct a guess: fetch the paper by its arXiv id or DOI, and merge the two keys."


def import_files(options: argparse.Namespace, settings: Settings) -> int:
    """Add papers from files or standard input."""
    code = DONE
    rejects: list[tuple[str, Reject]] = []
    guesses: list[tuple[str, Reject]] = []
    with open_library(settings) as library:
        others, pdfs = _parted(options.files, recursive=options.recursive)
        if pdfs:
            report = _import_pdfs(library, pdfs)
            if report.found:
                _print_report("PDF files", report, all_shown=True)
            _print_pdf_problems(report)
            rejects += [("PDF files", reject) for reject in report.rejects]
            guesses = [("PDF files", Reject(0, notice)) for notice in report.notices]
        for file in others:
            try:
                report = _import_one(library, file, options.format)
            except (SourceError, CommandError) as error:
                print_message(f"paper-tui: {error}")
                code = NOTHING_FOUND
                continue
            _print_report(file, report, all_shown=bool(options.rejects))
            rejects += [(_name(file), reject) for reject in report.rejects]
    if options.rejects:
        _write_rejects(options.rejects, [*rejects, *guesses])
    return NOTHING_FOUND if rejects else code


def _print_pdf_problems(report: ImportReport) -> None:
    """Say how to correct guesses, and which files could not be read and why."""
    if report.guessed:
        print_message(CORRECTING)
    unread = [f"paper-tui: {reject.reason} (it is a PDF)" for reject in report.rejects]
    for line in first_of(unread, MOST_SHOWN, ALL_OF_THEM):
        print_message(line)


def _parted(files: Iterable[str], *, recursive: bool) -> tuple[list[str], list[Path]]:
    """Part the arguments into files that one format reads, and PDFs, with those of folders.

    Raises:
        CommandError: A folder cannot be read or holds no PDF.
    """
    from paper_tui.library.importing.pdf_import import is_pdf, pdfs_in

    others: list[str] = []
    pdfs: list[Path] = []
    for file in files:
        path = Path(file)
        if file != STANDARD_INPUT and path.is_dir():
            try:
                found = list(pdfs_in(path, recursive=recursive))
            except OSError as error:
                raise CommandError(unreadable(clean_line(file), error)) from error
            if not found:
                hint = "" if recursive else " (to import the PDFs in its folders too: --recursive)"
                raise CommandError(
                    f"cannot read {clean_line(file)}: it is a folder; name the files in it{hint}. "
                    "Nothing was changed."
                )
            pdfs += found
        elif file != STANDARD_INPUT and is_pdf(path):
            pdfs.append(path)
        else:
            others.append(file)
    return others, pdfs


def _import_pdfs(library: Library, paths: Sequence[Path]) -> ImportReport:
    name = clean_line(paths[0].name) if len(paths) == 1 else f"{len(paths):,} PDFs"
    with progress_bar(f"importing {name}") as progress:
        return library.imports.pdfs(paths, name, progress)


def _import_one(library: Library, file: str, format_name: str | None) -> ImportReport:
    name = _name(file)
    with opened_input(file) as stream, progress_bar(f"importing {name}") as progress:
        size = 0 if file == STANDARD_INPUT else Path(file).stat().st_size
        return library.imports.read(stream, name, format_name, size=size, progress=progress)


@contextmanager
def opened_input(file: str) -> Iterator[BinaryIO]:
    """Open a file or standard input for reading bytes."""
    if file == STANDARD_INPUT:
        yield standard_input()
        return
    with _open(file) as stream:
        yield stream


def _open(file: str) -> BinaryIO:
    try:
        return Path(file).open("rb")
    except OSError as error:
        advice = f" To fetch it: paper-tui fetch {clean_line(file)}" if _is_fetched(file) else ""
        raise CommandError(f"{unreadable(_name(file), error)}{advice}") from error


def _is_fetched(name: str) -> bool:
    """Return whether the argument is not a file name but something to fetch."""
    from paper_tui.sources.services import parse_spec

    try:
        parse_spec(name)
    except SourceError:
        return False
    return True


def _name(file: str) -> str:
    """Name of an input in messages."""
    return "standard input" if file == STANDARD_INPUT else clean_line(Path(file).name or file)


def _print_report(file: str, report: ImportReport, *, all_shown: bool) -> None:
    write_line(f"{_name(file)}: {report.text}")
    for notice in first_of(report.notices, MOST_NOTICES, ALL_OF_THEM):
        print_message(f"  {notice}")
    if report.offer:
        print_message(f"  {report.offer}. To look them up: paper-tui complete")
    for join in report.joins[:MOST_SHOWN]:
        print_message(f"  joined: {clean_line(join)}")
    for reject in report.rejects[: 0 if all_shown else MOST_SHOWN]:
        print_message(f"  line {reject.line}: {reject.reason}")
    left = len(report.rejects) - MOST_SHOWN
    if left > 0 and not all_shown:
        print_message(f"  and {left:,} more; --rejects FILE writes all of them")


def _write_rejects(file: str, rejects: list[tuple[str, Reject]]) -> None:
    """Write every rejected record with its file, line and reason."""
    lines = (
        json.dumps({"file": name, "line": reject.line, "reason": reject.reason, "text": reject.text}) + "\n"
        for name, reject in rejects
    )
    try:
        with Path(file).open("w", encoding="ascii") as output:
            output.writelines(lines)
    except OSError as error:
        raise CommandError(
            f"cannot write {clean_line(file)}: {error.strerror}. The imported papers were saved."
        ) from error
