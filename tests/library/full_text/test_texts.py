"""Full texts: fetched in order from services, kept, bounded, attached."""

from __future__ import annotations

import gzip
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.documents.errors import DocumentError
from paper_tui.documents.model import plain
from paper_tui.library.full_text.paper_text import KeepPolicy, TextNotFoundError
from paper_tui.library.full_text.texts import Texts
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.sources.services import FetchSettings, Limits
from paper_tui.store.texts import FOLDER, TextFolder
from tests.library.helpers import paper
from tests.sources.services.helpers import FakeTime, Server, answer, running

PAGE = (Path(__file__).parents[2] / "documents" / "papers" / "rivers.html.gz").read_bytes()
STUB = "<html><body><p>No HTML is available for this paper.</p></body></html>"
FAILED = (
    "<html><head><title>Untitled Document</title></head><body><article class='ltx_document'>"
    "<p class='ltx_p'><span class='ltx_ERROR'>\\setboolean</span> long</p></article></body></html>"
)
FATAL = "<html><body><p>Conversion to HTML had a Fatal error and exited abruptly.</p>{}</body></html>"
OTHER = (
    "<html><body><main>"
    + "<p>Here one logs in to the network of the hotel.</p>" * 40
    + "</main></body></html>"
)
MARKDOWN = "# Rivers\n\n## 1 Banks\n\n" + "Water runs where the ground lets it, and $x^2$ is wet.\n\n" * 20


def page(mark: str = "") -> bytes:
    """A page as arXiv serves it, with its mark in the margin."""
    text = gzip.decompress(PAGE).decode()
    return text.replace("<article", f"<div id='watermark-tr'>{mark}</div><article", 1).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    return Texts(tmp_path, lambda key: key == "arxiv:1706.03762")


def settings(server: Server, folder: Path, **limits: float) -> FetchSettings:
    """arXiv and ar5iv are different hosts, and pauses take no time."""
    hosts = {"arxiv-html": "127.0.0.1", "ar5iv": "localhost", "hf-papers": "127.0.0.1"}
    urls = {name: f"{server.url.replace('127.0.0.1', host)}/{name}" for name, host in hosts.items()}
    timing = replace(FakeTime().timing, steady=time.monotonic) if limits else FakeTime().timing
    return FetchSettings(folder / "pacing", urls, limits=Limits(**limits), timing=timing)


def rivers(version: int | None = None) -> Paper:
    return replace(paper("How Rivers Find the Sea", arxiv_id="1706.03762"), arxiv_version=version)


def asked(server: Server) -> list[str]:
    return [each.target for each in server.asked]


def test_arxiv_is_asked_first_and_the_page_is_kept_as_it_came(
    server: Server, texts: Texts, tmp_path: Path
) -> None:
    server.on("/arxiv-html/html/1706.03762", answer(page("arXiv:1706.03762v7 [cs.CL] 2 Aug 2023")))
    text = texts.fetch(rivers(), settings(server, tmp_path))
    assert (text.source, text.version, text.is_kept, text.missing) == ("arXiv", 7, True, ())
    assert plain(text.document.title).startswith("How Rivers")
    assert asked(server) == ["/arxiv-html/html/1706.03762"]
    (kept,) = (tmp_path / FOLDER).iterdir()
    assert kept.read_bytes() == page("arXiv:1706.03762v7 [cs.CL] 2 Aug 2023")
    again = texts.get(rivers())
    assert again is not None
    assert again.document == text.document
    assert again.address == "https://arxiv.org/html/1706.03762v7"


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        (answer(b"", 404), "404"),
        (answer(STUB), "no text of this paper"),
        (answer(FAILED), "failed"),
        (answer(FATAL.format("").encode()), "broke off"),
        (answer(OTHER), "not the paper"),
        (answer(b"", 200), "empty"),
        (answer(b"\x1f\x8b" + b"\0" * 50, 200), "damaged"),
        (answer(b"", 429, retry_after="4000"), "left alone"),
    ],
    ids=["404", "stub", "failed", "fatal", "portal", "empty", "garbage", "429"],
)
def test_a_source_without_the_paper_is_passed_over_and_said_so(
    server: Server, texts: Texts, tmp_path: Path, first: bytes, reason: str
) -> None:
    server.on("/arxiv-html/html/1706.03762", first)
    server.on("/ar5iv/html/1706.03762", answer(page()))
    text = texts.fetch(rivers(), settings(server, tmp_path))
    assert text.source == "ar5iv"
    assert len(text.missing) == 1
    assert text.missing[0].startswith("arXiv: ")
    assert reason in text.missing[0]


