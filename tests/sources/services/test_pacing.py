"""The rate of requests to a service over all processes, and its refusals."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from filelock import FileLock

from paper_tui.sources.services import Busy
from paper_tui.sources.services.rate_limit import retry_after
from tests.sources.services.helpers import NOON, Reader, Server, answer, atom, daily_page

DAY, PATH = "daily:2026-09-03", "/api/daily_papers"
ARXIV, QUERY = "arxiv:cs.CL", "/api/query"
MOMENT = datetime.fromtimestamp(NOON, UTC)

BUSY = [
    ("seconds", answer(b"", 429, Retry_After="90"), 90),
    ("seconds, 503", answer(b"", 503, Retry_After=" 90 "), 90),
    (
        "a date",
        answer(b"", 429, Retry_After=format_datetime(MOMENT + timedelta(seconds=300), usegmt=True)),
        300,
    ),
    ("a date without a zone", answer(b"", 503, Retry_After="Tue, 03 Nov 2026 12:05:00"), 300),
    ("for ever", answer(b"", 429, Retry_After="9" * 400), 3600),
    ("nonsense", answer(b"", 429, Retry_After="soon"), 120),
    ("nothing said", answer(b"", 503), 120),
    ("the hub's own header", answer(b"", 429, ratelimit='"api";r=0;t=55'), 55),
    ("200, but a word of arXiv's", answer(b"Rate exceeded."), 120),
]


@pytest.mark.parametrize(("busy", "seconds"), [case[1:] for case in BUSY], ids=[case[0] for case in BUSY])
def test_a_busy_service_is_left_alone_as_long_as_it_asks(
    server: Server, reader: Reader, busy: bytes, seconds: int
) -> None:
    server.on(PATH, busy, answer(daily_page(1, 2)))
    outcome = reader.fetch(DAY)
    assert isinstance(outcome.error, Busy)
    assert outcome.error.until == MOMENT + timedelta(seconds=seconds)
    assert "127.0.0.1 asks to be left alone until" in outcome.message
    assert (outcome.papers, reader.time.slept) == ([], [])

    reader.time.moment = NOON + seconds - 11
    assert isinstance(reader.fetch(DAY).error, Busy)
    assert len(server.asked) == 1

    reader.time.moment = NOON + seconds
    assert len(reader.fetch(DAY).papers) == 2


def test_a_date_without_a_zone_is_not_of_the_zone_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert retry_after("Tue, 03 Nov 2026 12:05:00", NOON) == 300
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("busy", "seconds"),
    [
        (answer(b"", 503, Retry_After="0"), 1),
        (answer(b"", 503, Retry_After="7"), 7),
        (answer(b"", 503, Retry_After="Tue, 03 Nov 2020 12:05:00 GMT"), 1),
        (answer(b"", 429, ratelimit='"api";r=0;t=9'), 9),
    ],
)
def test_some_seconds_are_waited_for(server: Server, reader: Reader, busy: bytes, seconds: int) -> None:
    server.on(PATH, busy, answer(daily_page(1, 2)))
    outcome = reader.fetch(DAY)
    assert (outcome.error, len(outcome.papers), len(server.asked)) == (None, 2, 2)
    assert seconds <= sum(reader.time.slept) < seconds + 2


def test_some_seconds_over_and_over_are_not(server: Server, reader: Reader) -> None:
    server.on(PATH, answer(b"", 503, Retry_After="7"))
    assert isinstance(reader.fetch(DAY).error, Busy)
    assert len(server.asked) == 3


def test_silence_grows_with_each_refusal_and_ends_with_the_first_success(
    server: Server, reader: Reader
) -> None:
    waits = []
    server.on(PATH, *[answer(b"", 503)] * 7, answer(daily_page(1, 1)), answer(b"", 503))
    for _ in range(9):
        error = reader.fetch(DAY).error
        if isinstance(error, Busy):
            waits.append(error.until.timestamp() - reader.time.moment)
            reader.time.moment = error.until.timestamp()
    assert waits == [120, 240, 480, 960, 1920, 3600, 3600, 120]


def test_a_quota_that_is_used_up_stops_the_next_page(server: Server, reader: Reader) -> None:
    link = f'<{PATH}?date=2026-09-03&limit=100&p=1>; rel="next"'
    spent = answer(daily_page(1, 3), Link=link, ratelimit='"api";r=0;t=55')
    server.on(PATH, spent, answer(daily_page(4, 2), ratelimit='"api";r=499;t=300'))
    outcome = reader.fetch(DAY)
    assert isinstance(outcome.error, Busy)
    assert "the 3 papers before it are kept" in outcome.message
    reader.time.moment += 55
    assert [paper.arxiv_id for paper in reader.fetch(DAY).papers] == ["2609.00004", "2609.00005"]
    assert reader.fetch(DAY).error is None


def test_arxiv_is_asked_once_in_three_seconds(server: Server, reader: Reader) -> None:
    server.on(QUERY, answer(atom(1, 100, 250)), answer(atom(101, 100, 250)), answer(atom(201, 50, 250)))
    assert len(reader.fetch(ARXIV).papers) == 250
    assert sum(reader.time.slept) == pytest.approx(6)
    reader.fetch(ARXIV)
    assert sum(reader.time.slept) >= 9


def test_other_hosts_are_not_kept_waiting(server: Server, reader: Reader) -> None:
    server.on(PATH, answer(daily_page(1, 2)))
    reader.fetch(DAY)
    reader.fetch(DAY)
    assert reader.time.slept == []


def test_a_feed_of_arxiv_shares_its_pace(reader: Reader) -> None:
    reader.folder.mkdir()
    (reader.folder / "arxiv.org.json").write_text(
        json.dumps({"last": NOON, "until": NOON + 60, "strikes": 0})
    )
    outcome = reader.fetch("feed:https://rss.arxiv.org/atom/cs.CL")
    assert isinstance(outcome.error, Busy)
    assert "arxiv.org" in outcome.message


@pytest.mark.parametrize(
    "record",
    [
        *("", "[]", "{"),
        '{"last": "x", "until": null}',
        '{"last": 1e10, "until": 1e10, "strikes": 3}',
        '{"last": 1e300, "until": 1e300, "strikes": 1e300}',
        '{"last": NaN, "until": Infinity, "strikes": -Infinity}',
    ],
)
def test_a_damaged_record_costs_at_most_the_interval(server: Server, reader: Reader, record: str) -> None:
    server.on(QUERY, answer(atom(1, 2)))
    reader.folder.mkdir()
    (reader.folder / "127.0.0.1.json").write_text(record)
    assert len(reader.fetch(ARXIV).papers) == 2
    assert sum(reader.time.slept) <= 3.001


CHILD = """
import sys
from pathlib import Path
from tests.sources.services.helpers import Reader, Server
reader = Reader(Server(None, sys.argv[1]), Path(sys.argv[2]))
reader.time.moment = float(sys.argv[3])
print(len(reader.fetch("arxiv:cs.CL").papers), sum(reader.time.slept))
"""


def test_two_processes_share_the_pace_of_arxiv(server: Server, reader: Reader) -> None:
    server.on(QUERY, answer(atom(1, 2)))
    reader.fetch(ARXIV)
    start = str(reader.time.moment + 1)
    told = subprocess.run(
        [sys.executable, "-c", CHILD, server.url, str(reader.folder), start],
        capture_output=True,
        check=True,
        timeout=60,
    )
    papers, slept = told.stdout.split()
    assert (int(papers), float(slept)) == (2, pytest.approx(2))
    assert len(server.asked) == 2


def test_a_process_that_is_killed_while_it_asks_holds_up_nobody(server: Server, reader: Reader) -> None:
    came, leave = threading.Event(), threading.Event()

    def hang(_connection: object, _asked: object) -> None:
        came.set()
        leave.wait(30)

    server.on(QUERY, hang, answer(atom(1, 2)))
    arguments = [sys.executable, "-c", CHILD, server.url, str(reader.folder), str(NOON)]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as child:
        assert came.wait(30)
        with pytest.raises(TimeoutError):
            FileLock(reader.folder / "127.0.0.1.lock").acquire(blocking=False)
        child.kill()
    leave.set()
    assert len(reader.fetch(ARXIV).papers) == 2


def test_a_cancellation_is_felt_while_another_holds_the_turn(server: Server, reader: Reader) -> None:
    reader.folder.mkdir()
    with FileLock(reader.folder / "127.0.0.1.lock"):
        outcome = reader.fetch(ARXIV, cancelled=lambda _outcome: len(reader.time.slept) > 3)
    assert (outcome.error, outcome.items, server.asked) == (None, [], [])


def test_a_cancellation_is_felt_while_waiting_for_the_turn(server: Server, reader: Reader) -> None:
    server.on(QUERY, answer(atom(1, 2)))
    reader.fetch(ARXIV)
    outcome = reader.fetch(ARXIV, cancelled=lambda _outcome: len(reader.time.slept) > 3)
    assert (outcome.error, outcome.items, len(server.asked)) == (None, [], 1)
    assert sum(reader.time.slept) < 1


def test_a_cancellation_is_felt_between_tries(server: Server, reader: Reader) -> None:
    server.on(PATH, answer(b"", 500))
    outcome = reader.fetch(DAY, cancelled=lambda _outcome: len(reader.time.slept) > 2)
    assert (outcome.error, outcome.items, len(server.asked)) == (None, [], 1)
