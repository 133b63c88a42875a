"""Find the part of a full text that answers a query best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from paper_tui.search.engine.highlighting import FIELDS, Span, match_spans
from paper_tui.search.engine.term_matcher import fold, split_parts
from paper_tui.search.text.fields import IN_TEXT
from paper_tui.search.text.tokenizer import pieces_of

if TYPE_CHECKING:
    from paper_tui.search.engine.evaluator import TermMatch

_HEAD = 3
"""Letters of a word by which parts without it are passed over."""


def found_in_text(term_matches: Iterable[TermMatch], ordinal: int) -> bool:
    """Return whether a term matches the paper at a catalogue position in its full text only."""
    return any(int(term.found.grades[ordinal]) == IN_TEXT for term in term_matches)


def best_part(
    term_matches: Sequence[TermMatch], ordinal: int, parts: Iterable[str]
) -> tuple[int, Span] | None:
    """Find the part with the most terms of a query, the first of several, and its first match.

    Args:
        term_matches: The terms of the query.
        ordinal: The catalogue position of the paper; terms it has elsewhere are not looked for.
        parts: The paragraphs of its text.
    """
    wanted = [term for term in term_matches if int(term.found.grades[ordinal]) == IN_TEXT]
    heads = {head for term in wanted for head in _heads(term)}
    best: tuple[int, Span] | None = None
    most = 0
    for number, text in enumerate(parts):
        if text.isascii() and not _has_any(text.lower(), heads):
            continue
        found = [match_spans([term], FIELDS["text"], text) for term in wanted]
        count = sum(map(bool, found))
        if count > most:
            first = min((spans[0] for spans in found if spans), key=lambda span: span.start)
            best, most = (number, (first.start, first.end)), count
            if most == len(wanted):
                break
    return best


def _has_any(text: str, heads: Iterable[str]) -> bool:
    return any(head in text for head in heads)


def _heads(term: TermMatch) -> Iterable[str]:
    """The first letters of the words that a term matches."""
    words = [piece.word for piece in pieces_of(term.node.text)] or [fold(term.node.text)]
    words += split_parts(term.node.text)
    if term.found.near:
        words += term.found.near.words
    return (word[:_HEAD] for word in words)
