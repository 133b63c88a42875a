"""Of a paper nothing is lost: words in order, formulas verbatim, captions, footnotes, references.

`python -m tests.documents.test_fidelity [FILE ...]` prints the table for the kept papers, or for files.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path

import pytest

from paper_tui.documents.model import plain, plain_text
from paper_tui.documents.reading import read_document
from tests.documents import plain_reading
from tests.documents.plain_reading import Reading, kept_in_order, plain_words, read_page, same, source_words

PAPERS = Path(__file__).parent / "papers"
PAGES = ("rivers", "lattices", "harbour", "almanac")


def page(name: str) -> bytes:
    return gzip.decompress((PAPERS / f"{name}.html.gz").read_bytes())


def readings(data: bytes) -> tuple[Reading, Reading]:
    """The plain reading of a page and the real one."""
    return read_page(data.decode()), plain_reading.read_document(read_document(data))


def lost_formulas(expected: Reading, found: Reading) -> list[str]:
    """The formulas of the page that stand nowhere in the document, each as often as it is missing."""
    known = Counter(map(same, found.formulas))
    missing = Counter(map(same, expected.formulas)) - known
    displayed = [formula for formula in known if len(formula) > 3]
    return [formula for formula in missing.elements() if not any(formula in longer for longer in displayed)]


def lost(expected: list[list[str]], found: list[list[str]]) -> list[str]:
    missing = Counter(map(" ".join, expected)) - Counter(map(" ".join, found))
    return list(missing.elements())


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_a_page_is_lost(name: str) -> None:
    expected, found = readings(page(name))
    assert len(expected.words) > 200
    assert kept_in_order(expected.words, found.words) >= 0.999
    assert kept_in_order(found.words, expected.words) >= 0.99  # nothing is there twice
    assert lost_formulas(expected, found) == []
    assert lost(expected.captions, found.captions) == []
    assert lost(expected.notes, found.notes) == []
    assert found.references == expected.references


@pytest.mark.parametrize("name", ["harbour", "almanac"])
def test_long_papers_are_long_and_nasty(name: str) -> None:
    expected = read_page(page(name).decode())
    assert len(expected.words) > 12_000  # some forty pages
    assert len(expected.notes) > 15
    assert len(expected.captions) > 30


OTHERS = ("jats.xml", "tei.xml", "md", "html", "txt")


def other_words(ending: str) -> tuple[list[str], list[str]]:
    """The words of a paper in another format, and those that its document lacks, in whatever order.

    A word counts as found inside another one too, as a mark or a label may be written to it.
    """
    data = (PAPERS / f"tides.{ending}").read_bytes()
    document = read_document(data)
    texts = [plain(document.title), *map(plain_text, document.blocks)]
    texts += [frame.marker for block in document.blocks for frame in block.frames]
    found = Counter(plain_words(" ".join(texts)))
    expected = source_words(data.decode(), ending)
    missing = (Counter(expected) - found).elements()
    return expected, [word for word in missing if not any(word in known and word != known for known in found)]


@pytest.mark.parametrize("ending", OTHERS)
def test_no_word_of_another_format_is_lost(ending: str) -> None:
    expected, missing = other_words(ending)
    assert len(expected) > 70
    assert missing == []


def main() -> None:
    names = sys.argv[1:] or PAGES
    print(f"{'paper':14} {'words':>7} {'in order':>8}  formulas  captions     notes      refs")
    for name in names:
        expected, found = readings(Path(name).read_bytes() if name not in PAGES else page(name))
        losses = (
            (len(expected.formulas), len(lost_formulas(expected, found))),
            (len(expected.captions), len(lost(expected.captions, found.captions))),
            (len(expected.notes), len(lost(expected.notes, found.notes))),
            (expected.references, expected.references - found.references),
        )
        told = "  ".join(f"{count:5,} -{missing:<2}" for count, missing in losses)
        order = kept_in_order(expected.words, found.words)
        print(f"{Path(name).stem:14} {len(expected.words):7,} {order:8.2%} {told}")
    for ending in () if sys.argv[1:] else OTHERS:
        words, missing = other_words(ending)
        print(f"{'tides.' + ending:14} {len(words):7,}  -{len(missing)}")


if __name__ == "__main__":
    main()
