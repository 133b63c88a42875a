"""Imports of papers that come from several sources."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.publication import Publication
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Mark, State
from tests.library.helpers import STAR, Held, paper, seen, starred

PAGE = paper("Attention is all you need", source="daily-papers", abstract="We propose a network.")
ARXIV = paper(
    "Attention Is All You Need",
    source="arxiv",
    arxiv_id="1706.03762",
    authors=["Ashish Vaswani"],
    published="2017-06-12",
)
STARTER = [paper(f"Landmark {number}", source="starter", arxiv_id=f"1401.0000{number}") for number in (1, 2)]


def test_a_title_from_a_page_and_its_arxiv_record_become_one_paper_that_keeps_key_marks_and_history() -> None:
    held = Held()
    held.add(PAGE)
    held.shelf = held.shelf.with_marks([starred(PAGE, tags=("nlp",))])
    plan = held.add(ARXIV)
    joined = held.only()
    assert (plan.added, plan.updated) == (0, 1)
    assert joined.key == PAGE.key
    assert joined.arxiv_id == "1706.03762"
    assert joined.abstract == "We propose a network."
    assert joined.authors == ("Ashish Vaswani",)
    assert [sighting.source for sighting in joined.sightings] == ["daily-papers", "arxiv"]
    assert held.shelf.get(PAGE.key).tags == ("nlp",)


def test_two_known_papers_that_a_third_shows_to_be_one_are_joined_with_what_was_done_with_both() -> None:
    by_id = paper("Attention, a working title", arxiv_id="1706.03762")
    by_title = paper("Attention is all you need")
    marks = [
        starred(by_id, note="read again"),
        Mark(by_title.key, by_title.identity, tags=("nlp",), state=State.LATER, note="the famous one"),
    ]
    held = Held([by_id, by_title], marks)
    plan = held.add(ARXIV)
    joined = held.only()
    assert plan.papers[by_title.key] is None
    assert joined.key == by_id.key
    assert joined.aliases == (by_title.key,)
    mark = held.shelf.get(joined.key)
    assert (mark.bookmarked, mark.tags, mark.state) == (STAR, ("nlp",), State.LATER)
    assert mark.note == "read again\n\nthe famous one"
    assert by_title.key not in held.shelf


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"arxiv_id": "1706.03762"}, {"arxiv_id": "2401.00001"}),
        ({"doi": "10.1000/a"}, {"doi": "10.1000/b"}),
        ({"authors": ["Ada One"]}, {"authors": ["Bob Two"]}),
        ({"authors": ["Ada One"], "published": "1990"}, {"authors": ["Ada One"], "published": "2020"}),
    ],
)
@pytest.mark.parametrize(
    ("title", "between", "count"),
    [
        ("On the networks of things", 0, 2),
        ("On the networks of things", 1, 2),
        ("Introduction", 0, 2),
        ("Introduction", 1, 3),
    ],
)
def test_papers_that_only_share_a_title_stay_apart_and_none_is_lost(
    first: dict[str, object], second: dict[str, object], title: str, between: int, count: int
) -> None:
    """A bare title between them goes to the first, but for one that any work may have."""
    held = Held()
    read = [paper(title, **first), *[paper(title)] * between, paper(title, **second)]
    held.add(*read)
    assert len(held) == count
    again = held.add(*read)
    assert (again.added, again.updated, again.same + again.joined) == (0, 0, len(read))
    assert again.same == count


def test_a_paper_that_changed_its_title_is_found_by_the_old_and_by_the_new_one() -> None:
    held = Held()
    held.add(ARXIV)
    held.add(paper("Transformers for everyone", arxiv_id="1706.03762"))
    for title in ("Attention is all you need", "Transformers For Everyone"):
        assert held.add(paper(title)).added == 0
    assert held.only().key == ARXIV.key


def test_a_record_that_claims_the_key_of_another_paper_does_not_replace_it() -> None:
    held = Held([ARXIV])
    held.add(replace(paper("Something else"), key=ARXIV.key))
    assert sorted(each.title for each in held) == ["Attention Is All You Need", "Something else"]
    assert held.papers[ARXIV.key].title == "Attention Is All You Need"


def test_an_alias_that_names_another_paper_is_not_taken_over() -> None:
    held = Held([ARXIV])
    held.add(replace(paper("Something else"), aliases=(ARXIV.key, PaperKey("title:old-1"))))
    other = next(each for each in held if each.key != ARXIV.key)
    assert other.aliases == ("title:old-1",)


def test_the_first_real_import_takes_the_place_of_the_starter_papers() -> None:
    held = Held(STARTER, [seen(Mark(STARTER[0].key, STARTER[0].identity))])
    plan = held.add(paper("Brand new"))
    assert [each.title for each in held] == ["Brand new"]
    assert (plan.added, plan.updated) == (1, 0)


def test_a_starter_paper_that_is_imported_for_real_is_there_afterwards() -> None:
    held = Held(STARTER)
    plan = held.add(paper("Landmark 1", arxiv_id="1401.00001"))
    assert held.only().source == "bibtex"
    assert plan.added == 1


@pytest.mark.parametrize(
    "mark", [{"bookmarked": STAR}, {"tags": ("x",)}, {"note": "n"}, {"state": State.DONE}]
)
def test_the_starter_stays_whole_once_the_reader_did_something_with_one_of_it(
    mark: dict[str, object],
) -> None:
    held = Held(STARTER, [Mark(STARTER[1].key, STARTER[1].identity, **mark)])
    held.add(paper("Brand new"))
    assert len(held) == 3


def test_marks_find_their_papers_again_when_the_catalogue_was_lost() -> None:
    held = Held(marks=[starred(ARXIV)])
    held.add(PAGE)
    assert held.only().key == ARXIV.key
    assert held.shelf.get(held.only().key).bookmarked


def test_two_marks_of_one_lost_paper_become_one() -> None:
    renamed = replace(PAGE, key=PaperKey("title:other-1"))
    held = Held(marks=[starred(ARXIV), Mark(renamed.key, renamed.identity, tags=("nlp",))])
    held.add(ARXIV)
    (mark,) = held.shelf
    assert mark.key == held.only().key
    assert (bool(mark.bookmarked), mark.tags) == (True, ("nlp",))


def test_a_mark_left_by_a_lost_paper_does_not_fall_upon_another_of_the_same_title() -> None:
    lost = paper("Introduction", authors=["Ada One"])
    held = Held(marks=[starred(lost)])
    held.add(paper("Introduction", authors=["Bob Two"]))
    assert held.only().key not in held.shelf


def test_what_a_record_tells_of_its_reader_joins_what_is_on_the_shelf_and_only_once() -> None:
    held = Held([ARXIV], [Mark(ARXIV.key, ARXIV.identity, note="mine", tags=("a",), state=State.DONE)])
    entry = Entry(ARXIV, starred(ARXIV, note="theirs", tags=("b",), state=State.LATER))
    for _ in range(2):
        held.add(entry)
    mark = held.shelf.get(ARXIV.key)
    assert (mark.note, mark.tags, mark.state) == ("mine\n\ntheirs", ("a", "b"), State.DONE)
    assert mark.bookmarked == STAR


def cited(*keys: str, **fields: object) -> list[Paper]:
    """Papers of other works, each with its citation key."""
    return [
        paper(f"On the networks of things, {place}", citation_key=key, **fields)
        for place, key in enumerate(keys, 1)
    ]


def test_a_citation_key_that_came_in_stays_and_no_other_paper_gets_it() -> None:
    held = Held()
    first, second = cited("roe2001", "Roe2001")
    held.add(first)
    plan = held.add(second)
    assert {each.title[-1]: each.citation_key for each in held} == {"1": "roe2001", "2": "Roe2001a"}
    assert plan.rekeyed == ((second.title, "Roe2001", "Roe2001a"),)
    held.add(first, second)
    assert {each.title[-1]: each.citation_key for each in held} == {"1": "roe2001", "2": "Roe2001a"}


def test_a_made_citation_key_is_given_once_whatever_comes_later() -> None:
    held = Held()
    a, b = (
        paper(f"Deep nets for {name}", doi=f"10.5555/{name}", authors=["Ada Berg"], published="2020")
        for name in "ab"
    )
    held.add(a, b)
    keys = {each.key: each.citation_key for each in held}
    assert sorted(keys.values()) == ["berg2020deep", "berg2020deepa"]
    held.add(paper("Deep aardvarks", doi="10.5555/0", authors=["Ada Berg"], published="2020"), b, a)
    assert {each.key: each.citation_key for each in held if each.key in keys} == keys
    assert len({each.citation_key for each in held}) == 3


def test_a_key_from_a_file_goes_before_one_that_is_made() -> None:
    held = Held()
    made = paper("Deep nets", authors=["Ada Berg"], published="2020")
    held.add(made, *cited("berg2020deep"))
    assert {each.title[:4]: each.citation_key for each in held} == {
        "On t": "berg2020deep",
        "Deep": "berg2020deepa",
    }


def test_what_is_joined_within_one_import_is_counted_and_named() -> None:
    held = Held()
    one = paper("Twice told", doi="10.1000/abc", citation_key="a")
    plan = held.add(one, replace(one, citation_key="b"), paper("Another work of more words"))
    assert (plan.added, plan.updated, plan.same, plan.joined) == (2, 0, 0, 1)
    assert [(join.citation_key, join.key, join.why) for join in plan.joins] == [("b", one.key, "DOI")]
    assert held.papers[one.key].parts == ()


def test_an_entry_of_a_feed_whose_title_was_corrected_is_updated_in_place() -> None:
    wrong = paper("Sparce attention explaned", guid="lab-77", url="https://lab.example/n/77")
    held = Held([wrong], [starred(wrong)])
    plan = held.add(paper("Sparse attention explained", guid="lab-77", url="https://lab.example/n/77"))
    assert (plan.added, plan.updated) == (0, 1)
    assert held.only().title == "Sparse attention explained"
    assert held.shelf.get(held.only().key).bookmarked
    assert held.add(paper("Sparce attention explaned")).added == 0


def test_many_papers_of_one_title_are_all_kept_and_found_again() -> None:
    for title in ("Editorial", "A study of many of the same things"):
        held = Held()
        read = [paper(title, publication=Publication(volume=str(number))) for number in range(60)]
        assert held.add(*read).added == 60
        again = held.add(*read)
        assert (again.added, again.updated, again.same) == (0, 0, 60)


REAL = [
    {
        "title": "Attention is all you need",
        "arxiv_id": "1706.03762",
        "authors": ["Ada One"],
        "published": "2017",
    },
    {
        "title": "Attention Is All You Need!",
        "arxiv_id": "2401.00001",
        "doi": "10.1000/a",
        "published": "2024",
    },
    {"title": "Introduction", "doi": "10.1000/b", "authors": ["Ada One", "Bob Two"]},
    {"title": "Introduction", "doi": "10.1000/c", "authors": ["Bob Two"], "published": "2020-02-01"},
    {"title": "Introduction", "authors": ["Cy Three"]},
]
"""Papers as they are; sources tell only some of it, but what sets apart two of one title."""


def told(real: dict[str, object], left_out: set[str], source: str) -> Paper:
    kept = {"title", "authors" if real["title"] == "Introduction" else "published"}
    fields = {name: value for name, value in real.items() if name in kept or name not in left_out}
    return paper(source=source, **fields)


descriptions = st.builds(
    told,
    st.sampled_from(REAL),
    st.sets(st.sampled_from(["arxiv_id", "doi", "authors", "published"])),
    st.sampled_from(["arxiv", "bibtex"]),
)
batches = st.lists(st.lists(descriptions, max_size=6), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(batches)
def test_every_paper_that_came_in_can_be_found_and_none_comes_in_twice(found: list[list[Paper]]) -> None:
    held = Held()
    for batch in found:
        held.add(*batch)
    everything = [each for batch in found for each in batch]
    assert {each.arxiv_id for each in everything} <= {each.arxiv_id for each in held} | {""}
    numbers = [each.arxiv_id for each in held if each.arxiv_id]
    assert len(numbers) == len(set(numbers))
    before = len(held)
    assert held.add(*everything).added == 0
    assert len(held) <= before


@settings(max_examples=60, deadline=None)
@given(batches, st.data())
def test_a_mark_is_never_lost_whatever_joins(found: list[list[Paper]], data: st.DataObject) -> None:
    held = Held()
    tags: set[str] = set()
    for number, batch in enumerate(found):
        held.add(*batch)
        if held.papers:
            chosen = data.draw(st.sampled_from(sorted(held.papers.values(), key=lambda each: each.key)))
            kept = held.shelf.get(chosen.key)
            tag = f"t{number}"
            tags.add(tag)
            mark = replace(kept, identity=chosen.identity, tags=(*kept.tags, tag))
            held.shelf = held.shelf.with_marks([mark])
    assert {tag for mark in held.shelf for tag in mark.tags} == tags
    assert all(mark.key in held.papers for mark in held.shelf)
