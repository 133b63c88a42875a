"""Commands for bookmarks, states, tags, notes and the history of changes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.output import busy, print_message, write_line
from paper_tui.cli.standard_input import read_text
from paper_tui.library import Library
from paper_tui.papers.clock import local_time
from paper_tui.papers.highlights import Highlight
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import LONGEST_TAG, Change, State, clean_tag
from paper_tui.papers.text import NOTE_LIMIT, clean_line
from paper_tui.settings import Settings


def bookmark(options: argparse.Namespace, settings: Settings) -> int:
    """Add or remove bookmarks."""
    with open_library(settings) as library:
        return report_change(
            lambda: library.marks.set_bookmarked(_papers(library, options.keys), not options.remove)
        )


def state(options: argparse.Namespace, settings: Settings) -> int:
    """Set the reading state of papers."""
    with open_library(settings) as library:
        papers = _matching(library, options.keys) if options.query else _papers(library, options.keys)
        if not papers:
            return NOTHING_FOUND
        return report_change(lambda: library.marks.set_state(papers, State(options.state)))


def tag(options: argparse.Namespace, settings: Settings) -> int:
    """Add and remove tags."""
    add = [word[1:] for word in options.words if word.startswith("+")]
    remove = [word[1:] for word in options.words if word.startswith("-")]
    keys = [word for word in options.words if word[:1] not in ("+", "-")]
    if not add and not remove:
        add = [word for word in keys[1:] if not _is_identifier(word)]
        keys = keys[:1] + [word for word in keys[1:] if _is_identifier(word)]
    if not keys or not (add or remove):
        raise CommandError(
            "name at least one paper and one tag, for example: paper-tui tag 1706.03762 +vision -old", USAGE
        )
    for word in add:
        if not clean_tag(word) or len(word) > LONGEST_TAG:
            raise CommandError(
                f"“{clean_line(word, 60)}” is not a tag: it needs a letter or digit and at most "
                f"{LONGEST_TAG} characters; nothing was changed",
                USAGE,
            )
    with open_library(settings) as library:
        papers = _papers(library, keys)
        report_change(lambda: library.marks.set_tags(papers, add, remove))
        if len(papers) == 1:
            print_message(f"Tags now: {', '.join(library.shelf.get(papers[0].key).tags) or 'none'}.")
        return DONE


def note(options: argparse.Namespace, settings: Settings) -> int:
    """Print or write the note of a paper."""
    with open_library(settings) as library:
        paper = library.find(options.key)
        if options.text is None:
            mark = library.shelf.get(paper.key)
            written = "\n\n".join(part for part in (mark.note, *map(_passage, mark.highlights)) if part)
            if not written:
                print_message("No note.")
                return NOTHING_FOUND
            write_line(written)
            return DONE
        text = read_text(NOTE_LIMIT) if options.text == "-" else options.text
        return report_change(lambda: library.marks.set_note(paper, text))


def _passage(highlight: Highlight) -> str:
    """A highlighted passage with its section and the note on it, as Markdown."""
    section = f" — {highlight.section}" if highlight.section else ""
    note = f"\n\n{highlight.note}" if highlight.note else ""
    return f"> “{highlight.quote}”{section}{note}"


def undo(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - every command takes options
    """Undo the last change."""
    with open_library(settings) as library:
        with busy("undoing"):
            undone = library.history.undo()
        print_message(undone.notice() if undone else "Nothing to undo.")
        return DONE if undone else NOTHING_FOUND


def redo(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - every command takes options
    """Redo the change that was undone last."""
    with open_library(settings) as library:
        with busy("redoing"):
            redone = library.history.redo()
        print_message(redone.notice("Redone") if redone else "Nothing to redo.")
        return DONE if redone else NOTHING_FOUND


def history(options: argparse.Namespace, settings: Settings) -> int:
    """List recent changes, newest first."""
    with open_library(settings) as library:
        changes = library.history.changes(options.limit)
        for change in changes:
            write_line(f"{local_time(change.time)}  {change.label}")
        return DONE if changes else NOTHING_FOUND


def _is_identifier(word: str) -> bool:
    """Return whether a word names a paper and is no tag: an arXiv id, a DOI, a URL or a whole key."""
    return bool(parse_arxiv_id(word) or parse_doi(word) or ":" in word)


def _papers(library: Library, keys: Sequence[str]) -> list[Paper]:
    """The papers with these keys; raises if any of them is unknown, before anything changes."""
    return [library.find(key) for key in keys]


def _matching(library: Library, words: Sequence[str]) -> list[Paper]:
    """The papers that match a query, after printing their number."""
    with busy("searching"):
        papers = library.matching(" ".join(words))
    print_message(f"{len(papers):,} {'paper matches' if len(papers) == 1 else 'papers match'}.")
    return papers


def report_change(work: Callable[[], Change | None]) -> int:
    """Make a change, print what was changed, if anything, and return the exit code."""
    with busy("saving"):
        change = work()
    print_message(f"{change.label[0].upper()}{change.label[1:]}." if change else "Nothing to change.")
    return DONE
