"""Inheritance between the entries of a file: ``crossref``, ``xdata``.

The rules of names are those of biblatex's manual, appendix B: the title of a volume is the book of a paper
in it. Fields that identify one work (identifiers, addresses, abstract, keywords) are never inherited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

Fields = Sequence[tuple[str, str]]
"""Names as written with resolved values, in order."""

_DEEPEST = 5
_MOST_INHERITED = 64
"""Entries that one entry may take fields from."""
_IN_BOOKS = (
    "inproceedings",
    "conference",
    "incollection",
    "inbook",
    "suppbook",
    "suppcollection",
    "bookinbook",
    "inreference",
)
_OWN = frozenset(
    [
        "crossref",
        "xref",
        "xdata",
        "ids",
        "entryset",
        "entrysubtype",
        "execute",
        "label",
        "options",
        "presort",
        "related",
        "relatedoptions",
        "relatedstring",
        "relatedtype",
        "shorthand",
        "sortkey",
        "key",
        "doi",
        "url",
        "urldate",
        "eprint",
        "eprinttype",
        "eprintclass",
        "archiveprefix",
        "primaryclass",
        "abstract",
        "keywords",
        "keyword",
        "note",
        "annote",
        "annotation",
        "file",
        "pages",
        "shorttitle",
        "author",
        "pmid",
    ]
)
_AS_BOOK = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_AS_JOURNAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}


class Entries:
    """The entries of a file that others may refer to, by key."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Fields]] = {}

    def add(self, key: str, kind: str, fields: Fields) -> None:
        """Remember an entry; of two with one key the first counts."""
        self._known.setdefault(key.lower(), (kind, fields))

    def inherited(self, kind: str, fields: Fields) -> list[tuple[str, str]]:
        """The fields that an entry lacks and takes over, each once."""
        own = {name.lower() for name, _ in fields}
        found: dict[str, tuple[str, str]] = {}
        for name, value in self._offered(kind, fields, _DEEPEST):
            if name.lower() not in own:
                found.setdefault(name.lower(), (name, value))
        return list(found.values())

    def _offered(self, kind: str, fields: Fields, depth: int) -> Iterator[tuple[str, str]]:
        named = {name.lower(): value for name, value in fields if name.lower() in ("xdata", "crossref")}
        for key in keys_in(named.get("xdata", ""))[:_MOST_INHERITED] if depth else ():
            _, parent = self._known.get(key, ("", ()))
            yield from parent
            yield from self._offered("xdata", parent, depth - 1)
        for key in keys_in(named.get("crossref", ""))[:1] if depth else ():
            parent_kind, parent = self._known.get(key, ("", ()))
            names = _renamed(kind, parent_kind)
            above = self._offered(parent_kind, parent, depth - 1)
            yield from _taken_over([*parent, *above], names)


def _taken_over(fields: Fields, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    present = {name.lower() for name, _ in fields}
    for name, value in fields:
        plain = name.lower()
        if plain in _OWN or (plain in names and names[plain] in present):
            continue
        yield names.get(plain, name), value


def _renamed(kind: str, parent_kind: str) -> Mapping[str, str]:
    if kind.lower() in _IN_BOOKS:
        return _AS_BOOK
    return _AS_JOURNAL if parent_kind.lower() == "periodical" else {"title": "title"}


def keys_in(value: str) -> list[str]:
    """The keys of entries in a value with commas between, in small letters."""
    return [key for part in value.strip('{}" ').split(",") if (key := part.strip().lower())]
