"""Differences between versions: of title and abstract by words, and of texts by sections."""

from __future__ import annotations

from pathlib import Path

from paper_tui.library.checking.version_changes import BESIDE, SHORT, section_changes
from paper_tui.library.full_text.texts import Texts
from paper_tui.papers.merge import merge
from paper_tui.papers.word_diff import Change
from paper_tui.store.texts import TextFolder
from tests.papers.test_version import FIRST, SECOND

PARAGRAPH = "The gauges were read every hour by hand, and their numbers written down. " * 3
PAGE = "# Harbours\n\n## Introduction\n\n{}\n\n## Methods\n\n{}\n\n## Results\n\n" + PARAGRAPH


def test_texts_of_two_versions_are_compared_by_sections(tmp_path: Path) -> None:
    paper, folder = merge(FIRST, SECOND), TextFolder(tmp_path)
    before = PAGE.format(PARAGRAPH, "We had four gauges. " + PARAGRAPH)
    after = PAGE.format(PARAGRAPH, "We had seven gauges. " + PARAGRAPH).replace("## Results", "## Findings")
    for number, text in ((1, before), (2, after)):
        folder.write(paper.key, "arxiv-html", number, text.encode())
    (change,) = Texts(tmp_path, lambda _: False).version_changes(paper)
    assert change.label == "v1 → v2"
    changed = {part.heading: (part.gone, part.new) for part in change.parts}
    words = len(PARAGRAPH.split())
    assert changed["Title"] == (1, 1)
    assert changed["Introduction"] == (0, 0)
    assert changed["Methods"] == (1, 1)
    assert changed["Findings"] == (0, words)
    assert changed["Results (gone)"] == (words, 0)


def test_a_newer_text_takes_the_place_of_all_but_the_version_before_it(tmp_path: Path) -> None:
    folder, key = TextFolder(tmp_path), FIRST.key
    folder.write(key, "hf-papers", 0, b"a")
    for number in (1, 2, 3):
        folder.write(key, "arxiv-html", number, b"a")
    assert sorted(kept.version for kept in folder.all()) == [2, 3]
    found = folder.find(key)
    assert found is not None
    assert found.version == 3


def test_long_parts_show_the_words_beside_their_changes() -> None:
    long = "word " * SHORT
    (part,) = section_changes([("A", f"{long} old {long}")], [("A", f"{long} new {long}")])
    assert not part.is_short
    shown = " ".join(run.text for run in part.nearby)
    assert len(shown.split()) <= 2 * BESIDE + 4
    assert {run.change for run in part.nearby} == set(Change)
