"""Two descriptions of one paper become their union."""

from dataclasses import replace

import pytest
from hypothesis import given

from paper_tui.papers.builder import build_paper
from paper_tui.papers.merge import merge
from paper_tui.papers.paper import Paper, PaperKey, Sighting
from paper_tui.papers.people import People
from tests.papers.helpers import paper, papers


@given(papers, papers)
def test_merging_again_changes_nothing_and_the_known_paper_keeps_its_name(known: Paper, found: Paper) -> None:
    known, found = replace(known, guid=""), replace(found, guid="")  # the newer text of a feed's entry stands
    merged = merge(known, found)
    assert merge(merged, found) == merged
    assert merge(merged, known) == merged
    assert (merged.key, merged.added) == (known.key, known.added)
    if known.arxiv_version is None or merged.arxiv_version == known.arxiv_version:
        assert merged.title == known.title  # of a newer arXiv version the title is the newer one


@given(papers)
def test_a_paper_merged_with_itself_is_itself(known: Paper) -> None:
    assert merge(known, known) == known


@given(papers, papers)
def test_nothing_that_either_knew_is_lost(known: Paper, found: Paper) -> None:
    merged = merge(known, found)
    for name in ("categories", "keywords", "sightings"):
        said = set(getattr(known, name)) | {
            getattr(sight, "edition", sight) for sight in getattr(found, name)
        }
        kept = set(getattr(merged, name)) | {
            getattr(sight, "edition", sight) for sight in getattr(merged, name)
        }
        assert said <= kept
    assert {link.url for link in merged.links} == {link.url for link in (*known.links, *found.links)}
    for name in ("url", "arxiv_id", "doi", "venue", "summary", "abstract", "published"):
        assert bool(getattr(merged, name)) == bool(getattr(known, name) or getattr(found, name))
    assert dict(merged.details).keys() == dict(known.details).keys() | dict(found.details).keys()


@given(papers, papers)
def test_sightings_keep_their_order_and_say_nothing_twice(known: Paper, found: Paper) -> None:
    merged = merge(known, found)
    assert merged.sightings[: len(known.sightings)] == known.sightings
    said = {replace(sighting, seen="") for sighting in known.sightings}
    assert not any(replace(fresh, seen="") in said for fresh in merged.sightings[len(known.sightings) :])


def test_a_page_and_a_bibliography_become_one_paper() -> None:
    page = replace(paper(abstract="A long abstract."), sightings=(Sighting("daily-papers", "2026-09-03"),))
    arxiv = paper(abstract="Short.", arxiv_id="2609.01234v1", published="2026-09-01")
    merged = merge(page, replace(arxiv, people=People(("Ann Lee",)), categories=("cs.CL",)))
    assert (merged.key, merged.abstract, merged.authors) == (page.key, "A long abstract.", ("Ann Lee",))
    assert (merged.arxiv_id, merged.arxiv_version, merged.published) == ("2609.01234", 1, "2026-09-01")
    assert merged.edition == "2026-09-03"


def test_the_abstract_of_a_newer_version_wins_though_shorter() -> None:
    first = paper(arxiv_id="2609.01234v1", abstract="A long first abstract.")
    second = paper(arxiv_id="2609.01234v2", abstract="Short.")
    assert merge(first, second).abstract == "Short."
    assert merge(first, second).arxiv_version == 2
    assert merge(second, first).abstract == "Short."


def test_a_version_without_an_abstract_takes_none_away() -> None:
    assert (
        merge(paper(arxiv_id="2609.01234v1", abstract="Kept."), paper(arxiv_id="2609.01234v2")).abstract
        == "Kept."
    )


def test_the_version_of_another_arxiv_paper_is_not_taken_over() -> None:
    merged = merge(
        paper(arxiv_id="2609.01234v1", doi="10.1000/x"), paper(arxiv_id="2609.05678v7", doi="10.1000/x")
    )
    assert (merged.arxiv_id, merged.arxiv_version) == ("2609.01234", 1)


@pytest.mark.parametrize(
    ("known", "found", "published"),
    [
        ("2017", "2017-06-12", "2017-06-12"),
        ("2017-06-12", "2018", "2017-06-12"),
        ("", "2017", "2017"),
        ("2017", "2018", "2017"),
    ],
)
def test_the_more_precise_date_wins(known: str, found: str, published: str) -> None:
    assert merge(paper(published=known), paper(published=found)).published == published


def test_the_longer_title_of_another_description_changes_no_title() -> None:
    known = paper(title="Deep Nets")
    assert (
        merge(known, replace(known, title="Deep Nets!!", raw=(("title", "Deep $Nets$!!"),))).title
        == "Deep Nets"
    )
    assert merge(known, replace(known, title="Deep Nets!!", raw=(("title", "Deep $Nets$!!"),))).raw == ()


def test_a_key_that_is_its_own_is_no_alias() -> None:
    known = paper()
    found = replace(paper(), aliases=(known.key, PaperKey("doi:10.1000/y")))
    assert merge(known, found).aliases == ("doi:10.1000/y",)


def test_a_newer_version_leaves_a_sighting_that_names_it() -> None:
    first = build_paper(
        title="A Study",
        arxiv_id="2401.00001v1",
        sightings=[Sighting("arxiv", seen="2026-01-01T00:00:00.000Z")],
    )
    second = build_paper(
        title="A Study",
        arxiv_id="2401.00001v2",
        sightings=[Sighting("arxiv", seen="2026-02-01T00:00:00.000Z")],
    )
    merged = merge(first, second)
    assert merged.arxiv_version == 2
    assert [sighting.version for sighting in merged.sightings] == [None, 2]
    assert merge(merged, second) == merged


def test_a_title_takes_the_place_of_an_id_that_stood_for_it() -> None:
    listed = build_paper(title="arXiv:2401.00001", arxiv_id="2401.00001")
    described = build_paper(title="A $n^2$ Study", arxiv_id="2401.00001")
    merged = merge(listed, described)
    assert merged.title == "A n² Study"
    assert dict(merged.raw) == {"title": "A $n^2$ Study"}
    assert merge(described, listed).title == "A n² Study"


def test_what_comes_in_says_why_it_is_this_paper_and_what_it_brought() -> None:
    def seen(source: str) -> tuple[Sighting, ...]:
        return (Sighting(source, seen="2026-09-01T08:00:00.000Z"),)

    page = replace(paper(), sightings=seen("daily-papers"))
    listed = replace(paper(arxiv_id="2609.01234v1", published="2026-09-01"), sightings=seen("arxiv"))
    cited = replace(paper(title="Another", arxiv_id="2609.01234", doi="10.1000/x"), sightings=seen("bibtex"))
    same = replace(paper(doi="10.1000/x"), sightings=seen("ris"))
    merged = merge(merge(merge(page, listed), cited), same)
    assert [(sighting.matched, sighting.brought) for sighting in merged.sightings] == [
        ("", ()),
        ("title", ("published", "url", "arxiv_id", "arxiv_version")),
        ("arXiv id", ("doi",)),
        ("DOI", ()),
    ]


def test_two_records_of_one_source_and_time_are_told_apart_by_what_the_second_brought() -> None:
    known = replace(paper(), sightings=(Sighting("bibtex", seen="2026-09-01"),))
    merged = merge(known, replace(paper(abstract="More."), sightings=known.sightings))
    assert [sighting.brought for sighting in merged.sightings] == [(), ("abstract",)]
    assert merge(merged, known) == merged
