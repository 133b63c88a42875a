"""Attached files and kept texts go along with a synchronisation, for readers who say so."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pytest

from paper_tui.config import config_of
from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.clock import Clock
from paper_tui.store.texts import TextFolder
from paper_tui.sync.exchange import Outcome
from paper_tui.sync.folder import Folder
from paper_tui.sync.git import GitRepository
from paper_tui.sync.transport import Transport

PAPER = build_paper(title="Deep Residual Learning", arxiv_id="1512.03385")
LONG = build_paper(title="On " + "\u00e9t\u00e9 " * 40)
PNG = b"\x89PNG\r\n\x1a\nfirst"
ONE, OTHER = b"# A Title\n\nThe first text.\n", b"# A Title\n\nAnother text.\n"


class Device:
    """A library that exchanges files too."""

    def __init__(self, folder: Path, clock: Clock, transport: Transport, **settings: object) -> None:
        self.library = Library.open(folder, clock)
        self.library.configure(config_of({"sync_files": "all", **settings}))
        self.texts, self.transport = TextFolder(folder), transport

    def sync(self) -> Outcome:
        outcome = self.library.sync.run(self.transport)
        assert outcome.problem == ""
        return outcome

    def held(self) -> list[bytes]:
        return sorted(self.texts.read(kept) for kept in self.texts.all())


def is_idle(outcome: Outcome) -> bool:
    """Return whether nothing was exchanged; a device that only reads is not known to others."""
    return replace(outcome, is_alone=False) == Outcome(0, 0, 0, 0)


Make = Callable[..., Device]


@pytest.fixture
def make(tmp_path: Path, clock: Clock) -> Make:
    def made(name: str, **settings: object) -> Device:
        return Device(tmp_path / name, clock, Folder(tmp_path / "shared"), **settings)

    return made


def pair(make: Make, **settings: object) -> tuple[Device, Device]:
    here, there = make("here", **settings), make("there", **settings)
    here.library.imports.add([PAPER, LONG], "papers")
    here.library.marks.set_bookmarked([PAPER, LONG], bookmarked=True)
    for device in (here, there):
        device.sync()
    return here, there


def test_attached_files_and_kept_texts_go_along(make: Make) -> None:
    here, there = pair(make)
    here.library.attachments.attach(PAPER, ONE, "notes.md")
    here.texts.write(LONG.key, "arxiv-html", 2, OTHER)
    assert here.sync().files_sent == 2
    assert there.sync().files_received == 2
    assert there.held() == here.held()
    text = there.library.texts.get(PAPER)
    assert text is not None
    assert text.source == "attached file"
    again = (here.sync(), there.sync())
    assert all(map(is_idle, again))


def test_figures_go_along_with_the_very_text_that_they_belong_to(make: Make) -> None:
    here, there = pair(make)
    text = here.texts.write(PAPER.key, "arxiv-html", 1, ONE)
    here.texts.figures.write(text.name, "x1.png", PNG)
    here.library.attachments.attach(LONG, OTHER, "notes.md")
    (attached,) = (kept for kept in here.texts.all() if kept.source == "attached")
    here.texts.figures.write(attached.name, "beside.png", PNG[::-1])
    here.sync()
    assert there.sync().files_received == 4
    assert there.texts.figures.read(text.name, "x1.png") == PNG
    assert there.texts.figures.read(attached.name, "beside.png") == PNG[::-1]
    assert all(is_idle(each.sync()) for each in (here, there, here))
    newer = there.texts.write(PAPER.key, "arxiv-html", 2, OTHER)
    for device in (there, here):
        device.sync()
    here.texts.figures.write(text.name, "x2.png", PNG)
    assert here.sync().files_sent == 0
    there.sync()
    assert {name for name, _, _ in there.texts.figures.all()} == {text.name, attached.name}
    assert there.texts.figures.read(newer.name, "x1.png") is None


def test_nothing_goes_along_unless_the_user_says_so(make: Make, tmp_path: Path) -> None:
    here, there = make("here", sync_files="never"), make("there")
    here.library.imports.add([PAPER], "papers")
    here.library.attachments.attach(PAPER, ONE, "notes.md")
    here.sync()
    there.sync()
    assert there.held() == []
    assert not (tmp_path / "shared" / "files").exists()
    attached = make("third", sync_files="attached")
    attached.library.imports.add([PAPER], "papers")
    attached.texts.write(PAPER.key, "arxiv-html", 2, OTHER)
    assert attached.sync().files_sent == 0


def test_a_file_that_is_removed_or_replaced_is_so_elsewhere_and_undo_brings_it_back(make: Make) -> None:
    here, there = pair(make)
    here.library.attachments.attach(PAPER, ONE, "notes.md")
    for device in (here, there):
        device.sync()
    there.library.attachments.attach(PAPER, OTHER, "notes.md")
    there.sync()
    assert "texts/removed" in " ".join(here.sync().notes)
    assert here.held() == [OTHER]
    here.library.attachments.detach(PAPER)
    for device in (here, there):
        device.sync()
    assert there.held() == []
    here.library.history.undo()
    for device in (here, there):
        device.sync()
    assert there.held() == [OTHER]


def test_a_fetched_text_that_made_room_stays_elsewhere(make: Make) -> None:
    here, there = pair(make)
    kept = here.texts.write(PAPER.key, "arxiv-html", 1, ONE)
    for device in (here, there):
        device.sync()
    here.texts.remove(kept)
    there.texts.write(PAPER.key, "arxiv-html", 2, OTHER)
    for device in (here, there, here):
        device.sync()
    assert OTHER in here.held()
    assert OTHER in there.held()


@pytest.mark.parametrize("damage", ["missing", "half", "changed", "a link", "a folder"])
def test_a_file_that_is_not_whole_is_taken_later(make: Make, tmp_path: Path, damage: str) -> None:
    here, there = pair(make)
    here.library.attachments.attach(PAPER, ONE, "notes.md")
    here.sync()
    (path,) = (tmp_path / "shared" / "files").iterdir()
    path.unlink()
    if damage == "half":
        path.write_bytes(ONE[:9])
    elif damage == "changed":
        path.write_bytes(ONE.swapcase())
    elif damage == "a link":
        (tmp_path / "secret").write_bytes(ONE)
        path.symlink_to(tmp_path / "secret")
    elif damage == "a folder":
        path.mkdir()
    outcome = there.sync()
    assert "1 file of other devices not here yet" in " ".join(outcome.notes)
    assert there.held() == []
    assert here.held() == [ONE]
    if damage == "a folder":
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
    assert here.sync().files_sent == 1
    there.sync()
    assert there.held() == here.held() == [ONE]


@pytest.mark.parametrize(
    "value",
    [
        {"digest": "../../../../etc/passwd", "size": 9},
        {"digest": "0" * 32, "size": 1 << 60},
        {"digest": "0" * 32, "size": True},
        {"digest": "0" * 32, "size": 9, "source": "../x", "version": 1},
        {"digest": ["x"]},
        "x",
    ],
)
@pytest.mark.parametrize("field", ["attached", "fetched", f"figure:{'0' * 20}", "figure:../../x"])
def test_what_a_faulty_peer_says_of_files_changes_nothing(
    make: Make, tmp_path: Path, value: object, field: str
) -> None:
    here, _ = pair(make)
    here.library.attachments.attach(PAPER, ONE, "notes.md")
    here.sync()
    record = {"at": "1a227e0a286-0-bad0device", "of": f"text:{LONG.key}", "field": field, "value": value}
    body = json.dumps(record).encode()
    line = b"%08x %s\n" % (crc32(body), body)
    (tmp_path / "shared" / "bad0device.events").write_bytes(b"paper-tui events 1 bad0device 1\n" + line)
    here.sync()
    assert here.held() == [ONE]


def test_a_link_to_another_folder_is_neither_written_nor_cleaned_up(make: Make, tmp_path: Path) -> None:
    here, _ = pair(make)
    draft = tmp_path / "secret" / ".mine.tmp"
    draft.parent.mkdir()
    draft.touch()
    os.utime(draft, (0, 0))
    (tmp_path / "shared" / "files").symlink_to(draft.parent)
    here.library.attachments.attach(PAPER, ONE, "notes.md")
    outcome = here.library.sync.run(here.transport)
    assert "is a link to another folder" in outcome.problem
    assert [*draft.parent.iterdir()] == [draft]
    (tmp_path / "shared" / "files").unlink()
    assert here.sync().files_sent == 1


def test_files_take_no_more_room_than_they_may(make: Make) -> None:
    here, there = pair(make, sync_megabytes=1)
    here.library.attachments.attach(PAPER, b"word " * 150_000, "long.txt")
    here.library.attachments.attach(LONG, b"text " * 150_000, "long.txt")
    outcome = here.sync()
    assert outcome.files_sent == 1
    assert "1 file not sent" in " ".join(outcome.notes)
    there.sync()
    assert len(there.held()) == 1


def test_a_sync_that_ends_anywhere_takes_nothing_back(make: Make, tmp_path: Path) -> None:
    here, there = pair(make)
    here.library.attachments.attach(PAPER, ONE, "notes.md")
    for device in (here, there):
        device.sync()
    noted = (tmp_path / "there" / "sync" / "files.json").read_bytes()
    here.library.attachments.attach(PAPER, OTHER, "notes.md")
    for device in (here, there):
        device.sync()
    (tmp_path / "there" / "sync" / "files.json").write_bytes(noted)
    for device in (there, here, there):
        device.sync()
    assert there.held() == here.held() == [OTHER]


def test_files_go_through_git_while_others_push_too(tmp_path: Path, clock: Clock) -> None:
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "init", "--quiet", "--bare", os.fspath(bare)], check=True)
    here, there, third = (
        Device(tmp_path / name, clock, GitRepository(str(bare), tmp_path / name / "sync" / "git"))
        for name in ("here", "there", "third")
    )
    here.library.imports.add([PAPER], "papers")
    here.library.marks.set_bookmarked([PAPER], bookmarked=True)
    here.sync()
    here.library.attachments.attach(PAPER, ONE, "notes.md")
    here.transport.files.write("0" * 32, b"not pushed yet")
    third.library.imports.add([LONG], "papers")
    third.library.marks.set_bookmarked([LONG], bookmarked=True)
    third.sync()
    here.sync()
    there.sync()
    assert there.held() == [ONE]
    assert "0" * 32 in there.transport.files.sizes()


def test_drafts_of_a_killed_sync_are_removed_by_the_next(tmp_path: Path, clock: Clock) -> None:
    bare, git = tmp_path / "bare.git", tmp_path / "here" / "sync" / "git"
    subprocess.run(["git", "init", "--quiet", "--bare", os.fspath(bare)], check=True)
    device = Device(tmp_path / "here", clock, GitRepository(str(bare), git))
    device.library.imports.add([PAPER], "papers")
    device.library.attachments.attach(PAPER, ONE, "notes.md")
    device.sync()
    drafts = [
        folder / f".{name}.tmp"
        for folder, name in (
            (tmp_path / "here" / "texts", "arxiv%3A1512.03385!0!attached.12ab"),
            (tmp_path / "here" / "figures", "arxiv%3A1512.03385!0!attached!01.12ab"),
            (tmp_path / "here" / "sync", "received.events-12ab"),
            (git, "aaaa.events-12ab"),
            (git / "files", f"{'0' * 32}-12ab"),
        )
    ]
    for draft in drafts:
        draft.parent.mkdir(exist_ok=True)
        draft.write_bytes(ONE)
        os.utime(draft, (0, 0))
    Device(tmp_path / "here", clock, device.transport).sync()
    assert [draft for draft in drafts if draft.exists()] == []
    assert device.held() == [ONE]
