"""Devices that exchange events agree, and nothing that a reader wrote is lost."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

from tests.sync.devices import Device

HOUR = 3_600_000
OPERATIONS = 2_000


def settle(devices: list[Device], shared: Path) -> None:
    for _ in range(3):
        for device in devices:
            assert device.sync(shared).problem == ""


def damage(shared: Path, draw: Random, kept: Path) -> None:
    """Do to the folder what synchronisers do: conflict copies, old versions, torn ends."""
    logs = sorted(shared.glob("*.events"))
    if not logs:
        return
    path = draw.choice(logs)
    kind = draw.choice(("conflict copy", "old version", "torn"))
    if kind == "conflict copy":
        device, number = path.name.partition(".")[0], draw.randrange(9)
        copy = shared / f"{device}.sync-conflict-{number}{path.suffix}"
        copy.write_bytes(path.read_bytes())
    elif kind == "old version":
        old = kept / path.name
        if old.exists():
            shutil.copy(old, path)
        shutil.copy(path, old)
    else:
        data = path.read_bytes()
        path.write_bytes(data[: draw.randrange(len(data) + 1)])


def test_three_devices_agree_whatever_happens_between(tmp_path: Path) -> None:
    assert agreement(tmp_path, Random(7), OPERATIONS) == ""


def agreement(tmp_path: Path, draw: Random, operations: int) -> str:
    """Have three devices work apart and meet now and then; say what they disagree on or lost."""
    shared, kept = tmp_path / "shared", tmp_path / "kept"
    kept.mkdir()
    devices = [Device(tmp_path, "laptop"), Device(tmp_path, "desk", HOUR), Device(tmp_path, "server")]
    for now in range(1, operations + 1):
        draw.choice(devices).act(draw, now * 1_000)
        if draw.random() < 0.02:
            draw.choice(devices).sync(shared)
        if draw.random() < 0.005 and shared.exists():
            damage(shared, draw, kept)
    settle(devices, shared)
    if not devices[0].shelf.values == devices[1].shelf.values == devices[2].shelf.values:
        return "the shelves differ"
    notes = "\n".join(str(fields.get("note", "")) for fields in devices[0].shelf.values.values())
    removed = {line for device in devices for line in device.removed}
    lost = {line for device in devices for line in device.written} - removed - {*notes.split("\n")}
    return f"lost: {lost}" if lost else ""


def test_what_was_done_apart_is_together_afterwards(tmp_path: Path) -> None:
    one, other, shared = Device(tmp_path, "laptop"), Device(tmp_path, "desk"), tmp_path / "shared"
    one.do(1, "paper:x", "tag:vision", True)
    one.do(1, "paper:x", "bookmarked", "2026-09-01")
    other.do(2, "paper:x", "tag:audio", True)
    other.do(2, "paper:y", "state", "later")
    settle([one, other], shared)
    assert one.shelf.values == other.shelf.values
    assert one.shelf.values == {
        "paper:x": {"tag:vision": True, "tag:audio": True, "bookmarked": "2026-09-01"},
        "paper:y": {"state": "later"},
    }


def test_the_later_change_of_a_field_stays_whoever_synchronises_first(tmp_path: Path) -> None:
    one, other, shared = Device(tmp_path, "laptop"), Device(tmp_path, "desk"), tmp_path / "shared"
    one.do(1_000, "paper:x", "state", "later")
    other.do(2_000, "paper:x", "state", "done")
    other.sync(shared)
    settle([one, other], shared)
    assert one.shelf.values == other.shelf.values == {"paper:x": {"state": "done"}}


def test_a_change_of_a_synchronised_value_counts_whatever_the_clocks_say(tmp_path: Path) -> None:
    one, other, shared = Device(tmp_path, "laptop", HOUR), Device(tmp_path, "desk"), tmp_path / "shared"
    one.do(1_000, "paper:x", "state", "later")
    settle([one, other], shared)
    other.do(2_000, "paper:x", "state", "done")
    settle([one, other], shared)
    assert one.shelf.values == other.shelf.values == {"paper:x": {"state": "done"}}


def test_a_note_written_on_two_devices_keeps_both_texts(tmp_path: Path) -> None:
    one, other, shared = Device(tmp_path, "laptop"), Device(tmp_path, "desk"), tmp_path / "shared"
    one.do(1, "paper:x", "note", "first\nsecond\nthird")
    settle([one, other], shared)
    one.do(2, "paper:x", "note", "first, better\nsecond\nthird")
    other.do(3, "paper:x", "note", "first\nsecond\nthird, longer")
    settle([one, other], shared)
    assert one.shelf.values["paper:x"]["note"] == "first, better\nsecond\nthird, longer"
    one.do(4, "paper:x", "note", "one says this")
    other.do(5, "paper:x", "note", "the other says that")
    settle([one, other], shared)
    both = one.shelf.values["paper:x"]["note"]
    assert both == other.shelf.values["paper:x"]["note"]
    assert "one says this" in both
    assert "the other says that" in both
    other.do(6, "paper:x", "note", "put in order")
    settle([one, other], shared)
    assert one.shelf.values["paper:x"]["note"] == "put in order"


def test_what_was_removed_stays_removed(tmp_path: Path) -> None:
    one, other, shared = Device(tmp_path, "laptop"), Device(tmp_path, "desk"), tmp_path / "shared"
    one.do(1, "paper:x", "tag:vision", True)
    one.do(1, "paper:x", "note", "a note")
    settle([one, other], shared)
    other.do(2, "paper:x", "tag:vision", None)
    other.do(2, "paper:x", "note", None)
    settle([one, other], shared)
    assert one.shelf.values == other.shelf.values == {}


def test_a_device_that_comes_back_after_a_year_catches_up(tmp_path: Path) -> None:
    one, other, shared = Device(tmp_path, "laptop"), Device(tmp_path, "desk"), tmp_path / "shared"
    other.do(1, "paper:y", "note", "written long ago")
    settle([one, other], shared)
    for now in range(2, 60):  # Enough to have the log compacted several times.
        for subject in range(40):
            one.do(now, f"paper:{subject}", "state", ("later", "done")[now % 2])
        one.sync(shared)
    settle([one, other], shared)
    assert one.shelf.values == other.shelf.values
    assert max(path.stat().st_size for path in shared.iterdir()) < 500_000


def test_a_library_restored_from_an_old_copy_gets_its_own_changes_back(tmp_path: Path) -> None:
    one, other, shared = Device(tmp_path, "laptop"), Device(tmp_path, "desk"), tmp_path / "shared"
    one.do(1, "paper:x", "state", "later")
    one.sync(shared)
    shutil.copytree(one.folder, tmp_path / "copy")
    values = one.shelf.values
    one.shelf.values = {**values, "paper:y": {"state": "done"}}
    one.sync(shared)
    shutil.rmtree(one.folder)
    shutil.copytree(tmp_path / "copy", one.folder)
    one.shelf.values = values
    settle([one, other], shared)
    assert one.shelf.values == other.shelf.values == {**values, "paper:y": {"state": "done"}}


def test_a_library_copied_to_another_machine_writes_a_log_of_its_own(tmp_path: Path) -> None:
    one, shared = Device(tmp_path, "laptop"), tmp_path / "shared"
    one.do(1, "paper:x", "state", "later")
    one.sync(shared)
    shutil.copytree(one.folder, tmp_path / "desk")
    other = Device(tmp_path, "desk")
    other.shelf.values = {"paper:x": {"state": "later"}}
    other.do(2, "paper:y", "state", "done")
    settle([one, other], shared)
    assert (
        one.shelf.values
        == other.shelf.values
        == {"paper:x": {"state": "later"}, "paper:y": {"state": "done"}}
    )
    assert len([*shared.glob("*.events")]) == 2
