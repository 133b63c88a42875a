"""A document as Markdown with TeX between dollars, as Pandoc and most note takers read it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paper_tui.documents.embedded import DATA
from paper_tui.documents.model import (
    PAGE,
    Block,
    Cell,
    Citation,
    Code,
    Content,
    CrossReference,
    Document,
    Equation,
    Figure,
    FootnoteMark,
    Frame,
    Heading,
    Image,
    Link,
    Math,
    Paragraph,
    Part,
    Parts,
    Reference,
    Style,
    Table,
    Text,
    plain,
)

_ESCAPED = re.compile(r"[\\`*_<>$]|\[(?=\^)|\](?=[(\[:])")
_COMMENT = re.compile(r"(?:(\\[a-zA-Z]+)|(?<!\\))%[ \t]*\n[ \t]*")
_MOST_SPAN = 100
"""Empty cells that a wide cell is followed by, at most."""
_BULLETS = ("•", "–", "-", "∗", "·", "*", "")
_AT_START = re.compile(r"^(\s*\d*)([#+.)-])(?=\s)")
_WRAPS = (
    (Style.CODE, "`"),
    (Style.STRONG, "**"),
    (Style.EMPHASIS, "*"),
    (Style.STRIKE, "~~"),
    (Style.SUPERSCRIPT, "^"),
    (Style.SUBSCRIPT, "~"),
)


def write(document: Document) -> Iterator[str]:
    """Write a document, piece by piece."""
    if document.title:
        yield f"# {_inline(document.title, ' ')}\n"
    shown: set[int] = set()
    for block in document.blocks:
        yield from _block(block, shown)


def _block(block: Block, shown: set[int]) -> Iterator[str]:
    """A block, indented as its frames want it, after an empty line."""
    text = _content(block.content)
    first, rest = _prefixes(block.frames, shown)
    lines = text.split("\n")
    yield "\n" if not rest.strip() else rest.rstrip() + "\n"
    for count, line in enumerate(lines):
        yield ((first if count == 0 else rest) + line).rstrip() + "\n"


def _prefixes(frames: tuple[Frame, ...], shown: set[int]) -> tuple[str, str]:
    """Return the prefixes of the first line of a block and of the others."""
    first = rest = ""
    for frame in frames:
        mark, indent = _frame_prefix(frame)
        first += mark if frame.number not in shown else indent
        rest += indent
        shown.add(frame.number)
    return first, rest


def _frame_prefix(frame: Frame) -> tuple[str, str]:
    if frame.kind == "item":
        ordered = re.fullmatch(r"\(?(\w{1,4})[.)]", frame.marker)
        numbered = f"{ordered[1]}. " if ordered and ordered[1].isdecimal() else "- "
        rendered = (
            ""
            if numbered != "- " or frame.marker in ("•", "–", "-", "∗", "·", "*", "")
            else f"{frame.marker} "
        )
        return numbered + rendered, " " * len(numbered)
    if frame.kind == "quotation":
        return "> ", "> "
    if frame.kind == "footnote":
        return f"[^{frame.marker}]: ", "    "
    return "", ""


def _content(content: Content) -> str:
    match content:
        case Heading():
            number = f"{content.number} " if content.number else ""
            return f"{'#' * min(content.level + 1, 6)} {number}{_inline(content.parts, ' ')}"
        case Paragraph():
            text = _AT_START.sub(r"\1\\\2", _inline(content.parts, "\\\n"))
            return f"**{text}**" if content.title and "*" not in text else text
        case Equation():
            return "\n\n".join(_display(line.tex, line.number) for line in content.lines)
        case Reference():
            return f"{_text(content.label)} {_inline(content.parts, ' ')}".strip()
        case Figure():
            return _figure(content)
        case Table():
            return "\n\n".join(filter(None, (_caption(content.label, content.caption), _table(content))))
        case Code():
            return "\n\n".join(filter(None, (_caption(content.label, content.caption), _code(content))))


def _display(tex: str, number: str) -> str:
    return f"$$\n{tex}\n$$ {number}".rstrip()


def _caption(label: str, caption: Parts) -> str:
    rendered = f"**{_text(label)}.** " if label else ""
    return (rendered + _inline(caption, " ")).strip()


def _figure(figure: Figure) -> str:
    pieces = []
    for panel in figure.panels:
        images = " ".join(_image(image) for image in panel.images)
        caption = f"{_text(panel.label)} {_inline(panel.caption, ' ')}".strip()
        pieces += [piece for piece in (images, caption) if piece]
    return "\n\n".join([*pieces, _caption(figure.label, figure.caption)]).strip()


def _image(image: Image) -> str:
    if image.source.startswith((DATA, PAGE)):
        return _text(image.text)
    return f"![{_text(image.text)}]({image.source.replace(' ', '%20').replace(')', '%29')})"


def _code(code: Code) -> str:
    lines = [
        f"{line.number} {plain(line.parts)}" if line.number else plain(line.parts) for line in code.lines
    ]
    text = "\n".join(lines)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{code.language.lower()}\n{text}\n{fence}"


def _table(table: Table) -> str:
    rows = _grid(table)
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return ""
    lines = ["| " + " | ".join(row + [""] * (columns - len(row))) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * columns, *lines[1:]])


def _grid(table: Table) -> list[list[str]]:
    """Place the cells in columns; the places that a cell covers besides its first are empty."""
    rows: list[list[str]] = []
    covered: dict[int, int] = {}
    for row in table.rows:
        places: list[str] = []
        below: dict[int, int] = {}
        for cell in row:
            _skip_covered(places, covered)
            for column in range(len(places), len(places) + min(cell.columns, _MOST_SPAN)):
                if cell.rows > 1:
                    below[column] = cell.rows - 1
            places += [_cell(cell), *([""] * (min(cell.columns, _MOST_SPAN) - 1))]
        _skip_covered(places, covered)
        rows.append(places)
        covered = {column: left - 1 for column, left in covered.items() if left > 1} | below
    return rows


def _skip_covered(places: list[str], covered: dict[int, int]) -> None:
    while len(places) in covered:
        places.append("")


def _cell(cell: Cell) -> str:
    return _inline(cell.parts, "<br>").replace("|", "\\|")


def _inline(parts: Parts, line_break: str) -> str:
    return "".join(map(_part, parts)).replace("\xad", "").replace("\n", line_break)


def _part(part: Part) -> str:
    match part:
        case Math():
            return f"${_on_one_line(part.tex)}$"
        case Link():
            return f"[{_text(part.text)}]({part.url})" if part.text != part.url else f"<{part.url}>"
        case FootnoteMark():
            return f"[^{part.text}]"
        case Image():
            return _image(part)
        case Citation() | CrossReference():
            return _text(part.text)
        case Text():
            return _styled(part)


def _on_one_line(tex: str) -> str:
    """Join the lines of a formula; LaTeXML ends long ones with a comment sign."""
    joined = _COMMENT.sub(lambda found: f"{found[1]} " if found[1] else "", tex)
    return " ".join(joined.split())


def _styled(part: Text) -> str:
    inner = part.text.strip()
    if not inner or part.style == Style.PLAIN:
        return _text(part.text)
    text = inner if part.style & Style.CODE else _text(inner)
    for style, mark in _WRAPS:
        if part.style & style:
            text = f"{mark}{text}{mark}"
    before, after = part.text.partition(inner)[::2]
    return f"{before}{text}{after}"


def _text(text: str) -> str:
    return _ESCAPED.sub(r"\\\g<0>", text)
