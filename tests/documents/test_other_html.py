"""Pages of articles that are not made by LaTeXML: where the text is, and how formulas are written."""

from __future__ import annotations

from paper_tui.documents.model import Equation, Math, plain_text, runs
from paper_tui.documents.reading import read_document

PROSE = "<p>Water runs where the ground lets it.</p>" * 8


def texts(page: str) -> list[str]:
    return [plain_text(block) for block in read_document(page.encode()).blocks]


def formulas(body: str) -> list[str]:
    document = read_document(f"<html><body><article>{PROSE}{body}</article></body></html>".encode())
    found = [part.text for block in document.blocks for part in runs(block.content) if isinstance(part, Math)]
    lines = [
        line.tex
        for block in document.blocks
        if isinstance(block.content, Equation)
        for line in block.content.lines
    ]
    return found + lines


def test_the_longest_article_of_a_page_is_the_text() -> None:
    comments = "<article><p>First!</p></article>" * 3
    page = f"<html><body><main><article><h2>Rivers</h2>{PROSE}</article>{comments}</main></body></html>"
    assert "Rivers" in texts(page)
    page = f"<html><body><article><p>A teaser.</p></article><div role='main'>{PROSE}</div></body></html>"
    assert "A teaser." not in texts(page)


def test_what_stands_around_the_text_is_left_out() -> None:
    around = "<header><p>Logo</p></header><aside>Read also</aside><footer>Imprint</footer><nav>Menu</nav>"
    found = texts(f"<html><body>{around}<div><header><h1>Rivers</h1></header>{PROSE}</div></body></html>")
    assert not {"Logo", "Read also", "Imprint", "Menu"} & set(found)
    assert found[0] == "Water runs where the ground lets it."


def test_formulas_for_mathjax_are_formulas() -> None:
    assert formulas(r"<p>Let \(x_1&lt;y\) and \[E = m c^2\] hold.</p>") == ["x_1<y", "E = m c^2"]
    assert formulas("<p>so <script type='math/tex'>a &lt b < c</script> is</p>") == ["a &lt b < c"]
    assert formulas('<p>so</p><script type="math/tex; mode=display">\\sum_i</script>') == ["\\sum_i"]
    assert formulas(r"<p>Write <code>\(x\)</code></p>") == []
    assert formulas(r"<p>Costs \(5 and \[6 dollars</p>") == []


def test_formulas_of_katex_are_there_once() -> None:
    katex = (
        "<span class='katex'><span class='katex-mathml'><math><semantics><mi>E</mi>"
        "<annotation encoding='application/x-tex'>E=mc^2</annotation></semantics></math></span>"
        "<span class='katex-html' aria-hidden='true'>E=mc2</span></span>"
    )
    assert formulas(f"<p>{katex}</p>") == ["E=mc^2"]
