"""Markdown, HTML, CSV and text as a reader meets them."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from paper_tui.exports import FORMATS
from paper_tui.exports.csv_table import COLUMNS
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Link, Sighting
from paper_tui.papers.serialization import Entry
from tests.exports.helpers import HOSTILE, entries, entry, full_entry, papers


def written(name: str, *them: Entry) -> str:
    return "".join(FORMATS[name].write(them))


def test_a_markdown_item_in_full() -> None:
    one = entry(full_entry().paper, bookmarked="2026", tags=("vision",), note="My *note*\n\n- really<b>")
    assert written("markdown", one) == (
        "- **[BERT \\& Beyond: 100\\% of R-CNN](<https://arxiv.org/abs/2609.01234>)**  \n"
        "  Łukasz Kaiser, Diego de las Casas, The Example Team · 2026-09-03 · Journal of Tests"
        " · [code](<https://github.com/x/y>)  \n"
        "  bookmarked · #vision\n\n"
        "  > My *note*\n  >\n  > - really\\<b>\n\n"
        "  First, see <https://example.org/a_(b)>.\n\n"
        "  Second: x \\< y.\n"
    )


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("jsonl", "obsidian")])
def test_the_day_of_an_edition_is_not_written_as_the_day_of_publication(name: str) -> None:
    paper = build_paper(title="Tides", sightings=[Sighting("daily-papers", "2026-09-03")])
    assert "2026" not in written(name, entry(paper)).replace("edition of 2026-09-03", "")


@given(st.lists(papers().map(entry), min_size=1, max_size=3))
def test_markdown_shows_every_title_and_abstract_as_it_is(them: list[Entry]) -> None:
    tokens = MarkdownIt("commonmark").parse(written("markdown", *them))
    assert sum(token.type == "list_item_open" and token.level == 1 for token in tokens) == len(them)
    assert not any(
        token.type in ("html_block", "fence", "code_block", "heading_open", "hr") for token in tokens
    )
    shown = " ".join(" ".join(_text(token) for token in tokens if token.type == "inline").split())
    for one in them:
        assert one.paper.title.replace("%20", " ") in shown
        assert " ".join(one.paper.abstract.replace("%20", " ").split()) in shown


def _text(token: object) -> str:
    children = getattr(token, "children", None) or []
    return "".join(" " if child.type.endswith("break") else child.content for child in children).replace(
        "%20", " "
    )


class Page(HTMLParser):
    """Tags, links and text of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        assert not any(name.startswith("on") or name in ("src", "style") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@given(st.lists(entries(), max_size=3))
def test_html_holds_our_tags_safe_links_and_the_text_itself(them: list[Entry]) -> None:
    page = Page()
    page.feed(written("html", *them))
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "article",
        "h2",
        "a",
        "p",
        "blockquote",
    }
    assert page.tags <= allowed
    assert all(link.startswith(("https://", "http://")) for link in page.links)
    assert all(one.paper.title in page.text for one in them)


def test_a_link_that_may_not_be_opened_is_none() -> None:
    paper = build_paper(title="A <b> Title", abstract=HOSTILE)
    unsafe = Link("javascript:alert(1)", "code")
    one = entry(
        type(paper)(paper.key, paper.title, paper.abstract, url="javascript:alert(1)", links=(unsafe,))
    )
    for name in ("html", "markdown"):
        assert "javascript:" not in written(name, one)
    assert "<script" not in written("html", one)


def test_a_csv_row_has_every_column() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", full_entry()))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["authors"] == "Łukasz Kaiser; Diego de las Casas; The Example Team"
    assert (rows[0]["bookmarked"], rows[0]["state"], rows[0]["votes"]) == ("yes", "later", "12")
    assert rows[0]["tags"] == "later-on; vision"
    assert rows[0]["abstract"] == full_entry().paper.abstract


@pytest.mark.parametrize("title", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)"])
def test_no_cell_is_a_formula(title: str) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", entry(build_paper(title=title))))))
    assert rows[0]["title"] == f"'{title}"


@given(st.lists(entries(), max_size=4))
def test_csv_keeps_what_it_is_given(them: list[Entry]) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", *them), newline="")))
    for row, one in zip(rows, them, strict=True):
        for column, text in (("title", one.paper.title), ("abstract", one.paper.abstract)):
            bare = re.sub(r"(;\s*)'(?='*[=+\-@\t\r＝＋－＠])", r"\1", row[column])
            assert bare in (text, f"'{text}")


def test_no_part_of_a_cell_is_a_formula_where_semicolons_part_cells() -> None:
    row = written("csv", entry(build_paper(title="foo;=1+1", authors=["Ann Lee", "=cmd|x"])))
    assert not re.search(r";\s*[=+\-@]", row)


def test_text_is_as_wide_as_mail() -> None:
    one = entry(
        build_paper(title="Long " * 40, abstract="word " * 200, authors=["Ann Lee"] * 30), note="n " * 90
    )
    text = written("text", one, full_entry())
    assert max(map(len, text.splitlines())) <= 78
    assert text.startswith("Long Long")
    assert "  | n n" in text
    assert text.endswith("Second: x < y.\n")


def test_notes_and_tags_are_made_safe_whoever_wrote_them() -> None:
    one = entry(build_paper(title="A"), note="a\x1b]52;c;x\x07b", tags=("x\x1b[31m",))
    for name in ("text", "markdown", "html", "csv", "bibtex", "ris", "csl-json"):
        assert "\x1b" not in written(name, one)
