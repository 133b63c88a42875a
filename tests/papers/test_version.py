"""Earlier arXiv versions of a paper are kept when a newer one takes their place."""

from __future__ import annotations

import json
from dataclasses import replace

from paper_tui.library.importing.identity_index import names, title_name
from paper_tui.papers.builder import build_paper
from paper_tui.papers.merge import merge
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.serialization import paper_from_record, paper_record
from paper_tui.papers.stored_records import stored_paper
from paper_tui.papers.version import MOST_VERSIONS, Version, with_version


def version(number: int, title: str, comment: str = "") -> Paper:
    return build_paper(
        title=title,
        abstract=f"We measured {number} harbours.",
        arxiv_id=f"2605.01234v{number}",
        details={"comment": comment},
        sightings=[Sighting("arxiv", seen=f"2026-11-0{number}T00:00:00Z")],
    )


FIRST, SECOND = (
    version(1, "Small Harbours", "12 pages"),
    version(2, "All Harbours", "withdrawn by the author"),
)


def test_a_newer_version_is_shown_and_the_older_one_kept() -> None:
    merged = merge(FIRST, SECOND)
    assert (merged.title, merged.abstract, merged.arxiv_version) == (SECOND.title, SECOND.abstract, 2)
    assert merged.versions == (Version(1, FIRST.title, FIRST.abstract),)
    assert merged.detail("comment") == "withdrawn by the author"
    assert merge(merged, SECOND) == merged


def test_an_older_version_that_comes_later_is_kept_and_changes_nothing_else() -> None:
    merged = merge(SECOND, FIRST)
    assert (merged.title, merged.abstract, merged.detail("comment")) == (
        SECOND.title,
        SECOND.abstract,
        "withdrawn by the author",
    )
    assert merged.versions == (Version(1, FIRST.title, FIRST.abstract),)


def test_a_paper_is_still_found_by_the_title_of_its_earlier_version() -> None:
    assert title_name(FIRST.title) in {*names(merge(FIRST, SECOND))}


def test_steps_are_between_the_versions_that_are_known_the_newest_first() -> None:
    merged = merge(merge(FIRST, SECOND), version(4, "Harbours"))
    assert [step.label for step in merged.version_steps] == ["v2 → v4", "v1 → v2"]
    assert FIRST.version_steps == ()


def test_versions_survive_storage_and_are_bounded_and_cleaned() -> None:
    merged = merge(FIRST, SECOND)
    assert paper_from_record(merged.key, json.loads(json.dumps(paper_record(merged)))) == merged
    hostile = paper_record(merged) | {
        "versions": [{"number": 1, "title": "a\x1b[31mb"}, {"number": "x"}, 7, {"number": -1, "title": "y"}]
    }
    assert [each.number for each in stored_paper(merged.key, hostile).versions] == [1]
    assert "\x1b" not in stored_paper(merged.key, hostile).versions[0].title
    versions: tuple[Version, ...] = ()
    for number in range(1, 40):
        versions = with_version(versions, Version(number, "t"))
    assert len(versions) == MOST_VERSIONS
    assert replace(merged, versions=versions).version_steps == ()
