"""Plain text: paragraphs between empty lines, numbered headings where they are plain to see."""

from __future__ import annotations

import re

from paper_tui.documents.build import DocumentBuilder
from paper_tui.documents.conventions import by_convention
from paper_tui.documents.inline import text_parts
from paper_tui.documents.model import Code, CodeLine, Document, Heading, Text
from paper_tui.papers.text import clean_run

_HEADING = re.compile(r"((?:\d{1,2}|[A-Z])(?:\.\d{1,2}){0,4}\.?)\s+([A-Z][^.!?]{2,90})")
_NAMED = re.compile(
    r"(?:abstract|introduction|conclusions?|references|bibliography|acknowledge?ments?|appendix)\.?",
    re.IGNORECASE,
)
_LONGEST_HEADING = 100


def recognises(head: str) -> bool:  # noqa: ARG001 - it takes what nothing else took
    """Return whether a text is plain; any is."""
    return True


def read(text: str, *, accept_damaged: bool = False) -> Document:  # noqa: ARG001 - plain text has no damage to detect
    """The document in a text."""
    builder = DocumentBuilder("text")
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").expandtabs(4)
    for count, paragraph in enumerate(_paragraphs(unified)):
        _add(builder, paragraph, first=count == 0)
    return by_convention(builder.finish())


def _paragraphs(text: str) -> list[list[str]]:
    paragraphs: list[list[str]] = []
    current: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            current.append(line)
        elif current:
            paragraphs.append(current)
            current = []
    return [*paragraphs, current] if current else paragraphs


def _add(builder: DocumentBuilder, lines: list[str], *, first: bool) -> None:
    line = lines[0].strip()
    if len(lines) == 1 and len(line) <= _LONGEST_HEADING and not first:
        numbered = _HEADING.fullmatch(line)
        if numbered:
            level = numbered[1].rstrip(".").count(".") + 1
            builder.add(Heading(level, numbered[1], text_parts(numbered[2])))
            return
        if _NAMED.fullmatch(line):
            builder.add(Heading(1, "", text_parts(line)))
            return
    if all(row.startswith("    ") for row in lines):
        rows = (CodeLine((Text(clean_run(row[4:].rstrip())),)) for row in lines)
        builder.add(Code(tuple(rows)))
        return
    builder.paragraph(text_parts(" ".join(lines)))
