"""Papers from PDF files: identified one by one, imported in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.files import open_regular
from paper_tui.papers.builder import build_paper
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Item, Notice, Reject

if TYPE_CHECKING:
    from paper_tui.pdf.identity import PdfIdentity

SOURCE = "pdf"
SUFFIX = ".pdf"
DEEPEST = 32
"""Folders within folders that are looked through."""


def is_pdf(path: Path) -> bool:
    """Return whether a file is a PDF, by its first bytes."""
    try:
        with open_regular(path) as file:
            return b"%PDF-" in file.read(1024)
    except OSError:
        return False


def pdfs_in(folder: Path, *, recursive: bool) -> Iterator[Path]:
    """The PDF files in a folder in order of names; hidden ones and links out of it are skipped.

    Raises:
        OSError: The folder cannot be read.
    """
    yield from _pdfs(folder, DEEPEST if recursive else 0)


def _pdfs(folder: Path, depth: int) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            if depth:
                yield from _pdfs(path, depth - 1)
        elif path.suffix.lower() == SUFFIX:
            yield path


def papers_of_pdfs(
    paths: Sequence[Path],
    now: str,
    progress: Callable[[float], object],
    cancel: CancelToken = NEVER,
) -> Iterator[Item]:
    """Identify the papers in PDFs; what was guessed is said, what cannot be read is rejected with its reason.

    Args:
        paths: The files; a paper remembers where its file is.
        now: The time of the import, as an ISO time in UTC.
        progress: Called with the share of files that were read.
        cancel: Checked while a file is read.

    Raises:
        Cancelled: The caller cancelled.
    """
    from paper_tui.pdf.child import PdfReader
    from paper_tui.pdf.model import PdfError

    with PdfReader(cancel) as reader:
        for number, path in enumerate(paths, 1):
            cancel.check()
            name = clean_line(path.name)
            try:
                found = reader.identify(path)
            except PdfError as error:
                yield Reject(number, f"{name}: {error}", clean_line(str(path)))
                continue
            yield from _items(found, path, name, now, number)
            progress(number / len(paths))


def _items(found: PdfIdentity, path: Path, name: str, now: str, number: int) -> Iterable[Item]:
    if not (found.title or found.arxiv_id or found.doi):
        return [Reject(number, f"{name}: it has no text, perhaps a scan", clean_line(str(path)))]
    paper = _paper(found, path, now)
    if found.is_sure:
        return [paper]
    return [paper, Notice(f"{name}: a guess, by {found.evidence}: “{paper.title}” ({paper.key})")]


def _paper(found: PdfIdentity, path: Path, now: str) -> Paper:
    title = found.title or (f"arXiv:{found.arxiv_id}" if found.arxiv_id else f"doi:{found.doi}")
    return build_paper(
        title=title,
        authors=[each for each in found.authors.replace(" and ", ";").split(";") if each.strip()],
        arxiv_id=found.arxiv_id,
        doi=found.doi,
        details={"identified by": found.evidence},
        files=(str(path.absolute()),),
        sightings=(Sighting(SOURCE, seen=now),),
    )
