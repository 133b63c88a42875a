"""Recursive descent parser along `grammar.GRAMMAR`.

Queries are parsed at every keystroke, so unfinished input is accepted where possible: an open quote or
bracket is closed at the end, a lone ``-`` or punctuation is ignored, a pasted title is read as its words,
and a pasted arXiv URL or DOI as its paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from paper_tui.search.query.ast import (
    And,
    Between,
    Compare,
    Flag,
    Mode,
    Node,
    Phrase,
    Word,
    all_of,
    any_of,
    conditions,
    opposite,
)
from paper_tui.search.query.errors import QueryError
from paper_tui.search.query.grammar import (
    DATE_FIELDS,
    FIELD_NAMES,
    FLAGS,
    LABEL_FIELDS,
    NUMBER_FIELDS,
    OTHER_FIELDS,
    STATES,
    TEXT_FIELDS,
)
from paper_tui.search.query.lexer import Token, tokens
from paper_tui.search.query.literals import is_day, is_number, may_become, nearest_names

LONGEST_QUERY = 2_000
DEEPEST = 30
MOST_CORRECTIONS = 3
NEAR = 0.7
"""Likeness of a misspelt name to a known one; lower ones would refuse pasted titles."""
_OPERATORS = frozenset({"OR", "AND", "NOT"})
_FIELD = re.compile(r"([A-Za-z]+):")
_COMPARISON = re.compile(r"(<=|>=|<|>|=)?(.*)", re.DOTALL)
_NAME_SIGN = re.compile(r"\+\+(?!\+)|(?<![^\W_]{2})#")
_EXAMPLES = {
    **{name: f"{name}:{name}" for name in FIELD_NAMES},
    **NUMBER_FIELDS,
    **DATE_FIELDS,
    "title": "title:attention",
    "author": "author:vaswani",
    "abstract": "abstract:retrieval",
    "venue": "venue:nature",
    "tag": "tag:vision",
    "note": "note:baseline",
    "text": "text:ablation",
    "source": "source:arxiv",
    "category": "category:cs.CL",
    "edition": "edition:2026-09-03",
    "state": "state:later",
    "is": "is:bookmarked",
    "has": "has:code",
    "id": "id:1706.03762",
    "key": "key:vaswani2017",
    "follow": "follow:he",
    "cites": "cites:1706.03762",
    "citedby": "citedby:1706.03762",
    "group": "group:lab",
    "by": "by:ada",
    "recommended": "recommended:friday",
    "year": "year:>=2023",
    "progress": "progress:>50",
}


def parse(text: str) -> Node:
    """Parse a query; the empty text gives ``And(())``.

    Raises:
        QueryError: The text is no query.
    """
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"a query has at most {LONGEST_QUERY:,} characters", text, LONGEST_QUERY, "fewer words"
        )
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._at = 0
        self._depth = 0

    def parse(self) -> Node:
        node = self._either("")
        if self._next.kind != "end":
            raise self._error("this bracket closes nothing", self._next.position, "a word, or ( before it")
        return node

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += token.kind != "end"
        return token

    def _error(self, problem: str, position: int, expected: str) -> QueryError:
        return QueryError(problem, self._text, position, expected)

    def _misspelt(
        self, problem: str, position: int, name: str, known: Sequence[str], expected: str
    ) -> QueryError:
        """Build an error that offers the text with a name replaced by similar ones."""
        near = nearest_names(name, known, MOST_CORRECTIONS, NEAR) or known
        end = position + len(name)
        corrections = tuple(f"{self._text[:position]}{one}{self._text[end:]}" for one in near)
        return QueryError(problem, self._text, position, expected, corrections=corrections[:MOST_CORRECTIONS])

    def _unfinished(self, problem: str, position: int, expected: str) -> QueryError:
        """Build an error that more typing may fix, unless something follows already."""
        at_end = self._next.kind == "end"
        return QueryError(problem, self._text, position, expected, unfinished=at_end)

    def _is_operator(self, name: str) -> bool:
        return self._next.kind == "text" and self._next.text == name

    def _either(self, field: str) -> Node:
        sides = [self._all(field)]
        while self._is_operator("OR"):
            place = self._take().position
            sides.append(self._all(field))
            if And(()) in sides[-2:]:
                side = "before" if sides[-2] == And(()) else "after"
                error = self._unfinished if side == "after" else self._error
                raise error(f"OR has nothing {side} it", place, f"a word {side} OR")
        return any_of(sides)

    def _all(self, field: str) -> Node:
        nodes: list[Node] = []
        while self._next.kind not in ("end", "close") and not self._is_operator("OR"):
            node = self._condition(field)
            if node != And(()):
                nodes.append(node)
        return all_of(nodes) if nodes else And(())

    def _condition(self, field: str) -> Node:
        token = self._take()
        if token.kind == "open":
            return self._group(field, token)
        if token.kind == "quote":
            return self._known_states(_phrase(token, field), token)
        if token.text == "AND":
            return And(())
        if token.text == "NOT":
            return self._negated(field)
        return self._typed(token, token.text, field)

    def _group(self, field: str, opening: Token) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._error(f"brackets go {DEEPEST} deep at most", opening.position, "fewer brackets")
        node = self._either(field)
        if self._next.kind == "close":
            self._take()
        self._depth -= 1
        return node

    def _negated(self, field: str) -> Node:
        if self._next.kind in ("end", "close") or self._is_operator("OR"):
            return And(())
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._error("too many times NOT", self._next.position, "a word")
        node = self._condition(field)
        self._depth -= 1
        return node if node == And(()) else opposite(node)

    def _typed(self, token: Token, text: str, field: str) -> Node:
        """Parse a run of characters, together with the quote or bracket it leads to."""
        if text.startswith("-"):
            return self._left_out(token, text.lstrip("-"), field, times=len(text) - len(text.lstrip("-")))
        named = _FIELD.match(text)
        name = named[1].lower() if named else ""
        if named and name in FIELD_NAMES:
            return self._valued(name, text[named.end() :], token)
        near = nearest_names(name, FIELD_NAMES, MOST_CORRECTIONS, NEAR) if named else []
        if named and near and len(text) > named.end():
            expected = f"{near[0]}: or a word"
            place = token.position + len(token.text) - len(text)
            raise self._misspelt(f"there is no field {name}:", place, name, FIELD_NAMES, expected)
        return self._known_states(_words(text, field, self._glued_quote(text)), token)

    def _known_states(self, node: Node, token: Token) -> Node:
        """Check that the values of ``state:`` are states, or the beginning of one."""
        for word in conditions(node):
            if isinstance(word, Word | Phrase) and word.field == "state":
                value = word.text.casefold()
                if not any(state.startswith(value) for state in STATES):
                    at = max(self._text.lower().find(value, token.position), token.position)
                    expected = ", ".join(f"state:{state}" for state in STATES)
                    raise self._misspelt(f"state:{value} is unknown", at, value, STATES, expected)
        return node

    def _glued_quote(self, text: str) -> Token | None:
        """Take the quote directly after ``=`` or ``~``."""
        glued = text in ("=", "~") and self._next.kind == "quote" and self._next.glued
        return self._take() if glued else None

    def _left_out(self, token: Token, rest: str, field: str, times: int) -> Node:
        if rest:
            node = self._typed(token, rest, field)
        elif self._next.glued and self._next.kind in ("open", "quote"):
            node = self._condition(field)
        else:
            return And(())
        return opposite(node) if times % 2 and node != And(()) else node

    def _valued(self, name: str, rest: str, token: Token) -> Node:
        if name in TEXT_FIELDS or name in LABEL_FIELDS or name in OTHER_FIELDS:
            return self._worded(name, rest, token)
        if not rest and self._next.kind == "text" and not self._is_operator("OR"):
            token = self._take()
            rest = token.text
        place = token.position + len(token.text) - len(rest)
        if not rest:
            raise self._unfinished(f"{name}: needs a value", place, f"one such as {_EXAMPLES[name]}")
        if name in FLAGS:
            return self._flag(name, rest.lower(), place)
        return self._comparison(name, rest.lower(), place)

    def _worded(self, name: str, rest: str, token: Token) -> Node:
        if rest in ("", "=", "~") and self._next.kind in ("quote", "open"):
            if self._next.kind == "open":
                return self._valued_group(name)
            quote = self._take()
            return self._known_states(_quoted(quote, name, rest), quote)
        if not rest and self._next.kind == "text" and self._next.text not in _OPERATORS:
            rest = self._take().text
        node = _words(rest, name, None)
        if node == And(()):
            place = token.position + len(token.text)
            raise self._unfinished(f"{name}: needs a value", place, f"one such as {_EXAMPLES[name]}")
        return self._known_states(node, token)

    def _valued_group(self, name: str) -> Node:
        opening = self._take()
        node = self._group(name, opening)
        if node == And(()):
            raise self._unfinished(
                f"{name}: needs a value", opening.position, f"one such as {_EXAMPLES[name]}"
            )
        return node

    def _flag(self, name: str, value: str, place: int) -> Node:
        if value in FLAGS[name]:
            return Flag(name, value)
        begun = [flag for flag in FLAGS[name] if flag.startswith(value)]
        if len(begun) == 1:
            return Flag(name, begun[0])
        problem, expected = f"{name}:{value} is unknown", ", ".join(f"{name}:{v}" for v in FLAGS[name])
        if begun:
            raise self._unfinished(problem, place, expected)
        raise self._misspelt(problem, place, value, FLAGS[name], expected)

    def _comparison(self, name: str, value: str, place: int) -> Node:
        fits = is_number if name in NUMBER_FIELDS else is_day
        low, dots, high = value.partition("..")
        if dots and (low or high) and all(fits(bound) for bound in (low, high) if bound):
            return Between(name, low, high)
        found = _COMPARISON.fullmatch(value)
        if found and fits(found[2]):
            return Compare(name, found[1] or "=", found[2])
        what = "a whole number" if name in NUMBER_FIELDS else "a day, a month, a year or an age"
        error = self._unfinished if _is_begun(value, fits) else self._error
        raise error(f"{name}: cannot be {value}", place, f"{what}, such as {_EXAMPLES[name]}")


def _is_begun(value: str, fits: Callable[[str], bool]) -> bool:
    """Return whether more typing may complete a comparison."""
    bounds = value.lstrip("<>=").rstrip(".").split("..")
    return all(may_become(bound, fits) for bound in bounds)


def _phrase(token: Token, field: str) -> Node:
    if field in OTHER_FIELDS:
        return _quoted(token, field, "")
    text = " ".join(token.text.split())
    is_open = text.endswith("*") or not token.closed
    text = text.rstrip("* ") if field in LABEL_FIELDS else _trimmed(text)
    return Phrase(text, field, is_open) if text else And(())


def _quoted(token: Token, field: str, mode: str) -> Node:
    """Parse a quote after a field or mode: a phrase, or a value with spaces."""
    if field in OTHER_FIELDS or mode:
        text = _trimmed(" ".join(token.text.split()))
        words = [Word(_plain(word), field, Mode(mode)) for word in re.split(r"[\s:()]+", text) if word]
        if field in OTHER_FIELDS:
            return Word(text, field) if text else And(())
        kept: list[Node] = [replaced for word in words for replaced in _kept(word)]
        return all_of(kept) if kept else And(())
    return _phrase(token, field)


def _kept(word: Word) -> list[Word]:
    text = _plain(word.text)
    return [Word(text, word.field, word.mode)] if text else []


def _words(text: str, field: str, quote: Token | None) -> Node:
    """Parse a run of characters, with an optional mode before and star after."""
    if quote:
        return _quoted(quote, field, text)
    mode = Mode(text[0]) if text[:1] in ("=", "~") else Mode.PLAIN
    if field in OTHER_FIELDS:
        bare = (field not in ("key", "follow") and _identifier(text)) or _trimmed(text)
        return Word(bare, field) if bare else And(())
    if field == "tag" and mode is Mode.EXACT and _plain(text):
        return Word(text[1:], field, mode)
    if not field and (identifier := _identifier(text)):
        return Word(identifier, "id")
    if mode is Mode.PLAIN and text.endswith("*"):
        mode = Mode.PREFIX
    kept: list[Node] = [Word(_plain(part), field, mode) for part in text.split(":") if _plain(part)]
    return all_of(kept) if kept else And(())


def _identifier(text: str) -> str:
    from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi  # 5 ms, without a word not needed

    found = parse_arxiv_id(text)
    return found.number if found else parse_doi(text)


def _plain(text: str) -> str:
    """Strip punctuation around a word, and lower-case operators."""
    trimmed = _trimmed(text)
    return trimmed.lower() if trimmed in _OPERATORS else trimmed


def _trimmed(text: str) -> str:
    """Strip everything outside the first and last letter or digit, except the sign of ``C++`` and ``C#``."""
    start = next((place for place, char in enumerate(text) if char.isalnum()), len(text))
    end = next((place for place in range(len(text), start, -1) if text[place - 1].isalnum()), start)
    sign = _NAME_SIGN.match(text, end)
    return text[start : sign.end() if sign and end > start else end]
