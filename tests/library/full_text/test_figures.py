"""Images of figures: beside an attached text, in the page itself, fetched from the page's server."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.documents.figures import PaperFigure, figures
from paper_tui.library.full_text.figures import FigureNotFoundError
from paper_tui.library.full_text.texts import Texts
from paper_tui.network import offline
from paper_tui.papers.paper import Paper
from paper_tui.sources.services import FetchSettings, Limits
from tests.library.helpers import paper
from tests.sources.services.helpers import FakeTime, Server, answer, running

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
"""One red pixel."""
RIVERS = replace(paper("How Rivers Find the Sea", arxiv_id="1706.03762"), arxiv_version=7)
ROOM = 100_000_000
WORDS = "<p class='ltx_p'>Water runs where the ground lets it, and it turns now and then.</p>" * 20


def page(*sources: str, head: str = "") -> bytes:
    """A page as arXiv serves it, with a figure for each address."""
    drawn = "".join(
        f"<figure class='ltx_figure' id='S1.F{number}'><img src='{source}' class='ltx_graphics' alt='curve'>"
        f"<figcaption class='ltx_caption'>Figure {number}: The rise of the water.</figcaption></figure>"
        for number, source in enumerate(sources, 1)
    )
    title = "<h1 class='ltx_title ltx_title_document'>How Rivers Find the Sea</h1>"
    mark = "<div id='watermark-tr'>arXiv:1706.03762v7 [cs.CL] 2 Aug 2023</div>"
    body = f"{mark}<article class='ltx_document'>{title}<section class='ltx_section'>{drawn}{WORDS}</section>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</article></body></html>".encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    return Texts(tmp_path / "library", lambda _: False)


def settings(server: Server, folder: Path) -> FetchSettings:
    urls = {"arxiv-html": server.url}
    timing = FakeTime().timing
    return FetchSettings(folder / "pacing", urls, limits=Limits(), timing=timing)


def fetched(texts: Texts, server: Server, folder: Path, *sources: str, head: str = "") -> list[PaperFigure]:
    """The figures of a text that was fetched from arXiv."""
    server.on("/html/1706.03762v7", answer(page(*sources, head=head)))
    return list(figures(texts.fetch(RIVERS, settings(server, folder)).document))


def opened(texts: Texts, figure: PaperFigure, allowed: FetchSettings, of: Paper = RIVERS) -> bytes:
    return texts.figures.open(of, figure, allowed, ROOM, doing=lambda _: None)


def test_an_image_is_fetched_once_from_the_folder_of_its_page_and_kept(
    texts: Texts, server: Server, tmp_path: Path
) -> None:
    (figure,) = fetched(texts, server, tmp_path, "x1.png")
    assert (figure.label, figure.caption) == ("Figure 1", "The rise of the water.")
    server.on("/html/1706.03762v7/x1.png", answer(PNG, Content_Type="image/png"))
    assert opened(texts, figure, settings(server, tmp_path)) == PNG
    with offline(wanted=True):
        assert opened(texts, figure, settings(server, tmp_path)) == PNG
    assert [each.target for each in server.asked].count("/html/1706.03762v7/x1.png") == 1
    assert texts.room()[1] > len(PNG)


@pytest.mark.parametrize(
    ("source", "head", "target"),
    [
        ("1706.03762v7/x1.png", "", "/html/1706.03762v7/x1.png"),
        ("x1.png", "<base href='/html/1706.03762v7/'>", "/html/1706.03762v7/x1.png"),
        ("/html/1706.03762v7/sub/x1.png", "", "/html/1706.03762v7/sub/x1.png"),
    ],
)
def test_addresses_are_read_as_a_browser_reads_them(
    texts: Texts, server: Server, tmp_path: Path, source: str, head: str, target: str
) -> None:
    (figure,) = fetched(texts, server, tmp_path, source, head=head)
    server.on(target, answer(PNG, Content_Type="image/png"))
    assert opened(texts, figure, settings(server, tmp_path)) == PNG


@pytest.mark.parametrize("source", ["https://tracker.example/x.png", "//tracker.example/x.png"])
def test_an_image_on_another_server_is_not_asked_for(
    texts: Texts, server: Server, tmp_path: Path, source: str
) -> None:
    (figure,) = fetched(texts, server, tmp_path, source)
    with pytest.raises(FigureNotFoundError, match="on another server"):
        opened(texts, figure, settings(server, tmp_path))
    assert len(server.asked) == 1


def test_without_a_network_or_an_image_it_says_why(texts: Texts, server: Server, tmp_path: Path) -> None:
    (figure,) = fetched(texts, server, tmp_path, "x1.png")
    with offline(wanted=True), pytest.raises(FigureNotFoundError, match="offline"):
        opened(texts, figure, settings(server, tmp_path))
    with pytest.raises(FigureNotFoundError, match="404"):
        opened(texts, figure, settings(server, tmp_path))


def test_images_beside_an_attached_text_are_kept_those_outside_of_its_folder_are_not(
    texts: Texts, server: Server, tmp_path: Path
) -> None:
    folder = tmp_path / "page"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a b.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    sources = (
        "sub/a%20b.png",
        "../secret.png",
        "link.png",
        str(tmp_path / "secret.png"),
        "file:///etc/passwd",
    )
    text = texts.attach(RIVERS, page(*sources), folder)
    inside, *outside = figures(text.document)
    assert texts.figures.kept(RIVERS, inside) == PNG
    for figure in outside:
        with pytest.raises(FigureNotFoundError):
            opened(texts, figure, settings(server, tmp_path))
    assert server.asked == []


def test_another_attached_text_does_not_get_the_images_of_the_one_before(
    texts: Texts, tmp_path: Path
) -> None:
    (tmp_path / "x1.png").write_bytes(PNG)
    (figure,) = figures(texts.attach(RIVERS, page("x1.png"), tmp_path).document)
    texts.attach(RIVERS, page("x1.png") + b" ", None)
    assert texts.figures.kept(RIVERS, figure) is None


def test_a_drawing_in_the_page_itself_is_found_there_without_its_scripts(texts: Texts) -> None:
    drawing = (
        '<svg viewBox="0 0 90 60" onload="go()"><script>go()</script><path d="M 0 0 L 9 9" stroke="red"/>'
        '<foreignObject width="10" height="8"><math alttext="\\alpha"></math></foreignObject></svg>'
    )
    image = b"<img src='x1.png' class='ltx_graphics' alt='curve'>"
    html = page("x1.png").replace(image, drawing.encode())
    assert b"<svg" in html
    (figure,) = figures(texts.attach(RIVERS, html).document)
    found = texts.figures.kept(RIVERS, figure)
    assert found is not None
    assert b"go()" not in found
    assert b'd="M 0 0 L 9 9"' in found
    assert "α".encode() in found


def test_an_image_in_the_page_itself_is_found_there(texts: Texts) -> None:
    url = "data:image/png;base64," + base64.b64encode(PNG).decode()
    (figure,) = figures(texts.attach(RIVERS, page(url)).document)
    assert len(figure.source) < 100
    assert texts.figures.kept(RIVERS, figure) == PNG
