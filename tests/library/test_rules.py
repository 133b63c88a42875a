"""Rules: previewed, applied once, never against the reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from paper_tui.config import Rule
from paper_tui.library import Library
from paper_tui.library.importing.import_report import READING_SHARE
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.clock import Clock
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Mark, State
from paper_tui.search import QueryError
from tests.library.helpers import added, lines, paper, starred

SURVEY = paper("A survey of cats", abstract="We look at storage.")
SURVEYS = paper("Two surveys")
CATS = paper("Cats see more")
NO_SURVEYS = Rule("no surveys", "survey", hide=True)
PETS = Rule("pets", "cats", tags=("pets",))


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", clock)
    yield opened
    opened.close()


def mark(library: Library, of: Paper) -> Mark:
    return library.shelf.get(of.key)


def hidden(library: Library) -> set[str]:
    return {each.title for each in library.catalogue if mark(library, each).state is State.HIDDEN}


def test_what_comes_in_is_ruled_in_the_same_step(library: Library) -> None:
    library.rules.active = (NO_SURVEYS, PETS)
    report = added(library, SURVEY, SURVEYS, CATS)
    assert (report.hidden, report.tagged) == (2, 1)
    assert report.text == "3 added · 0 updated · 0 same · 0 rejected · 2 hidden by rules · 1 tagged by rules"
    assert hidden(library) == {"A survey of cats", "Two surveys"}
    assert mark(library, SURVEY).rule == "no surveys"
    assert mark(library, SURVEY).tags == ()
    assert (mark(library, CATS).rule, mark(library, CATS).tags) == ("pets", ("pets",))
    library.history.undo()
    assert library.is_starter
    assert len(library.shelf) == 0


@pytest.mark.parametrize("query", ["surveu", "urvey", "stor OR rage", "title:storage", "gpt4"])
def test_words_of_a_rule_are_neither_mistyped_nor_looked_for_inside_others(
    library: Library, query: str
) -> None:
    library.rules.active = (Rule("odd", query, hide=True),)
    added(library, SURVEYS, paper("A forage"), paper("GPT in 40 steps"))
    assert hidden(library) == set()


def test_papers_that_are_known_are_left_alone(library: Library) -> None:
    added(library, SURVEY)
    library.rules.active = (NO_SURVEYS,)
    report = added(library, paper("A survey of cats", doi="10.1000/x"))
    assert (report.updated, report.hidden) == (1, 0)
    assert hidden(library) == set()


def test_what_the_reader_kept_is_not_hidden(library: Library) -> None:
    added(library, SURVEY, SURVEYS, CATS)
    library.marks.set_bookmarked([SURVEY], True)
    library.rules.active = (NO_SURVEYS,)
    change = library.rules.apply(NO_SURVEYS)
    assert change
    assert change.label == "applied the rule “no surveys” to “Two surveys”"
    starred_survey = paper("Another survey")
    added(library, Entry(starred_survey, starred(starred_survey)))
    assert hidden(library) == {"Two surveys"}


def test_a_rule_is_previewed_and_its_application_undone(library: Library) -> None:
    added(library, SURVEY, SURVEYS, CATS)
    assert {each.title for each in library.rules.preview(NO_SURVEYS).papers()} == {
        "A survey of cats",
        "Two surveys",
    }
    assert hidden(library) == set()
    change = library.rules.apply(NO_SURVEYS)
    assert change
    assert change.label == "applied the rule “no surveys” to 2 papers"
    assert library.rules.apply(NO_SURVEYS) is None
    undone = library.history.undo()
    assert undone
    assert undone.message == "2 papers marked new again"
    assert hidden(library) == set()
    assert library.rules.apply(NO_SURVEYS)


def test_what_the_reader_took_back_stays_taken_back(library: Library) -> None:
    added(library, SURVEY, SURVEYS, CATS)
    library.rules.apply(NO_SURVEYS)
    library.rules.apply(PETS)
    library.marks.set_state([SURVEY], State.NEW)
    library.marks.set_tags([CATS], remove=["pets"])
    assert library.rules.apply(NO_SURVEYS) is None
    assert library.rules.apply(PETS)
    assert hidden(library) == {"Two surveys"}
    assert mark(library, CATS).tags == ()
    assert mark(library, SURVEY).tags == ("pets",)
    assert library.rules.apply(NO_SURVEYS) is None


def test_a_paper_hidden_by_hand_names_no_rule(library: Library) -> None:
    added(library, SURVEY)
    library.rules.apply(NO_SURVEYS)
    library.marks.set_state([SURVEY], State.LATER)
    library.marks.set_state([SURVEY], State.HIDDEN)
    assert mark(library, SURVEY).rule == ""


def test_a_rule_that_tags_hidden_papers_does_not_claim_to_have_hidden_them(library: Library) -> None:
    added(library, SURVEY, SURVEYS)
    library.rules.apply(Rule("no surveys", "title:surveys", hide=True))
    library.marks.set_state([SURVEY], State.HIDDEN)
    library.rules.apply(Rule("mark them", "state:hidden", tags=("gone",)))
    assert (mark(library, SURVEY).rule, mark(library, SURVEY).tags) == ("", ("gone",))
    assert (mark(library, SURVEYS).rule, mark(library, SURVEYS).tags) == ("no surveys", ("gone",))


def test_a_query_that_is_none_changes_nothing(library: Library) -> None:
    with pytest.raises(QueryError):
        library.rules.apply(Rule("bad", "a OR", hide=True))


def test_all_that_match_as_written_can_be_taken_at_once(library: Library) -> None:
    added(library, SURVEY, SURVEYS, CATS)
    assert {each.title for each in library.matching("survey")} == {"A survey of cats", "Two surveys"}
    assert library.matching("surveu") == []
    assert len(library.matching("surveu OR ~surveu")) == 2


def test_an_import_is_cancelled_while_rules_are_applied(library: Library) -> None:
    library.rules.active = (NO_SURVEYS,)
    progress: list[float] = []
    library.imports.read(
        lines(*(paper(f"Survey {number}") for number in range(70))),
        "x",
        "jsonl",
        progress=progress.append,
        cancel=CancelToken(lambda: bool(progress) and progress[-1] > READING_SHARE),
    )
    assert library.is_starter
    assert len(library.shelf) == 0


def test_a_trial_tells_what_would_change_and_why_the_rest_would_not(library: Library) -> None:
    titles = ("new", "starred", "noted", "later", "tagged")
    papers = {title: paper(f"Cats {title}") for title in titles}
    added(library, *papers.values())
    library.marks.set_bookmarked([papers["starred"]], bookmarked=True)
    library.marks.set_note(papers["noted"], "mine")
    library.marks.set_state([papers["later"]], State.LATER)
    before = library.shelf
    trial = library.rules.trial(Rule("no cats", "cats", hide=True))
    assert {each.title for each in trial.changed} == {"Cats new", "Cats tagged"}
    assert {each.title: why for each, why in trial.unchanged} == {
        "Cats starred": "is bookmarked",
        "Cats noted": "has a note",
        "Cats later": "is marked later",
    }
    assert library.shelf is before
    library.rules.apply(Rule("no cats", "cats", hide=True))
    again = library.rules.trial(Rule("no cats", "cats is:hidden", hide=True))
    assert [why for _, why in again.unchanged] == ["this rule was applied to it before"] * 2
    library.marks.set_tags([papers["tagged"]], ["pets"])
    tags = library.rules.trial(Rule("pets", "cats is:hidden", tags=("pets",)))
    assert [(each.title, why) for each, why in tags.unchanged] == [("Cats tagged", "has these tags already")]


@pytest.mark.parametrize("query", ["", " ", "-", "()", "AND", "…"])
def test_a_query_without_a_condition_changes_nothing(library: Library, query: str) -> None:
    added(library, CATS)
    for act in (library.rules.apply, library.rules.trial, library.rules.preview):
        with pytest.raises(QueryError, match="no condition"):
            act(Rule("all", query, hide=True))
    with pytest.raises(QueryError, match="no condition"):
        library.matching(query)
    assert hidden(library) == set()
