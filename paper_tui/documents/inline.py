"""Builder of inline parts; white space is collapsed as in HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeAlias

from paper_tui.documents.model import Citation, CrossReference, FootnoteMark, Link, Part, Parts, Style, Text
from paper_tui.papers.text import clean_run

Kind: TypeAlias = Text | Link | Citation | CrossReference | FootnoteMark
"""The kind of part that a run of text becomes, as a part with empty text."""
PLAIN = Text("")

_LABEL = re.compile(r"((?:Figure|Fig\.?|Table|Algorithm|Listing)\s+[\w.]{1,8}?)\s*[:.|]\s+")
_WHITE = re.compile(r"[ \t\n\r\f]+")


class Line:
    """Collects inline parts; adjacent runs of one kind become one part."""

    __slots__ = ("_gap", "_kind", "_parts", "_run")

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._run: list[str] = []
        self._kind: Kind = PLAIN
        self._gap = False

    def __bool__(self) -> bool:
        return bool(self._parts or self._run)

    def text(self, text: str, kind: Kind = PLAIN) -> None:
        """Add text with its white space collapsed."""
        folded = _WHITE.sub(" ", text)
        if folded[:1] == " ":
            self._gap = True
            folded = folded[1:]
        if not folded:
            return
        ends_open = folded[-1] == " "
        self.verbatim(folded[:-1] if ends_open else folded, kind)
        self._gap = ends_open

    def verbatim(self, text: str, kind: Kind = PLAIN) -> None:
        """Add text with its white space unchanged."""
        if text:
            self._close_gap()
            self._append(text, kind)

    def add(self, part: Part) -> None:
        """Add a part that is no run of text."""
        self._close_gap()
        self._flush()
        self._parts.append(part)

    def newline(self) -> None:
        """Add a line break, unless the line is empty."""
        self._gap = False
        if self and not self._ends_with_newline():
            self._append("\n", PLAIN)

    def take(self) -> Parts:
        """Return the parts without trailing white space, and empty the line."""
        self._flush()
        parts = self._parts
        self._parts, self._gap = [], False
        while parts and isinstance(last := parts[-1], Text):
            kept = last.text.rstrip(" \n")
            if kept:
                parts[-1] = last if kept == last.text else replace(last, text=kept)
                break
            parts.pop()
        return tuple(parts)

    def _close_gap(self) -> None:
        """Add pending white space, except at the start of a line."""
        if self._gap and self and not self._ends_with_newline():
            self._append(" ", self._kind if self._run and isinstance(self._kind, Text) else PLAIN)
        self._gap = False

    def _ends_with_newline(self) -> bool:
        return bool(self._run) and self._run[-1][-1] == "\n"

    def _append(self, text: str, kind: Kind) -> None:
        if kind is not self._kind and kind != self._kind:
            self._flush()
        self._kind = kind
        self._run.append(text)

    def _flush(self) -> None:
        text = clean_run("".join(self._run))
        self._run = []
        if text:
            kind = self._kind
            self._parts.append(Text(text, kind.style) if isinstance(kind, Text) else replace(kind, text=text))


def split_label(parts: Parts) -> tuple[str, Parts]:
    """Split a caption into its label, such as ``Figure 3``, and the rest; the label may be empty."""
    found = _LABEL.match(parts[0].text) if parts and isinstance(parts[0], Text) else None
    if not found or not isinstance(first := parts[0], Text):
        return "", parts
    rest = first.text[found.end() :]
    return found[1], (*((replace(first, text=rest),) if rest else ()), *parts[1:])


def text_parts(text: str, style: Style = Style.PLAIN) -> Parts:
    """Return plain text as parts."""
    line = Line()
    line.text(text, Text("", style))
    return line.take()
