"""Devices that exchange events through a bare git repository."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from paper_tui.sync.clock import BUILT
from paper_tui.sync.exchange import Outcome, note_changes, synchronise
from paper_tui.sync.git import GitRepository
from paper_tui.sync.replica import Replica
from paper_tui.sync.transport import SyncError
from tests.sync.devices import Device

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "bare.git")], check=True)
    return tmp_path / "bare.git"


def sync(device: Device, remote: Path | str) -> Outcome:
    repository = GitRepository(str(remote), device.folder / "git")
    return synchronise(Replica(device.folder, device.name), device.shelf, repository)


def test_two_clones_of_a_bare_repository_agree(tmp_path: Path, bare: Path) -> None:
    one, other = Device(tmp_path, "laptop"), Device(tmp_path, "desk")
    one.do(1, "paper:x", "tag:vision", True)
    other.do(2, "paper:x", "note", "mine")
    for _ in range(2):
        for device in (one, other):
            assert sync(device, bare).problem == ""
    assert one.shelf.values == other.shelf.values == {"paper:x": {"tag:vision": True, "note": "mine"}}


def test_a_push_that_comes_second_takes_the_first_over(tmp_path: Path, bare: Path) -> None:
    one, other = Device(tmp_path, "laptop"), Device(tmp_path, "desk")
    for device in (one, other):
        sync(device, bare)
    one.do(1, "paper:x", "state", "later")
    other.do(2, "paper:y", "state", "done")
    slow = GitRepository(str(bare), other.folder / "git")
    list(slow.receive({}))
    sync(one, bare)  # Between the other's pull and its push.
    replica = Replica(other.folder, other.name)
    note_changes(replica, other.shelf, BUILT)
    slow.send(replica.own)
    for device in (one, other):
        assert sync(device, bare).problem == ""
    assert (
        one.shelf.values
        == other.shelf.values
        == {"paper:x": {"state": "later"}, "paper:y": {"state": "done"}}
    )


def test_a_remote_that_is_gone_is_said_and_nothing_is_lost(tmp_path: Path, bare: Path) -> None:
    one = Device(tmp_path, "laptop")
    one.do(1, "paper:x", "state", "later")
    assert "your changes are kept" in sync(one, tmp_path / "nowhere.git").problem
    assert sync(one, bare).problem == ""
    other = Device(tmp_path, "desk")
    sync(other, bare)
    assert other.shelf.values == {"paper:x": {"state": "later"}}


@pytest.mark.parametrize("remote", ["", "--upload-pack=touch x", "ext::sh -c 'touch x'"])
def test_a_remote_is_never_an_instruction(tmp_path: Path, remote: str) -> None:
    with pytest.raises(SyncError):
        GitRepository(remote, tmp_path / "tree")


def test_a_hostile_commit_writes_nowhere_else(tmp_path: Path, bare: Path) -> None:
    one = Device(tmp_path, "laptop")
    one.do(1, "paper:x", "state", "later")
    sync(one, bare)
    (own,) = [path.name for path in (one.folder / "git").glob("*.events")]
    target = tmp_path / "precious"
    target.write_text("precious")
    clone = tmp_path / "hostile"
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@x", "-C", str(clone)]
    subprocess.run(["git", "clone", "--quiet", "--branch=main", str(bare), str(clone)], check=True)
    (clone / own).unlink()
    (clone / own).symlink_to(target)
    for arguments in (
        ["add", "."],
        ["commit", "--quiet", "-m", "x"],
        ["push", "--quiet", "origin", "HEAD:main"],
    ):
        subprocess.run([*git, *arguments], check=True)
    one.do(2, "paper:y", "state", "done")
    assert "not a log of events" in sync(one, bare).problem
    assert sync(one, bare).problem == ""
    assert target.read_text() == "precious"
