"""The text, attach and fetch --text commands: full texts of papers."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.output import print_message, status_line, write_json, write_line, write_text
from paper_tui.documents.errors import DocumentError
from paper_tui.documents.model import Document
from paper_tui.documents.reading import read_document
from paper_tui.documents.sections import section
from paper_tui.files import LARGEST_FILE, read_regular
from paper_tui.library import Library, fetch_settings
from paper_tui.library.full_text.paper_text import KeepPolicy, PaperText, TextNotFoundError
from paper_tui.papers.paper import Paper
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings
from paper_tui.sources import SourceError

STANDARD_INPUT = "-"
MOST_PDFS = 100
"""PDFs of one fetch."""
_COMFORTABLE = 88
"""Width in columns of a printed text when the output's width is unknown."""


def print_text(options: argparse.Namespace, settings: Settings) -> int:
    """Print the text of a paper, or of a file, in the form asked for."""
    document = _document(options, settings)
    for warning in document.warnings:
        print_message(f"paper-tui: {warning}")
    if options.outline:
        return _print_outline(document, as_json=options.format == "json")
    if options.section is not None:
        found = section(document, options.section)
        if found is None:
            raise CommandError(f"there is no section {clean_line(options.section)}; --outline shows all")
        document = found
    _print(document, options)
    return DONE


def attach(options: argparse.Namespace, settings: Settings) -> int:
    """Attach a file to a paper as its text, or remove it."""
    if (options.file is None) != options.remove:
        raise CommandError("name a FILE to attach, or --remove without one", USAGE)
    with open_library(settings) as library:
        paper = library.find(options.key)
        if options.remove:
            removed = _remove(library, paper, links=options.link)
            print_message("Removed; undo brings it back." if removed else _nothing_attached(paper))
            return DONE if removed else NOTHING_FOUND
        if options.link:
            return _link(library, paper, options.file)
        name = "a file" if options.file == STANDARD_INPUT else Path(options.file).name
        try:
            beside = _beside(options.file)
            text = library.attachments.attach(paper, _bytes(options.file), name, beside)
        except DocumentError as error:
            raise CommandError(f"{clean_line(options.file)} cannot be attached: {error}") from error
        blocks = len(text.document.blocks)
        print_message(f"Attached to “{paper.title}”: {blocks:,} paragraphs and other blocks of text.")
        return DONE


def _link(library: Library, paper: Paper, file: str) -> int:
    """Remember where a file of a paper is."""
    path = Path(file)
    if file == STANDARD_INPUT or not path.is_file():
        raise CommandError(f"{clean_line(file)} cannot be linked: it is not a file")
    if library.attachments.link(paper, path):
        print_message(f"Linked to “{paper.title}”: {clean_line(str(path.absolute()))}")
    else:
        print_message("It is linked already.")
    return DONE


def _remove(library: Library, paper: Paper, *, links: bool) -> bool:
    return bool(library.attachments.unlink(paper)) if links else library.attachments.detach(paper)


def _nothing_attached(paper: Paper) -> str:
    hint = " To forget where its files are: --remove --link." if paper.files else ""
    return f"“{paper.title}” has no attached file.{hint}"


def fetch_texts(options: argparse.Namespace, settings: Settings) -> int:
    """Fetch and keep the texts of all papers that match a query and have none yet."""
    how = fetch_settings(settings.config)
    policy = replace(KeepPolicy.of(settings.config), keep="opened")
    fetched = failed = 0
    with open_library(settings) as library:
        query = " ".join(options.sources)
        papers = library.matching(query) if query.strip() else [*library.catalogue]
        if not papers:
            raise CommandError("no paper matches. Example: paper-tui fetch --text is:bookmarked")
        is_kept = library.texts.kept()
        wanted = [paper for paper in papers if options.again or not is_kept(paper.key)]
        for count, paper in enumerate(wanted, 1):
            with status_line(shown=not options.quiet) as show:
                try:
                    text = library.texts.fetch(
                        paper, how, policy, doing=partial(_show_progress, show, count, len(wanted))
                    )
                except SourceError as error:
                    failed += 1
                    print_message(f"paper-tui: {paper.key}: {error}")
                    continue
            fetched += 1
            if not options.quiet:
                write_line(f"{paper.key}  {text.source}")
    noun = "text" if fetched == 1 else "texts"
    write_line(f"{fetched:,} {noun} fetched, {len(papers) - len(wanted):,} kept before, {failed:,} not found")
    return NOTHING_FOUND if failed else DONE


