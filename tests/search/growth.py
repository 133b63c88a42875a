"""``python -m tests.search.growth [NAME...]``: time of queries and of matching texts while they double.

From 1 kB to 1 MB, or as far as it goes: for every rule of the grammar and every reader of texts, with what is
hardest for it. No doubling may take more than 2.5 times the time of the one before.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from paper_tui.search import Query, QueryError, find_literal
from paper_tui.search.query.grammar import FIELD_NAMES
from paper_tui.search.query.lexer import tokens
from paper_tui.search.query.parser import LONGEST_QUERY
from paper_tui.search.text.find_text import FoldedText
from paper_tui.search.text.tokenizer import fold_word, pieces_of, read_unit, units
from tests.growth.measure import Subject, report
from tests.search.helpers import Library, titled

RULES = (
    *(
        "a ",
        "a OR ",
        "OR ",
        "AND ",
        "NOT ",
        "NOT NOT a ",
        "-",
        "-a ",
        "--a",
        "(",
        ")",
        "( ",
        "()",
        "(a)",
        "a(",
        "-(",
    ),
    *(
        '"',
        '" ',
        '"a" ',
        '"a',
        '="a"',
        '~"a" ',
        "=",
        "~",
        "=a ",
        "~a ",
        "a* ",
        "*",
        "a*a*",
        ":",
        "a:",
        ":a",
        "::",
    ),
    *(
        " ",
        "\t",
        "\n",
        "\u00a0",
        "\u3000",
        "“",
        "”a“",
        "（",
        "：",
        "a\u0301",
        "\u0301",
        "é",
        "中",
        "\u200d",
        "😀",
    ),
    *(
        "<",
        ">=",
        "..",
        "1..",
        "2020..2023 ",
        "0",
        "9" * 9,
        "10.1/a ",
        "10.",
        "2401.00001 ",
        "arxiv:",
        "http://",
        "#",
    ),
    *(
        "c++",
        "a-",
        "a-b ",
        "aB",
        "a1",
        "α",
        "_",
        "/",
        "\\",
        "'",
        "&",
        "title:(",
        "title:(a ",
        'title:"',
        "title: ",
    ),
)
FIELDS = tuple(
    f"{name}:{value}" for name in FIELD_NAMES for value in (" ", "a ", '"a" ', "(a ", ">1 ", "1.. ")
)
TEXTS = (
    *(
        " ",
        "\n",
        "a",
        "a ",
        "aB",
        "a1",
        "1",
        "A",
        "-",
        "a-",
        "-a",
        "c++",
        "+",
        "c#",
        "#",
        ".",
        "a.",
        "'",
        "_",
        "/",
        "&",
    ),
    *(
        "\u0301",
        "e\u0301",
        "a\u0301\u0301",
        "α",
        "αa",
        "λόγος ",
        "ß",
        "ﬁ",
        "İ",
        "中",
        "漢字 ",
        "\u200d",
        "😀",
        "\u0600",
    ),
    *(
        "light of day ",
        "light ",
        "of light",
        "difusion ",
        "low-rank ",
        "lowrank ",
        "(",
        '"',
        "\\a",
        "$x$ ",
        "{",
        "<",
    ),
)
_LIBRARY = Library(titled("Diffusion of light", "A low-rank C++ model", "Light, seen"))
_RESULTS = _LIBRARY.search('light OR model OR "of light" OR ~difusion OR low-rank OR gan OR c++ OR a*')


def _parse(text: str) -> None:
    for read in (Query.parse, Query.typed):
        with suppress(QueryError):
            str(read(text))


def _search(text: str) -> None:
    with suppress(QueryError):
        _LIBRARY.search(text)


def _in_title(text: str) -> None:
    Library(titled(f"Light {text}", "Other"))


SUBJECTS = {
    "query: tokens": Subject(tokens, RULES),
    "query: parse": Subject(_parse, (*RULES, *FIELDS), LONGEST_QUERY),
    "query: parse, too long": Subject(_parse, RULES),
    "query: search": Subject(_search, (*RULES, *FIELDS), LONGEST_QUERY),
    "text: units": Subject(lambda text: [read_unit(unit) for unit in units(text)], TEXTS),
    "text: pieces": Subject(lambda text: list(pieces_of(text)), TEXTS),
    "text: fold": Subject(fold_word, TEXTS),
    "text: literal": Subject(
        lambda text: [find_literal(each, text) for each in ("aa", "a ", " ", "é")], TEXTS
    ),
    "text: literal, itself": Subject(lambda text: FoldedText(text).find(text[: len(text) // 2]), TEXTS),
    "text: highlights": Subject(lambda text: _RESULTS.match_spans("abstract", text), TEXTS),
    "text: index of a title": Subject(_in_title, TEXTS),
}


if __name__ == "__main__":
    sys.exit(report(SUBJECTS, sys.argv[1:]))
