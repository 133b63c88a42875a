"""A stored index of any content is refused or answers; it never fails in the midst of a search."""

from __future__ import annotations

import random
from datetime import date

import pytest

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Sighting
from paper_tui.papers.shelf import Shelf
from paper_tui.search import Query, Scope, SearchIndex, Sort
from tests.search.helpers import Catalogue

QUERIES = (
    "diffusion",
    "key:a",
    "is:withdrawn",
    "difusion",
    '"on tests"',
    "author:smith",
    "year:2024",
    "is:new",
    "",
)


PAPERS = Catalogue(
    build_paper(
        title=f"Paper {number} on tests of diffusion",
        abstract=f"We look at number {number} and at words of all kinds.",
        authors=[f"Ann Smith{number}", "Bob Jones"],
        arxiv_id=f"2401.{number:05}",
        published=f"2024-0{number % 9 + 1}",
        categories=["cs.CL" if number % 2 else "cs.LG"],
        sightings=[Sighting("daily-papers", edition=f"2024-01-0{number % 9 + 1}", votes=number)],
    )
    for number in range(40)
)


@pytest.fixture(scope="module")
def buffers() -> dict[str, bytes]:
    index = SearchIndex.build(PAPERS, range(len(PAPERS)))
    return {name: bytes(view) for name, view in index.buffers().items()}


def _answers(buffers: dict[str, bytes]) -> list[list[int]]:
    index = SearchIndex.from_buffers({name: memoryview(data) for name, data in buffers.items()})
    return [
        list(
            index.search(
                Scope(Query.parse(text), sort=sort),
                shelf=Shelf(),
                catalogue=PAPERS,
                today=date(2026, 9, 4),
            ).order
        )
        for text in QUERIES
        for sort in (Sort.RELEVANCE, Sort.NEWEST)
    ]


def test_what_was_built_is_accepted(buffers: dict[str, bytes]) -> None:
    assert any(_answers(buffers))


@pytest.mark.parametrize(
    "how", ["zeros", "ones", "shorter", "eight shorter", "half", "empty", "twice", "flipped"]
)
def test_any_other_content_is_refused_or_answers(how: str, buffers: dict[str, bytes]) -> None:
    chance = random.Random(4)
    for name, data in buffers.items():
        place = chance.randrange(len(data) or 1)
        forged = {
            "zeros": bytes(len(data)),
            "ones": b"\xff" * len(data),
            "shorter": data[:-1],
            "eight shorter": data[:-8],
            "half": data[: len(data) // 16 * 8],
            "empty": b"",
            "twice": data * 2,
            "flipped": data[:place]
            + bytes(byte ^ 0x41 for byte in data[place : place + 1])
            + data[place + 1 :],
        }[how]
        try:
            _answers(buffers | {name: forged})
        except ValueError:
            continue


@pytest.mark.parametrize(
    "name", ["order_newest", "papers", "fields", "blob", "id_starts", "label_sets", "editions"]
)
def test_an_array_of_zeros_is_refused(name: str, buffers: dict[str, bytes]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - or of the JSON in it
        _answers(buffers | {name: bytes(len(buffers[name]))})
