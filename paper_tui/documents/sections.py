"""Selection of a section of a document by number or title."""

from __future__ import annotations

from dataclasses import replace

from paper_tui.documents.model import Document, OutlineEntry, Reference, plain_text

_PREFIXES = ("appendix", "section", "chapter", "part", "§")


def section(document: Document, wanted: str) -> Document | None:
    """Return the document reduced to one section with its subsections; None if there is none.

    Args:
        document: The whole.
        wanted: A number as in the paper, ``3.2`` or ``A``; else a title or the beginning of one.
    """
    outline = document.outline
    entry = _found(outline, wanted)
    if entry is None:
        return None
    following = (each.index for each in outline if each.index > entry.index and each.level <= entry.level)
    end = next(following, len(document.blocks))
    return replace(document, blocks=document.blocks[entry.index : end])


def section_texts(document: Document) -> list[tuple[str, str]]:
    """The title and the text of each section in order, without the bibliography.

    Sections of the same title are one; what is before the first section is called Beginning.
    """
    headings = {entry.index: entry.title for entry in document.outline}
    texts: dict[str, list[str]] = {}
    title = "Beginning"
    for block in document.blocks:
        if block.index in headings:
            title = headings[block.index] or title
        elif not isinstance(block.content, Reference) and (text := plain_text(block).strip()):
            texts.setdefault(title, []).append(text)
    return [(title, "\n\n".join(paragraphs)) for title, paragraphs in texts.items()]


def _found(outline: tuple[OutlineEntry, ...], wanted: str) -> OutlineEntry | None:
    number, title = _number(wanted), " ".join(wanted.casefold().split())
    for test in (
        lambda entry: bool(number) and _number(entry.number) == number,
        lambda entry: entry.title.casefold() == title,
        lambda entry: bool(title) and entry.title.casefold().startswith(title),
        lambda entry: entry.anchor == wanted,
    ):
        for entry in outline:
            if test(entry):
                return entry
    return None


def _number(text: str) -> str:
    """Normalise a section number: ``A`` for ``Appendix A.``; used for comparison."""
    folded = text.casefold().strip()
    for prefix in _PREFIXES:
        folded = folded.removeprefix(prefix).strip()
    return folded.rstrip(".:")
