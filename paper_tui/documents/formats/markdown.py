"""Markdown with TeX between dollars, as Hugging Face, Pandoc and note takers write it.

The blocks are markdown-it's (CommonMark, with tables and footnotes). Formulas are taken out of the text
before, so that no underscore or backslash in them is read as Markdown, and put back into its lines.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Final, NamedTuple

from paper_tui.documents.build import DocumentBuilder
from paper_tui.documents.conventions import by_convention
from paper_tui.documents.formats.html import fragment_reader
from paper_tui.documents.formats.markdown_inline import InlineMarkdown
from paper_tui.documents.formats.markdown_math import Formula, Formulas
from paper_tui.documents.html_tree import Tree
from paper_tui.documents.inline import Line, split_label, text_parts
from paper_tui.documents.model import (
    Cell,
    Code,
    CodeLine,
    Document,
    Equation,
    EquationLine,
    Figure,
    Heading,
    Image,
    Panel,
    Parts,
    Table,
    Text,
    plain,
)
from paper_tui.papers.text import clean_run

if TYPE_CHECKING:
    from markdown_it.token import Token

_SIGNS = re.compile(
    r"^(?:#{1,6} \S|```|~~~|\* \S|- \S|\d+\. \S|> \S|\|.*\|\s*$|---\s*$|\[\^?[^\]]+\]: )"
    r"|\*\*\S|\]\(|\$\$|!\[",
    re.MULTILINE,
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^(title|authors?):\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_NUMBERED = re.compile(r"((?:\d{1,2}|[A-Z])(?:\.\d{1,2}){0,4}|Appendix [A-Z]|[IVX]+)\.?\s+(?=\S)")
_DEEPEST_INDENT = 30
_DEEP_INDENT = re.compile(rf"^ {{{_DEEPEST_INDENT + 1},}}", re.MULTILINE)
_MARKER = r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))"
_DEEP_MARKERS = re.compile(rf"^({_MARKER}{{15}}){_MARKER}+", re.MULTILINE)
_DEEP_BRACKETS = re.compile(r"((?:!?\[){20})((?:!?\[)+)")
_ATTRIBUTES = re.compile(r"\s*\{#([\w.:-]{1,80})[^{}]{0,200}\}\s*$")
_ALIGNS: Final = {"text-align:right": "right", "text-align:center": "center"}


def recognises(head: str) -> bool:
    """Return whether a text that begins so is Markdown: a heading, a fence, or several of its signs."""
    if re.match(r"\s*# \S", head) or _FRONT_MATTER.match(head):
        return True
    return sum(1 for _ in _SIGNS.finditer(head)) >= 3


def read(text: str, *, accept_damaged: bool = False) -> Document:  # noqa: ARG001 - Markdown has no damage
    """The document in a text."""
    builder = DocumentBuilder("markdown")
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(unified)
    front_matter = dict(_FIELD.findall(front[1])) if front else {}
    formulas = Formulas(_flattened(unified[front.end() :] if front else unified))
    reader = _Reader(builder, formulas, _tokens(formulas.text))
    reader.read()
    title = text_parts(front_matter["title"]) if "title" in front_matter else reader.title
    authors = front_matter.get("authors") or front_matter.get("author") or ""
    names = tuple(name.strip(" []\"'") for name in authors.split(",") if name.strip())
    return by_convention(builder.finish(title, names))


def _flattened(text: str) -> str:
    """Limit the nesting of lists, quotations and brackets to what markdown-it reads in full."""
    text = _DEEP_INDENT.sub(" " * _DEEPEST_INDENT, text)
    text = _DEEP_BRACKETS.sub(lambda found: found[1] + found[2].replace("[", "\\["), text)
    return _DEEP_MARKERS.sub(r"\1", text)


def _tokens(text: str) -> list[Token]:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    return parser.use(footnote_plugin).parse(text)


class _Span(NamedTuple):
    """Tokens from an opening one to its closing one, both left out."""

    start: int
    end: int


class _Reader:
    """Reads tokens into a builder."""

    def __init__(self, builder: DocumentBuilder, formulas: Formulas, tokens: list[Token]) -> None:
        self.title: Parts = ()
        self._builder = builder
        self._formulas = formulas
        self._tokens = tokens
        self._notes = _footnotes(tokens)
        self._inline = InlineMarkdown(formulas, self._note)
        self._frames: list[AbstractContextManager[None]] = []
        self._counters: list[int | None] = []

    def read(self) -> None:
        """Read all tokens; notes come with their marks."""
        body_end = next(
            (at for at, token in enumerate(self._tokens) if token.type == "footnote_block_open"),
            len(self._tokens),
        )
        self._read(_Span(self._title_end(), body_end))

    def _title_end(self) -> int:
        """Read the title, if a first heading is the only one of its level; return the start of the body."""
        heads = [
            at for at, token in enumerate(self._tokens) if token.type == "heading_open" and token.tag == "h1"
        ]
        if heads != [0]:
            return 0
        self.title = self._inline.parts(self._tokens[1])
        return 3

    def _read(self, span: _Span) -> None:
        at = span.start
        while at < span.end:
            at = self._token(at, span.end)

    def _token(self, at: int, end: int) -> int:
        """Read the block that begins at a token and return where the next one does."""
        token = self._tokens[at]
        kind = token.type
        if kind in ("fence", "code_block"):
            self._code(token)
        elif kind == "html_block":
            self._html(token)
        elif kind == "inline":
            self._paragraph(token)
        elif kind == "heading_open":
            self._heading(self._tokens[at + 1], int(token.tag[1]))
            return at + 3
        elif kind == "table_open":
            return self._table(at, end)
        else:
            self._container(token)
        return at + 1

    def _container(self, token: Token) -> None:
        """Open or close a list, an item or a quotation."""
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            start = token.attrs.get("start", 1)
            self._counters.append(int(start) if kind[0] == "o" else None)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._counters.pop()
        elif kind == "list_item_open":
            self._open(self._builder.frame("item", marker=self._marker()))
        elif kind == "blockquote_open":
            self._open(self._builder.frame("quotation"))
        elif kind in ("list_item_close", "blockquote_close"):
            self._frames.pop().__exit__(None, None, None)

    def _open(self, frame: AbstractContextManager[None]) -> None:
        frame.__enter__()
        self._frames.append(frame)

    def _marker(self) -> str:
        count = self._counters[-1] if self._counters else None
        if count is None:
            return "•"
        self._counters[-1] = count + 1
        return f"{count}."

    def _note(self, number: str, label: str, anchor: str) -> None:
        """Read a footnote at its first mark."""
        span = self._notes.pop(number, None)
        if span is None:
            return
        frames, self._frames = self._frames, []
        counters, self._counters = self._counters, []
        with self._builder.note(label, anchor):
            self._read(span)
        self._frames, self._counters = frames, counters

    # --- blocks ---

    def _heading(self, token: Token, level: int) -> None:
        self._builder.end_section()
        parts = self._inline.parts(token)
        number = ""
        if parts and isinstance(parts[0], Text) and (found := _NUMBERED.match(parts[0].text)):
            number = found[1]
            rest = parts[0].text[found.end() :]
            parts = (Text(rest, parts[0].style), *parts[1:])
        parts, anchor = _without_attributes(parts)
        self._builder.add(Heading(level, number, parts), anchor or _slug(f"{number} {plain(parts)}"))

    def _code(self, token: Token) -> None:
        text = self._formulas.restored(token.content).expandtabs(4).rstrip("\n")
        lines = (clean_run(line.rstrip()) for line in text.split("\n"))
        language = token.info.split()[0] if token.info.split() else ""
        self._builder.add(
            Code(tuple(CodeLine((Text(line),) if line else ()) for line in lines), clean_run(language))
        )

    def _html(self, token: Token) -> None:
        fragment_reader(self._builder).blocks(Tree(self._formulas.in_html(token.content)).root)

    def _paragraph(self, token: Token) -> None:
        """Add a paragraph; displayed formulas in it become blocks, and pictures alone a figure."""
        line = Line()

        def display(formula: Formula) -> None:
            self._builder.paragraph(line.take())
            self._builder.add(Equation((EquationLine(formula.tex, formula.number),)))

        self._inline.read(token, line, display)
        parts = line.take()
        images = [part for part in parts if isinstance(part, Image)]
        if images and all(isinstance(part, Image) or not part.text.strip() for part in parts):
            self._figure(token, images)
        else:
            self._builder.paragraph(parts)

    def _figure(self, token: Token, images: list[Image]) -> None:
        """Add a figure; the alternative text of its first picture is its caption."""
        first = next(child for child in token.children or () if child.type == "image")
        label, caption = split_label(self._inline.parts(first))
        images[0] = Image(images[0].source)
        self._builder.add(Figure((Panel(tuple(images)),), label, caption))

    def _table(self, at: int, end: int) -> int:
        rows: list[tuple[Cell, ...]] = []
        row: list[Cell] = []
        while at < end and self._tokens[at].type != "table_close":
            token = self._tokens[at]
            if token.type in ("th_open", "td_open"):
                parts = self._inline.parts(self._tokens[at + 1])
                align = _ALIGNS.get(str(token.attrs.get("style", "")), "left")
                row.append(Cell(parts, header=token.tag == "th", align=align))  # type: ignore[arg-type]  # one of three
            elif token.type == "tr_close":
                rows.append(tuple(row))
                row = []
            at += 1
        self._builder.add(Table(tuple(rows)))
        return at + 1


def _footnotes(tokens: list[Token]) -> dict[str, _Span]:
    """The tokens of each footnote, by its number."""
    found: dict[str, _Span] = {}
    start, number = 0, ""
    for at, token in enumerate(tokens):
        if token.type == "footnote_open":
            start, number = at + 1, str(token.meta["id"])
        elif token.type == "footnote_close":
            found[number] = _Span(start, at)
    return found


def _without_attributes(parts: Parts) -> tuple[Parts, str]:
    """A heading without the anchor that Pandoc writes behind it, and that anchor."""
    found = _ATTRIBUTES.search(parts[-1].text) if parts and isinstance(parts[-1], Text) else None
    if not found or not isinstance(last := parts[-1], Text):
        return parts, ""
    kept = last.text[: found.start()]
    return (*parts[:-1], *((Text(kept, last.style),) if kept else ())), found[1]


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-")[:80]
