"""BibTeX and BibLaTeX; a broken entry costs itself alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, TypeGuard

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.record import Record
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Context, Format, Item, Notice, Reject
from paper_tui.sources.bibtex_fields import described
from paper_tui.sources.bibtex_inherit import Entries, Fields
from paper_tui.sources.bibtex_sets import EntrySets
from paper_tui.sources.bibtex_strings import Strings, inner
from paper_tui.sources.bibtex_syntax import Broken, RawEntry, parse_entries
from paper_tui.sources.encoding import decode, head_text
from paper_tui.sources.input_stream import read_all

_ENTRY = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+\s*[{(]", re.MULTILINE)
_NO_PAPERS = ("string", "xdata", "set", "control", "comment", "preamble")
_REFERRING = ("crossref", "xdata")
_MOST_NAMED = 5
"""Entries that a notice names."""


def recognises(head: bytes) -> bool:
    """Return whether a line begins with an entry, and nothing before it looks like another format."""
    text = head_text(head)
    return bool(_ENTRY.search(text)) and not text.lstrip().startswith(("<", "[", "{"))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each entry that has a title or a substitute for one."""
    text, notice = decode(read_all(stream))
    if notice:
        yield Notice(notice)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    strings, entries = Strings(len(text)), Entries()
    found = [_resolved(each, strings, entries) for each in parse_entries(text)]
    del text
    yield from _notices(found, strings)
    sets = EntrySets.of((each.entry.key, each.fields) for each in found if _is_set(each))
    found.reverse()
    while found:  # an entry is released once it is read: its paper needs the room
        each = found.pop()
        if isinstance(each, Broken):
            yield Reject(each.line, each.reason, clean_line(each.text, 200))
        elif each.entry.type.lower() not in _NO_PAPERS:
            yield _item(each, entries, sets, context)


class _Resolved:
    """An entry with the values of its fields as one text each, in their braces or quotes."""

    __slots__ = ("entry", "fields")

    def __init__(self, entry: RawEntry, fields: Fields) -> None:
        self.entry, self.fields = entry, fields


def _resolved(found: RawEntry | Broken, strings: Strings, entries: Entries) -> _Resolved | Broken:
    if isinstance(found, Broken):
        return found
    if found.type.lower() == "string":
        for name, parts in found.fields:
            strings.define(name, parts)
        return _Resolved(found, ())
    fields = tuple((name, strings.resolved(parts)) for name, parts in found.fields)
    entries.add(found.key, found.type, fields)
    return _Resolved(found, fields)


def _is_set(found: _Resolved | Broken) -> TypeGuard[_Resolved]:
    return isinstance(found, _Resolved) and found.entry.type.lower() == "set"


def _notices(found: list[_Resolved | Broken], strings: Strings) -> Iterator[Notice]:
    mended = [each.entry for each in found if isinstance(each, _Resolved) and each.entry.mended]
    if mended:
        named = ", ".join(clean_line(entry.key, 80) for entry in mended[:_MOST_NAMED])
        more = f" and {len(mended) - _MOST_NAMED} more" if len(mended) > _MOST_NAMED else ""
        count = "one entry" if len(mended) == 1 else f"{len(mended)} entries"
        yield Notice(f"A comma between two fields is missing in {count} ({named}{more}); it was supplied.")
    if strings.cut:
        yield Notice(
            "Its @string abbreviations grow to many times the file; what they add beyond that was cut."
        )


def _item(each: _Resolved, entries: Entries, sets: EntrySets, context: Context) -> Item:
    try:
        return paper(each.entry.type, each.entry.key, each.fields, entries, context, sets)
    except ValueError as error:
        return Reject(each.entry.line, str(error), clean_line(each.entry.key, 200))


def paper(
    kind: str, key: str, fields: Fields, entries: Entries, context: Context, sets: EntrySets | None = None
) -> Paper:
    """The paper of an entry.

    Raises:
        ValueError: It has no title.
    """
    if any(name.lower() in _REFERRING for name, _ in fields):
        fields = (*fields, *entries.inherited(kind, fields))
    by_name = {name.lower(): inner(value) for name, value in reversed(fields)}
    return build_paper(
        **described(kind, by_name),
        citation_key=key,
        sightings=(Sighting("bibtex", seen=context.now),),
        record=Record("bibtex", key, kind, tuple(fields)),
        details=sets.details(key) if sets else None,
    )


FORMAT = Format("bibtex", "BibTeX", recognises, read)