def fetch_pdfs(options: argparse.Namespace, settings: Settings) -> int:
    """Fetch the PDFs of the papers that match a query and have none yet, some at a time."""
    query = " ".join(options.sources)
    if not query.strip():
        raise CommandError("name the papers. Example: paper-tui fetch --pdf is:bookmarked", USAGE)
    fetched = failed = 0
    with open_library(settings) as library:
        papers = library.matching(query)
        wanted = [paper for paper in papers if library.texts.pdf(paper) is None]
        if not papers:
            raise CommandError("no paper matches. Example: paper-tui fetch --pdf is:bookmarked")
        how = fetch_settings(settings.config)
        with status_line(shown=not options.quiet) as show:
            for result in library.pdf_downloads.fetch(wanted[:MOST_PDFS], how, show):
                fetched += result.path is not None
                failed += result.path is None
                if result.problem:
                    print_message(f"paper-tui: {result.paper.key}: {result.problem}")
                elif not options.quiet:
                    write_line(f"{result.paper.key}  {clean_line(str(result.path))}")
    noun, had = "PDF" if fetched == 1 else "PDFs", len(papers) - len(wanted)
    write_line(f"{fetched:,} {noun} fetched, {had:,} there before, {failed:,} not found")
    left = len(wanted) - MOST_PDFS
    if left > 0:
        print_message(f"{left:,} are left: at most {MOST_PDFS} are fetched at a time. Run it again for more.")
    return NOTHING_FOUND if failed else DONE


def _show_progress(show: Callable[[str], None], count: int, total: int, doing: str) -> None:
    show(f"{count:,} of {total:,}: {doing}")


def _document(options: argparse.Namespace, settings: Settings) -> Document:
    """The document in standard input, in a file, or of a paper of the library."""
    name: str = options.input
    if name == STANDARD_INPUT or Path(name).is_file():
        return _read(_bytes(name), "standard input" if name == STANDARD_INPUT else name)
    with open_library(settings) as library:
        paper = library.find(name)
        how, policy = fetch_settings(settings.config), KeepPolicy.of(settings.config)
        try:
            with status_line() as show:
                text = library.texts.open(paper, how, policy, again=options.again, doing=show)
        except TextNotFoundError as error:
            raise CommandError(f"{error} {_ways_to_text(paper)}") from error
        _tell_source(text)
        return text.document


def _ways_to_text(paper: Paper) -> str:
    """Name the commands that can bring the text of a paper."""
    look_up = "" if paper.arxiv_id else f"Look it up: paper-tui complete {paper.citation_key or paper.key}. "
    return f"{look_up}Attach a file: paper-tui attach {paper.citation_key or paper.key} FILE"


def _tell_source(text: PaperText) -> None:
    version = f", version {text.version}" if text.version else ""
    print_message(f"paper-tui: text from {text.source}{version}")
    for reason in text.missing:
        print_message(f"  not from {reason}")
    if text.is_outdated:
        print_message("  there is a newer version of the paper, whose text could not be fetched")


def _bytes(name: str) -> bytes:
    """Read a file or standard input, whole."""
    try:
        if name == STANDARD_INPUT:
            data = sys.stdin.buffer.read(LARGEST_FILE + 1)
        else:
            return read_regular(Path(name))
    except OSError as error:
        raise CommandError(f"cannot read {clean_line(name)}: {error.strerror}") from error
    if len(data) > LARGEST_FILE:
        raise CommandError(f"standard input is larger than {LARGEST_FILE // 1_000_000} MB")
    return data


def _beside(name: str) -> Path | None:
    """The folder of a file; standard input has none."""
    return None if name == STANDARD_INPUT else Path(name).absolute().parent


def _read(data: bytes, name: str) -> Document:
    try:
        return read_document(data, accept_damaged=True)
    except DocumentError as error:
        raise CommandError(f"{clean_line(name)}: {error}") from error


def _print_outline(document: Document, *, as_json: bool) -> int:
    from paper_tui.documents.writers.json_form import outline_record

    for entry in document.outline:
        if as_json:
            write_json(outline_record(entry))
        else:
            write_line("  " * (entry.level - 1) + f"{entry.number} {entry.title}".strip())
    return DONE if document.outline else NOTHING_FOUND


def _print(document: Document, options: argparse.Namespace) -> None:
    if options.format == "json":
        from paper_tui.documents.writers import json_form

        pieces = json_form.write(document)
    elif options.format == "markdown":
        from paper_tui.documents.writers import markdown

        pieces = markdown.write(document)
    else:
        from paper_tui.documents.writers import text

        pieces = text.write(document, options.width or _width())
    for piece in pieces:
        write_text(piece)


def _width() -> int:
    """The columns of the terminal, as far as lines stay comfortable to read."""
    return min(_COMFORTABLE, max(shutil.get_terminal_size((_COMFORTABLE, 24)).columns, 20))