def test_markdown_of_hugging_face_comes_last(server: Server, texts: Texts, tmp_path: Path) -> None:
    server.on("/hf-papers/papers/1706.03762.md", answer(MARKDOWN))
    text = texts.fetch(rivers(), settings(server, tmp_path))
    assert (text.source, text.document.source) == ("Hugging Face", "markdown")
    assert len(text.missing) == 2


def test_without_any_text_each_source_says_why(server: Server, texts: Texts, tmp_path: Path) -> None:
    server.on("/arxiv-html/html/1706.03762", answer(STUB))
    with pytest.raises(TextNotFoundError) as caught:
        texts.fetch(rivers(), settings(server, tmp_path))
    assert str(caught.value).count("404") == 2
    assert "arXiv: The page says" in str(caught.value)
    assert texts.room() == (0, 0)


def test_without_a_connection_no_source_is_said_to_lack_the_text(
    server: Server, texts: Texts, tmp_path: Path
) -> None:
    asked = settings(server, tmp_path)
    server.stop()
    with pytest.raises(TextNotFoundError, match=r"^No service can be reached\. arXiv: ") as caught:
        texts.fetch(rivers(), asked)
    assert str(caught.value).endswith("Check the connection to the network.")
    assert "ar5iv" not in str(caught.value)


def test_a_paper_without_an_arxiv_id_needs_a_file(server: Server, texts: Texts, tmp_path: Path) -> None:
    with pytest.raises(TextNotFoundError, match="no arXiv id"):
        texts.fetch(paper("A Book"), settings(server, tmp_path))
    assert server.asked == []


def test_the_known_version_is_asked_for_and_a_newer_one_is_told(
    server: Server, texts: Texts, tmp_path: Path
) -> None:
    server.on("/arxiv-html/html/1706.03762v2", answer(page("arXiv:1706.03762v2 [cs.CL]")))
    assert not texts.fetch(rivers(2), settings(server, tmp_path)).is_outdated
    kept = texts.get(rivers(3))
    assert kept is not None
    assert kept.is_outdated
    server.on("/arxiv-html/html/1706.03762v3", answer(page("arXiv:1706.03762v3 [cs.CL]")))
    assert texts.fetch(rivers(3), settings(server, tmp_path)).version == 3
    assert texts.room()[0] == 2  # the older one stays, to tell what changed


def test_a_slow_server_is_given_up(server: Server, texts: Texts, tmp_path: Path) -> None:
    def never(connection: object, _asked: object) -> None:
        connection.recv(1)  # type: ignore[attr-defined]  # a socket

    server.on("/arxiv-html/html/1706.03762", never)
    server.on("/ar5iv/html/1706.03762", answer(page()))
    text = texts.fetch(rivers(), settings(server, tmp_path, wall=0.3))
    assert "did not answer" in text.missing[0]


def test_a_cancelled_fetch_keeps_nothing(server: Server, texts: Texts, tmp_path: Path) -> None:
    stop = threading.Event()

    def cancelling(connection: object, _asked: object) -> None:
        stop.set()
        connection.recv(1)  # type: ignore[attr-defined]  # a socket

    server.on("/arxiv-html/html/1706.03762", cancelling)
    with pytest.raises(Cancelled):
        texts.fetch(rivers(), settings(server, tmp_path), cancel=CancelToken(stop.is_set))
    assert texts.room() == (0, 0)


@pytest.mark.parametrize(
    ("keep", "number", "kept"),
    [
        ("opened", "1706.03762", True),
        ("never", "1706.03762", False),
        ("bookmarked", "1706.03762", True),
        ("bookmarked", "1706.03763", False),
    ],
)
def test_what_is_kept_is_a_setting(
    server: Server, texts: Texts, tmp_path: Path, keep: str, number: str, kept: bool
) -> None:
    server.on(f"/arxiv-html/html/{number}", answer(page()))
    one = paper("A Paper of Rivers", arxiv_id=number)
    text = texts.fetch(one, settings(server, tmp_path), KeepPolicy(keep))  # type: ignore[arg-type]  # one of three
    assert text.is_kept is kept
    assert texts.has(one.key) is kept
    assert texts.kept()(one.key) is kept


