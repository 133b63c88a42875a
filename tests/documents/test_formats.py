"""Each format of full text, on a paper of our own in it."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from paper_tui.documents.model import (
    Block,
    Citation,
    Code,
    CrossReference,
    Document,
    Equation,
    Figure,
    FootnoteMark,
    Heading,
    Link,
    Math,
    Paragraph,
    Part,
    Reference,
    Style,
    Table,
    Text,
    plain,
    plain_text,
    runs,
)
from paper_tui.documents.reading import read_document

PAPERS = Path(__file__).parent / "papers"
FORMATS = {"jats.xml": "jats", "tei.xml": "tei", "md": "markdown", "html": "html", "txt": "text"}


def read(ending: str) -> Document:
    return read_document((PAPERS / f"tides.{ending}").read_bytes())


def block(document: Document, start: str) -> Block:
    """The block that begins with some words."""
    return next(each for each in document.blocks if plain_text(each).startswith(start))


def parts(document: Document, kind: type[Part]) -> list[Part]:
    return [part for each in document.blocks for part in runs(each.content) if isinstance(part, kind)]


def headings(document: Document) -> list[tuple[int, str, str]]:
    return [(entry.level, entry.number, entry.title) for entry in document.outline]


@pytest.mark.parametrize(("ending", "name"), FORMATS.items())
def test_the_format_is_told_from_the_content(ending: str, name: str) -> None:
    assert read(ending).source == name


@pytest.mark.parametrize("ending", FORMATS)
def test_blocks_are_numbered_and_anchors_lead_to_them(ending: str) -> None:
    document = read(ending)
    assert [each.index for each in document.blocks] == list(range(len(document.blocks)))
    anchors = [each.anchor for each in document.blocks if each.anchor]
    assert len(anchors) == len(set(anchors))
    for anchor in anchors:
        found = document.at(anchor)
        assert found is not None
        assert found.anchor == anchor


@pytest.mark.parametrize("ending", ["jats.xml", "tei.xml", "html", "md"])
def test_marks_and_citations_lead_somewhere(ending: str) -> None:
    document = read(ending)
    marks = parts(document, FootnoteMark)
    assert marks
    for mark in marks:
        assert isinstance(mark, FootnoteMark)
        note = document.at(mark.target)
        assert note is not None
        assert any(frame.kind == "footnote" for frame in note.frames)
    citations = parts(document, Citation)
    assert citations
    for citation in citations:
        assert isinstance(citation, Citation)
        found = document.at(citation.targets[0])
        assert found is not None
        assert isinstance(found.content, Reference)


@pytest.mark.parametrize("ending", ["jats.xml", "tei.xml"])
def test_every_word_of_the_xml_is_there(ending: str) -> None:
    text = (PAPERS / f"tides.{ending}").read_text("utf-8").split("?>", 1)[1]
    root = ET.fromstring(text.replace("&mdash;", "—"))
    for element in list(root.iter()):
        if _name(element) in ("tex-math", "math", "formula", "alternatives"):
            _empty(element)
    expected = {
        word
        for element in root.iter()
        if _name(element) in ("p", "title", "td", "th", "cell", "code", "kwd", "figDesc", "item")
        for word in _words("".join(element.itertext()))
    }
    document = read(ending)
    found = {word for each in document.blocks for word in _words(plain_text(each))}
    missing = expected - found - set(_words(plain(document.title)))
    assert {word for word in missing if not any(word in known for known in found)} == set()


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _empty(element: ET.Element) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail


def _words(text: str) -> list[str]:
    return [word for raw in text.split() if (word := raw.strip(".,:;()[]"))]


def test_jats() -> None:
    document = read("jats.xml")
    assert plain(document.title) == "Tides of Order n2"
    assert document.authors == ("Ada Brook", "清 川口")
    assert headings(document) == [
        (1, "", "Abstract"), (1, "1", "Introduction"), (1, "2", "Results"), (2, "2.1", "Of the moon"),
        (1, "", "Acknowledgements"), (1, "Appendix A", "Clocks"), (1, "", "References"),
    ]  # fmt: skip
    assert [part.text for part in parts(document, Math)] == ["h(t)", "x^{2}", r"\frac{m}{\sqrt{r}}"]
    equation = document.at("e1")
    assert equation is not None
    assert isinstance(equation.content, Equation)
    (line,) = equation.content.lines
    assert (line.tex, line.number) == (r"h(t)=a\cos(\omega t)+\frac{b}{2}", "(1)")
    figure, table = document.at("f1"), document.at("t1")
    assert figure is not None
    assert isinstance(figure.content, Figure)
    assert (figure.content.label, plain(figure.content.caption)) == (
        "Figure 1",
        "The moon. Seen from the quay2.",
    )
    assert figure.content.panels[0].images[0].source == "moon.png"
    assert table is not None
    assert isinstance(table.content, Table)
    assert [(cell.columns, cell.rows) for cell in table.content.rows[0]] == [(1, 2), (2, 1)]
    first, second = document.references
    assert (first.title, first.doi, first.year) == ("Where the ground lets it", "10.1000/jsw.2019.45", "2019")
    assert second.arxiv_id == "2101.01234"
    assert block(document, "What rises").frames[0].kind == "theorem"
    assert block(document, "late ones").frames[-1].marker == "•"
    assert block(document, "Two clocks").division == "appendix"


def test_tei() -> None:
    document = read("tei.xml")
    assert document.authors == ("Ada Brook", "清 川口")
    assert headings(document) == [
        (1, "", "Abstract"), (1, "1", "Introduction"), (1, "2", "Results"), (2, "2.1", "Of the moon"),
        (1, "", "Acknowledgements"), (1, "A", "Clocks"), (1, "", "References"),
    ]  # fmt: skip
    assert block(document, "Two candles").frames[0].marker == "1"
    first, second = document.references
    assert (first.title, first.authors, first.doi) == ("Where the ground lets it", "", "10.1000/jsw.2019.45")
    assert second.title == "A Book of Tides"
    assert block(document, "Two clocks").division == "appendix"


def test_markdown() -> None:
    document = read("md")
    assert plain(document.title) == "Tides of Order Two"
    assert document.authors == ("Ada Brook", "川口 清")
    assert [plain_text(each) for each in document.abstract][
        1
    ] == "The tide rises and falls by h(t), and never asks."
    equations = [each.content for each in document.blocks if isinstance(each.content, Equation)]
    assert [line.tex for each in equations for line in each.lines] == [
        r"h(t)=a_1\cos(\omega_1 t)+\frac{b_2*c_2}{2}",
        "E = m c^2",
        "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}",
    ]
    assert equations[0].lines[0].number == "(1)"
    assert [part.text for part in parts(document, Math)] == ["h(t)", "x_1<y_1", "x_{i}", "t=0", "4.2"]
    counted = block(document, "Tides were counted")
    assert "A price of $5 is no formula, and $code$ is none either." in plain_text(counted)
    assert Link("the mole", "https://example.org/mole") in list(runs(counted.content))
    assert Citation("2", ("ref-2",)) in list(runs(counted.content))
    late = block(document, "late ones")
    assert [frame.marker for frame in late.frames] == ["2.", "•"]
    assert block(document, "and a second").frames == late.frames
    moon = block(document, "Figure 1").content
    assert isinstance(moon, Figure)
    assert plain(moon.caption) == "The moon, seen from the quay."
    code = next(each.content for each in document.blocks if isinstance(each.content, Code))
    assert (code.language, plain(code.lines[0].parts)) == ("python", "def tide(t):  # costs $5 and $6")
    assert Text("2", Style.SUBSCRIPT) in parts(document, Text)
    assert "List<int>" in plain_text(block(document, "Water is"))
    assert [entry.arxiv_id for entry in document.references] == ["", "2101.01234"]


def test_other_html() -> None:
    document = read("html")
    assert plain(document.title) == "Tides of Order Two"
    assert headings(document) == [(1, "1", "Introduction"), (1, "2", "Results"), (2, "", "Of the moon")]
    text = "\n".join(map(plain_text, document.blocks))
    for chrome in ("Home", "Copyright", "var no", "E=mc2"):
        assert chrome not in text
    assert [part.text for part in parts(document, Math)] == ["x_1 < y", "E=mc^2"]
    assert CrossReference("below", "sec-results") in parts(document, CrossReference)
    assert [frame.marker for frame in block(document, "late ones").frames] == ["•", "3."]
    assert block(document, "Bank").content == Paragraph((Text("Bank"),), title=True)
    table = next(each.content for each in document.blocks if isinstance(each.content, Table))
    assert plain(table.caption) == "Heights in metres."
    assert [len(row) for row in table.rows] == [2, 2, 3]
    (entry,) = document.references
    assert (entry.title, entry.doi) == ("Where the Ground Lets It", "10.1000/jsw.2019.45")


def test_plain_text() -> None:
    document = read("txt")
    assert headings(document) == [
        (1, "", "Abstract"), (1, "1", "Introduction"), (2, "2.1", "Of the moon"), (1, "", "References")
    ]  # fmt: skip
    code = block(document, "\na verbatim").content
    assert isinstance(code, Code)
    assert [plain(line.parts) for line in code.lines] == ["a verbatim line", "  and an indented one"]
    assert [part.text for part in parts(document, Citation)] == ["1", "2", "1"]
    assert [entry.label for entry in document.references] == ["[1]", "[2]"]


def test_latexml_tells_what_a_reader_needs() -> None:
    document = read_document((PAPERS / "rivers.html.gz").read_bytes())
    assert document.authors == ("Ada Brook", "יעל נחל", "川口 清", "Đorđe Potočnik")
    group = next(each for each in document.blocks if each.anchor == "S2.E4")
    assert isinstance(group.content, Equation)
    assert [line.number for line in group.content.lines] == ["(4a)", "(4b)"]
    assert document.places["S2.E4.2"].block == group.index
    assert plain_text(group)[document.places["S2.E4.2"].offset :].startswith("0\\leq R")
    figure = document.at("S2.F1")
    assert figure is not None
    assert isinstance(figure.content, Figure)
    assert [panel.label for panel in figure.content.panels] == ["(a)", "(b)"]
    assert [panel.images[0].source for panel in figure.content.panels] == ["upper.png", "lower.png"]
    panel = document.at("S2.F0.sf1")
    assert panel is not None
    assert panel.index == figure.index
    table = document.at("S2.T1")
    assert table is not None
    assert isinstance(table.content, Table)
    assert [(cell.columns, cell.rows) for cell in table.content.rows[0]] == [(1, 2), (1, 2), (2, 1)]
    assert plain(table.content.rows[4][1].parts) == "clay\nand sand"
    algorithm = document.at("algorithm1")
    assert algorithm is not None
    assert isinstance(algorithm.content, Code)
    assert algorithm.content.label == "Algorithm 1"
    assert algorithm.content.lines[3].number == "4"
    assert plain(algorithm.content.lines[3].parts).startswith("        return")
    claim = block(document, "A river with n bends")
    assert [(frame.kind, frame.name) for frame in claim.frames] == [("theorem", "claim")]
    assert [entry.year for entry in document.references] == ["2019", "2021", "1998"]
    assert document.references[1].arxiv_id == "2101.01234"
    assert document.references[2].url == "https://example.org/tides"
    assert re.search(r"bank\b", "\n".join(map(plain_text, document.blocks)))
    assert isinstance(document.blocks[2].content, Heading)
