"""Full texts in every format: read, laid out, searched, written; and formulas."""

# ruff: noqa: E501 - tables of what parsers trip over
from __future__ import annotations

import zlib
from contextlib import suppress
from functools import cache, partial

from paper_tui.documents import model as m
from paper_tui.documents.errors import DocumentError
from paper_tui.documents.layout.typesetter import Typesetter
from paper_tui.documents.math.display import display, in_line
from paper_tui.documents.passages.motions import Motions
from paper_tui.documents.passages.text_search import SearchText
from paper_tui.documents.reading import read_document
from paper_tui.documents.writers import json_form, markdown
from paper_tui.documents.writers import text as plain_writer
from tests.documents.fuzz import _REPEATED, _TRIPS, samples
from tests.growth.measure import Subject

RUNS = tuple(dict.fromkeys((*_REPEATED, *(trip.decode("utf-8", "replace") for trip in _TRIPS[8:]))))
TEXTS = (
    "a",
    " ",
    "a ",
    "a-",
    "\u00ad",
    "a\u00ad",
    "\u0301",
    "中",
    "👩\u200d",
    "\n",
    "\n\n",
    "é ",
    "a.",
    ". ",
    "אב ",
    "(",
)
TEX = (
    *("{", "}", "^", "_", "^a", "_{", "\\frac{", "\\frac12", "\\left(", "\\right)", "\\sqrt[", "\\sqrt{", "&", "\\\\", "a&"),
    *("\\begin{matrix}", "\\begin{cases}a&", "\\text{", "\\text{$", "\\hat{", "\\overbrace{", "\\underset{a}{", "a", "a "),
    *("\\alpha ", "\\unknown", "\\", "\\,", "'", "a'", "(", "|", "=", "+", "\\sum_", "\\not", "\\mathbb{", "\\limits", "%", "~"),
    *("\\color{red}", "\\binom{", "\\over ", "\\stackrel{", "\\middle|", "\\substack{", "\\def\\a{\\a\\a}", "é", "\u0301", "中"),
)  # fmt: skip
MARKERS = {"html": b"<!DOCTYPE html", "jats": b"<article", "tei": b"<TEI", "markdown": b"# ", "text": b""}


@cache
def _sample(name: str) -> str:
    by_format = {}
    for data in samples():
        with suppress(DocumentError):
            by_format.setdefault(read_document(data, accept_damaged=True).source, data)
    found = next((data for source, data in by_format.items() if source.startswith(name)), b"")
    return found.decode()


def _read(name: str, text: str) -> m.Document | None:
    sample = _sample(name)
    middle, half = sample.find("\n", len(sample) // 2), text[: len(text) // 2]
    data = f"{sample[:middle]}{half}{sample[middle:]}{half}".encode("utf-8", "replace")
    with suppress(DocumentError):
        return read_document(data, accept_damaged=True)
    return None


def _laid_out(name: str, text: str) -> None:
    document = _read(name, text)
    if document is not None:
        Typesetter(document).lay_out(80)


def _written(text: str) -> None:
    document = _paragraph(text)
    for pieces in (json_form.write(document), markdown.write(document), plain_writer.write(document, 80)):
        for _ in pieces:
            pass


def _paragraph(text: str) -> m.Document:
    return m.Document((m.Block(0, m.Paragraph((m.Text(text), m.Math(text[:2_000])))),), (), ())


def _searched(text: str) -> None:
    typesetter = Typesetter(_paragraph(text))
    search = SearchText(typesetter)
    for start in range(0, len(search.text), 7):
        search.match(start, start + 2)


def _moved(text: str) -> None:
    document = _paragraph(text)
    motions, position = Motions(Typesetter(document)), m.Position(0, 0)
    for _ in range(100):
        position = motions.word(position, 1)
        motions.sentence(position)


def _formula(text: str) -> None:
    in_line(text)
    display(text, 80)


def pdf(text: str) -> bytes:
    """A PDF of one page that shows a text."""
    shown = (
        text.encode("latin-1", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    )
    lines = b" ".join(b"0 -12 Td (%b) Tj" % shown[at : at + 80] for at in range(0, len(shown), 80))
    packed = zlib.compress(b"BT /F 10 Tf 50 750 Td %b ET" % lines)
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F<</Type/Font"
        b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj 4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%b\n"
        b"endstream endobj trailer<</Root 1 0 R>>\n%%%%EOF" % (len(packed), packed)
    )


def _pdf(text: str) -> None:
    with suppress(DocumentError):
        read_document(pdf(text))


SUBJECTS = {
    **{f"text: {name}": Subject(partial(_laid_out, name), RUNS) for name in MARKERS},
    "text: pdf": Subject(_pdf, TEXTS),
    "page: written": Subject(_written, TEXTS),
    "page: searched": Subject(_searched, TEXTS),
    "page: moved in": Subject(_moved, TEXTS),
    "formula": Subject(_formula, TEX),
}
