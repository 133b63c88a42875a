"""Markdown: one list of papers that reads well in any viewer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paper_tui.exports.base import Export, deeds, note_of
from paper_tui.papers.links import find_links, safe_url
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$!&^=%])")
_LIST_MARK = re.compile(r"^(\s*)(\d*)([-+.)])(?=[\s-]|$)")


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """An item for each entry, an empty line between."""
    for number, entry in enumerate(entries):
        yield ("\n" if number else "") + "- " + _indented("\n\n".join(blocks(entry))).lstrip() + "\n"


def blocks(entry: Entry) -> list[str]:
    """The paragraphs that describe an entry: title and facts, the note as a quotation, the abstract."""
    paper = entry.paper
    lines = [f"**{linked(escaped(paper.title), paper.url)}**", facts(paper), escaped_tags(deeds(entry))]
    head = "  \n".join(line for line in lines if line)
    notes = (quoted(note_of(entry)), *highlights(entry))
    return [block for block in (head, *notes, escaped_text(paper.abstract)) if block]


def highlights(entry: Entry) -> list[str]:
    """The highlighted passages as quotations with their sections, the notes on them below."""
    return [
        "> "
        + escaped(f"“{passage.quote}”")
        + (f" — {escaped(passage.section)}" if passage.section else "")
        + (f"\n>\n{quoted(passage.note)}" if passage.note else "")
        for passage in entry.mark.highlights
    ]


def quoted(note: str) -> str:
    """The reader's own note, which may be Markdown itself, as a quotation; only HTML is taken as text."""
    return "\n".join(f"> {line}".rstrip() for line in note.replace("<", "\\<").splitlines())


def facts(paper: Paper) -> str:
    """Authors, date, venue and code in one line."""
    code = linked("code", paper.code_url) if paper.code_url else ""
    known = (escaped(paper.people.line()), paper.dated, escaped(paper.venue), code)
    return " · ".join(part for part in known if part)


def linked(text: str, url: str) -> str:
    """The text as a link where the address may be opened; `safe_url` leaves none of ``<>`` in it."""
    return f"[{text}](<{safe_url(url)}>)" if safe_url(url) else text


def escaped(text: str) -> str:
    """One line in which every character is literal, and addresses are links."""
    urls = sorted({link.url for link in find_links(text)}, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, urls))})", text) if urls else [text]
    line = "".join(f"<{part}>" if part in urls else _SPECIAL.sub(r"\\\1", part) for part in parts)
    return _LIST_MARK.sub(r"\1\2\\\3", line)


def escaped_text(text: str) -> str:
    """Paragraphs in which every character is literal."""
    return "\n".join(escaped(line) for line in text.split("\n"))


def escaped_tags(text: str) -> str:
    """Tags keep their ``#``, which is no heading inside a line."""
    return escaped(text).replace("\\#", "#")


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.split("\n"))


MARKDOWN = Export("markdown", "Markdown list", ".md", write)
