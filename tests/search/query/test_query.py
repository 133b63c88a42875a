from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.search import Query, QueryError
from paper_tui.search.query.grammar import FIELD_NAMES

UNDERSTOOD = [
    ("", ""),
    ("  attention   heads ", "attention heads"),
    ("attention AND heads", "attention heads"),
    ('"exact phrase"', '"exact phrase"'),
    ("“curly quotes”", '"curly quotes"'),
    ("-survey", "-survey"),
    ("NOT survey", "-survey"),
    ("--survey", "survey"),
    ("-(a OR b) c", "-(a OR b) c"),
    ("a b OR c", "a b OR c"),
    ("a (b OR c)", "a (b OR c)"),
    ("title:(a OR b)", "title:a OR title:b"),
    ("title:(a author:b)", "title:a author:b"),
    ("title: attention", "title:attention"),
    ("Author:Vaswani", "author:Vaswani"),
    ("author:~vaswni", "author:~vaswni"),
    ("tag:=vision", "tag:=vision"),
    ("net*", "net*"),
    ('title:"low rank"', 'title:"low rank"'),
    ("year:2023", "year:2023"),
    ("year:=2023", "year:2023"),
    ("year:>=2023", "year:>=2023"),
    ("year:2020..2023", "year:2020..2023"),
    ("votes:>50", "votes:>50"),
    ("votes:..9", "votes:..9"),
    ("date:2026-09..2026-10", "date:2026-09..2026-10"),
    ("added:<7d", "added:<7d"),
    ("date:today", "date:today"),
    ("is:bookmarked has:code", "is:bookmarked has:code"),
    ("is:book", "is:bookmarked"),
    ("id:arxiv:1706.03762", "id:1706.03762"),
    ("https://arxiv.org/abs/1706.03762v2", "id:1706.03762"),
    ("10.1000/Xyz", "id:10.1000/xyz"),
]

UNFINISHED = [
    ('"open quo', '"open quo*"'),
    ("(a OR b", "a OR b"),
    ("-", ""),
    ("flash -", "flash"),
    ("()", ""),
    ("BERT: Pre-training", "BERT Pre-training"),
    ("a & b", "a b"),
    ("or", "or"),
    ("OR.", "or"),
]

BROKEN = [
    ("author:", 7, "author:vaswani"),
    ("a OR", 2, "after OR"),
    ("OR a", 0, "before OR"),
    ("a)", 1, "a word"),
    ("autor:vaswani", 0, "author:"),
    ("year:soon", 5, "whole number"),
    ("votes:>x", 6, "whole number"),
    ("date:2026-13", 5, "a day"),
    ("is:red", 3, "is:bookmarked"),
    ("is: title:", 4, "is:bookmarked"),
    ("a year: soon", 8, "whole number"),
    ("title:()", 6, "title:attention"),
    ("(" * 40 + "a", 30, "fewer brackets"),
    ("x" * 3_000, 2_000, "fewer words"),
]


@pytest.mark.parametrize(("typed", "understood"), [*UNDERSTOOD, *UNFINISHED])
def test_a_query_is_understood_and_printed_in_one_way(typed: str, understood: str) -> None:
    assert str(Query.parse(typed)) == understood
    assert str(Query.parse(understood)) == understood


@pytest.mark.parametrize(("typed", "position", "expected"), BROKEN)
def test_what_is_no_query_says_where_and_what_was_expected(typed: str, position: int, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        Query.parse(typed)
    assert caught.value.position == position
    assert expected in caught.value.expected
    assert caught.value.pointer() == f"{typed}\n{' ' * position}^"


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("a OR", "a"),
        ("a OR ", "a"),
        ("a (b OR", "a b"),
        ("a title:", "a"),
        ("a title:(", "a"),
        ("a OR year:", "a"),
        ("a year:>=", "a"),
        ("a added:<7", "a"),
        ("a date:20", "a"),
        ("a date:2026-0", "a"),
        ("a date:2026-09..2026-", "a"),
        ("a date:to", "a"),
        ("a votes:>50 is:", "a votes:>50"),
        ("year:", ""),
    ],
)
def test_what_is_only_unfinished_asks_for_nothing_yet(typed: str, understood: str) -> None:
    assert str(Query.typed(typed)) == understood
    with pytest.raises(QueryError):
        Query.parse(typed)


@pytest.mark.parametrize("typed", ["OR a", "a)", "(a OR)", "year:soon", "is:red", "autor:x", "date:2026-13"])
def test_what_typing_on_does_not_mend_is_an_error_while_one_types(typed: str) -> None:
    with pytest.raises(QueryError):
        Query.typed(typed)


@pytest.mark.parametrize("whole", [typed for typed, _ in UNDERSTOOD])
def test_no_query_is_an_error_on_the_way_to_it(whole: str) -> None:
    for end in range(len(whole)):
        Query.typed(whole[:end])


_PARTS = st.one_of(
    st.sampled_from([f"{name}:" for name in FIELD_NAMES]),
    st.sampled_from(
        ['"', "(", ")", "-", " OR ", " AND ", " NOT ", "~", "=", "*", " ", ":", "..", ">=", "<", "7d"]
    ),
    st.sampled_from(["2023", "2026-09", "attention", "FlashAttention", "low-rank", "müller", "is", "OR"]),
    st.text(max_size=6),
)


@given(st.lists(_PARTS, max_size=12).map("".join))
def test_any_text_is_a_query_that_prints_to_itself_or_says_why_not(text: str) -> None:
    try:
        query = Query.parse(text)
    except QueryError as error:
        problem = error
    else:
        assert Query.parse(str(query)) == query
        return
    assert 0 <= problem.position <= len(text)
    assert problem.expected


def test_an_empty_query_asks_for_nothing() -> None:
    assert Query.parse(" - ").is_empty
    assert Query.parse("") == Query.EMPTY
    assert not Query.parse("a").is_empty
