"""Work grows linearly with texts and queries, also adversarial ones; counted in steps, not in time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from paper_tui.search import Query, QueryError, find_literal
from paper_tui.search.query.lexer import tokens
from paper_tui.search.text.tokenizer import pieces_of, read_unit, units
from tests.search.helpers import Library, titled

TEXTS = {
    "letters": "a",
    "hyphens": "a-",
    "signs": "c++",
    "sharps": "c#",
    "accents": "e\u0301",
    "marks": "\u0301",
    "blanks": " ",
    "greek": "α",
    "words": "light of day ",
    "cases": "aB",
    "digits": "a1",
}
QUERIES = {
    "brackets": "(",
    "quotes": '"',
    "alternatives": "a OR ",
    "minus": "-",
    "negations": "NOT ",
    "fields": "title: ",
    "years": "year: ",
    "comparisons": "year:>= ",
    "colons": "a:",
    "words": "a ",
    "stars": "*",
    "groups": "title:( ",
}
RESULTS = Library(titled("Diffusion of light", "A low-rank C++ model")).search(
    'light OR model OR "of light" OR ~difusion OR low-rank OR gan'
)
READERS: dict[str, Callable[[str], object]] = {
    "units": lambda text: [read_unit(unit) for unit in units(text)],
    "pieces": lambda text: list(pieces_of(text)),
    "literal": lambda text: find_literal("aa", text),
    "spans": lambda text: RESULTS.match_spans("title", text),
}


def steps(work: Callable[[], object]) -> int:
    """Lines of Python that a piece of work runs."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", TEXTS)
def test_texts_take_linear_work(reader: str, text: str) -> None:
    read = READERS[reader]
    once, twice = (steps(lambda n=n: read(TEXTS[text] * n)) for n in (500, 1_000))
    assert twice <= 2.5 * once + 50


@pytest.mark.parametrize("query", QUERIES)
def test_queries_take_linear_work(query: str) -> None:
    def parse(length: int) -> None:
        typed = (QUERIES[query] * length)[:length]
        try:
            Query.typed(typed)
        except QueryError:
            return

    once, twice = (steps(lambda n=n: parse(n)) for n in (900, 1_800))
    assert twice <= 2.5 * once + 50


@pytest.mark.parametrize("run", [" ", "(", '"', "a", "\u3000"])
def test_a_run_of_one_character_is_parted_at_once(run: str) -> None:
    """Each would take hours if it took quadratic time, which counted lines do not show."""
    assert tokens("a" + run * 200_000)[-1].kind == "end"


def test_a_pasted_text_highlights_a_bounded_number_of_words() -> None:
    words = Library(titled("Light of day")).search(" OR ".join(f"w{number}" for number in range(200)))
    few = Library(titled("Light of day")).search(" OR ".join(f"w{number}" for number in range(100)))
    text = "light of day " * 50
    assert steps(lambda: words.match_spans("title", text)) <= 1.1 * steps(
        lambda: few.match_spans("title", text)
    )
