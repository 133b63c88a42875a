"""Two libraries on two devices agree through a folder."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from zlib import crc32

import pytest

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import State
from paper_tui.sync.exchange import Outcome
from paper_tui.sync.folder import Folder

KNOWN = build_paper(title="Attention Is All You Need", authors=["Ashish Vaswani"])
FULLER = build_paper(title="Attention is all you need", authors=["Ashish Vaswani"], arxiv_id="1706.03762")
OTHER = build_paper(title="Deep Residual Learning", arxiv_id="1512.03385", abstract="Skip some layers.")


def opened(folder: Path) -> Library:
    """A library whose changes are a minute apart."""
    times = count(1)
    return Library.open(folder, lambda: datetime(2026, 9, 1, tzinfo=UTC) + timedelta(minutes=next(times)))


class Pair:
    """Two libraries and a folder between them."""

    def __init__(self, folder: Path) -> None:
        self.shared = folder / "shared"
        self.here, self.there = opened(folder / "here"), opened(folder / "there")

    def sync(self) -> list[Outcome]:
        return [library.sync.run(Folder(self.shared)) for library in (self.here, self.there, self.here)]


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


def add(library: Library, *papers: Paper) -> None:
    library.imports.add(papers, "papers")


def test_marks_and_the_papers_they_are_on_come_over(pair: Pair) -> None:
    add(pair.here, OTHER)
    pair.here.marks.set_bookmarked([OTHER], True)
    pair.here.marks.set_note(OTHER, "read the appendix")
    pair.here.marks.set_tags([OTHER], ["vision"], [])
    pair.sync()
    assert pair.there.shelf == pair.here.shelf
    assert pair.there.find("1512.03385").abstract == "Skip some layers."


def test_a_paper_that_has_another_key_there_is_the_same_paper(pair: Pair) -> None:
    add(pair.here, KNOWN)
    add(pair.there, FULLER)
    pair.here.marks.set_tags([KNOWN], ["nlp"], [])
    pair.there.marks.set_state([FULLER], State.LATER)
    pair.sync()
    assert len(pair.here.catalogue) == len(pair.there.catalogue) == 1
    for library in (pair.here, pair.there):
        (mark,) = library.shelf
        assert (mark.tags, mark.state) == (("nlp",), State.LATER)
    assert all(outcome.changed == outcome.sent == outcome.received == 0 for outcome in pair.sync())


def test_an_undo_is_a_change_like_any_other(pair: Pair) -> None:
    add(pair.here, OTHER)
    pair.here.marks.set_bookmarked([OTHER], True)
    pair.sync()
    pair.here.history.undo()
    pair.sync()
    assert not pair.there.shelf.bookmarks


def test_undo_takes_back_what_was_done_here_not_what_came_over(pair: Pair) -> None:
    add(pair.here, OTHER)
    add(pair.there, OTHER, KNOWN)
    pair.there.marks.set_tags([KNOWN], ["mine"], [])
    pair.here.marks.set_tags([OTHER], ["theirs"], [])
    pair.sync()
    pair.there.history.undo()
    assert pair.there.shelf.get(OTHER.key).tags == ("theirs",)
    assert pair.there.shelf.get(KNOWN.key).tags == ()


@pytest.mark.parametrize(
    "record",
    [
        {"of": "paper:arxiv:1512.03385", "field": "state", "value": "zzz"},
        {"of": "paper:arxiv:1512.03385", "field": "state", "value": [1, 2]},
        {"of": "paper:arxiv:1512.03385", "field": "tag:\x1b]0;X\x07", "value": True},
        {"of": "paper:arxiv:1512.03385", "field": "record", "value": {"key": 7}},
        {"of": "paper:arxiv:1512.03385", "field": "record", "value": {"key": "x", "title": {"a": 1}}},
        {"of": "paper:arxiv:1512.03385", "field": "highlight:1", "value": {"block": "x"}},
        {"of": "paper:arxiv:1512.03385", "field": "identity", "value": "x"},
        {"of": "paper:../../etc/passwd", "field": "note", "value": "x"},
        {"of": "nothing", "field": "value", "value": {"a": None}},
    ],
)
def test_a_faulty_peer_changes_nothing_else(pair: Pair, record: dict[str, object]) -> None:
    add(pair.here, OTHER)
    pair.here.marks.set_note(OTHER, "my note")
    pair.shared.mkdir()
    body = json.dumps({"at": "1a227e0a286-0-bad0device", **record}).encode()
    line = b"%08x %s\n" % (crc32(body), body)
    (pair.shared / "bad0device.events").write_bytes(b"paper-tui events 1 bad0device 1\n" + line)
    pair.sync()
    assert pair.here.shelf.get(OTHER.key).note == "my note"
    assert "\x1b" not in "".join(tag for mark in pair.here.shelf for tag in mark.tags)


def test_a_note_of_a_peer_is_cleaned_alike_on_every_device(pair: Pair) -> None:
    add(pair.here, OTHER)
    pair.shared.mkdir()
    record = {"of": "paper:arxiv:1512.03385", "field": "note", "value": "a\x1b[2Jb\r\nc\ud800"}
    body = json.dumps({"at": "1a227e0a286-0-bad0device", **record}).encode()
    line = b"%08x %s\n" % (crc32(body), body)
    (pair.shared / "bad0device.events").write_bytes(b"paper-tui events 1 bad0device 1\n" + line)
    pair.sync()
    assert pair.here.shelf.get(OTHER.key).note == "a␛[2Jb\nc\ufffd"
    assert pair.there.shelf.get(OTHER.key).note == pair.here.shelf.get(OTHER.key).note
    assert not [
        path for path in pair.shared.iterdir() if b'"note"' in path.read_bytes() and "bad0" not in path.name
    ]


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(pair: Pair, tmp_path: Path) -> None:
    add(pair.here, OTHER)
    pair.here.marks.set_bookmarked([OTHER], True)
    (tmp_path / "file").write_text("not a folder")
    outcome = pair.here.sync.run(Folder(tmp_path / "file" / "shared"))
    assert "your changes are kept" in outcome.problem or "cannot read" in outcome.problem
    pair.sync()
    assert len(pair.there.shelf.bookmarks) == 1
