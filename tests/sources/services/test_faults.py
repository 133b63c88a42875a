"""Everything that a network and a server can do wrong, and what a reader then sees."""

from __future__ import annotations

import random
import socket
import threading
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from paper_tui.sources.services import Busy, FetchError, Interrupted, Limits
from tests.sources.services.helpers import (
    RSS,
    Answer,
    Asked,
    FakeTime,
    Reader,
    Server,
    answer,
    daily_page,
    gzipped,
    is_safe,
    running,
)

DAY = "daily:2026-09-03"
PATH = "/api/daily_papers"
PAGE = answer(daily_page(1, 2))
BODY = PAGE.split(b"\r\n\r\n", 1)[1]
HALF = BODY[: len(BODY) // 2]
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
HTML = b"<!DOCTYPE html>\n<html><body>Please log in</body></html>"


def _bomb(size: int) -> bytes:
    """A gzip stream of so many MiB of spaces, which is some thousand times smaller."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join(packer.compress(b" " * 2**20) for _ in range(size)) + packer.flush()


PASSING: list[tuple[str, Answer, str]] = [
    ("shorter than its length", answer(BODY, length=len(BODY) + 9), "broke off"),
    ("longer than its length", answer(BODY, length=len(BODY) - 9), "incomplete"),
    ("half, then closed", answer(HALF, length=-1), "incomplete"),
    ("a chunk is cut", CHUNKED + b"%x\r\n" % len(BODY) + HALF, "broke off"),
    ("no last chunk", CHUNKED + b"%x\r\n" % len(BODY) + BODY + b"\r\n", "broke off"),
    ("nothing at all", b"", "broke off"),
    ("no HTTP", b"220 mail.example.org ESMTP\r\n\r\n", "broke off"),
    ("a huge header", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n", "broke off"),
    ("gzip cut", answer(gzipped(BODY)[:-12], Content_Encoding="gzip"), "ends in the middle"),
    ("gzip that is none", answer(BODY, Content_Encoding="gzip"), "damaged"),
    ("not UTF-8", answer(BODY.replace(b"Ada", b"\xc4da")), "incomplete or garbled"),
    ("nested without end", answer(b"[" * 100_000), "incomplete or garbled"),
    ("plain text", answer(b"It works!"), "incomplete or garbled"),
    ("500", answer(b"oops", 500), "500 (Internal Server Error)"),
    ("502", answer(HTML, 502), "502 (Bad Gateway)"),
]

LASTING: list[tuple[str, Answer, str]] = [
    ("HTML instead of JSON", answer(HTML), "a web page instead of papers"),
    ("404", answer(b'{"error": "No \x1b[31mdailies"}', 404), "404 (Not Found): No \u241b[31mdailies"),
    ("400", answer(b'{"error": ["x"]}', 400), "400 (Bad Request)"),
    ("a status of its own", answer(b"", 477), "477 (an unknown status)"),
    ("304 unasked", answer(b"", 304), "304"),
    ("packed otherwise", answer(BODY, Content_Encoding="br"), "not asked for"),
    ("gzip bomb", answer(_bomb(16), Content_Encoding="gzip"), "larger than 10,485,760 bytes"),
    ("two gzip members, both large", answer(_bomb(6) * 2, Content_Encoding="gzip"), "larger than 10,485,760"),
    ("large and plain", answer(b" " * (11 * 2**20)), "larger than 10,485,760 bytes"),
    ("redirect to nowhere", answer(b"", 302), "redirects more than 5 times"),
]


def _cases(table: list[tuple[str, Answer, str]]) -> Callable[..., object]:
    return pytest.mark.parametrize(
        ("fault", "said"), [case[1:] for case in table], ids=[case[0] for case in table]
    )


@_cases(PASSING)
def test_passing_trouble_is_tried_again_and_then_told(
    server: Server, reader: Reader, fault: Answer, said: str
) -> None:
    server.on(PATH, fault)
    outcome = reader.fetch(DAY)
    assert isinstance(outcome.error, FetchError)
    assert said in outcome.message
    assert is_safe(outcome.message)
    assert (outcome.papers, len(server.asked)) == ([], 3)
    assert sum(reader.time.slept) == pytest.approx(2.5)


@_cases(PASSING)
def test_passing_trouble_passes(server: Server, reader: Reader, fault: Answer, said: str) -> None:  # noqa: ARG001
    server.on(PATH, fault, PAGE)
    outcome = reader.fetch(DAY)
    assert (outcome.error, len(outcome.papers)) == (None, 2)


@_cases(LASTING)
def test_lasting_trouble_is_told_at_once(server: Server, reader: Reader, fault: Answer, said: str) -> None:
    server.on(PATH, fault)
    outcome = reader.fetch(DAY)
    assert isinstance(outcome.error, FetchError)
    assert said in outcome.message
    assert is_safe(outcome.message)
    assert outcome.papers == []
    assert reader.time.slept == []


def test_a_gzip_bomb_takes_no_memory(server: Server, reader: Reader) -> None:
    server.on(PATH, PAGE, answer(_bomb(96), Content_Encoding="gzip"))
    reader.fetch(DAY)
    tracemalloc.start()
    try:
        assert "larger than" in reader.fetch(DAY).message
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 50 * 2**20


def test_bytes_on_the_wire_are_bounded(server: Server, reader: Reader) -> None:
    reader.limits = Limits(wire=1_000)
    server.on(PATH, answer(gzipped(random.Random(7).randbytes(2_000)), Content_Encoding="gzip"))
    assert "larger than 1,000 bytes" in reader.fetch(DAY).message


def test_gzip_in_several_members_is_one_answer(server: Server, reader: Reader) -> None:
    server.on(PATH, answer(gzipped(BODY[:90]) + gzipped(BODY[90:]), Content_Encoding="gzip"))
    assert len(reader.fetch(DAY).papers) == 2


def test_a_web_page_is_no_feed(server: Server, reader: Reader) -> None:
    server.on("/rss", answer(HTML))
    assert "a web page instead" in reader.fetch(f"feed:{server.url}/rss").message


@pytest.mark.parametrize("body", [RSS[:-9], RSS + RSS[:40], "", "{}"])
def test_half_a_feed_is_none(server: Server, reader: Reader, body: str) -> None:
    server.on("/rss", answer(body, length=-1))
    outcome = reader.fetch(f"feed:{server.url}/rss")
    assert "incomplete" in outcome.message
    assert outcome.papers == []


class Drip:
    """Sends one byte after another until the other side hangs up."""

    def __init__(self, start: bytes) -> None:
        self._start = start
        self.hung_up = threading.Event()

    def __call__(self, connection: socket.socket, _asked: Asked) -> None:
        connection.settimeout(0.002)
        connection.sendall(self._start)
        try:
            while not self._is_closed(connection):
                connection.sendall(b"x")
        finally:
            self.hung_up.set()

    def _is_closed(self, connection: socket.socket) -> bool:
        try:
            return connection.recv(1) == b""
        except TimeoutError:
            return False


DRIPS = {
    "body": b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n[",
    "header": b"HTTP/1.1 200 OK\r\nX: ",
    "silence": b"",
}


@pytest.mark.parametrize("part", DRIPS)
def test_a_server_that_drips_is_cut_off(server: Server, reader: Reader, part: str) -> None:
    drip = Drip(DRIPS[part])
    server.on(PATH, drip)
    reader.time = FakeTime(tick=6.0)
    outcome = reader.fetch(DAY)
    assert "did not answer within 30 seconds" in outcome.message
    assert drip.hung_up.wait(5)


@pytest.mark.parametrize("part", DRIPS)
def test_a_cancellation_is_felt_while_a_server_drips(server: Server, reader: Reader, part: str) -> None:
    drip = Drip(DRIPS[part])
    server.on(PATH, drip)
    outcome = reader.fetch(DAY, cancelled=lambda _outcome: bool(server.asked))
    assert (outcome.error, outcome.items) == (None, [])
    assert drip.hung_up.wait(5)


def test_a_cancellation_is_felt_while_a_name_is_looked_up(
    server: Server, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, go_on, look_up = threading.Event(), threading.Event(), socket.getaddrinfo

    def getaddrinfo(*args: object, **named: object) -> object:
        asked.set()
        go_on.wait(30)
        return look_up(*args, **named)  # type: ignore[arg-type] # as given

    server.on(PATH, PAGE)
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    outcome = reader.fetch(DAY, cancelled=lambda _outcome: asked.is_set())
    assert (outcome.error, outcome.items) == (None, [])
    go_on.set()
    for thread in threading.enumerate():
        if thread.name == "paper-tui-fetch":
            thread.join(5)
    assert server.asked == []


def test_redirects_share_one_wall_clock(server: Server, reader: Reader) -> None:
    server.on(PATH, answer(b"", 302, Location=PATH))
    reader.limits = Limits(redirects=1_000, wall=0.05)
    reader.time = FakeTime(tick=0.01)
    assert "did not answer within" in reader.fetch(DAY).message


def test_five_redirects_are_followed(server: Server, reader: Reader) -> None:
    for hop, status in enumerate((301, 302, 303, 307, 308)):
        server.on(PATH if hop == 0 else f"/{hop}", answer(b"", status, Location=f"/{hop + 1}"))
    server.on("/5", PAGE)
    assert len(reader.fetch(DAY).papers) == 2


def test_a_circle_of_redirects_is_left(server: Server, reader: Reader) -> None:
    server.on(PATH, answer(b"", 302, Location="/there"))
    server.on("/there", answer(b"", 302, Location=PATH))
    assert "redirects more than 5 times" in reader.fetch(DAY).message
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "javascript:alert(1)",
        "data:application/json,[]",
        "//[::1]:PORT/x",
        "http://127.0.0.1:PORT/x",
        "http://localhost:PORT/x",
        "http://a.localhost:PORT/x",
        "http://[::ffff:127.0.0.1]:PORT/x",
        "http://2130706433:PORT/x",
        "http://127.1:PORT/x",
        "http://0.0.0.0:PORT/x",
        "http://rebound.example.org:PORT/x",
        "http://10.0.0.1/x",
        "http://169.254.169.254/latest",
        "http://[fe80::1%25eth0]/x",
        "http://user:secret@example.org/x",
        "http://example.org:99999/x",
        "http://[bad/x",
    ],
)
def test_no_redirect_leads_to_a_private_place(
    server: Server, reader: Reader, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    with running() as inner:
        port = inner.url.rpartition(":")[2]
        _resolve(monkeypatch, "rebound.example.org", "127.0.0.1")
        inner.on("/x", PAGE)
        server.on(PATH, answer(b"", 302, Location=target.replace("PORT", port)))
        outcome = reader.fetch(DAY)
        assert "was not asked" in outcome.message
        assert (outcome.papers, inner.asked) == ([], [])


def test_a_private_host_that_the_user_names_is_asked(server: Server, reader: Reader) -> None:
    with running() as inner:
        inner.on("/x", PAGE)
        server.on(PATH, answer(b"", 302, Location=f"{inner.url}/x"))
        reader.allow = frozenset({inner.url.removeprefix("http://")})
        assert len(reader.fetch(DAY).papers) == 2


def test_the_service_itself_is_not_asked_at_a_private_address(
    server: Server, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    _resolve(monkeypatch, "huggingface.co", "127.0.0.1", int(server.url.rpartition(":")[2]))
    reader.bases = {}
    assert "leads to a private address" in reader.fetch(DAY).message
    assert server.asked == []


def _resolve(monkeypatch: pytest.MonkeyPatch, name: str, address: str, port: int | None = None) -> None:
    """Let one name lead to an address, as a hostile name server can."""
    look_up = socket.getaddrinfo

    def getaddrinfo(host: str, asked: int, *args: int, **named: int) -> object:
        return look_up(address if host == name else host, port or asked, *args, **named)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_offline_is_said_plainly(server: Server, reader: Reader) -> None:
    server.stop()
    outcome = reader.fetch(DAY)
    assert "127.0.0.1 cannot be reached" in outcome.message
    assert outcome.message.endswith(
        "no paper was fetched. Check the connection to the network, then fetch again."
    )
    assert reader.time.slept == []


def test_a_name_that_cannot_be_looked_up_is_said_plainly(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def getaddrinfo(*_args: object, **_named: object) -> object:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    outcome = reader.fetch("feed:https://papers.example.org/rss")
    assert "papers.example.org cannot be reached" in outcome.message
    assert "Name or service not known" in outcome.message


def test_a_server_that_speaks_no_tls_is_said_plainly(server: Server, reader: Reader) -> None:
    server.on("/rss", answer(RSS))
    outcome = reader.fetch(f"feed:{server.url.replace('http:', 'https:')}/rss")
    assert "127.0.0.1 cannot be reached" in outcome.message


def test_a_folder_that_cannot_be_written_is_said_plainly(
    server: Server, reader: Reader, tmp_path: Path
) -> None:
    reader.folder = tmp_path / "file"
    reader.folder.write_text("in the way")
    outcome = reader.fetch(DAY)
    assert "cannot be written" in outcome.message
    assert not isinstance(outcome.error, Busy)
    assert server.asked == []


@pytest.fixture
def proxied(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", server.url)
    return server


def test_the_proxy_of_the_environment_is_used_for_public_addresses(proxied: Server, reader: Reader) -> None:
    proxied.on("/rss", answer(RSS))
    assert len(reader.fetch("feed:http://papers.example.org/rss").papers) == 1
    assert proxied.asked[0].target == "http://papers.example.org/rss"
    proxied.on("/rss", answer(b"", 301, Location="http://feeds.example.net/new"))
    proxied.on("/new", answer(RSS))
    assert len(reader.fetch("feed:http://papers.example.org/rss").papers) == 1
    assert proxied.asked[-1].target == "http://feeds.example.net/new"


def test_a_proxy_opens_no_way_to_private_addresses(proxied: Server, reader: Reader) -> None:
    proxied.on("/rss", answer(b"", 302, Location="http://10.0.0.1/x"))
    assert "was not asked" in reader.fetch("feed:http://papers.example.org/rss").message
    assert len(proxied.asked) == 1


@pytest.mark.parametrize(
    ("name", "proxy"), [("http_proxy", "quic://127.0.0.1:1"), ("all_proxy", "socks5://127.0.0.1:1")]
)
def test_a_proxy_that_cannot_be_used_is_not_passed_by(
    server: Server, reader: Reader, monkeypatch: pytest.MonkeyPatch, name: str, proxy: str
) -> None:
    monkeypatch.setenv(name, proxy)
    monkeypatch.delenv("no_proxy", raising=False)
    server.on("/rss", answer(RSS))
    assert " cannot be " in reader.fetch(f"feed:{server.url}/rss").message
    assert server.asked == []


def test_passwords_kept_for_other_programs_are_not_sent(
    server: Server, reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ada password secret")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    server.on(PATH, PAGE)
    reader.fetch(DAY)
    assert "authorization" not in server.asked[0].headers


FRAMINGS = {
    "length": answer(BODY),
    "chunked": CHUNKED + b"%x\r\n" % len(BODY) + BODY + b"\r\n0\r\n\r\n",
    "until the end": answer(BODY, length=-1),
    "gzip until the end": answer(gzipped(BODY), length=-1, Content_Encoding="gzip"),
}


@pytest.mark.parametrize("framing", FRAMINGS)
def test_an_answer_cut_anywhere_brings_nothing_and_a_whole_one_all(
    server: Server, reader: Reader, framing: str
) -> None:
    whole = FRAMINGS[framing]
    cuts = sorted(
        {*random.Random(3).sample(range(len(whole)), 8), len(whole) - 1, whole.index(b"\r\n\r\n") + 4}
    )
    for cut in cuts:
        server.on(PATH, whole[:cut])
        outcome = reader.fetch(DAY)
        assert (outcome.papers, type(outcome.error)) == ([], Interrupted), cut
    server.on(PATH, whole)
    assert len(reader.fetch(DAY).papers) == 2
