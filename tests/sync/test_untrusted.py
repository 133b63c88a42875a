"""Peers, files and clocks that are faulty or hostile: nothing is lost, and it is said."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from zlib import crc32

import pytest

from paper_tui.sync import folder as folder_module
from paper_tui.sync.clock import AHEAD, BUILT, LATEST, MOST_COUNTED, Stamp, is_believed, stamp_for
from paper_tui.sync.events import Event, decode, encode
from paper_tui.sync.exchange import Outcome, synchronise
from paper_tui.sync.folder import Folder
from paper_tui.sync.replica import Replica
from paper_tui.sync.state import State
from tests.sync.devices import Device

HOUR = 3_600_000
VALUES = {"paper:x": {"state": "later"}, "paper:y": {"note": "mine"}}


def line(record: object) -> bytes:
    body = json.dumps(record).encode()
    return b"%08x %s\n" % (crc32(body), body)


def write(shared: Path, device: str, *records: dict[str, object]) -> None:
    shared.mkdir(exist_ok=True)
    lines = b"".join(map(line, records))
    (shared / f"{device}.events").write_bytes(f"paper-tui events 1 {device} 1\n".encode() + lines)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    return tmp_path / "shared"


@pytest.fixture
def pair(tmp_path: Path, shared: Path) -> tuple[Device, Device]:
    """Two devices that agree, each with a change of its own."""
    one, other = Device(tmp_path, "laptop"), Device(tmp_path, "desk")
    one.do(1, "paper:x", "state", "later")
    other.do(2, "paper:y", "note", "mine")
    for device in (one, other, one):
        device.sync(shared)
    assert one.shelf.values == other.shelf.values == VALUES
    return one, other


@pytest.mark.parametrize(
    "record",
    [
        {"of": "unknown:thing", "field": "value", "value": 1},
        {"of": "paper:x", "field": "unknown", "value": 1},
        {"of": "paper:x", "field": "rating", "value": "unknown"},
    ],
)
def test_what_this_version_does_not_know_is_passed_on_and_never_removed(
    tmp_path: Path, shared: Path, record: dict[str, object]
) -> None:
    one = Device(tmp_path, "laptop")
    write(shared, "newerdevice", {"at": "1-0-newerdevice", **record})
    for _ in range(3):
        assert one.sync(shared).sent == 0
    known = Replica(one.folder, one.name).state.get(str(record["of"]), str(record["field"]))
    assert known is not None
    assert known.value == record["value"]


@pytest.mark.parametrize("at", ["9-0-laptopdevice", f"{LATEST:x}-0-bad0device", "x", "9-0-b"])
def test_an_event_that_its_device_cannot_have_written_is_left_out(
    pair: tuple[Device, Device], shared: Path, at: str
) -> None:
    write(shared, "bad0device", {"at": at, "of": "paper:x", "field": "state", "value": "done"})
    outcome = pair[0].sync(shared)
    assert (outcome.received, outcome.damaged) == (0, 1)
    assert pair[0].shelf.values == VALUES


def test_a_change_dated_so_late_that_it_would_win_for_ever_is_refused_and_said(
    pair: tuple[Device, Device], shared: Path
) -> None:
    late = {"at": f"{LATEST - 1:x}-0-bad0device", "of": "paper:x", "field": "state", "value": "done"}
    write(shared, "bad0device", late, {**late, "field": "note"})
    outcome = pair[0].sync(shared)
    assert outcome.received == 0
    assert outcome.notes[0].startswith("2 changes of device bad0device left out, dated more than 20 years")
    assert pair[0].shelf.values == VALUES


@pytest.mark.parametrize("cut", ["flipped", "cut out", "zeros", "shorter"])
@pytest.mark.parametrize("is_rewritten", [False, True])
def test_a_log_damaged_on_its_way_is_read_again_once_its_device_has_mended_it(
    tmp_path: Path, shared: Path, cut: str, is_rewritten: bool
) -> None:
    one, other = Device(tmp_path, "laptop"), Device(tmp_path, "desk")
    for number in range(9):
        one.do(number, f"paper:{number}", "note", "line\n" * (number + 1))
    one.sync(shared)
    path = shared / f"{Replica(one.folder, one.name).device}.events"
    whole = path.read_bytes()
    middle, end = len(whole) // 3, len(whole) * 2 // 3
    damaged = {
        "flipped": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "cut out": whole[:middle] + whole[end:],
        "zeros": whole[:middle] + bytes(end - middle) + whole[end:],
        "shorter": whole[:middle],
    }
    path.write_bytes(damaged[cut])
    assert path.name in " ".join(other.sync(shared).notes)
    if is_rewritten:
        replica = Replica(one.folder, one.name)
        replica.is_damaged = True
        replica.finish()
    one.sync(shared)
    assert other.sync(shared).notes == ()
    assert other.shelf.values == one.shelf.values
    assert len(other.shelf.values) == 9


def test_a_log_that_has_not_arrived_whole_is_waited_for(pair: tuple[Device, Device], shared: Path) -> None:
    pair[1].do(3, "paper:z", "state", "done")
    pair[1].sync(shared)
    path = shared / f"{Replica(pair[1].folder, pair[1].name).device}.events"
    whole = path.read_bytes()
    for length in (0, 9, len(whole) - 5):
        path.write_bytes(whole[:length])
        (note,) = pair[0].sync(shared).notes
        assert note.startswith(f"Waiting for the rest of {path.name}")
        assert pair[0].shelf.values == VALUES
    path.write_bytes(whole)
    assert pair[0].sync(shared).notes == ()
    assert "paper:z" in pair[0].shelf.values


@pytest.mark.parametrize("value", ["[" * 40 + "]" * 40, "NaN", "1e999", '"\\', "[" * 100_000])
def test_a_value_that_no_device_writes_is_a_damaged_line(value: str) -> None:
    body = f'{{"at":"9-0-bad0device","of":"paper:x","field":"state","value":{value}}}'.encode()
    with pytest.raises(ValueError, match=r".+"):
        decode(b"%08x %s\n" % (crc32(body), body))


def test_half_a_character_which_no_file_can_hold_is_replaced() -> None:
    record = {"at": "9-0-bad0device", "of": "rule:\ud800", "field": "value", "value": {"query": "a\udfff"}}
    event = decode(line(record))
    assert (event.subject, event.value) == ("rule:\ufffd", {"query": "a\ufffd"})
    assert decode(line(record | {"value": "\U0001f600"})).value == "\U0001f600"


def test_an_event_is_not_newer_than_itself_after_a_restart() -> None:
    event = Event(Stamp(9, 0, "bad0device"), "paper:x", "record", {"title": "T", "key": "x"})
    restarted = State()
    restarted.add([decode(encode(event))])
    assert restarted.add([event]) == set()


def test_no_stamp_is_so_late_that_nothing_can_follow_it() -> None:
    last = Stamp(BUILT + AHEAD - 1, MOST_COUNTED - 1, "bad0device")
    assert is_believed(last, BUILT)
    after = stamp_for("laptop", BUILT, [last])
    assert after > last
    assert Stamp.parse(str(after)) == after
    assert is_believed(after, BUILT + 2)


@pytest.mark.parametrize(("wrong_by", "said"), [(HOUR, "1 hour ahead"), (900 * 24 * HOUR, "900 days ahead")])
def test_a_wrong_clock_is_said_and_nothing_is_lost(
    tmp_path: Path, shared: Path, wrong_by: int, said: str
) -> None:
    one, other = Device(tmp_path, "laptop", wrong_by), Device(tmp_path, "desk")
    one.do(BUILT, "paper:x", "state", "later")
    other.do(BUILT, "paper:y", "state", "done")
    synchronise(Replica(one.folder, one.name), one.shelf, Folder(shared), BUILT + wrong_by)
    outcome = synchronise(Replica(other.folder, other.name), other.shelf, Folder(shared), BUILT)
    assert said in " ".join(outcome.notes)
    other.do(BUILT + 1, "paper:x", "state", "done")
    other.sync(shared)
    one.sync(shared)
    assert (
        one.shelf.values == other.shelf.values == {"paper:x": {"state": "done"}, "paper:y": {"state": "done"}}
    )


def test_what_was_done_while_the_clock_was_decades_ahead_is_sent_once_it_is_right(
    tmp_path: Path, shared: Path
) -> None:
    one, other = Device(tmp_path, "laptop", 2 * AHEAD), Device(tmp_path, "desk")
    one.do(BUILT, "paper:x", "state", "later")
    one.do(BUILT, "paper:y", "note", "mine")
    synchronise(Replica(one.folder, one.name), one.shelf, Folder(shared), BUILT + 2 * AHEAD)
    assert "set the clock that is wrong" in " ".join(other.sync(shared).notes)
    assert other.shelf.values == {}
    one.sync(shared)
    other.sync(shared)
    assert other.shelf.values == one.shelf.values == VALUES


@pytest.mark.parametrize("name", ["own-*.events", "received.events", "places.json"])
@pytest.mark.parametrize("kind", ["gone", "empty", "half", "flipped", "something else"])
def test_files_of_a_synchronisation_that_are_damaged_lose_nothing(
    pair: tuple[Device, Device], shared: Path, name: str, kind: str
) -> None:
    one, other = pair
    (path,) = one.folder.glob(name)
    data = path.read_bytes()
    middle = len(data) * 3 // 4
    if kind == "gone":
        path.unlink()
    else:
        flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        changed = {"empty": b"", "half": data[:middle], "flipped": flipped, "something else": b"x\n" * 50}
        path.write_bytes(changed[kind])
    one.do(3, "paper:z", "state", "done")
    other.do(4, "paper:x", "state", None)
    for device in (other, one, other, one):
        assert device.sync(shared).problem == ""
    assert one.shelf.values == other.shelf.values
    assert one.shelf.values == {"paper:y": {"note": "mine"}, "paper:z": {"state": "done"}}
    third = Device(one.folder.parent, "third")
    third.sync(shared)
    assert third.shelf.values == one.shelf.values


def test_a_log_that_cannot_be_read_hinders_no_other(pair: tuple[Device, Device], shared: Path) -> None:
    (shared / "aaaa.events").write_text("no log\n")
    (shared / "bbbb.events").write_bytes(b"paper-tui ev")  # the rest has not come yet
    pair[1].do(5, "paper:z", "state", "done")
    pair[1].sync(shared)
    outcome = pair[0].sync(shared)
    assert outcome.problem == "aaaa.events is not a log of events that this version can read"
    assert pair[0].shelf.values["paper:z"] == {"state": "done"}


def test_a_disk_that_is_not_connected_is_said_and_not_written_to(tmp_path: Path) -> None:
    one = Device(tmp_path, "laptop")
    one.do(1, "paper:x", "state", "later")
    outcome = one.sync(tmp_path / "stick" / "papers")
    assert "is its disk connected?" in outcome.problem
    assert not (tmp_path / "stick").exists()
    (tmp_path / "stick").mkdir()
    assert one.sync(tmp_path / "stick" / "papers") == Outcome(1, 0, 0, 0, is_alone=True)
    other = Device(tmp_path, "desk")
    other.sync(tmp_path / "stick" / "papers")
    assert other.shelf.values == {"paper:x": {"state": "later"}}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_folder_that_takes_nothing_is_said_and_the_next_time_completes(
    pair: tuple[Device, Device], shared: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    one, other = pair

    def refuse(*_: object) -> None:
        raise OSError(code, "refused by the disk")

    one.do(3, "paper:z", "state", "done")
    with monkeypatch.context() as patch:
        patch.setattr(folder_module, "append_durably", refuse)
        patch.setattr(folder_module, "replace_file", refuse)
        outcome = one.sync(shared)
    assert "refused by the disk; your changes are kept" in outcome.problem
    one.sync(shared)
    other.sync(shared)
    assert other.shelf.values == VALUES | {"paper:z": {"state": "done"}}
