"""A group of members, each with devices of its own, that share through a folder or a database."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from random import Random
from uuid import uuid4
from zlib import crc32

import psycopg
import pytest

from paper_tui.sync.folder import Folder
from paper_tui.sync.group.contribution_fields import (
    IN_GROUP,
    KEPT,
    LARGEST_RECORD,
    LONGEST_LINE,
    NOTE,
    RECOMMENDED,
)
from paper_tui.sync.group.database import SCHEMA, GroupDatabase
from paper_tui.sync.group.group import Group, GroupOutcome
from paper_tui.sync.group.view import Contribution, GroupPaper

NOW = 1_790_000_000_000
LATE = 1 << 42
"""The newest time that is asked about."""


class Device:
    """A device of a member; opened anew for everything, as after a restart."""

    def __init__(self, root: Path, member: str, device: str = "") -> None:
        self.member = member
        self._folder, self._machine = root / f"{member}{device}", f"{member}{device}"
        self.group.introduce(member, 1)

    @property
    def group(self) -> Group:
        return Group(self._folder, self._machine)

    def contribute(self, key: str, now: int = 1, **fields: object) -> None:
        self.group.contribute([(key, fields)], now)

    def sync(self, shared: Path) -> GroupOutcome:
        return self.group.exchange(Folder(shared), None, self.member, NOW)

    @property
    def papers(self) -> tuple[GroupPaper, ...]:
        return self.group.papers(LATE)

    def of(self, key: str) -> dict[str, Contribution]:
        found = [paper for paper in self.papers if paper.key == key]
        return {each.member: each for paper in found for each in paper.contributions}


def settle(devices: list[Device], shared: Path) -> None:
    for _ in range(2):
        for device in devices:
            assert device.sync(shared).problem == ""


def test_members_see_what_each_shares(tmp_path: Path) -> None:
    ada, bob, shared = Device(tmp_path, "ada"), Device(tmp_path, "bob"), tmp_path / "shared"
    ada.contribute("x", recommended="for Friday, @Bob!", shared_note="read 3.2")
    bob.contribute("x", 2, **{"tag:vision": True, KEPT: True})
    settle([ada, bob], shared)
    assert ada.papers == bob.papers
    said = bob.of("x")
    assert said["ada"].recommended is not None
    assert said["ada"].recommended.mentions("bob")
    assert not said["ada"].recommended.mentions("bo")
    assert (said["bob"].tags, said["bob"].kept, said["ada"].kept) == (("vision",), True, False)


def test_a_member_takes_back_from_any_device_what_is_theirs_and_nothing_else(tmp_path: Path) -> None:
    laptop, desk = Device(tmp_path, "ada", "laptop"), Device(tmp_path, "ada", "desk")
    bob, shared = Device(tmp_path, "bob"), tmp_path / "shared"
    laptop.contribute("x", 9, recommended="first")
    bob.contribute("x", 2, recommended="also mine")
    settle([laptop, desk, bob], shared)
    desk.contribute("x", 3, recommended=None)
    settle([laptop, desk, bob], shared)
    assert set(laptop.of("x")) == set(bob.of("x")) == {"bob"}


def test_a_bookmark_of_any_device_counts(tmp_path: Path) -> None:
    laptop, desk = Device(tmp_path, "ada", "laptop"), Device(tmp_path, "ada", "desk")
    laptop.contribute("x", 1, **{KEPT: True})
    desk.contribute("x", 1, **{KEPT: True})
    settle([laptop, desk], tmp_path / "shared")
    laptop.contribute("x", 5, **{KEPT: None})
    settle([laptop, desk], tmp_path / "shared")
    assert desk.of("x")["ada"].kept
    desk.contribute("x", 6, **{KEPT: None})
    settle([laptop, desk], tmp_path / "shared")
    assert laptop.of("x") == {}


@pytest.mark.parametrize("seed", range(3))
def test_all_orders_and_repetitions_give_the_same(tmp_path: Path, seed: int) -> None:
    draw, shared = Random(seed), tmp_path / "shared"
    devices = [Device(tmp_path, "ada", "1"), Device(tmp_path, "ada", "2"), Device(tmp_path, "bob")]
    for now in range(1, 60):
        fields = {RECOMMENDED: draw.choice((f"line {now}", None)), f"tag:{draw.randrange(3)}": True}
        field = draw.choice([*fields])
        draw.choice(devices).contribute(f"{draw.randrange(4)}", now, **{field: fields[field]})
        if draw.random() < 0.2:
            draw.choice(devices).sync(shared)
    settle(devices, shared)
    assert devices[0].papers == devices[1].papers == devices[2].papers != ()
    logs = sorted(shared.glob("*.events"))
    for number, order in enumerate(permutations(logs)):
        late, folder = Device(tmp_path, f"late{number}"), tmp_path / f"order{number}"
        folder.mkdir()
        for path in (*order, *order):
            (folder / path.name).write_bytes(path.read_bytes())
            late.sync(folder)
        assert late.papers == devices[0].papers


def line(device: str, subject: str, field: str, value: object, at: str = "1") -> bytes:
    body = json.dumps({"at": f"{at}-0-{device}", "of": subject, "field": field, "value": value}).encode()
    return b"%08x %s\n" % (crc32(body), body)


def test_a_hostile_member_changes_nothing_of_another(tmp_path: Path) -> None:
    ada, bob, shared = Device(tmp_path, "ada"), Device(tmp_path, "bob"), tmp_path / "shared"
    ada.contribute("x", recommended="read this", shared_note="mine")
    settle([ada, bob], shared)
    before, victim = bob.papers, ada.group.device
    late = "7ffffffffff"
    lines = [
        line(victim, f"{victim} paper:x", RECOMMENDED, None, late),
        line("bad0device", f"{victim} paper:x", RECOMMENDED, None, late),
        line("bad0device", f"{victim} paper:x", NOTE, "not hers", late),
        line("bad0device", f"{victim} member", "name", "mallory", late),
        line("bad0device", "bad0device paper:x", RECOMMENDED, "x" * (4 * LONGEST_LINE + 1)),
        line("bad0device", "bad0device paper:x", "record", {"a": "x" * LARGEST_RECORD}),
        line("bad0device", "bad0device paper:x", IN_GROUP, [1]),
        line("bad0device", "bad0device paper:x", "state", "done"),
        line("bad0device", "paper:x", RECOMMENDED, "from nobody"),
        line("bad0device", f"bad0device paper:{'k' * 500}", IN_GROUP, True),
        line("bad0device", "bad0device member", "name", ["ada"]),
        line("bad0device", "bad0device paper:x", IN_GROUP, True, late),
        line("bad0device", "bad0device paper:y", IN_GROUP, True, late),
        b"\xff\n",
    ]
    (shared / "bad0device.events").write_bytes(b"paper-tui events 1 bad0device 1\n" + b"".join(lines))
    outcome = bob.sync(shared)
    assert (outcome.refused, outcome.received) == (len(lines), 0)
    assert "changes of device bad0device left out, dated more than 20 years" in outcome.notes[-1]
    assert bob.papers == before


def test_texts_of_others_are_safe_to_draw(tmp_path: Path) -> None:
    ada, bob, shared = Device(tmp_path, "ada"), Device(tmp_path, "bob"), tmp_path / "shared"
    ada.contribute("x", **{RECOMMENDED: "a\x1b]52;c;x\x07\nb", NOTE: "c\x1b[2J", "tag:\x1b[1m": True})
    ada.contribute("x", **{"passage:1": {"quote": "\x9b31m", "section": 7, "note": None}})
    settle([ada, bob], shared)
    drawn = repr(bob.papers)
    assert "\\x1b" not in drawn
    assert "\\x9b" not in drawn
    assert bob.of("x")["ada"].passages[0].text.startswith("“")


def test_a_text_from_the_future_is_from_now(tmp_path: Path) -> None:
    ada = Device(tmp_path, "ada")
    ada.contribute("x", 1 << 41, recommended="soon")
    (paper,) = ada.group.papers(1_000)
    assert paper.contributions[0].time == 1_000


def enter(member: Device, address: str) -> GroupOutcome:
    database = GroupDatabase(address)
    return member.group.exchange(database, database, member.member, NOW)


def test_a_database_carries_a_group_apart_from_one_s_own_devices(tmp_path: Path, address: str) -> None:
    ada, bob = Device(tmp_path, "ada"), Device(tmp_path, "bob")
    ada.contribute("x", recommended="read this")
    for member in (ada, bob, ada):
        assert enter(member, address).problem == ""
    assert bob.of("x")["ada"].recommended is not None
    with psycopg.connect(address) as connection:
        rows = connection.execute("SELECT to_regclass('paper_tui.events')").fetchone()
    assert rows == (None,)


def test_a_server_lets_nobody_pose_as_another_nor_change_what_is_theirs(tmp_path: Path, address: str) -> None:
    ada, mallory = Device(tmp_path, "ada"), Device(tmp_path, "mallory")
    ada.contribute("x", recommended="read this")
    assert enter(ada, address).problem == ""
    role = f"mallory{uuid4().hex[:6]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN")
        connection.execute(f"GRANT paper_tui_writer TO {role}")
    theirs = address.replace("//postgres:@", f"//{role}@")
    assert enter(mallory, theirs).problem == ""
    mallory.group.introduce("ada", 5)  # in her events, which nobody believes here
    impostor = mallory.group.exchange(GroupDatabase(theirs), GroupDatabase(theirs), "ada", NOW)
    assert "another member" in impostor.problem
    mallory.contribute("x", 9, recommended="from ada, really")
    assert enter(mallory, theirs).problem == ""
    enter(ada, address)
    assert {name: str(each.recommended and each.recommended.text) for name, each in ada.of("x").items()} == {
        "ada": "read this",
        "mallory": "from ada, really",
    }
    device = ada.group.device
    attacks = (
        f"INSERT INTO {SCHEMA}.events (device, number, digest, line) VALUES ('{device}', 99, 'x', 'x')",
        f"INSERT INTO {SCHEMA}.members (name, owner) VALUES ('eve', 'postgres')",
        f"INSERT INTO {SCHEMA}.device_members VALUES ('{mallory.group.device}', 'ada')"
        " ON CONFLICT (device) DO UPDATE SET name = 'ada'",
        f"UPDATE {SCHEMA}.members SET owner = current_user",
    )
    with psycopg.connect(theirs, autocommit=True) as connection:
        for attack in attacks:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(attack)
        harmless = (
            f"UPDATE {SCHEMA}.device_members SET name = 'mallory' WHERE name = 'ada'",
            f"DELETE FROM {SCHEMA}.events WHERE device = '{device}'",
            f"UPDATE {SCHEMA}.devices SET last = 0, owner = current_user WHERE device = '{device}'",
        )
        assert [connection.execute(attack).rowcount for attack in harmless] == [0, 0, 0]
