"""Recognition of abstract, bibliography and citations in formats that do not mark them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from paper_tui.documents.model import (
    Block,
    Citation,
    Document,
    Heading,
    Paragraph,
    Part,
    Parts,
    Position,
    Reference,
    Text,
    plain,
)
from paper_tui.documents.references import reference

_TITLES = frozenset(("references", "bibliography", "literature", "literature cited", "works cited"))
_ABSTRACT = frozenset(("abstract", "summary"))
_LABEL = re.compile(r"\[(\d{1,4}|[A-Za-z+]{1,12}\d{2,4}[a-z]?)\]\s*|(\d{1,4})\.\s+(?=\S)")
_MARKER = re.compile(r"[(\[]?(\d{1,4})[.)\]]")
_CITED = re.compile(r"\[(\d{1,4}(?:\s*[,;–-]\s*\d{1,4}){0,30})\]")
_NUMBER = re.compile(r"\d+")
_DATED = re.compile(r"\b(?:19|20)\d\d\b")


def by_convention(document: Document) -> Document:
    """Mark the abstract, the entries below “References”, and ``[12]`` as their citations."""
    return _with_bibliography(_with_abstract(document))


def _with_abstract(document: Document) -> Document:
    """Put the blocks below a heading “Abstract” into the division ``abstract``."""
    start, end = _span(document.blocks, _ABSTRACT)
    if start == end or document.abstract:
        return document
    blocks = [
        replace(block, division="abstract") if start <= block.index < end else block
        for block in document.blocks
    ]
    return replace(document, blocks=tuple(blocks))


def _with_bibliography(document: Document) -> Document:
    if any(isinstance(block.content, Reference) for block in document.blocks):
        return document
    start, end = _span(document.blocks, _TITLES)
    entries = {
        block.index: _entry(block)
        for block in document.blocks[start:end]
        if isinstance(block.content, Paragraph) and block.content.parts
    }
    if not _are_entries(list(entries.values())):
        return document
    anchors = {_key(entry): f"ref-{_key(entry)}" for entry in entries.values() if _key(entry)}
    places = dict(document.places)
    blocks = []
    for block in document.blocks:
        if block.index in entries:
            entry = entries[block.index]
            anchor = anchors.get(_key(entry), "")
            if not anchor or anchor in places:
                anchor = block.anchor
            if anchor:
                places.setdefault(anchor, Position(block.index))
            blocks.append(Block(block.index, entry, anchor, (), "references"))
        elif start <= block.index < end:
            blocks.append(replace(block, division="references"))
        else:
            blocks.append(_with_citations(block, anchors))
    return replace(document, blocks=tuple(blocks), places=places)


def _span(blocks: tuple[Block, ...], titles: frozenset[str]) -> tuple[int, int]:
    """Return the range of blocks from the last heading with one of the titles to the next of its level."""
    for block in reversed(blocks):
        head = block.content
        if isinstance(head, Heading) and plain(head.parts).casefold().strip(" .:") in titles:
            following = (
                each.index
                for each in blocks[block.index + 1 :]
                if isinstance(each.content, Heading) and each.content.level <= head.level
            )
            return block.index, next(following, len(blocks))
    return 0, 0


def _entry(block: Block) -> Reference:
    parts = block.content.parts if isinstance(block.content, Paragraph) else ()
    marker = _MARKER.fullmatch(block.frames[-1].marker) if block.frames else None
    if marker:
        return reference(f"[{marker[1]}]", parts)
    first = parts[0]
    found = _LABEL.match(first.text) if isinstance(first, Text) else None
    if not found or not isinstance(first, Text):
        return reference("", parts)
    rest = (replace(first, text=first.text[found.end() :]), *parts[1:])
    return reference(f"[{found[1] or found[2]}]", tuple(part for part in rest if part.text))


def _are_entries(entries: list[Reference]) -> bool:
    """Return whether most of the paragraphs look like entries: with a label or a year."""
    likely = sum(1 for entry in entries if entry.label or _DATED.search(plain(entry.parts)))
    return bool(entries) and likely * 2 > len(entries)


def _key(entry: Reference) -> str:
    return entry.label.strip("[]")


def _with_citations(block: Block, anchors: dict[str, str]) -> Block:
    content = block.content
    if not isinstance(content, Paragraph) or "[" not in plain(content.parts):
        return block
    parts = tuple(each for part in content.parts for each in _cited(part, anchors))
    return replace(block, content=replace(content, parts=parts)) if parts != content.parts else block


def _cited(part: Part, anchors: dict[str, str]) -> Iterator[Part]:
    """Split a run of text at the numbers in brackets that cite an entry."""
    if not isinstance(part, Text):
        yield part
        return
    end = 0
    for found in _CITED.finditer(part.text):
        for number in _NUMBER.finditer(part.text, found.start(), found.end()):
            if number[0] in anchors:
                yield from _run(part, end, number.start())
                yield Citation(number[0], (anchors[number[0]],))
                end = number.end()
    yield from _run(part, end, len(part.text))


def _run(part: Text, start: int, end: int) -> Parts:
    return (replace(part, text=part.text[start:end]),) if end > start else ()
