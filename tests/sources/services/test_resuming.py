"""State of a fetch: pages that have not changed, and the place where it was interrupted."""

from __future__ import annotations

from pathlib import Path

import pytest

from paper_tui.sources.base import Notice
from paper_tui.sources.services import FetchState
from tests.sources.services.helpers import RSS, Outcome, Reader, Server, answer, daily_item, daily_page

DAY, PATH = "daily:2026-09-03", "/api/daily_papers"
LINK = f'<{PATH}?date=2026-09-03&limit=100&p=1>; rel="next"'
UNCHANGED = answer(b"", 304)
BROKEN = answer(b"[{", length=-1)


def ids(outcome: Outcome) -> list[str]:
    return [paper.arxiv_id[-1] for paper in outcome.papers]


@pytest.fixture
def path(tmp_path: Path, reader: Reader) -> Path:
    """The folder of the reader's state."""
    reader.state = FetchState(tmp_path / "state" / "fetch.json")
    return tmp_path / "state" / "fetch.json"


def test_a_page_that_has_not_changed_is_not_sent_again(server: Server, reader: Reader) -> None:
    url = f"feed:{server.url}/rss"
    server.on("/rss", answer(RSS, ETag='W/"1"', Last_Modified="Tue, 03 Nov 2026 12:00:00 GMT"), UNCHANGED)
    assert len(reader.fetch(url).papers) == 1
    assert reader.fetch(url).items == [Notice(f"{url}: nothing new since it was last asked")]
    assert "if-none-match" not in server.asked[0].headers
    assert server.asked[1].headers["if-none-match"] == 'W/"1"'
    assert server.asked[1].headers["if-modified-since"] == "Tue, 03 Nov 2026 12:00:00 GMT"


def test_a_page_that_has_not_changed_still_leads_to_the_next(server: Server, reader: Reader) -> None:
    first, second = answer(daily_page(1, 2), ETag='"1"', Link=LINK), answer(daily_page(3, 1), ETag='"2"')
    server.on(PATH, first, second, UNCHANGED, answer([daily_item(3), daily_item(4)], ETag='"3"'))
    assert ids(reader.fetch(DAY)) == ["1", "2", "3"]
    assert ids(reader.fetch(DAY)) == ["3", "4"]


@pytest.mark.parametrize("etag", ['"\xe9"', '"\x01"', ""])
def test_a_validator_that_cannot_be_sent_back_is_forgotten(server: Server, reader: Reader, etag: str) -> None:
    server.on(PATH, answer(daily_page(1, 1), ETag=etag))
    reader.fetch(DAY)
    assert reader.fetch(DAY).error is None
    assert "if-none-match" not in server.asked[1].headers


def test_a_fetch_that_was_cut_keeps_what_was_whole_and_goes_on_there(server: Server, reader: Reader) -> None:
    server.on(PATH, answer(daily_page(1, 2), Link=LINK), BROKEN, BROKEN, BROKEN, answer(daily_page(3, 2)))
    cut = reader.fetch(DAY)
    assert ids(cut) == ["1", "2"]
    assert cut.message == (
        "the answer of 127.0.0.1 is incomplete or garbled; the 2 papers before it are kept."
        " Fetch again in a while."
    )
    assert ids(reader.fetch(DAY)) == ["3", "4"]
    assert server.asked[-1].query["p"] == "1"
    reader.fetch(DAY)
    assert "p" not in server.asked[-1].query


def test_a_cut_of_long_ago_is_begun_anew(server: Server, reader: Reader) -> None:
    server.on(PATH, answer(daily_page(1, 2), Link=LINK), BROKEN, BROKEN, BROKEN, answer(daily_page(1, 1)))
    reader.fetch(DAY)
    reader.time.moment += 2 * 3600
    assert ids(reader.fetch(DAY)) == ["1"]
    assert "p" not in server.asked[-1].query


def test_a_cancelled_page_is_fetched_again(server: Server, reader: Reader) -> None:
    server.on(PATH, answer(daily_page(1, 3), ETag='"1"'))
    stopped = reader.fetch(DAY, cancelled=lambda outcome: len(outcome.items) >= 1)
    assert (stopped.error, ids(stopped)) == (None, ["1"])
    assert ids(reader.fetch(DAY)) == ["1", "2", "3"]
    assert "if-none-match" not in server.asked[1].headers


def test_what_was_saved_is_known_to_the_next_process(server: Server, reader: Reader, path: Path) -> None:
    server.on(
        PATH,
        answer(daily_page(1, 2), ETag='"1"', Link=LINK),
        BROKEN,
        BROKEN,
        BROKEN,
        answer(daily_page(3, 1)),
    )
    reader.fetch(DAY)
    assert not path.exists()
    reader.state.save()
    reader.state = FetchState(path)
    assert ids(reader.fetch(DAY)) == ["3"]
    reader.fetch(DAY)
    assert server.asked[-1].headers["if-none-match"] == '"1"'
    assert [file.name for file in path.parent.iterdir()] == ["fetch.json"]


def test_what_was_not_saved_is_fetched_again(server: Server, reader: Reader, path: Path) -> None:
    server.on(PATH, answer(daily_page(1, 2), ETag='"1"'))
    reader.fetch(DAY)
    reader.state = FetchState(path)
    assert ids(reader.fetch(DAY)) == ["1", "2"]
    assert "if-none-match" not in server.asked[1].headers


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b"[]",
        b'{"pages": [], "cuts": 3}',
        b'{"pages": {"x": {"etag": 3}}, "cuts": {"daily:2026-09-03": {"url": 1}}}',
        b'{"cuts": {"daily:2026-09-03": {"url": "x", "accept": "", "pages": "x", "time": 1793707200.0}}}',
        b'{"cuts": {"daily:2026-09-03": {"url": "x", "pages": 2}}}',
        b'{"cuts": {"daily:2026-09-03": {"url": "x", "accept": "", "pages": 2, "time": 1.8e9, "x": 1}}}',
        b'{"pages": {"x": 3}, "cuts": {"daily:2026-09-03": "x"}}',
    ],
)
def test_a_damaged_state_is_begun_anew(server: Server, reader: Reader, path: Path, record: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(record)
    reader.state = FetchState(path)
    server.on(PATH, answer(daily_page(1, 2)))
    assert ids(reader.fetch(DAY)) == ["1", "2"]


def test_a_state_that_cannot_be_written_stays_as_it_was(
    server: Server, reader: Reader, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.on(PATH, answer(daily_page(1, 2), ETag='"1"'))
    reader.state.save()
    before = path.read_bytes()
    reader.fetch(DAY)

    def full(_source: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        reader.state.save()
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["fetch.json"]


def test_the_state_does_not_grow_for_ever(reader: Reader, path: Path) -> None:
    for number in (*range(1_010), 0):
        reader.state.remember(f"https://example.org/{number}", reader.state.page("none"))
    reader.state.save()
    kept = path.read_text()
    assert kept.count("example.org") == 1_000
    assert '"https://example.org/0"' in kept
    assert '"https://example.org/9"' not in kept
