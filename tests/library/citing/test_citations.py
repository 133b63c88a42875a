"""References and citations of papers, from kept texts and from services."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from paper_tui.library import Library
from paper_tui.library.citing.citation_answers import CITED_BY, CITES, Answer, AnswerCache
from paper_tui.library.citing.citation_graph import CACHE
from paper_tui.library.citing.citations import Standing
from paper_tui.library.citing.work_finder import is_paper
from paper_tui.library.citing.work_lists import WorkLists
from paper_tui.library.full_text.paper_text import PaperText
from paper_tui.library.full_text.texts import Texts
from paper_tui.network import offline
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.work import Work
from paper_tui.search import Query, Scope
from paper_tui.sources.services import FetchSettings
from tests.library.sharing.hub import Hub, Known
from tests.sources.services import citing
from tests.sources.services.helpers import Server, answer, atom, running

CITING = build_paper(title="Tides of a Harbour", arxiv_id="2401.00001")
OTHER = build_paper(title="Another Harbour", arxiv_id="2401.00002")
CITED = build_paper(title="Where the Ground Lets It", doi="10.1000/tides", authors=["Ada Brook"])

PAGE = b"""# Tides of a Harbour

Words that cite [1] and [2] and [3].

## References

[1] Brook, A. 2019. Where the Ground Lets It. https://doi.org/10.1000/TIDES

[2] Potok, D. 1998. A Book of Tides. arXiv:2101.01234v3

