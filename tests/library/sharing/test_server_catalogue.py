"""Queries as a server answers them."""

from __future__ import annotations

import pytest

from paper_tui.library.sharing.server_query import NotForServerError, conditions_of
from paper_tui.search import Query
from paper_tui.sync.catalogue.conditions import Category, Condition, Identifier, Words, Years


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("attention need", [Words(("attention", "need"))]),
        ("=attention need", [Words(("attention",), is_exact=True), Words(("need",))]),
        ("title:attention author:vaswani", [Words(("attention",), "title"), Words(("vaswani",), "author")]),
        ('"all you need" -survey', [
            Words(("all", "you", "need"), is_phrase=True), Words(("survey",), is_exact=True, is_negated=True)
        ]),
        ("x category:cs.CL", [Words(("x",)), Category("cs.CL")]),
        ("x year:>=2017", [Words(("x",)), Years(2017, 9998)]),
        ("x year:<2017", [Words(("x",)), Years(0, 2016)]),
        ("x year:2015..2017", [Words(("x",)), Years(2015, 2017)]),
        ("1706.03762", [Identifier("1706.03762")]),
    ],
)  # fmt: skip
def test_a_query_becomes_conditions(text: str, conditions: list[Condition]) -> None:
    assert list(conditions_of(Query.parse(text))) == conditions


@pytest.mark.parametrize(
    "text",
    ["", "year:2017", "category:cs.CL", "-survey", "x tag:vision", "x is:bookmarked", "a OR b", "x text:y"],
)
def test_what_only_the_library_knows_is_not_asked(text: str) -> None:
    with pytest.raises(NotForServerError):
        conditions_of(Query.parse(text))
