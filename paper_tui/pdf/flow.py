"""The running text of a PDF as headings, paragraphs and captions, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from paper_tui.papers.identity import fold
from paper_tui.pdf.columns import ordered
from paper_tui.pdf.figures import CAPTION, Drawn, figure_of
from paper_tui.pdf.line_numbers import is_line_number, line_number_edges
from paper_tui.pdf.model import Line, Page, Pdf, joined

Kind = Literal["heading", "text", "caption"]
EDGE = 0.1
"""Share of a page's height at its top and bottom in which running heads and page numbers are."""
REPEATED = 3
"""Pages on which the same line at an edge is a running head."""
GAP = 1.2
"""Room between two lines, in sizes of their letters, at which a paragraph ends."""
SCRIPT = 0.86
"""Size of an exponent, an index or a part of a fraction, beside that of its line, at the most."""
OUTERMOST = 2
"""Lines at the top and at the bottom of a page among which its running heads are, wherever on the line."""
INDENT = 6.0
"""Points by which a first line is indented at the least."""
SHORT = 0.85
"""Share of the column's width below which a line ends its paragraph, where a sentence ends too."""
LARGER = 1.08
"""Size of a heading, beside that of the text, at the least."""
LONGEST_HEADING = 160

_NUMBERED = re.compile(r"((?:\d{1,2}|[A-Z]|[IVX]{1,5})(?:\.\d{1,2}){0,3})\.?\s+(?=[A-Z])")
_NAMED = re.compile(
    r"(?i)^(?:abstract|introduction|conclusions?|references|bibliography|acknowledge?ments?)\.?$"
)
_NUMBER = re.compile(r"\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s+of\s+\d{1,4})?\W*", re.IGNORECASE)
_ENTRY = re.compile(r"\[\d{1,3}\]\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph or a caption."""

    kind: Kind
    text: str
    page: str
    """The label of the page that it begins on."""
    level: int = 0
    """Of a heading, from 1."""
    number: str = ""
    """Of a heading, as printed."""
    drawn: Drawn | None = None
    """The figure of a caption, where it is found."""


def passages(pdf: Pdf) -> Iterator[Passage]:
    """The text of a PDF in reading order.

    Running heads, page numbers and line numbers are left out; words that were broken at line ends are whole.
    """
    heads = _running_heads(pdf.pages)
    numbered = line_number_edges(pdf.pages)
    pages = [(page, _text_of(page, heads, numbered)) for page in pdf.pages]
    body = _body_size(line for _, lines in pages for line in lines)
    outline = {fold(_unnumbered(entry.title)): entry.depth + 1 for entry in pdf.outline}
    pending: list[tuple[Line, str]] = []
    drawn: dict[Line, Drawn] = {}
    for page, lines in pages:
        drawn |= _drawn(page, lines, body)
        inner = {label for caption, each in drawn.items() if each.page is page for label in each.labels}
        for line in ordered(page, [line for line in lines if line not in inner]):
            if pending and _ends(pending, line, body, outline):
                yield _passage(pending, body, outline, drawn.get(pending[0][0]))
                pending = []
            pending.append((line, page.label))
    if pending:
        yield _passage(pending, body, outline, drawn.get(pending[0][0]))


def _drawn(page: Page, lines: Sequence[Line], body: float) -> dict[Line, Drawn]:
    """The figures of a page by the first lines of their captions."""
    found: dict[Line, Drawn] = {}
    for caption in lines:
        figure = figure_of(caption, page, lines, body) if CAPTION.match(caption.text) else None
        if figure is not None:
            found[caption] = figure
    return found


def _body_size(lines: Iterable[Line]) -> float:
    """The size in points of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=sizes.__getitem__, default=10.0)


def _running_heads(pages: Sequence[Page]) -> set[str]:
    """Lines at the edges that return on several pages, without their digits."""
    counts: Counter[str] = Counter()
    for page in pages:
        outer = _outermost(page.lines)
        counts.update(
            {_pattern(line.text) for line in page.lines if line in outer or _is_at_edge(line, page)}
        )
    needed = min(REPEATED, max(2, len(pages) - 1))
    return {pattern for pattern, count in counts.items() if count >= needed}


def _outermost(lines: Sequence[Line]) -> set[Line]:
    by_height = sorted(lines, key=lambda line: line.top)
    return {*by_height[:OUTERMOST], *by_height[-OUTERMOST:]}


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _is_at_edge(line: Line, page: Page) -> bool:
    return line.bottom > page.height * (1 - EDGE) or line.top < page.height * EDGE


def _text_of(page: Page, heads: set[str], numbered: Sequence[float]) -> list[Line]:
    outer = _outermost(page.lines)
    return [
        line
        for line in page.lines
        if not is_line_number(line, page, numbered)
        and _is_text(line, page, heads, is_outermost=line in outer)
    ]


def _is_text(line: Line, page: Page, heads: set[str], *, is_outermost: bool) -> bool:
    if not line.text or line.right - line.left < (line.top - line.bottom) * 0.3 * min(3, len(line.text)):
        return False  # nothing, or turned text such as a stamp
    if is_outermost and _pattern(line.text) in heads:
        return False
    is_number = _pattern(line.text) in heads or _NUMBER.fullmatch(line.text)
    return not (_is_at_edge(line, page) and is_number)


def _ends(pending: Sequence[tuple[Line, str]], line: Line, body: float, outline: dict[str, int]) -> bool:
    """Return whether a paragraph, caption or heading is over before a line."""
    last, first = pending[-1][0], pending[0][0]
    if CAPTION.match(line.text) or _ENTRY.match(line.text):
        return True
    if _is_script(last, line) or _is_script(line, last):
        return False
    if abs(last.size - line.size) > 0.6:
        return True
    if _is_heading([line], body, outline) or (len(pending) == 1 and _is_heading([last], body, outline)):
        return not (last.size > body * LARGER and abs(last.size - line.size) < 0.3)
    goes_on_elsewhere = line.top > last.top  # in the next column, or on the next page
    if not goes_on_elsewhere and last.bottom - line.top > GAP * max(last.size, 1):
        return True
    widths = [each.right - each.left for each, _ in pending]
    width = max(*widths, 0 if goes_on_elsewhere else line.right - line.left)
    ends_sentence = last.text.rstrip("”’\"')").endswith((".", "!", "?", ":"))
    is_short = last.right - last.left < width * SHORT
    is_indented = not goes_on_elsewhere and INDENT < line.left - min(first.left, last.left) < 60
    return ends_sentence and (is_short or is_indented)


def _is_script(line: Line, beside: Line) -> bool:
    """Return whether a line is an exponent, an index or a part of a fraction in another line."""
    reach = 0.6 * beside.size
    is_near = line.bottom < beside.top + reach and line.top > beside.bottom - reach
    return line.size < beside.size * SCRIPT and is_near and line.right - line.left < 8 * beside.size


def _is_heading(lines: Sequence[Line], body: float, outline: dict[str, int]) -> bool:
    text = joined([line.text for line in lines])
    if not text or len(text) > LONGEST_HEADING or not any(char.isalpha() for char in text):
        return False
    if fold(_unnumbered(text)) in outline or _NAMED.match(text):
        return True
    is_named = lines[0].is_bold and _NUMBERED.match(text) and not text.endswith((".", ",", ";"))
    return "@" not in text and (lines[0].size >= body * LARGER or bool(is_named))


def _unnumbered(text: str) -> str:
    return _NUMBERED.sub("", text, count=1)


def _passage(
    pending: Sequence[tuple[Line, str]], body: float, outline: dict[str, int], drawn: Drawn | None
) -> Passage:
    lines = [line for line, _ in pending]
    text = joined([line.text for line in lines])
    page = pending[0][1]
    if CAPTION.match(text):
        return Passage("caption", text, page, drawn=drawn)
    if not _is_heading(lines, body, outline):
        return Passage("text", text, page)
    number = _NUMBERED.match(text)
    title = _unnumbered(text)
    by_number = number[1].count(".") + 1 if number else 1
    level = outline.get(fold(title), by_number)
    return Passage("heading", title, page, level, number[1] if number else "")
