"""XML from strangers: no entity is ever defined or fetched, and a broken record costs itself alone.

A document that is not well-formed is mended where what was meant is plain (HTML's entities, a lone ``&``,
control characters). What still cannot be read is cut into its records, and each is read by itself.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from paper_tui.papers.text import clean_line
from paper_tui.sources.base import SourceError
from paper_tui.sources.encoding import decode, decode_named

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DECLARED = re.compile(rb"<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.-]{0,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml[^<>]{0,1000}?\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]*+(?:\[[^\]]*+\]\s*+)?>", re.IGNORECASE)
_AMPERSAND = re.compile(r"&(?:#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|([A-Za-z][A-Za-z0-9]{0,31});)?")
_XML_ENTITIES = ("amp", "lt", "gt", "quot", "apos")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BAD_REFERENCE = re.compile(r"&#(?:x0*(?:[0-8bcBC]|[0efEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));")
_NAMESPACES = re.compile(r"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<>]*"|'[^'<>]*')""")


@dataclass(frozen=True, slots=True)
class Piece:
    """One record of a document."""

    line: int
    element: Element


@dataclass(frozen=True, slots=True)
class BrokenPiece:
    """A record that is not well-formed."""

    line: int
    reason: str


def xml_text(data: bytes) -> str:
    """The text of a document, without what would make a parser refuse all of it.

    Raises:
        SourceError: It defines entities, or is no text.
    """
    text = _decoded(data)
    if "<!ENTITY" in text:
        raise SourceError("its XML defines entities, which no list of papers needs")
    text = _FORBIDDEN.sub("\ufffd", _DOCTYPE.sub("", text, count=1).removeprefix("\ufeff"))
    return _AMPERSAND.sub(_character, _BAD_REFERENCE.sub("\ufffd", text)) if "&" in text else text


def _decoded(data: bytes) -> str:
    declared = _DECLARED.match(data.lstrip()[:400])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        text = decode_named(data, declared[1].decode("ascii"))
        if text is not None:
            return _undeclared(text)
    return _undeclared(decode(data).text)


def _undeclared(text: str) -> str:
    """The text without its XML declaration, of which only the line ends stay."""
    found = _DECLARATION.match(text)
    return text[found.end() :] if found else text


def _character(found: re.Match[str]) -> str:
    """An ampersand as XML takes it: HTML's entities as characters, a lone one escaped."""
    name = found[1]
    if not name:
        return found[0] if len(found[0]) > 1 else "&amp;"
    if name in _XML_ENTITIES:
        return found[0]
    shown = html.unescape(found[0])
    return shown if shown != found[0] else f"&amp;{found[0][1:]}"


def parsed(text: str) -> Element:
    """The root of a document.

    Raises:
        ParseError: It is not well-formed.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(text.lstrip())
    except DefusedXmlException as error:
        raise SourceError("its XML defines entities, which no list of papers needs") from error
    except (ValueError, LookupError) as error:
        raise ParseError(str(error)) from error
    return root


def pieces(text: str, *names: str) -> Iterator[Piece | BrokenPiece]:
    """The records of a document: its elements of these local names, none within another.

    Args:
        text: As `xml_text` gives it.
        names: Local names, whatever their namespaces.
    """
    starts = record_lines(text, names)
    try:
        root = parsed(text)
    except ParseError as error:
        if not starts:
            raise SourceError(f"its XML is broken: {clean_line(str(error), 100)}") from error
        yield from _cut(text, names)
        return
    for number, element in enumerate(outermost(root, names)):
        yield Piece(starts[number] if number < len(starts) else 1, element)


def outermost(root: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """The elements of some local names in order, none within another."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if local(element.tag) in names:
            yield element
        else:
            waiting.extend(reversed(element))


def _cut(text: str, names: tuple[str, ...]) -> Iterator[Piece | BrokenPiece]:
    """The records of a document that is not well-formed, each read by itself."""
    start = re.compile(rf"<((?:[\w.-]+:)?(?:{'|'.join(names)}))(?=[\s>/])")
    namespaces = "".join(dict.fromkeys(_NAMESPACES.findall(text[:20_000])))
    begun = [(found.start(), found[1]) for found in start.finditer(text)]
    lines = _lines_at(text, [position for position, _ in begun])
    limits = [*(position for position, _ in begun[1:]), len(text)]
    for (position, name), limit, line in zip(begun, limits, lines, strict=False):
        closing = f"</{name}>"
        end = text.find(closing, position, limit)
        if end < 0:
            yield BrokenPiece(line, f"its XML is broken: <{name}> is not closed")
            continue
        try:
            root = parsed(f"<root{_unique(namespaces)}>{text[position : end + len(closing)]}</root>")
            yield Piece(line, root[0])
        except (ParseError, SourceError, IndexError) as error:
            yield BrokenPiece(line, f"its XML is broken: {clean_line(str(error), 100)}")


def _unique(namespaces: str) -> str:
    """Declarations of namespaces, each prefix once."""
    found: dict[str, str] = {}
    for declaration in re.findall(r"\sxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')", namespaces):
        found.setdefault(declaration.partition("=")[0].strip(), declaration)
    return "".join(found.values())


def record_lines(text: str, names: tuple[str, ...]) -> list[int]:
    """The line on which each element of these names begins."""
    start = re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(names)})(?=[\s>/])")
    return _lines_at(text, [found.start() for found in start.finditer(text)])


def _lines_at(text: str, positions: list[int]) -> list[int]:
    breaks = [found.start() for found in re.finditer("\n", text)] if positions else []
    return [bisect_right(breaks, position) + 1 for position in positions]


def local(tag: object) -> str:
    """The name of an element or attribute without its namespace; empty for a comment."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> list[Element]:
    """The children of some local names, in order."""
    return [child for child in element if local(child.tag) in names]


def child(element: Element, *path: str) -> Element | None:
    """The first descendant along a path of local names, or None."""
    found: Element | None = element
    for name in path:
        found = next((one for one in found if local(one.tag) == name), None) if found is not None else None
    return found


def text_at(element: Element, *path: str) -> str:
    """The text along a path of local names, that of elements within included; empty if there is none."""
    found = child(element, *path)
    return all_text(found) if found is not None else ""


def all_text(element: Element) -> str:
    """The text of an element and all within it."""
    return "".join(element.itertext()).strip()


def marked_up(element: Element) -> str:
    """The content of an element with its markup, for `prose.plain_text` to read; namespaces are left out."""
    parts = [html.escape(element.text or "", quote=False)]
    for inner in element:
        name = local(inner.tag)
        parts.append(f"<{name}>{marked_up(inner)}</{name}>" if name else "")
        parts.append(html.escape(inner.tail or "", quote=False))
    return "".join(parts)
