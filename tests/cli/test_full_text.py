"""`paper-tui text`: the text of a file in every form."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import pytest

from paper_tui.documents import decoding
from tests.cli.helpers import HOSTILE, RAW, Shell
from tests.pdf.test_identity import FILES
from tests.sources.services.helpers import Server, answer, running

PAGE = """<!DOCTYPE html><html><body><article class="ltx_document">
<h1 class="ltx_title ltx_title_document">Rivers of <math alttext="x^{2}">x</math></h1>
<div class="ltx_abstract"><h6 class="ltx_title ltx_title_abstract">Abstract</h6>
<p class="ltx_p">Short words.</p></div>
<section class="ltx_section" id="S1"><h2 class="ltx_title ltx_title_section">
<span class="ltx_tag">1 </span>Banks</h2>
<p class="ltx_p">The first bank<span class="ltx_note" id="footnote1"><sup class="ltx_note_mark">1</sup><span
class="ltx_note_outer">
<span class="ltx_note_content"><sup class="ltx_note_mark">1</sup>A bend.</span></span></span> is
<b>wide</b>, see <a href="#S1.SS2">below</a>.</p>
<section class="ltx_subsection" id="S1.SS2"><h3 class="ltx_title"><span class="ltx_tag">1.2 </span>Mud</h3>
<p class="ltx_p">Mud <math alttext="a&lt;b">a</math> settles.</p></section></section>
<section class="ltx_section" id="S2"><h2 class="ltx_title"><span class="ltx_tag">2 </span>Fish</h2>
<p class="ltx_p">Fish swim.</p></section>
</article></body></html>"""


def test_a_file_is_printed_without_a_library(shell: Shell) -> None:
    (shell.folder / "page.html").write_text(PAGE, "utf-8")
    said = shell("text", "page.html", "--width", "40")
    assert said.code == 0
    assert said.out.count("Rivers of") == 1
    assert "1 Banks" in said.out
    assert "The first bank" in said.out
    assert "A bend." in said.out
    assert max(map(len, said.out.splitlines())) <= 40
    assert not shell.library.exists()


def test_standard_input_may_be_compressed(shell: Shell) -> None:
    assert "Fish swim." in shell("text", "-", stdin=gzip.compress(PAGE.encode())).out


def test_the_outline_is_indented_by_level(shell: Shell) -> None:
    assert shell("text", "-", "--outline", stdin=PAGE.encode()).out.splitlines() == [
        "Abstract", "1 Banks", "  1.2 Mud", "2 Fish",
    ]  # fmt: skip


@pytest.mark.parametrize("wanted", ["1.2", "1.2.", "Section 1.2", "mud", "S1.SS2"])
def test_one_section_is_printed_by_number_title_or_anchor(shell: Shell, wanted: str) -> None:
    said = shell("text", "-", "--section", wanted, "--format", "markdown", stdin=PAGE.encode())
    assert "Mud $a<b$ settles." in said.out
    assert "Fish" not in said.out
    assert "bank" not in said.out


def test_a_section_holds_its_subsections(shell: Shell) -> None:
    said = shell("text", "-", "--section", "1", stdin=PAGE.encode())
    assert said.out.lstrip().startswith("1 Banks")
    assert "Mud" in said.out
    assert "Fish" not in said.out


def test_a_section_that_does_not_exist_is_said_to_be_none(shell: Shell) -> None:
    said = shell("text", "-", "--section", "7", stdin=PAGE.encode())
    assert (said.code, said.out) == (1, "")
    assert "there is no section 7; --outline shows all" in said.err


def test_markdown_keeps_formulas_and_footnotes(shell: Shell) -> None:
    said = shell("text", "-", "--format", "markdown", stdin=PAGE.encode())
    assert "# Rivers of $x^{2}$" in said.out
    assert "The first bank[^1] is **wide**, see below." in said.out
    assert "[^1]: A bend." in said.out


def test_json_holds_every_block_with_its_anchor(shell: Shell) -> None:
    record = json.loads(shell("text", "-", "--format", "json", stdin=PAGE.encode()).out)
    assert record["title"] == "Rivers of x^{2}"
    assert [entry["number"] for entry in record["outline"]] == ["", "1", "1.2", "2"]
    mud = next(block for block in record["blocks"] if block["text"].startswith("Mud a"))
    assert mud["parts"][1] == {"type": "math", "tex": "a<b"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.5 ...", "PDF"),
        (b"\0\1\2\3" * 100, "not text"),
        (b"<html><body><p>No HTML is available for this paper.</p></body></html>", "no text of this paper"),
    ],
)
def test_an_input_without_a_paper_is_refused_in_a_sentence(shell: Shell, data: bytes, message: str) -> None:
    said = shell("text", "-", stdin=data)
    assert (said.code, said.out) == (1, "")
    assert message in said.err


def test_nothing_raw_reaches_the_terminal(shell: Shell) -> None:
    page = PAGE.replace("Fish swim", f"Fish {HOSTILE} swim").replace("Mud </", f"Mud {HOSTILE}</")
    for form in ("text", "markdown", "json"):
        said = shell("text", "-", "--format", form, stdin=page.encode("utf-8", "surrogateescape"))
        assert not [mark for mark in RAW if mark in said.out + said.err]


def test_a_file_that_is_not_there_is_named(shell: Shell) -> None:
    said = shell("text", "nowhere.html")
    assert said.code == 1
    assert "nowhere.html" in said.err


@pytest.fixture
def server(shell: Shell) -> Iterator[Server]:
    """Services that texts come from, named in the configuration; pacing is remembered in the cache."""
    with running() as server:
        config = shell.folder / "home" / ".config" / "paper-tui"
        config.mkdir(parents=True)
        named = "\n".join(f'{name} = "{server.url}/{name}"' for name in NAMES)
        (config / "config.toml").write_text(f"[services]\n{named}\n")
        shell("import", shell.write("papers.jsonl", PAPER, OTHER_PAPER))
        yield server


NAMES = ("arxiv-html", "ar5iv", "hf-papers", "arxiv-pdf")
PAPER = {"title": "How Rivers Find the Sea", "arxiv_id": "1706.03762", "source": "arxiv"}
OTHER_PAPER = {"title": "A Book of Tides", "doi": "10.1000/tides", "source": "bibtex"}
LONG_PAGE = PAGE.replace("Fish swim.", "Fish swim in the river, again and again. " * 20)


def test_the_text_of_a_paper_is_fetched_once_and_read_offline_then(shell: Shell, server: Server) -> None:
    server.on("/arxiv-html/html/1706.03762", answer(LONG_PAGE))
    said = shell("text", "1706.03762", "--section", "2")
    assert "Fish swim" in said.out
    assert "text from arXiv" in said.err
    assert "Fish swim" in shell("text", "1706.03762").out
    assert len(server.asked) == 1
    assert "1 text, 0.0 MB of 500 MB" in shell("doctor").out


def test_a_paper_without_a_text_says_where_it_was_looked_for(shell: Shell, server: Server) -> None:
    said = shell("text", "10.1000/tides")
    assert (said.code, said.out) == (1, "")
    assert "no arXiv id" in said.err
    assert server.asked == []


def test_texts_are_fetched_ahead_for_a_query(shell: Shell, server: Server) -> None:
    server.on("/arxiv-html/html/1706.03762", answer(LONG_PAGE))
    said = shell("fetch", "--text", "rivers")
    assert said.code == 0
    assert said.out.splitlines()[-1] == "1 text fetched, 0 kept before, 0 not found"
    said = shell("fetch", "--text", "--quiet")
    assert said.code == 1
    assert said.out.splitlines() == ["0 texts fetched, 1 kept before, 1 not found"]
    assert len(server.asked) == 1


@pytest.mark.usefixtures("server")
def test_an_attached_file_is_the_text_until_it_is_removed(shell: Shell) -> None:
    (shell.folder / "tides.md").write_text("# Tides\n\n## 1 Neap\n\nThe *water* waits.\n")
    assert shell("attach", "10.1000/tides", "tides.md").code == 0
    said = shell("text", "10.1000/tides")
    assert "The water waits." in said.out
    assert "attached file" in said.err
    assert shell("attach", "10.1000/tides", "--remove").code == 0
    assert shell("attach", "10.1000/tides", "--remove").code == 1
    assert shell("text", "10.1000/tides").code == 1


@pytest.mark.usefixtures("server")
def test_a_file_that_holds_no_text_is_not_attached(shell: Shell) -> None:
    (shell.folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    said = shell("attach", "10.1000/tides", "picture.png")
    assert said.code == 1
    assert "picture" in said.err
    assert shell("attach", "10.1000/tides").code == 2


def test_nothing_is_fetched_offline(shell: Shell, server: Server) -> None:
    said = shell("--offline", "text", "1706.03762")
    assert said.code == 1
    assert said.err.startswith(
        "paper-tui: The text is not kept here, and no service was asked: --offline is set. Attach"
    )
    assert server.asked == []


@pytest.mark.usefixtures("server")
def test_a_long_file_is_attached_whole(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MOST_BYTES", 5_000)
    text = "# Tides\n\n" + "The water waits.\n\n" * 1_000
    (shell.folder / "tides.md").write_text(text)
    assert shell("attach", "10.1000/tides", "tides.md").code == 0
    (kept,) = (shell.library / "texts").iterdir()
    assert kept.read_text() == text
    said = shell("text", "10.1000/tides")
    assert "The water waits." in said.out
    assert "was cut" in said.err


def test_a_file_is_linked_and_the_link_taken_back(shell: Shell) -> None:
    said = shell("attach", "1706.03762", str(FILES / "columns.pdf"), "--link")
    assert (said.code, "Linked to" in said.err) == (0, True)
    assert "Two Columns of Reeds" in shell("text", "1706.03762").out
    assert "not a file" in shell("attach", "1706.03762", "nowhere.pdf", "--link").err
    assert shell("undo").code == 0
    assert shell("attach", "1706.03762", "--remove", "--link").code == 1


def test_pdfs_are_fetched_for_a_query_and_linked_in_one_step(shell: Shell, server: Server) -> None:
    data = (FILES / "columns.pdf").read_bytes()
    server.on("/arxiv-pdf/pdf/1706.03762", answer(data))
    assert shell("fetch", "--pdf").code == 2
    said = shell("fetch", "--pdf", "rivers")
    assert (said.code, said.out.splitlines()[-1]) == (0, "1 PDF fetched, 0 there before, 0 not found")
    (path,) = (shell.library / "pdfs").iterdir()
    assert path.read_bytes() == data
    assert "Two Columns of Reeds" in shell("text", "1706.03762").out
    assert shell("list", "has:pdf").out
    assert shell("fetch", "--pdf", "rivers").out.splitlines()[-1].startswith("0 PDFs fetched, 1 there before")
    assert len(server.asked) == 1
    assert shell("undo").code == 0
    assert not shell("list", "has:pdf").out


def test_a_page_that_is_no_pdf_is_not_kept(shell: Shell, server: Server) -> None:
    server.on("/arxiv-pdf/pdf/1706.03762", answer("<html>Log in.</html>"))
    said = shell("fetch", "--pdf", "rivers")
    assert (said.code, "no PDF" in said.err) == (1, True)
    assert not (shell.library / "pdfs").exists()


def test_no_pdf_is_fetched_offline(shell: Shell, server: Server) -> None:
    said = shell("--offline", "fetch", "--pdf", "rivers")
    assert (said.code, "--offline" in said.err, server.asked) == (1, True, [])
