"""A plain reading of LaTeXML pages with the standard library alone, to judge the real one by.

It knows nothing of blocks: it walks the text of the article once and puts what stands in footnotes and
captions aside. What it yields is compared word by word with what a document holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from paper_tui.documents.model import (
    Block,
    Code,
    Document,
    Equation,
    Figure,
    Math,
    Parts,
    Table,
    plain,
    runs,
)

SKIPPED = {
    "ltx_TOC",
    "ltx_page_footer",
    "ltx_page_header",
    "ltx_listing_data",
    "ltx_note_type",
    "ltx_bib_cited",
}
VOID = {"br", "img", "hr", "meta", "link", "input", "wbr", "area", "base", "col", "embed", "source", "track"}
INLINE = {
    "a",
    "span",
    "em",
    "i",
    "b",
    "strong",
    "sup",
    "sub",
    "cite",
    "code",
    "math",
    "tt",
    "u",
    "s",
    "small",
}


@dataclass
class Reading:
    """The contents of a text by kind."""

    words: list[str] = field(default_factory=list)
    """The running text in order, without footnotes and captions; formulas are left out."""
    notes: list[list[str]] = field(default_factory=list)
    captions: list[list[str]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    references: int = 0


class PageReader(HTMLParser):
    """Reads a page; each open element has its aim: the running text, a note, a caption, or nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.reading = Reading()
        self.text: list[str] = []
        self.title: list[str] = []
        self.stack: list[tuple[str, list[str] | None, set[str]]] = []
        self.inside_article = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        classes = set(values.get("class", "").split())
        aim = self.stack[-1][1] if self.stack else None
        if tag == "article":
            aim = self.text
        if tag == "math" and aim is not None:
            if not self.in_marker():
                self.reading.formulas.extend(filter(None, [values.get("alttext", "")]))
            aim.append("\x00")
        if "ltx_bibitem" in classes:
            self.reading.references += 1
        if tag not in INLINE and "ltx_p" not in classes and aim is not None:
            aim.append(" ")
        if tag in VOID:
            return
        self.stack.append((tag, self.aim(tag, classes, aim), classes))

    def in_marker(self) -> bool:
        """Return whether what is read is the marker of an item, which is shown as a character."""
        if any(tag == "dt" for tag, _, _ in self.stack):
            return False
        return any("ltx_tag_item" in classes for _, _, classes in self.stack)

    def aim(self, tag: str, classes: set[str], aim: list[str] | None) -> list[str] | None:
        if aim is None or tag in ("math", "script", "style") or classes & SKIPPED:
            return None
        if "ltx_note_content" in classes:
            note: list[str] = []
            self.reading.notes.append(note)
            return note
        if "ltx_title_document" in classes:
            return self.title
        if tag == "figcaption":
            caption: list[str] = []
            self.reading.captions.append(caption)
            return caption
        if classes & {"ltx_note_mark", "ltx_tag_note"} and any(aim is note for note in self.reading.notes):
            return None
        if classes & {"ltx_tr", "ltx_td", "ltx_tag", "ltx_listingline", "ltx_p", "ltx_bibblock"}:
            aim.append(" ")
        return aim

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.stack) - 1, -1, -1):
            if self.stack[place][0] == tag:
                aim = self.stack[place][1]
                if aim is not None and (tag not in INLINE or "ltx_tag" in self.stack[place][2]):
                    aim.append(" ")
                del self.stack[place:]
                return

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1][1] is not None:
            self.stack[-1][1].append(data)


def read_page(page: str) -> Reading:
    """The plain reading of a page."""
    reader = PageReader()
    reader.feed(page)
    reading = reader.reading
    reading.words = words_of(" ".join(("".join(reader.title), "".join(reader.text))))
    reading.notes = [found for note in reading.notes if (found := words_of("".join(note)))]
    reading.captions = [words_of("".join(caption)) for caption in reading.captions]
    return reading


def read_document(document: Document) -> Reading:
    """Read a document into the same form."""
    reading = Reading()
    text: list[str] = [_text(document.title, reading)]
    notes: dict[int, list[str]] = {}
    shown: set[int] = set()
    for block in document.blocks:
        for frame in block.frames:
            if frame.number not in shown and frame.kind != "footnote":
                text.append(frame.marker)
            shown.add(frame.number)
        note = next((frame.number for frame in block.frames if frame.kind == "footnote"), None)
        aim = text if note is None else notes.setdefault(note, [])
        aim.append(_block_text(block, reading))
    reading.words = words_of(" ".join(text))
    reading.notes = [words_of(" ".join(note)) for note in notes.values()]
    reading.references = len(document.references)
    return reading