[3] An entry that names nothing at all.
"""


NOW = datetime(2026, 9, 4, tzinfo=UTC)


def opened(folder: Path) -> Library:
    return Library.open(folder / "library", lambda: NOW)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = opened(tmp_path)
    library.imports.add([CITING, OTHER, CITED], "papers")
    yield library
    library.close()


def test_references_of_a_kept_text_are_found_in_the_library_whatever_the_case_of_a_doi(
    library: Library,
) -> None:
    library.texts.attach(CITING, PAGE)
    found = library.citations.references(CITING).works
    assert [each.paper.key if each.paper else None for each in found] == [CITED.key, None, None]
    assert found[1].work.arxiv_id == "2101.01234"
    assert "names nothing" in found[2].work.text


def test_without_a_kept_text_nothing_is_known(library: Library) -> None:
    assert library.citations.references(CITING).works == ()
    assert library.citations.cited_by(CITED).works == ()


def test_who_in_the_library_cites_a_paper_follows_the_texts(library: Library) -> None:
    library.texts.attach(CITING, PAGE)
    assert library.citations.citing(CITED) == [CITING.key]
    library.texts.attach(CITING, b"# Tides of a Harbour\n\nOther words, and no references any more.\n")
    assert library.citations.citing(CITED) == []


def test_a_paper_is_ranked_higher_for_citing_what_the_reader_keeps(library: Library) -> None:
    library.marks.set_bookmarked([CITED], True)
    library.for_you.more = ("harbour", "tides", "ground", "brook")
    before = library.for_you.ranker()
    library.texts.attach(CITING, PAGE)
    after = library.for_you.ranker()
    assert before is not None
    assert after is not None
    assert after.score(CITING.key) >= before.score(CITING.key)
    assert "cites" not in {reason.kind for reason in before.reasons(CITING)}
    assert library.citations.citing_counts([CITED.key]) == {CITING.key: 1}


def test_what_several_bookmarked_papers_cite_and_the_library_lacks(library: Library) -> None:
    for paper in (CITING, OTHER):
        library.texts.attach(paper, PAGE)
    assert library.citations.missing() == []
    library.marks.set_bookmarked([CITING, OTHER], True)
    (missing,) = library.citations.missing()
    assert (missing.cited.work.arxiv_id, missing.count) == ("2101.01234", 2)
    assert {each.paper.key for each in missing.by if each.paper} == {CITING.key, OTHER.key}


@contextmanager
def texts_read() -> Iterator[list[PaperKey]]:
    """The papers whose texts are read meanwhile."""
    read: list[PaperKey] = []
    get = Texts.get

    def noted(self: Texts, paper: Paper) -> PaperText | None:
        read.append(paper.key)
        return get(self, paper)

    with patch.object(Texts, "get", noted):
        yield read


def test_the_graph_is_kept_and_only_what_changed_is_read_again(library: Library, tmp_path: Path) -> None:
    library.texts.attach(CITING, PAGE)
    before = library.citations.citing(CITED)
    with closing(opened(tmp_path)) as other, texts_read() as read:
        assert other.citations.citing(CITED) == before == [CITING.key]
        assert not read
        other.texts.attach(OTHER, PAGE)
        assert {*other.citations.citing(CITED)} == {CITING.key, OTHER.key}
        assert {*read} == {OTHER.key}
        book = build_paper(title="A Book of Tides", arxiv_id="2101.01234")
        other.imports.add([book], "papers")
        assert {*other.citations.citing(book)} == {CITING.key, OTHER.key}
        assert {*read} == {OTHER.key}
        (connected,) = other.citations.co_cited(CITED)
        assert connected.cited.paper == other.find(book.key)


def test_a_work_of_which_more_becomes_known_is_looked_for_again(library: Library) -> None:
    entry = "[1] A. Brook. “On What the Ground Lets Us Do.” Journal of Tides, 2019."
    library.texts.attach(OTHER, f"# X\n\n## References\n\n{entry}\n".encode())
    assert library.citations.citing(CITED) == []
    more = Work("On what the ground lets us do", ("A. Brook",), "2019", doi=CITED.doi)
    library.citations.answers.put(CITING.key, CITES, [Answer("OpenAlex", "2026-09-04", (more,))])
    assert {*library.citations.citing(CITED)} == {CITING.key, OTHER.key}


def test_a_damaged_cache_is_made_anew(library: Library, tmp_path: Path) -> None:
    library.texts.attach(CITING, PAGE)
    assert library.citations.citing(CITED)
    file = tmp_path / "library" / "cache" / CACHE
    whole = file.read_bytes()
    for damage in (b"", b"[]", whole[:-70], whole.replace(b"10.1000/tides", b"10.1000/other")):
        file.write_bytes(damage)
        with closing(opened(tmp_path)) as other:
            assert other.citations.citing(CITED)
    wrong = {**WorkLists().buffers(), "numbers": b"\1\0\0\0", "catalogue": b""}
    for buffers in ({}, {"lists": b"{}"}, wrong):
        library._store.write_cache(CACHE, file_version(library), buffers)
        with closing(opened(tmp_path)) as other:
            assert other.citations.citing(CITED)


def file_version(library: Library) -> str:
    return f"{library.catalogue.stamp} {library.citations.version}"


@pytest.mark.parametrize(
    ("authors", "is_found"),
    [
        ("Ada Brook, Dov Potok", True),
        ("Brook, A. and D. Potok", True),
        ("Brook A, Potok D", True),
        ("D. Potok and A. Lind", False),
        ("", True),
    ],
)
def test_an_entry_without_an_id_is_known_by_title_and_first_author(authors: str, is_found: bool) -> None:
    entry = Work(title="Where the ground lets it", authors=(authors,) if authors else (), year="2020")
    paper = build_paper(title=CITED.title, authors=["Ada Brook"], published="2019", doi="10.1000/a")
    assert is_paper(entry, paper) is is_found
    assert not is_paper(replace(entry, year="2025"), paper)


def test_papers_that_cite_the_same_are_coupled_and_what_is_cited_together_is_named(library: Library) -> None:
    for paper in (CITING, OTHER):
        library.texts.attach(paper, PAGE)
    (coupled,) = library.citations.coupled(library.find(CITING.key))
    assert coupled.cited.paper == library.find(OTHER.key)
    assert (coupled.count, next(each.work.label for each in coupled.by)) == (2, CITED.title)
    (together,) = library.citations.co_cited(library.find(CITED.key))
    assert (together.cited.work.arxiv_id, together.count) == ("2101.01234", 2)
    assert {each.paper.key for each in together.by if each.paper} == {CITING.key, OTHER.key}


# --- services ---


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def settings(server: Server, tmp_path: Path) -> FetchSettings:
    urls = dict.fromkeys((*citing.NAMES, "arxiv", "doi"), server.url)
    return FetchSettings(tmp_path / "pace", urls, timing=citing.quick(), api_keys={"openalex": "s3cret"})


def serve(server: Server) -> None:
    """Every service knows `CITED`, and each something else of what it cites and of what cites it."""
    ebb = citing.openalex_work(2, "The Ebb of a Small Harbour", "10.1000/ebb")
    flood = citing.scholar_work("The Flood of a Small Harbour", {"ArXiv": "2301.00003"})
    citing.openalex(server, [ebb], [ebb], total=40)
    citing.scholar(server, f"DOI:{citing.OWN}", [flood], [])
    citing.crossref(server, [{"DOI": "10.1000/EBB"}, {"unstructured": "A. Lind. A letter, 1910"}])
    citing.opencitations(server, ["10.1000/ebb"], ["10.48550/arXiv.2401.00001", "10.1000/gull"])


def test_what_services_say_is_merged_and_remembered_with_its_day(
    library: Library, server: Server, settings: FetchSettings
) -> None:
    serve(server)
    found = library.citations.look_up(CITED, CITES, settings)
    assert [each.work.label for each in found.works] == [
        *("The Ebb of a Small Harbour", "The Flood of a Small Harbour", "A. Lind. A letter, 1910")
    ]
    assert found.works[0].work.sources == ("OpenAlex", "Crossref", "OpenCitations")
    assert found.said == "OpenAlex 1 · Semantic Scholar 1 · Crossref 2 · OpenCitations 1 (2026-09-04)"
    asked = len(server.asked)
    assert library.citations.look_up(CITED, CITES, settings) == found
    assert library.citations.references(CITED).works == found.works
    assert len(server.asked) == asked


def test_who_cites_a_paper_names_the_papers_of_the_library_and_the_titles_of_others(
    library: Library, server: Server, settings: FetchSettings
) -> None:
    serve(server)
    found = library.citations.look_up(CITED, CITED_BY, settings)
    assert {(each.work.label, each.standing) for each in found.works} == {
        ("The Ebb of a Small Harbour", Standing.KNOWN),
        ("Tides of a Harbour", Standing.HERE),
        ("Study 10.1000/gull", Standing.KNOWN),
    }
    assert not [asked for asked in server.asked if "id_list=" in asked.target]  # the library has its title
    assert "OpenAlex 1 of 40 · Semantic Scholar lists none · OpenCitations 2" in found.said
    assert library.citations.citing(CITED) == [CITING.key]
    listing = library.search(Scope(Query.parse(f"cites:{CITED.doi}")))
    assert [paper.key for paper in listing.papers()] == [CITING.key]


def test_services_that_fail_or_do_not_know_the_paper_say_so_and_the_others_count(
    library: Library, server: Server, settings: FetchSettings
) -> None:
    citing.opencitations(server, ["10.1000/ebb"], [])
    server.on(f"/works/doi:{citing.OWN}", answer({"error": "s3cret is no key"}, 403))
    found = library.citations.look_up(CITED, CITES, settings)
    assert len(found.works) == 1
    assert "OpenAlex could not be asked: 127.0.0.1 answered 403 (Forbidden)" in found.said
    assert "Semantic Scholar does not know the paper · Crossref does not know the paper" in found.said
    remembered = (library.citations.answers._path).read_text()
    assert "s3cret" not in found.said + remembered
    without_key = replace(settings, api_keys={})
    again = library.citations.look_up(CITED, CITES, without_key, again=True)
    assert "OpenAlex needs a key of yours (OPENALEX_API_KEY)" in again.said


def test_services_say_what_they_know_papers_by(
    library: Library, server: Server, settings: FetchSettings
) -> None:
    said = library.citations.look_up(build_paper(title="Tides"), CITES, settings).said
    assert "Semantic Scholar needs an arXiv id or DOI · Crossref needs a DOI" in said
    assert server.asked == []


def test_offline_one_line_says_so_and_the_last_answers_stay(
    library: Library, server: Server, settings: FetchSettings
) -> None:
    serve(server)
    library.citations.look_up(CITED, CITES, settings)
    with offline(wanted=True):
        found = library.citations.look_up(CITED, CITES, settings, again=True)
    assert len(found.works) == 3
    assert "Services were not asked: --offline is set" in found.said
    assert found.said.count("not asked") == 1


def test_what_services_say_of_bookmarks_counts_among_what_is_missing(
    library: Library, server: Server, settings: FetchSettings
) -> None:
    serve(server)
    library.texts.attach(OTHER, b"# Another Harbour\n\n## References\n\n[1] B. Lind. Ebb. doi:10.1000/ebb\n")
    library.citations.look_up(CITED, CITES, settings)
    library.marks.set_bookmarked([CITED, OTHER], True)
    (missing,) = library.citations.missing()
    assert missing.cited.work.doi == "10.1000/ebb"


def test_what_services_say_counts_for_a_paper_whose_citations_are_followed(
    library: Library, server: Server, settings: FetchSettings
) -> None:
    serve(server)
    library.following.lines = (f"cites:{CITED.doi}",)
    library.search(Scope())
    assert library.followed() == []
    library.citations.look_up(CITED, CITED_BY, settings)
    listing = library.search(Scope(Query.parse("is:followed")))
    assert [paper.key for paper in listing.papers()] == [CITING.key]


def test_damaged_lines_of_answers_are_left_out(
    library: Library, server: Server, settings: FetchSettings, tmp_path: Path
) -> None:
    serve(server)
    expected = library.citations.look_up(CITED, CITES, settings).works
    path = tmp_path / "library" / "cache" / "citations.jsonl"
    path.write_bytes(b'{"key": 3}\n[]\n\xff\n' + path.read_bytes() + b'{"key": "torn')
    again = AnswerCache(tmp_path / "library")
    assert sum(len(each.works) for each in again.get(CITED.key, CITES)) == 5
    again.put(CITED.key, CITES, [Answer("OpenAlex", "2026-09-04")])
    assert expected


def test_works_are_added_as_services_describe_them_in_one_step(
    library: Library, server: Server, settings: FetchSettings
) -> None:
    server.on("/api/query", answer(atom(1, 1), content_type="application/atom+xml"))
    server.on("/works", answer({"message": {"items": []}}))
    works = [
        Work("A Study of Engine 1", arxiv_id="2609.00001"),
        Work("Ebb in the Bay of Gulls", ("A. Brook, D. Potok",), "2019", doi="10.1000/ebb"),
    ]
    added = library.work_adder.add(works, "what Tides cites", settings, NOW)
    assert added.text.startswith("2 added")
    assert added.described == 1
    assert library.find("2609.00001").authors == ("Ada Lovelace",)
    assert library.find("10.1000/ebb").authors == ("A. Brook", "D. Potok")
    library.history.undo()
    assert len(library.catalogue) == 3


def test_a_work_without_an_id_is_added_only_where_its_title_is_certain(
    library: Library, server: Server, settings: FetchSettings
) -> None:
    known = Known("2609.00005", "Tides of a Small Harbour in Winter", "We measure.", ("Ada Brook",))
    Hub(server, [known])
    urls = {**settings.base_urls, "daily": server.url, "datacite": server.url}
    works = [Work(known.title, ("A. Brook",)), Work("Words that no service has at all")]
    added = library.work_adder.add(works, "x", replace(settings, base_urls=urls), NOW)
    assert library.find("2609.00005").title == known.title
    assert [work.title for work in added.unknown] == ["Words that no service has at all"]
    assert "1 not found for certain and not added" in added.text
