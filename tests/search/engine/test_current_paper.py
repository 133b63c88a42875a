"""New, seen, and the paper one stands on."""

from __future__ import annotations

import pytest

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Mark, Shelf, State
from paper_tui.search import Results
from tests.search.helpers import Chosen, Library, titled

SEEN = "2026-11-22T08:00:00.000Z"
UNTOUCHED, LOOKED_AT, KEPT, GONE = titled("Untouched", "Looked at", "Kept", "Gone")
LIBRARY = Library(
    [UNTOUCHED, LOOKED_AT, KEPT, GONE],
    Shelf(
        [
            Mark(LOOKED_AT.key, seen=SEEN),
            Mark(KEPT.key, state=State.LATER, seen=SEEN),
            Mark(GONE.key, state=State.HIDDEN, seen=SEEN),
        ]
    ),
)


def found(results: Results) -> set[str]:
    return {LIBRARY.papers[number].title for number in results.order}


def states(results: Results) -> dict[str, int]:
    facet = next(facet for facet in results.facets if facet.name == "state")
    return {value.value: value.count for value in facet.values}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("state:new", {"Untouched"}),
        ("is:new", {"Untouched"}),
        ("state:seen", {"Looked at"}),
        ("is:seen", {"Looked at"}),
        ("state:s", {"Looked at"}),
        ("state:later", {"Kept"}),
        ("-is:new -is:hidden", {"Looked at", "Kept"}),
        ("", {"Untouched", "Looked at", "Kept"}),
    ],
)
def test_new_is_what_was_not_seen(typed: str, expected: set[str]) -> None:
    assert found(LIBRARY.search(typed)) == expected


def test_the_facet_counts_standings() -> None:
    expected = {"new": 1, "seen": 1, "later": 1, "reading": 0, "done": 0, "hidden": 1}
    assert states(LIBRARY.search("")) == expected
    assert found(LIBRARY.search("", chosen=(("state", "seen"),))) == {"Looked at"}


@pytest.mark.parametrize(("typed", "chosen"), [("state:new", ()), ("", (("state", "new"),))])
def test_the_paper_one_stands_on_stays_new_until_it_is_left(typed: str, chosen: Chosen) -> None:
    on_it = LIBRARY.search(typed, chosen=chosen, current=LOOKED_AT.key)
    assert found(on_it) == {"Untouched", "Looked at"}
    assert (states(on_it)["new"], states(on_it)["seen"]) == (1, 1), "counts are as the rows show them"
    assert found(LIBRARY.search(typed, chosen=chosen, current=KEPT.key)) == {"Untouched"}
    assert found(LIBRARY.search(typed, chosen=chosen, current=PaperKey("none"))) == {"Untouched"}
    assert found(LIBRARY.search(typed, chosen=chosen)) == {"Untouched"}
