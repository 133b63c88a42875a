"""Libraries of two members of a group: what is shared, what stays private, and what leaving leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_tui.config import Config, GroupSettings
from paper_tui.library import Library
from paper_tui.library.sharing.groups import GroupError
from paper_tui.papers.builder import build_paper
from paper_tui.papers.highlights import Highlight, Place
from paper_tui.papers.shelf import State
from paper_tui.search import Query, Scope
from tests.sync.test_group import line

KNOWN = build_paper(title="Attention Is All You Need", authors=["Ashish Vaswani"])
FULLER = build_paper(title="Attention is all you need", authors=["Ashish Vaswani"], arxiv_id="1706.03762")
OTHER = build_paper(title="Deep Residual Learning", arxiv_id="1512.03385", abstract="Skip some layers.")
SECRET = "zyzzyva"


def opened(folder: Path, member: str, *, bookmarks: bool = False) -> Library:
    library = Library.open(folder / member, lambda: datetime(2026, 9, 4, 12, tzinfo=UTC))
    group = GroupSettings("lab", str(folder / "shared"), member, bookmarks)
    library.configure(Config(groups=(group,)))
    return library


@pytest.fixture
def ada(tmp_path: Path) -> Iterator[Library]:
    library = opened(tmp_path, "ada")
    library.imports.add([OTHER, KNOWN], "papers")
    yield library
    library.close()


@pytest.fixture
def bob(tmp_path: Path) -> Iterator[Library]:
    library = opened(tmp_path, "bob")
    library.imports.add([FULLER], "papers")
    yield library
    library.close()


def exchange(*libraries: Library) -> None:
    for library in (*libraries, *libraries):
        assert library.groups.sync().problem == ""


def found(library: Library, query: str) -> list[str]:
    return [paper.title for paper in library.search(Scope(Query.parse(query))).papers()]


def test_what_others_share_can_be_searched_and_is_told_once(ada: Library, bob: Library) -> None:
    ada.groups.recommend([OTHER, KNOWN], "for Friday, @bob")
    ada.groups.share_tags([KNOWN], ["Vision"])
    exchange(ada, bob)
    assert sorted(found(bob, "by:ada")) == [FULLER.title, OTHER.title]
    assert sorted(found(bob, "is:recommended group:lab")) == [FULLER.title, OTHER.title]
    assert found(bob, "recommended:friday title:deep") == [OTHER.title]
    assert found(bob, "by:carol OR group:other OR recommended:monday") == []
    (shared,) = bob.groups.view.of(FULLER.key)
    assert shared.contribution.tags == ("vision",)
    assert bob.shelf.get(FULLER.key).tags == ()
    news = bob.groups.news()
    assert [(each.member, each.text, each.is_to_me) for each in news] == [
        ("ada", "for Friday, @bob", True)
    ] * 2
    assert bob.groups.news() == ada.groups.news() == ()
    ada.groups.withdraw([OTHER])
    exchange(ada, bob)
    assert found(bob, "by:ada") == [FULLER.title]


def test_nothing_private_leaves(tmp_path: Path, ada: Library) -> None:
    marks = ada.marks
    marks.set_note(OTHER, f"note {SECRET}")
    marks.set_tags([OTHER, KNOWN], [SECRET])
    passage = Highlight(
        SECRET, 0, 0, 0, 4, quote=SECRET, section=SECRET, note=SECRET, made="2026-09-01T00:00:00Z"
    )
    marks.set_highlight(OTHER, passage)
    marks.keep_place(OTHER, Place(3, 1, 77, words=SECRET))
    marks.set_state([OTHER], State.READING)
    marks.set_bookmarked([OTHER, KNOWN], True)
    ada.groups.recommend([OTHER], "worth an hour")
    ada.groups.put([OTHER])
    exchange(ada)
    ada.groups.share_tags([KNOWN], ["open"])
    exchange(ada)
    written = b"".join(path.read_bytes() for path in (tmp_path / "shared").rglob("*") if path.is_file())
    for private in (SECRET, "reading", "bookmark", "kept", "2026-09-01", str(tmp_path), "/"):
        assert private.encode() not in written.replace(b"https://arxiv.org/abs/", b"")
    fields = {json.loads(each[9:])["field"] for each in written.splitlines()[1:]}
    assert fields == {"name", "record", "recommended", "in_group", "tag:open"}


def test_notes_and_highlights_are_shared_one_by_one(ada: Library, bob: Library) -> None:
    ada.marks.set_note(OTHER, "read the appendix")
    ada.marks.set_note(KNOWN, SECRET)
    passage = Highlight("1", 0, 0, 0, 4, quote="Skip", section="2", note="why?", made="2026-09-01T00:00:00Z")
    ada.marks.set_highlight(OTHER, passage)
    ada.groups.share_note(OTHER)
    ada.groups.share_passages(OTHER)
    exchange(ada, bob)
    (shared,) = bob.groups.view.of(OTHER.key)
    assert shared.contribution.note is not None
    assert shared.contribution.note.text == "read the appendix"
    assert [each.text for each in shared.contribution.passages] == ["“Skip” — 2\nwhy?"]
    assert bob.shelf.get(OTHER.key).is_blank
    assert bob.groups.view.of(FULLER.key) == ()
    with pytest.raises(GroupError, match="no note"):
        bob.groups.share_note(FULLER)


def test_bookmarks_are_shared_only_by_who_says_so(tmp_path: Path, ada: Library, bob: Library) -> None:
    bob.marks.set_bookmarked([FULLER], True)
    ada.marks.set_bookmarked([OTHER], True)
    group = GroupSettings("lab", str(tmp_path / "shared"), "bob", share_bookmarks=True)
    bob.configure(Config(groups=(group,)))
    exchange(bob, ada)
    assert found(ada, "by:bob") == [KNOWN.title]
    assert found(bob, "by:ada") == []
    bob.configure(Config(groups=(GroupSettings("lab", str(tmp_path / "shared"), "bob"),)))
    exchange(bob, ada)
    assert found(ada, "by:bob") == []


@pytest.mark.parametrize("remove", [False, True])
def test_leaving_leaves_the_library_whole(ada: Library, bob: Library, *, remove: bool) -> None:
    third = build_paper(title="Diffusion Models Beat GANs", arxiv_id="2105.05233")
    ada.imports.add([third], "papers")
    ada.groups.put([OTHER, KNOWN, third])
    exchange(ada, bob)
    bob.marks.set_bookmarked([OTHER], True)
    gone = bob.groups.leave("lab", remove_papers=remove)
    left = {paper.title for paper in bob.catalogue}
    assert left == {FULLER.title, OTHER.title} | ({third.title} if not remove else set())
    assert gone == int(remove)
    if remove:
        bob.history.undo()
        assert len(bob.catalogue) == 3


def test_a_paper_that_the_reader_removed_does_not_come_again(ada: Library, bob: Library) -> None:
    ada.groups.put([OTHER])
    exchange(ada, bob)
    bob.history.undo()
    assert len(bob.catalogue) == 1
    exchange(ada, bob)
    assert len(bob.catalogue) == 1


def test_a_hostile_description_changes_no_paper_of_the_library(
    tmp_path: Path, ada: Library, bob: Library
) -> None:
    exchange(ada, bob)
    records = [
        {"key": OTHER.key, "title": "Not this", "arxiv_id": "1512.03385", "abstract": "x"},
        {
            "key": "title:a",
            "title": "\x1b]0;x\x07",
            "note": SECRET,
            "files": ["/etc/passwd"],
            "state": "hidden",
        },
        {"key": "title:b", "title": {"a": 1}},
        {"key": "title:other", "title": "of another key"},
    ]
    lines = [line("bad0device", "bad0device member", "name", "mallory")]
    for number, record in enumerate(records):
        key = record["key"] if number < 3 else "title:c"
        lines.append(line("bad0device", f"bad0device paper:{key}", "record", record))
        lines.append(line("bad0device", f"bad0device paper:{key}", "in_group", value=True))
    shared = tmp_path / "shared" / "bad0device.events"
    shared.write_bytes(b"paper-tui events 1 bad0device 1\n" + b"".join(lines))
    exchange(ada)
    assert ada.find("1512.03385") == next(each for each in ada.catalogue if each.key == OTHER.key)
    assert ada.find("1512.03385").title == OTHER.title
    assert SECRET not in "".join(mark.note for mark in ada.shelf)
    brought = [paper for paper in ada.catalogue if paper.source == "group-lab"]
    assert all("\x1b" not in paper.title and paper.files == () for paper in brought)
    assert len(brought) <= 1


def test_the_place_of_one_s_own_devices_is_no_place_for_a_group(tmp_path: Path, ada: Library) -> None:
    group = GroupSettings("lab", f"{tmp_path}/shared/../shared", "ada")
    ada.configure(Config(groups=(group,), sync=str(tmp_path / "shared")))
    with pytest.raises(GroupError, match="private"):
        ada.groups.sync()
    assert not (tmp_path / "shared").exists()


def test_a_group_that_is_away_loses_nothing(tmp_path: Path, ada: Library, bob: Library) -> None:
    (tmp_path / "shared").write_text("a file")
    ada.groups.recommend([OTHER], "kept")
    assert "your changes are kept" in ada.groups.sync().problem or "cannot" in ada.groups.sync().problem
    (tmp_path / "shared").unlink()
    exchange(ada, bob)
    assert found(bob, "recommended:kept") == [OTHER.title]


def test_a_recommended_bundled_paper_leaves_the_others_there(tmp_path: Path) -> None:
    ada, bob = opened(tmp_path, "ada"), opened(tmp_path, "bob")
    bundled = list(ada.catalogue)
    ada.groups.recommend(bundled[:1], "begin here")
    exchange(ada, bob)
    assert list(bob.catalogue) == bundled
    assert found(bob, "by:ada") == [bundled[0].title]
    bob.groups.leave("lab", remove_papers=True)
    assert list(bob.catalogue) == bundled
    ada.close()
    bob.close()