def _block_text(block: Block, reading: Reading) -> str:
    content = block.content
    if isinstance(content, Equation):
        reading.formulas.extend(line.tex for line in content.lines)
        return " ".join(f"\x00 {line.number}" for line in content.lines)
    if isinstance(content, Figure | Table | Code) and (content.label or content.caption):
        reading.captions.append(words_of(f"{content.label} {_text(content.caption, reading)}"))
    if isinstance(content, Figure):
        for panel in content.panels:
            if panel.label or panel.caption:
                reading.captions.append(words_of(f"{panel.label} {_text(panel.caption, reading)}"))
        return ""
    if isinstance(content, Table):
        return " ".join(_text(cell.parts, reading) for row in content.rows for cell in row)
    if isinstance(content, Code):
        return " ".join(f"{line.number} {_text(line.parts, reading)}" for line in content.lines)
    return "".join(part if isinstance(part, str) else _text((part,), reading) for part in runs(content))


def _text(parts: Parts, reading: Reading) -> str:
    reading.formulas.extend(part.tex for part in parts if isinstance(part, Math))
    return "".join("\x00" if isinstance(part, Math) else plain((part,)) for part in parts)


def words_of(text: str) -> list[str]:
    """The words of a text; a formula in a word is a sign that counts for nothing."""
    words = (word.strip(":.,;|").replace("\x00", "") for word in text.split())
    return [word for word in words if word]


def same(formula: str) -> str:
    """A formula as it is compared: without white space and without what aligned cells begin with."""
    return re.sub(r"(?<!\\)%\n|\s+", "", formula.replace("\\displaystyle", ""))


def kept_in_order(expected: list[str], found: list[str]) -> float:
    """The share of the expected words that is found in order."""
    kept = place = 0
    for at, word in enumerate(expected):
        following = expected[at : at + 3]
        for ahead in range(place, min(place + 400, len(found))):
            if found[ahead] == word and (ahead == place or found[ahead : ahead + 3] == following):
                kept += 1
                place = ahead + 1
                break
    return kept / len(expected) if expected else 1.0


_FORMULAS = re.compile(
    r"<(?:mml:)?(math|tex-math|formula)\b.*?</(?:mml:)?\1>|\$\$.*?\$\$|(?<!\\)\$[^$\n]+\$|\\\[.*?\\\]|\\\(.*?\\\)"
    r"|\\begin\{align\}.*?\\end\{align\}",
    re.DOTALL,
)


def _whole(*tags: str) -> str:
    """A pattern of elements with all that is in them."""
    return "|".join(rf"<{tag}\b.*?</{tag}>" for tag in tags)


_LEFT_OUT = {
    "jats.xml": _whole("journal-meta", "article-id", "contrib-group", "pub-date", "label", "alternatives"),
    "tei.xml": _whole("sourceDesc", "label"),
    "md": r"\A---.*?---\n|\]\([^)]*\)|^\[\^\w+\]:|\[\^\w+\]|^\|[-:| ]+\|$|`\$code\$`|^```\w+$",
    "html": _whole("head", "header", "footer") + r"|<span class=\"katex-html\".*?</span>",
    "txt": r"(?!)",
}
"""Elements that are no running text, by the extension of the file."""
_INLINE_TAG = re.compile(r"</?(?:i|b|italic|bold|em|strong|sup|sub|hi)\b[^>]*>")
_ANY_TAG = re.compile(r"<!--.*?-->|<[/?!a-zA-Z][^>]*>", re.DOTALL)


def source_words(source: str, ending: str) -> list[str]:
    """The words of a paper in another format, by nothing but patterns; in their order in the source."""
    text = re.sub(_LEFT_OUT[ending], " ", source, flags=re.DOTALL | re.MULTILINE)
    text = _FORMULAS.sub(" ", text)
    if ending.endswith(("xml", "html")):
        text = _INLINE_TAG.sub("", text)
    return plain_words(unescape(text if ending == "txt" else _ANY_TAG.sub(" ", text)))


def plain_words(text: str) -> list[str]:
    """The words of a text without the signs of any markup."""
    bare = re.sub(r"[^\w'’.@/:-]+", " ", text.replace("\\", ""))
    return [word for raw in bare.split() if (word := raw.strip(".:/-'’"))]
