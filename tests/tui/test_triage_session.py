"""A session of triage as a value, and its recap."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paper_tui.exports.recap import Chapter, recap
from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Mark, State
from paper_tui.search import Scope
from paper_tui.tui.triage import triage_session as sessions
from paper_tui.tui.triage.triage_session import Decision, Pace, TriageSession

A, B, C = range(3)
THREE = TriageSession((A, B, C))
UNTOUCHED = Mark(PaperKey("a"))


def test_each_decision_shows_the_next_paper_and_the_last_one_none() -> None:
    session = THREE.decided(Decision.BOOKMARKED).decided(Decision.HIDDEN)
    assert (session.current, session.left) == (C, 1)
    done = session.decided(Decision.SEEN)
    assert (done.current, done.left) == (None, 0)
    assert done.decided(Decision.BOOKMARKED) == done


def test_deciding_again_replaces() -> None:
    session = THREE.decided(Decision.BOOKMARKED).moved(-1).decided(Decision.LATER)
    assert session.groups == {Decision.LATER: (A,)}
    assert (session.current, session.left) == (B, 2)


def test_what_is_taken_back_brings_the_paper_and_what_was_decided_before() -> None:
    session = THREE.decided(Decision.BOOKMARKED).moved(-1).decided(Decision.LATER)
    back = session.without(session.steps[-1])
    assert (back.current, back.decisions) == (A, {A: Decision.BOOKMARKED})
    assert back.with_again(session.steps[-1], 0).decisions == {A: Decision.LATER}


def test_one_goes_no_further_than_the_first_and_the_last() -> None:
    assert THREE.moved(-1).current == A
    assert THREE.moved(9).moved(1).at == 3


def test_groups_come_in_the_order_of_a_recap_and_papers_in_that_of_the_session() -> None:
    session = THREE.decided(Decision.HIDDEN).decided(Decision.BOOKMARKED).decided(Decision.HIDDEN)
    assert list(session.groups.items()) == [(Decision.BOOKMARKED, (B,)), (Decision.HIDDEN, (A, C))]


@pytest.mark.parametrize(
    ("decision", "before", "after"),
    [
        (Decision.BOOKMARKED, UNTOUCHED, (State.NEW, True)),
        (Decision.LATER, UNTOUCHED, (State.LATER, False)),
        (Decision.SEEN, UNTOUCHED, (State.NEW, False)),
        (Decision.DONE, replace(UNTOUCHED, bookmarked="2026"), (State.DONE, True)),
        (Decision.BOOKMARKED, replace(UNTOUCHED, state=State.LATER), (State.LATER, True)),
    ],
)
def test_a_decision_leaves_alone_what_was_done_before(
    decision: Decision, before: Mark, after: tuple[State, bool]
) -> None:
    assert decision.marks(before) == after


def test_minutes_are_said_in_words() -> None:
    assert (Pace(0, 6.5).left, Pace(0, 6.5).used, Pace(0, 6.5).is_over) == ("", " in 6 minutes", False)
    assert (Pace(10, 2.5).left, Pace(10, 1.2).used) == ("8 min", " in 1 minute")
    assert (Pace(10, 10).is_over, Pace(10, 10).left, Pace(10, 0.5).used) == (True, "", "")


def test_a_recap_is_markdown_with_links_and_nothing_in_a_title_is_markup() -> None:
    kept = build_paper(
        title="A *star* is [born]", authors=["Ada L."], published="2026-09-03", arxiv_id="2609.01234"
    )
    hidden = build_paper(title="Not for me")
    chapters = [Chapter("Kept", [kept], at_length=True), Chapter("Hidden", [hidden], at_length=False)]
    assert "".join(recap("Triage of 4 Sep 2026", "Gone through 2 of 2 papers; none is left.", chapters)) == (
        "# Triage of 4 Sep 2026\n"
        "\n"
        "Gone through 2 of 2 papers; none is left.\n"
        "\n"
        "## Kept · 1\n"
        "\n"
        "- **[A \\*star\\* is \\[born\\]](<https://arxiv.org/abs/2609.01234>)**  \n"
        "  Ada L. · 2026-09-03\n"
        "\n"
        "## Hidden · 1\n"
        "\n"
        "- Not for me\n"
    )


@pytest.mark.parametrize("rows_a_mark", [0, 1_000])
def test_what_was_decided_before_is_not_asked_again(
    library: Library, monkeypatch: pytest.MonkeyPatch, rows_a_mark: int
) -> None:
    monkeypatch.setattr(sessions, "ROWS_A_MARK", rows_a_mark)
    listing = library.search(Scope())
    library.marks.set_state([listing.paper(1)], State.LATER)
    library.marks.toggle_bookmark([listing.paper(3)])
    expected = tuple(row for row in range(len(listing)) if row not in (1, 3))
    assert sessions.begin(listing, library.shelf).papers == expected


def test_every_tenth_paper_in_the_order_of_interest_is_from_outside_and_none_is_lost() -> None:
    session = sessions.with_surprises(TriageSession(tuple(range(40))), seed=7)
    assert sorted(session.papers) == list(range(40))
    assert len(session.surprises) == 4
    assert min(session.surprises) >= 20
    assert [row in session.surprises for row in session.papers[:20]] == ([False] * 9 + [True]) * 2
    assert sessions.with_surprises(TriageSession(tuple(range(40))), seed=7) == session
