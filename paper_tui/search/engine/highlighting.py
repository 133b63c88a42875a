"""Spans of a text that match a query, and the reasons match_reasons a paper matches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from paper_tui.papers.serialization import Entry
from paper_tui.search.engine.term_matcher import fold, may_be_initials, split_parts
from paper_tui.search.query.ast import Mode, Phrase
from paper_tui.search.text.fields import ANYWHERE, BY_NAME, Field, Kind
from paper_tui.search.text.tokenizer import Piece, pieces_of

if TYPE_CHECKING:
    from paper_tui.search.engine.evaluator import TermMatch

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
    "text": Field.ABSTRACT,
}
"""Field names accepted by `Results.match_spans`."""


@dataclass(frozen=True, slots=True)
class MatchReason:
    """One reason match_reasons a paper matches."""

    field: str
    kind: Kind
    term: str
    """The word of the paper that matched."""


@dataclass(frozen=True, slots=True)
class MatchSpan:
    """A span of a text that matches."""

    start: int
    end: int
    kind: Kind
    term: str


MOST_HIGHLIGHTED = 32
"""Words and phrases of a query that are highlighted; a longer query is a pasted text."""
_ORDER = list(Kind)
_JOINT = re.compile(r"[-‐‑‒–'’./_&+]")


def match_spans(term_matches: Iterable[TermMatch], field: Field, text: str) -> tuple[MatchSpan, ...]:
    """Find the spans that match, in order; of spans with the same start the best kind first."""
    pieces = list(pieces_of(text))
    distinct = {term_match.node: term_match for term_match in term_matches}
    shown = islice(distinct.values(), MOST_HIGHLIGHTED)
    found = [
        stretch
        for term_match in shown
        if _fields(term_match) & field
        for stretch in _found(term_match, field, pieces, text)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, _ORDER.index(one.kind), -one.end)))


def spans(stretches: Iterable[MatchSpan]) -> tuple[Span, ...]:
    """Merge overlapping and adjacent spans."""
    joined: list[Span] = []
    for one in stretches:
        if joined and one.start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(one.end, joined[-1][1]))
        else:
            joined.append((one.start, one.end))
    return tuple(joined)


def match_reasons(term_matches: Iterable[TermMatch], entry: Entry) -> tuple[MatchReason, ...]:
    """List for each term and field the best reason: field, kind and matching word."""
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
        MatchReason(name, best.kind, best.term)
        for term_match in term_matches
        for name, text in texts.items()
        for best in sorted(
            match_spans([term_match], FIELDS[name], text), key=lambda one: _ORDER.index(one.kind)
        )[:1]
    ]
    return tuple(dict.fromkeys(reasons))


def _fields(term_match: TermMatch) -> Field:
    return BY_NAME.get(term_match.node.field, ANYWHERE)


def _found(term_match: TermMatch, field: Field, pieces: list[Piece], text: str) -> Iterator[MatchSpan]:
    if isinstance(term_match.node, Phrase):
        yield from _phrases(term_match.node, pieces)
        return
    yield from _words(term_match, pieces, text)
    if field is Field.TITLE and term_match.found.near:
        yield from _initials(fold(term_match.node.text), pieces)


def _initials(word: str, pieces: list[Piece]) -> Iterator[MatchSpan]:
    """Find the words whose initials a term is, as ``ddpm``."""
    at = "".join(piece.word[0] for piece in pieces).find(word)
    if at >= 0 and may_be_initials(word):
        yield MatchSpan(pieces[at].start, pieces[at + len(word) - 1].end, Kind.SHORTENED, word)


def _phrases(phrase: Phrase, pieces: list[Piece]) -> Iterator[MatchSpan]:
    words = [piece.word for piece in pieces_of(phrase.text)]
    for at in range(len(pieces) - len(words) + 1):
        here = pieces[at : at + len(words)]
        last = here[-1].word
        ends_well = last.startswith(words[-1]) if phrase.open else last == words[-1]
        if ends_well and all(piece.word == word for piece, word in zip(here, words[:-1], strict=False)):
            end = here[-1].offsets[len(words[-1]) - 1] + 1
            yield MatchSpan(here[0].start, end, Kind.EXACT, " ".join(words))


def _words(term_match: TermMatch, pieces: list[Piece], text: str) -> Iterator[MatchSpan]:
    """Find a term in single words and in words joined by a hyphen or the like."""
    mode = term_match.node.mode if not isinstance(term_match.node, Phrase) else Mode.EXACT
    word = fold(term_match.node.text)
    near = term_match.found.near.words if term_match.found.near else frozenset[str]()
    parts = split_parts(term_match.node.text)
    for piece in [*pieces, *_joined(pieces, text)]:
        stretch = _in_piece(word, piece, mode, near)
        if stretch:
            yield stretch
        yield from (MatchSpan(one.start, one.end, one.kind, one.term) for one in _parts(parts, piece))


def _parts(parts: tuple[str, ...], piece: Piece) -> Iterator[MatchSpan]:
    for part in parts:
        if len(part) > 1 and piece.word.startswith(part):
            yield MatchSpan(piece.start, piece.offsets[len(part) - 1] + 1, Kind.PREFIX, piece.word)


def _in_piece(word: str, piece: Piece, mode: Mode, near: frozenset[str]) -> MatchSpan | None:
    at = piece.word.find(word)
    end = at + len(word)
    if piece.word == word:
        return MatchSpan(piece.start, piece.end, Kind.EXACT, word)
    if mode is Mode.EXACT:
        return None
    if at == 0:
        return MatchSpan(piece.start, piece.offsets[end - 1] + 1, Kind.PREFIX, piece.word)
    if at > 0 and len(word) > 2 and mode is not Mode.PREFIX:
        return MatchSpan(piece.offsets[at], piece.offsets[end - 1] + 1, Kind.INSIDE, piece.word)
    return MatchSpan(piece.start, piece.end, Kind.TYPO, piece.word) if piece.word in near else None


def _joined(pieces: list[Piece], text: str) -> Iterator[Piece]:
    """Join neighbours separated by a single joiner."""
    for left, right in pairwise(pieces):
        if _JOINT.fullmatch(text[left.end : right.start]):
            offsets = (*left.offsets, *right.offsets)
            yield Piece(left.word + right.word, left.start, right.end, offsets)
