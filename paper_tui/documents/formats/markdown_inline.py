"""Inline elements of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from paper_tui.documents.formats.html_inline import image_of
from paper_tui.documents.formats.markdown_math import Formula, Formulas
from paper_tui.documents.html_tree import BLOCKS, Tree, words
from paper_tui.documents.inline import PLAIN, Kind, Line
from paper_tui.documents.model import CrossReference, FootnoteMark, Image, Link, Math, Parts, Style, Text
from paper_tui.papers.links import safe_url
from paper_tui.papers.text import clean_run

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>]*)>")
_STYLE_TAGS: Final = {
    "sup": Style.SUPERSCRIPT, "sub": Style.SUBSCRIPT, "b": Style.STRONG, "strong": Style.STRONG,
    "i": Style.EMPHASIS, "em": Style.EMPHASIS, "code": Style.CODE, "u": Style.UNDERLINE, "s": Style.STRIKE,
    "del": Style.STRIKE, "kbd": Style.CODE,
}  # fmt: skip
_STYLES: Final = {"em_open": Style.EMPHASIS, "strong_open": Style.STRONG, "s_open": Style.STRIKE}
_KNOWN_TAGS: Final = BLOCKS | words(
    "a span wbr font small big center abbr cite q mark ins var picture source"
)


class InlineMarkdown:
    """Turns inline tokens into parts.

    Args:
        formulas: Those of the text.
        note: Is called at the mark of a footnote, with its number, label and anchor.
    """

    def __init__(self, formulas: Formulas, note: Callable[[str, str, str], None]) -> None:
        self._formulas = formulas
        self._read_note = note
        self._kinds: list[Kind] = [PLAIN]
        self._line = Line()
        self._display: Callable[[Formula], None] | None = None

    def parts(self, token: Token) -> Parts:
        """The parts of a token, displayed formulas as any other."""
        line = Line()
        self.read(token, line)
        return line.take()

    def read(self, token: Token, line: Line, display: Callable[[Formula], None] | None = None) -> None:
        """Add a token to a line.

        Args:
            token: An inline token.
            line: Where to.
            display: Takes displayed formulas; without it they are inline.
        """
        outer = self._kinds, self._line, self._display
        self._kinds, self._line, self._display = [PLAIN], line, display
        for child in token.children or ():
            self._add(child)
        self._kinds, self._line, self._display = outer

    def _add(self, token: Token) -> None:
        special = self._SPECIAL.get(token.type)
        if special:
            special(self, token)
        elif token.type.endswith("_open"):
            self._kinds.append(_styled(self._kinds[-1], _STYLES.get(token.type, Style.PLAIN)))
        elif token.type.endswith("_close"):
            self._close()

    def _close(self) -> None:
        if len(self._kinds) > 1:
            self._kinds.pop()

    def _text(self, token: Token) -> None:
        for piece in self._formulas.pieces(token.content):
            if isinstance(piece, str):
                self._line.text(piece, self._kinds[-1])
            elif piece.displayed and self._display:
                self._display(piece)
            else:
                self._line.add(Math(piece.tex))
                self._line.text(piece.number, self._kinds[-1])

    def _code(self, token: Token) -> None:
        code = self._formulas.restored(token.content)
        self._line.verbatim(code, _styled(self._kinds[-1], Style.CODE))

    def _soft_break(self, _token: Token) -> None:
        self._line.text(" ")

    def _hard_break(self, _token: Token) -> None:
        self._line.newline()

    def _image(self, token: Token) -> None:
        alt = self._formulas.restored(token.content or str(token.attrs.get("title", "")))
        self._line.add(Image(clean_run(str(token.attrs.get("src", ""))), clean_run(" ".join(alt.split()))))

    def _link(self, token: Token) -> None:
        self._kinds.append(_link_kind(str(token.attrs.get("href", "")), self._kinds[-1]))

    def _note(self, token: Token) -> None:
        number = str(token.meta["id"])
        label = str(token.meta.get("label", ""))
        label = label if label.isdecimal() else str(int(number) + 1)
        anchor = f"fn-{number}"
        self._line.add(FootnoteMark(label, anchor))
        self._read_note(number, label, anchor)

    def _markup(self, token: Token) -> None:
        """Read an HTML tag in a line; what is no tag of HTML is text."""
        found = _TAG.fullmatch(token.content)
        if not found:
            if not token.content.startswith("<!--"):
                self._line.text(token.content, self._kinds[-1])
            return
        closing, name = found[1], found[2].lower()
        if name in _STYLE_TAGS:
            self._style_tag(closing, name)
        elif name == "br":
            self._line.newline()
        elif name == "img":
            self._line.add(image_of(Tree(token.content).root.elements()[0]))
        elif name not in _KNOWN_TAGS:
            self._line.text(token.content, self._kinds[-1])

    def _style_tag(self, closing: str, name: str) -> None:
        if closing:
            self._close()
        else:
            self._kinds.append(_styled(self._kinds[-1], _STYLE_TAGS[name]))

    _SPECIAL: ClassVar[dict[str, Callable[[InlineMarkdown, Token], None]]] = {
        "text": _text,
        "code_inline": _code,
        "softbreak": _soft_break,
        "hardbreak": _hard_break,
        "image": _image,
        "link_open": _link,
        "footnote_ref": _note,
        "html_inline": _markup,
    }


def _styled(kind: Kind, style: Style) -> Kind:
    if isinstance(kind, Text):
        return Text("", kind.style | style)
    return Link("", kind.url, kind.style | style) if isinstance(kind, Link) else kind


def _link_kind(target: str, kind: Kind) -> Kind:
    if not isinstance(kind, Text):
        return kind
    if target.startswith("#"):
        return CrossReference("", target[1:])
    url = target if target.startswith("mailto:") and target.isprintable() else safe_url(target)
    return Link("", url, kind.style) if url else kind
