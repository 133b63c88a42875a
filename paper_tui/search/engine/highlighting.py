"""Where and why a text of a paper matches, for the eye."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from paper_tui.papers.serialization import Entry
from paper_tui.search.engine.term_matcher import folded, may_be_initials, parts_of
from paper_tui.search.query.ast import Mode, Phrase
from paper_tui.search.text.fields import ANYWHERE, BY_NAME, Field, Kind
from paper_tui.search.text.tokenizer import Piece, pieces_of

if TYPE_CHECKING:
    from paper_tui.search.engine.evaluator import Leaf

Span = tuple[int, int]
FIELDS = {
    "title": Field.TITLE,
    "authors": Field.AUTHOR,
    "author": Field.AUTHOR,
    "tags": Field.TAG,
    "tag": Field.TAG,
    "note": Field.NOTE,
    "keywords": Field.KEYWORD,
    "categories": Field.KEYWORD,
    "venue": Field.VENUE,
    "abstract": Field.ABSTRACT,
    "summary": Field.ABSTRACT,
}
"""The names under which a text can be lit."""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason why a paper matches."""

    field: str
    kind: Kind
    term: str
    """The word of the paper that matched."""


@dataclass(frozen=True, slots=True)
class Lit:
    """A stretch of a text that matches."""

    start: int
    end: int
    kind: Kind
    term: str


_ORDER = list(Kind)
_JOINT = re.compile(r"[-‐‑‒–'’./_&+]")


def lit(leaves: Iterable[Leaf], field: Field, text: str) -> tuple[Lit, ...]:
    """The stretches of a text that match, in order; where several begin together, the better one."""
    pieces = list(pieces_of(text))
    found = [
        stretch for leaf in leaves if _fields(leaf) & field for stretch in _found(leaf, field, pieces, text)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, _ORDER.index(one.kind), -one.end)))


def spans(stretches: Iterable[Lit]) -> tuple[Span, ...]:
    """Where the stretches are, those that touch or overlap as one."""
    joined: list[Span] = []
    for one in stretches:
        if joined and one.start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(one.end, joined[-1][1]))
        else:
            joined.append((one.start, one.end))
    return tuple(joined)


def why(leaves: Iterable[Leaf], entry: Entry) -> tuple[Why, ...]:
    """For each word asked for, the best reasons: field, kind and the word that matched."""
    paper, mark = entry.paper, entry.mark
    texts = {
        "title": paper.title,
        "authors": "\n".join(paper.authors),
        "tags": "\n".join(mark.tags),
        "note": mark.all_notes,
        "keywords": "\n".join((*paper.keywords, *paper.categories)),
        "venue": paper.venue,
        "abstract": f"{paper.abstract}\n{paper.summary}",
    }
    reasons = [
        Why(name, best.kind, best.term)
        for leaf in leaves
        for name, text in texts.items()
        for best in sorted(lit([leaf], FIELDS[name], text), key=lambda one: _ORDER.index(one.kind))[:1]
    ]
    return tuple(dict.fromkeys(reasons))


def _fields(leaf: Leaf) -> Field:
    return BY_NAME.get(leaf.node.field, ANYWHERE)


def _found(leaf: Leaf, field: Field, pieces: list[Piece], text: str) -> Iterator[Lit]:
    if isinstance(leaf.node, Phrase):
        yield from _phrases(leaf.node, pieces)
        return
    yield from _words(leaf, pieces, text)
    if field is Field.TITLE and leaf.found.near:
        yield from _initials(folded(leaf.node.text), pieces)


def _initials(word: str, pieces: list[Piece]) -> Iterator[Lit]:
    """The words whose first letters a word is, as ``ddpm`` is."""
    at = "".join(piece.word[0] for piece in pieces).find(word)
    if at >= 0 and may_be_initials(word):
        yield Lit(pieces[at].start, pieces[at + len(word) - 1].end, Kind.SHORTENED, word)


def _phrases(phrase: Phrase, pieces: list[Piece]) -> Iterator[Lit]:
    words = [piece.word for piece in pieces_of(phrase.text)]
    for at in range(len(pieces) - len(words) + 1):
        here = pieces[at : at + len(words)]
        last = here[-1].word
        ends_well = last.startswith(words[-1]) if phrase.open else last == words[-1]
        if ends_well and all(piece.word == word for piece, word in zip(here, words[:-1], strict=False)):
            end = here[-1].offsets[len(words[-1]) - 1] + 1
            yield Lit(here[0].start, end, Kind.EXACT, " ".join(words))


def _words(leaf: Leaf, pieces: list[Piece], text: str) -> Iterator[Lit]:
    """A word in each piece, and in pieces that are joined by a hyphen and the like."""
    mode = leaf.node.mode if not isinstance(leaf.node, Phrase) else Mode.EXACT
    word = folded(leaf.node.text)
    near = leaf.found.near.words if leaf.found.near else frozenset[str]()
    parts = parts_of(leaf.node.text)
    for piece in [*pieces, *_joined(pieces, text)]:
        stretch = _in_piece(word, piece, mode, near)
        if stretch:
            yield stretch
        yield from (Lit(one.start, one.end, one.kind, one.term) for one in _parts(parts, piece))


def _parts(parts: tuple[str, ...], piece: Piece) -> Iterator[Lit]:
    for part in parts:
        if len(part) > 1 and piece.word.startswith(part):
            yield Lit(piece.start, piece.offsets[len(part) - 1] + 1, Kind.PREFIX, piece.word)


def _in_piece(word: str, piece: Piece, mode: Mode, near: frozenset[str]) -> Lit | None:
    at = piece.word.find(word)
    end = at + len(word)
    if piece.word == word:
        return Lit(piece.start, piece.end, Kind.EXACT, word)
    if mode is Mode.EXACT:
        return None
    if at == 0:
        return Lit(piece.start, piece.offsets[end - 1] + 1, Kind.PREFIX, piece.word)
    if at > 0 and len(word) > 2 and mode is not Mode.PREFIX:
        return Lit(piece.offsets[at], piece.offsets[end - 1] + 1, Kind.INSIDE, piece.word)
    return Lit(piece.start, piece.end, Kind.TYPO, piece.word) if piece.word in near else None


def _joined(pieces: list[Piece], text: str) -> Iterator[Piece]:
    """Neighbours with nothing but a joint between them, as one."""
    for left, right in pairwise(pieces):
        if _JOINT.fullmatch(text[left.end : right.start]):
            offsets = (*left.offsets, *right.offsets)
            yield Piece(left.word + right.word, left.start, right.end, offsets)
