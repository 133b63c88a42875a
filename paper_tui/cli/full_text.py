"""The command that prints the text of a paper."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, CommandError
from paper_tui.cli.output import print_message, write_json, write_line, write_text
from paper_tui.documents.decoding import MOST_BYTES
from paper_tui.documents.errors import DocumentError
from paper_tui.documents.model import Document
from paper_tui.documents.reading import read_document
from paper_tui.documents.sections import section
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings

STANDARD_INPUT = "-"
_COMFORTABLE = 88
"""Columns of a text whose width nothing tells."""


def print_text(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - files need none
    """Print the text of a paper, or of a file, in the form asked for."""
    document = _document(options.input)
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


def _document(name: str) -> Document:
    if name == STANDARD_INPUT:
        return _read(sys.stdin.buffer.read(MOST_BYTES + 1), "standard input")
    path = Path(name)
    if path.is_file():
        try:
            with path.open("rb") as file:
                return _read(file.read(MOST_BYTES + 1), name)
        except OSError as error:
            raise CommandError(f"cannot read {clean_line(name)}: {error.strerror}") from error
    raise CommandError(f"there is no file {clean_line(name)}", NOTHING_FOUND)


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
