from __future__ import annotations

import pytest

from tests.search.judged.__main__ import mean_reciprocal, ranks, recall
from tests.search.judged.engines import Engine, engines
from tests.search.judged.papers import papers
from tests.search.judged.questions import Question, by_hand, drawn

SEED = 4
MARGIN = 0.02


@pytest.fixture(scope="module")
def found() -> dict[str, Engine]:
    return engines(papers())


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return [*by_hand(), *drawn(SEED, 6)]


def test_there_is_enough_to_search_in_and_to_ask() -> None:
    assert len(papers()) >= 2_000
    assert len([*by_hand(), *drawn(SEED)]) >= 300


def test_one_typo_costs_nothing(found: dict[str, Engine]) -> None:
    asked = [question for question in drawn(SEED) if question.kind == "one typo"]
    assert recall(ranks(found["paper-tui"], asked), 5) >= 0.97


def test_the_paper_meant_is_found_more_often_than_by_others(
    found: dict[str, Engine], questions: list[Question]
) -> None:
    table = {name: ranks(engine, questions) for name, engine in found.items()}
    ours = table.pop("paper-tui")
    for name, theirs in table.items():
        assert mean_reciprocal(ours) > mean_reciprocal(theirs) + MARGIN, name
        assert recall(ours, 5) > recall(theirs, 5) + MARGIN, name
