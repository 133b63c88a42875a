"""The grep command: lines of kept full texts that match a pattern."""

from __future__ import annotations

import argparse
import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.output import print_message, write_json, write_line
from paper_tui.documents.model import Document, Heading, plain, plain_text
from paper_tui.glyphs import in_ascii
from paper_tui.papers.paper import Paper
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings

LONGEST_PATTERN = 1_000
AROUND = 60
"""Characters that are printed on both sides of a match in a long paragraph."""


@dataclass(frozen=True, slots=True)
class Found:
    """A matching paragraph."""

    section: str
    """Number and title of its section; empty before the first."""
    block: int
    start: int
    end: int
    """Of the first match, as offsets in the text."""
    text: str


def grep(options: argparse.Namespace, settings: Settings) -> int:
    """Print the paragraphs of kept texts that match a pattern, with key and section."""
    written = re.escape(options.pattern) if options.fixed_strings else options.pattern
    pattern = _compiled(
        written, ignore_case=options.ignore_case or options.pattern == options.pattern.lower()
    )
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a slow pattern does not let Python handle ctrl+c
    drawn = in_ascii if settings.config.glyphs == "ascii" else str
    count = 0
    with open_library(settings) as library:
        query = " ".join(options.words)
        papers = library.matching(query) if query.strip() else iter(library.catalogue)
        is_kept = library.texts.kept()
        for paper in papers:
            text = library.texts.get(paper) if is_kept(paper.key) else None
            matches = list(_matches(text.document, pattern)) if text else []
            count += len(matches)
            if matches:
                _print(paper, matches, options, drawn)
    if not count:
        print_message(
            "Nothing matches in the texts that are kept. To keep more: paper-tui fetch --text QUERY"
        )
    return DONE if count else NOTHING_FOUND


def _print(
    paper: Paper, matches: list[Found], options: argparse.Namespace, drawn: Callable[[str], str]
) -> None:
    """Print the matches in one text."""
    if options.json:
        for found in matches:
            write_json({"key": paper.key, "title": paper.title, **_record(found)})
    elif options.keys or options.count:
        write_line(f"{paper.key}:{len(matches)}" if options.count else paper.key)
    else:
        for found in matches:
            section = f"{found.section}: " if found.section else ""
            write_line(drawn(f"{paper.key}: {section}{_excerpt(found)}"))


def _compiled(pattern: str, *, ignore_case: bool) -> re.Pattern[str]:
    if len(pattern) > LONGEST_PATTERN:
        raise CommandError("the pattern is too long", USAGE)
    try:
        return re.compile(pattern, re.IGNORECASE if ignore_case else 0)
    except (re.error, OverflowError, RecursionError) as error:
        raise CommandError(f"not a pattern: {clean_line(str(error))}", USAGE) from error


def _matches(document: Document, pattern: re.Pattern[str]) -> Iterator[Found]:
    section = ""
    for block in document.blocks:
        if isinstance(block.content, Heading):
            section = f"{block.content.number} {plain(block.content.parts)}".strip()
        text = plain_text(block)
        match = pattern.search(text)
        if match:
            yield Found(section, block.index, match.start(), match.end(), text)


def _excerpt(found: Found) -> str:
    start, end = max(0, found.start - AROUND), found.end + AROUND
    before, after = "…" if start else "", "…" if end < len(found.text) else ""
    return before + " ".join(found.text[start:end].split()) + after


def _record(found: Found) -> dict[str, object]:
    return {
        "section": found.section or None,
        "block": found.block,
        "start": found.start,
        "end": found.end,
        "text": found.text,
    }
