"""Conditions as PostgreSQL's full text queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paper_tui.sync.catalogue.conditions import Category, Condition, Identifier, Words, Years, plain

if TYPE_CHECKING:
    import psycopg

MOST_WORDS = 20
"""Words of a query that are looked for."""
SHORTEST_BEGINNING = 3
"""Letters of a word from which on it matches longer ones that begin with it."""
HIGHEST = "\U0010ffff"
_COLUMNS = {"": "all_words", "abstract": "all_words", "title": "title_words", "author": "author_words"}
_LEXEMES = """
    SELECT given.word, dictionary.name, lexeme
    FROM unnest(%s::text[]) AS given (word), unnest(ARRAY['english', 'simple']) AS dictionary (name),
        unnest(to_tsvector(dictionary.name::regconfig, given.word))
    ORDER BY positions
"""
_IS_KNOWN = "SELECT EXISTS (SELECT FROM words WHERE word >= %s AND word < %s AND papers > 1)"
_SPELT_LIKE = """
    SELECT word FROM words
    WHERE papers > 1 AND word %% %s AND abs(length(word) - length(%s)) <= 2
    ORDER BY similarity(word, %s) + 0.02 * ln(papers) DESC LIMIT 3
"""


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition in SQL, with the values of its parameters."""

    sql: str
    values: tuple[object, ...]


class Lexemes:
    """The words of a query as the server indexes them, and those that it has instead of misspelt ones."""

    def __init__(self, connection: psycopg.Connection, wanted: Iterable[Words], *, spells: bool) -> None:
        """Ask the server.

        Args:
            connection: To the catalogue.
            wanted: The words of the query.
            spells: Whether the server finds words that are spelt alike.
        """
        words = [*wanted]
        every = dict.fromkeys(plain(word).lower() for each in words for word in each.words)
        self._lexemes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for word, dictionary, lexeme in connection.execute(_LEXEMES, ([*every][:MOST_WORDS],)).fetchall():
            self._lexemes[word, dictionary].append(lexeme)
        self.instead: Mapping[str, tuple[str, ...]] = {}
        """Words that no paper has, with those that are looked for instead."""
        if spells:
            loose = {plain(word).lower() for each in words if _is_loose(each) for word in each.words}
            found = ((word, self._spelt_like(connection, word)) for word in every if word in loose)
            self.instead = {word: near for word, near in found if near}

    def _spelt_like(self, connection: psycopg.Connection, word: str) -> tuple[str, ...]:
        """The known words that are spelt like one that is not known."""
        lexemes = {*self._lexemes[word, "english"], *self._lexemes[word, "simple"]}
        for lexeme in lexemes:
            row = connection.execute(_IS_KNOWN, (lexeme, lexeme + HIGHEST)).fetchone()
            if row and row[0]:
                return ()
        near = (
            found
            for lexeme in self._lexemes[word, "english"][:1]
            for (found,) in connection.execute(_SPELT_LIKE, (lexeme, lexeme, lexeme)).fetchall()
        )
        return tuple(near)

    def query(self, words: Words) -> str:
        """The full text query that all words of a condition have to match; empty for stop words alone."""
        alternatives = (self._any_of(plain(word).lower(), words) for word in words.words[:MOST_WORDS])
        return " & ".join(each for each in alternatives if each)

    def _any_of(self, word: str, words: Words) -> str:
        ends = len(word) >= SHORTEST_BEGINNING and _is_loose(words)
        sign = ("D" if words.field == "abstract" else "") + ("*" if ends else "")
        dictionaries = {"author": ("simple",), "": ("english", "simple")}.get(words.field, ("english",))
        found = {
            " & ".join(_quoted(lexeme, sign) for lexeme in self._lexemes[word, dictionary])
            for dictionary in dictionaries
        }
        near = {_quoted(each, sign.rstrip("*")) for each in self.instead.get(word, ())}
        either = sorted(f"({each})" for each in found | near if each)
        return f"({' | '.join(either)})" if either else ""


def _is_loose(words: Words) -> bool:
    return not (words.is_phrase or words.is_exact or words.is_negated)


def _quoted(lexeme: str, sign: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'" + (f":{sign}" if sign else "")


def filters(conditions: Sequence[Condition], lexemes: Lexemes) -> Iterator[Filter]:
    """Each condition in SQL, but those that every paper fulfils."""
    for each in conditions:
        match each:
            case Words():
                yield from _words(each, lexemes)
            case Years(first, last):
                yield Filter("published >= %s AND published < %s", (f"{first:04}", f"{last + 1:04}"))
            case Category(name):
                sql = "EXISTS (SELECT FROM unnest(categories) AS c (name) WHERE lower(c.name) LIKE %s)"
                yield Filter(sql, (f"{_like(name.lower())}%",))
            case Identifier(text):
                yield Filter(
                    "(key IN (%s, %s) OR (doi = %s AND doi <> ''))", (text, f"arxiv:{text}", text.lower())
                )


def _words(words: Words, lexemes: Lexemes) -> Iterator[Filter]:
    column, negation = _COLUMNS[words.field], "NOT " if words.is_negated else ""
    query = lexemes.query(words)
    if not query:
        return
    if words.is_phrase:
        dictionary = "simple" if words.field == "author" else "english"
        text = plain(" ".join(words.words))
        yield Filter(f"{negation}{column} @@ phraseto_tsquery(%s::regconfig, %s)", (dictionary, text))
    else:
        yield Filter(f"{negation}{column} @@ %s::tsquery", (query,))


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