def test_the_least_recently_read_goes_first_and_attached_files_never(tmp_path: Path) -> None:
    folder = TextFolder(tmp_path)
    for count, source in enumerate(("attached", "arxiv-html", "arxiv-html", "ar5iv")):
        kept = folder.write(PaperKey(f"arxiv:1706.0000{count}"), source, 1, b"x" * 100)
        os.utime(tmp_path / FOLDER / kept.name, (1000 + count, 1000 + count))
    folder.read(folder.all()[1])  # the second one is read now
    assert time.time() - folder.all()[-1].read < 60
    newest = folder.write(PaperKey("arxiv:1706.00009"), "arxiv-html", 1, b"x" * 100)
    removed = folder.make_room(220, newest)
    assert [kept.stem[-1] for kept in removed] == ["2", "3"]
    assert {kept.stem[-1] for kept in folder.all()} == {"0", "1", "9"}


def test_an_attached_file_goes_before_every_other(server: Server, texts: Texts, tmp_path: Path) -> None:
    server.on("/arxiv-html/html/1706.03762", answer(page()))
    texts.fetch(rivers(), settings(server, tmp_path))
    texts.attach(rivers(), MARKDOWN.encode())
    text = texts.get(rivers())
    assert text is not None
    assert (text.source, text.document.source) == ("attached file", "markdown")
    assert texts.detach(rivers())
    assert not texts.detach(rivers())
    text = texts.get(rivers())
    assert text is not None
    assert text.source == "arXiv"


def test_a_file_without_a_text_is_not_attached(texts: Texts) -> None:
    with pytest.raises(DocumentError):
        texts.attach(rivers(), b"\0\0\0")
    assert texts.room() == (0, 0)


def test_keys_of_any_length_and_letters_have_a_file_of_their_own(tmp_path: Path) -> None:
    folder = TextFolder(tmp_path)
    keys = [PaperKey(key) for key in ("doi:10.1/" + "a" * 400, "doi:10.1/" + "a" * 401, "doi:10.1/../../é!~")]
    for key in keys:
        folder.write(key, "arxiv-html", 0, key.encode())
    for key in keys:
        kept = folder.find(key)
        assert kept is not None
        assert folder.read(kept) == key.encode()
    assert all(path.parent == tmp_path / FOLDER for path in (tmp_path / FOLDER).rglob("*"))


def test_a_kept_text_is_opened_without_asking_anyone(server: Server, texts: Texts, tmp_path: Path) -> None:
    server.on("/arxiv-html/html/1706.03762v2", answer(page("arXiv:1706.03762v2 [cs.CL]")))
    how = settings(server, tmp_path)
    assert texts.open(rivers(2), how).version == 2
    assert texts.open(rivers(2), how).version == 2
    assert len(server.asked) == 1
    texts.open(rivers(2), how, again=True)
    assert len(server.asked) == 2


def test_a_newer_version_is_fetched_on_opening_or_the_kept_text_stays(
    server: Server, texts: Texts, tmp_path: Path
) -> None:
    server.on("/arxiv-html/html/1706.03762v2", answer(page("arXiv:1706.03762v2 [cs.CL]")))
    how = settings(server, tmp_path)
    texts.open(rivers(2), how)
    kept = texts.open(rivers(3), how)
    assert (kept.version, kept.is_outdated) == (2, True)
    assert asked(server)[-1] == "/arxiv-html/html/1706.03762v3"  # and no service without versions
    server.on("/arxiv-html/html/1706.03762v3", answer(page("arXiv:1706.03762v3 [cs.CL]")))
    newer = texts.open(rivers(3), how)
    assert (newer.version, newer.is_outdated) == (3, False)


def test_the_version_is_told_from_where_a_redirect_leads(
    server: Server, texts: Texts, tmp_path: Path
) -> None:
    server.on("/arxiv-html/html/1706.03762", answer(b"", 301, location="/arxiv-html/html/1706.03762v5"))
    server.on("/arxiv-html/html/1706.03762v5", answer(page()))
    assert texts.open(rivers(), settings(server, tmp_path)).version == 5
