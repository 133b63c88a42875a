"""``python -m tests.documents.fuzz --inputs 1000000``: broken texts for every format of full text.

A piece of a paper is cut, doubled, mixed with another and sprinkled with what parsers trip over. Nothing but
a sound document or a `DocumentError` may come of it, nothing raw may be in it, and nothing may take long.
"""

# ruff: noqa: E501 - a table of things to trip over

from __future__ import annotations

import gzip
import random
import re
import sys
import time
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path

from paper_tui.documents.errors import DocumentError
from paper_tui.documents.formats import FORMATS
from paper_tui.documents.model import Document, plain, plain_text
from paper_tui.documents.reading import read_document
from paper_tui.documents.sections import section
from paper_tui.documents.writers import json_form, markdown
from tests.fuzzing import fuzz

SLOWEST = 1.0
"""Seconds of processor time that one input of some KB may take."""
_PAPERS = Path(__file__).parent / "papers"
_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that no terminal may get."""
_TRIPS = [
    b"\0", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\r\n", b"\r", b"\n\n", b"\t", b"\x1b[2J", b"\xe2\x80\xae",
    b"\xc2\xad", b"\x1b]52;c;YQ==\x07", b"<", b">", b"&", b"&#0;", b"&#xD800;", b"&lt;", b"&#x1b;", b'"', b"'",
    b"<div>", b"</div>", b"<p>", b"</p>", b"<span>", b"</span>", b"<table>", b"<tr>", b"<td colspan=99999>",
    b"<td rowspan=-1>", b"</table>", b"<ul><li>", b"<ol start=99999999999>", b"<dl><dd>", b"<figure>", b"<figcaption>",
    b"</figure>", b"<math>", b"<math alttext='\\frac{'>", b"</math>", b"<msup><mi>", b"<svg><text>x", b"<!--", b"<![CDATA[",
    b"<script>", b"<style>", b"<pre>", b"<blockquote>", b"<h2>", b"<section>", b"<a href='#bib.bib1'>", b"<a href='javascript:x'>",
    b'<span class="ltx_note"><span class="ltx_note_content">', b'<li class="ltx_bibitem">', b'<table class="ltx_equation">',
    b'<div class="ltx_listing"><div class="ltx_listingline">', b'<span class="ltx_tag">', b'<div class="ltx_theorem">',
    b'<figcaption class="ltx_caption">', b"<sec>", b"<xref ref-type='fn' rid='fn1'>", b"<fn id='fn1'>", b"<ref>", b"<note place='foot'>",
    b"<disp-formula>", b"<alternatives>", b"<biblStruct>", b"<!ENTITY a 'b'>", b"$", b"$$", b"\\[", b"\\(", b"\\begin{align}", b"```\n",
    b"`", b"# ", b"> ", b"- ", b"1. ", b"| a |\n|---|\n", b"[^1]", b"\n[^1]: ", b"![", b"](", b"[1]", b"\\tag{", b"*", b"_", b"    ",
]  # fmt: skip


_REPEATED = (
    '<a "', "<a <a <a >", "<!--", "<", "<math>", "<p id=x>", "&amp;&foo;", "<b x='", "<td>", "</p>", "<br>",
    "$a ", "$$a ", "`a", "[^1] ", "\\begin{align}", "_a__b", "[a](", "![", "> ", "| a ", "\\(", "\\[ a",
)  # fmt: skip


@cache
def samples() -> tuple[bytes, ...]:
    """The papers in every format."""
    return tuple(
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in sorted(_PAPERS.iterdir())
        if path.suffix not in (".py", ".tex") and path.is_file()
    )


def mutated(chance: random.Random) -> bytes:
    """A piece of a paper with one to ten things done to it; its beginning often stays, as that is its format."""
    whole = chance.choice(samples())
    start = chance.randrange(max(1, len(whole) - 3_000))
    head = whole[: chance.randrange(1_500)] if chance.random() < 0.7 else b""
    data = head + whole[start : start + chance.randrange(4_000)]
    for _ in range(chance.randint(1, 10)):
        data = _changed(data, chance)
    return gzip.compress(data, 1)[: chance.randrange(2_000)] if chance.random() < 0.01 else data


def _changed(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randint(0, len(data)) for _ in range(2))
    kind = chance.randrange(6)
    if kind == 0:
        return data[:start] + data[end:]
    if kind == 1:
        return data[:end] + data[start:end][:2_000] + data[end:]
    if kind == 2:
        other = chance.choice(samples())
        place = chance.randrange(len(other))
        return data[:start] + other[place : place + 500] + data[start:]
    if kind == 3:
        return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]
    trip = chance.choice(_TRIPS) * (chance.choice((1, 1, 1, 50)) if kind == 4 else 1)
    return data[:start] + trip + data[start:]


def check(document: Document) -> None:
    """Make sure that a document is sound and safe to draw."""
    texts = [plain_text(block) for block in document.blocks]
    texts += [plain(document.title), *document.authors, *document.warnings]
    texts += [frame.marker for block in document.blocks for frame in block.frames]
    found = next((text for text in texts if _RAW.search(text)), None)
    assert found is None, f"raw: {found!r}"
    assert [block.index for block in document.blocks] == list(range(len(document.blocks)))
    assert all(place.block < len(document.blocks) for place in document.places.values())
    for block in document.blocks:
        assert not block.anchor or document.places[block.anchor].block == block.index
    for entry in document.outline[-1:]:
        if entry.title.isalnum():
            assert section(document, entry.title) is not None
    for write in (json_form.write, markdown.write):
        assert all(isinstance(piece, str) for piece in write(document))


def run_one(data: bytes, number: int) -> None:
    """Read an input, in each format by turns; raises whatever should not have been raised."""
    with suppress(DocumentError):
        check(read_document(data, accept_damaged=number % 2 == 0))
    form = FORMATS[number % len(FORMATS)]
    with suppress(DocumentError):
        check(form.read(data.decode("utf-8", "replace"), accept_damaged=True))


def check_growth() -> None:
    """Make sure that time grows with the length of what parsers trip over, not with its square."""
    for unit in _REPEATED:
        short, long = (_seconds(unit, count) for count in (2_000, 8_000))
        assert long < 12 * short + 0.1, f"{unit!r}: {short:.3f} s, four times as long {long:.3f} s"


def _seconds(unit: str, count: int) -> float:
    """The least processor time of two readings."""
    page = (
        "<!DOCTYPE html><html><body><article class='ltx_document'>" if unit[0] in "<&" else "# x\n\n"
    ) + unit * count
    taken = []
    for _ in range(2):
        start = time.process_time()
        run_one(page.encode(), 1)
        taken.append(time.process_time() - start)
    return min(taken)


def try_one(chance: random.Random, number: int) -> None:
    """Make an input, and read it."""
    run_one(mutated(chance), number)


def main(arguments: list[str] | None = None) -> int:
    """Run as many inputs as asked for; 1 if one of them took too long."""
    warnings.simplefilter("error")
    check_growth()
    return fuzz("python -m tests.documents.fuzz", __doc__, try_one, slowest=SLOWEST, arguments=arguments)


if __name__ == "__main__":
    sys.exit(main())
