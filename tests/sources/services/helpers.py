"""A server on 127.0.0.1 that says exactly what a test scripts, byte for byte, and a clock that tests own."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Context, Item
from paper_tui.sources.services import FetchSettings, FetchState, Limits, Progress, Timing, fetch

NOON = 1_793_707_200.0
"""2026-11-03 12:00 UTC."""


TLS = b"\x16\x03"
"""The first bytes of a TLS client."""


def is_safe(text: str) -> bool:
    """Return whether a text may be drawn as it is."""
    return clean_line(text, 1_000_000) == text


@dataclass(frozen=True)
class Asked:
    """A request as the server saw it."""

    target: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def query(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.target).query).items()}


Script = Callable[[socket.socket, Asked], None]
Answer = bytes | Script


@dataclass
class Server:
    """Answers each path with its scripted answers in turn; the last one stays."""

    listener: socket.socket
    url: str
    routes: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _talks: list[tuple[socket.socket, threading.Thread]] = field(default_factory=list)

    def on(self, path: str, *answers: Answer) -> None:
        self.routes[path] = list(answers)

    def stop(self) -> None:
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def serve(self) -> None:
        """Accept until stopped, then end every talk, so that no socket outlives its test."""
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                break
            thread = threading.Thread(target=self._handle, args=(connection,), daemon=True)
            self._talks.append((connection, thread))
            thread.start()
        for connection, thread in self._talks:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            thread.join(5)

    def _handle(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65_536)
                if not piece or piece.startswith(TLS):
                    return
                head += piece
            top, _, body = head.partition(b"\r\n\r\n")
            first, *lines = top.decode("latin-1").split("\r\n")
            headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
            while len(body) < int(headers.get("content-length", 0)):
                body += connection.recv(65_536)
            asked = Asked(first.split(" ")[1], headers, body)
            with self._lock:
                self.asked.append(asked)
                answers = self.routes.get(urlsplit(asked.target).path, [answer(b"", 404)])
                scripted = answers.pop(0) if len(answers) > 1 else answers[0]
            if callable(scripted):
                scripted(connection, asked)
            else:
                connection.sendall(scripted)


@contextmanager
def running() -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(listener, f"http://127.0.0.1:{listener.getsockname()[1]}")
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        yield server
        server.stop()
    thread.join(5)


def answer(
    body: bytes | str | object, status: int = 200, /, *, length: int | None = None, **headers: str
) -> bytes:
    """A whole answer; a length that is not the body's makes it a lie, -1 leaves it out."""
    raw = (
        body
        if isinstance(body, bytes)
        else body.encode()
        if isinstance(body, str)
        else json.dumps(body).encode()
    )
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if length != -1:
        named["Content-Length"] = str(len(raw) if length is None else length)
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status} Whatever\r\n{lines}Connection: close\r\n\r\n".encode("latin-1") + raw


def gzipped(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


def daily_item(number: int, votes: int = 3, day: str = "2026-09-03") -> dict[str, object]:
    """A record of the daily papers service, in its shape."""
    return {
        "paper": {
            "id": f"2609.{number:05}",
            "authors": [{"_id": "a", "name": "Ada Lovelace", "hidden": False}],
            "publishedAt": f"{day}T00:00:00.000Z",
            "submittedOnDailyAt": f"{day}T03:00:00.000Z",
            "title": f"A Study of Engine {number}",
            "summary": f"We look at engine {number} from all sides.",
            "upvotes": votes,
            "githubRepo": f"https://github.com/ada/engine-{number}",
            "githubStars": 12,
            "ai_summary": f"Engine {number}, looked at.",
            "ai_keywords": ["engines"],
            "projectPage": f"https://engine-{number}.example.org",
        },
        "publishedAt": f"{day}T00:00:00.000Z",
        "title": f"A Study of Engine {number}",
        "summary": f"We look at engine {number} from all sides.",
        "numComments": 1,
        "organization": {"_id": "o", "name": "analytical", "fullname": "Analytical Society"},
    }


def daily_page(first: int, count: int) -> list[dict[str, object]]:
    return [daily_item(number) for number in range(first, first + count)]


def atom(first: int, count: int, total: int | None = None) -> str:
    """A page of arXiv's query service, in its shape."""
    entries = "".join(_entry(number) for number in range(first, first + count))
    total = count if total is None else total
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        "<title>arXiv Query</title><id>http://arxiv.org/api/x</id><updated>2026-09-03T00:00:00-04:00</updated>"
        '<opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
        f"{total}</opensearch:totalResults>{entries}</feed>\n"
    )


def _entry(number: int) -> str:
    return (
        f"<entry><id>http://arxiv.org/abs/2609.{number:05}v1</id><published>2026-09-03T00:00:00Z</published>"
        f"<updated>2026-09-03T00:00:00Z</updated><title>A Study of Engine {number}</title>"
        f"<summary>We look at engine {number}.</summary><author><name>Ada Lovelace</name></author>"
        '<category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/></entry>'
    )


ARXIV_ERROR = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><entry>'
    "<id>http://arxiv.org/api/errors#incorrect_id_format_for_x</id><title>Error</title>"
    "<summary>incorrect id format for x</summary><author><name>arXiv api core</name></author></entry></feed>"
)

RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Engines</title><link>https://example.org</link>'
    "<description>All on engines</description><item><title>A Study of Engine 1</title>"
    "<link>https://example.org/1</link><description>We look at engine 1.</description></item></channel></rss>"
)

CSL = {"type": "article-journal", "title": "A Study of Engine 1", "DOI": "10.1000/engine.1", "id": "x"}


@dataclass
class FakeTime:
    """Stands still, except for sleeps and by a tick at each look."""

    moment: float = NOON
    tick: float = 0.0
    slept: list[float] = field(default_factory=list)

    def look(self) -> float:
        self.moment += self.tick
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += seconds

    @property
    def timing(self) -> Timing:
        return Timing(now=self.look, steady=self.look, sleep=self.sleep, jitter=lambda: 0.0)


@dataclass
class Outcome:
    """The result of a fetch for its caller."""

    items: list[Item] = field(default_factory=list)
    error: Exception | None = None
    progress: list[Progress] = field(default_factory=list)

    @property
    def papers(self) -> list[Paper]:
        return [item for item in self.items if isinstance(item, Paper)]

    @property
    def message(self) -> str:
        return str(self.error)


@dataclass
class Reader:
    """Fetches as the library would."""

    server: Server
    folder: Path
    time: FakeTime = field(default_factory=FakeTime)
    limits: Limits = field(default_factory=Limits)
    allow: frozenset[str] = frozenset()
    state: FetchState = field(default_factory=FetchState)
    bases: dict[str, str] | None = None
    """Addresses of services; by default the server's for each."""

    @property
    def settings(self) -> FetchSettings:
        here = dict.fromkeys(("daily", "arxiv", "doi"), self.server.url)
        bases = here if self.bases is None else self.bases
        return FetchSettings(self.folder, bases, self.allow, self.limits, self.time.timing)

    def fetch(self, spec: str, cancelled: Callable[[Outcome], bool] = lambda _outcome: False) -> Outcome:
        outcome = Outcome()
        items = fetch(
            spec,
            settings=self.settings,
            state=self.state,
            context=Context("fetch", date(2026, 11, 3), "2026-11-03T12:00:00.000Z"),
            progress=outcome.progress.append,
            cancel=CancelToken(lambda: cancelled(outcome)),
        )
        try:
            for item in items:
                outcome.items.append(item)
        except Exception as error:  # noqa: BLE001 -- a test looks at whatever it is
            outcome.error = error
        return outcome
