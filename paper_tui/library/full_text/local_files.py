"""The files of papers that are on this machine, outside of the library."""

from __future__ import annotations

from pathlib import Path

from paper_tui.files import open_regular, read_regular
from paper_tui.library.full_text.paper_text import PaperText
from paper_tui.papers.paper import Paper


def local_files(paper: Paper) -> list[Path]:
    """The files of a paper that are on this machine, as its sources name them."""
    paths = (Path(name.removeprefix("file://")).expanduser() for name in paper.files if "://" not in name[7:])
    return [path for path in paths if path.is_absolute() and path.is_file()]


def stamp_of_file(path: Path) -> str:
    """Return what changes with the content of a file; empty where there is none."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{path}!{status.st_size}!{status.st_mtime_ns}"


def is_pdf_file(path: Path) -> bool:
    """Return whether a file is a PDF; one that cannot be read is none."""
    from paper_tui.documents.formats.pdf import is_pdf

    try:
        with open_regular(path) as file:
            return is_pdf(file.read(1024))
    except OSError:
        return False


def text_of_file(paper: Paper) -> PaperText | None:
    """The text of the first PDF that belongs to a paper and is still there, or None."""
    from paper_tui.documents.errors import DocumentError
    from paper_tui.documents.reading import read_document

    for path in local_files(paper):
        try:
            document = read_document(read_regular(path), accept_damaged=True)
        except (OSError, DocumentError):
            continue
        return PaperText(document, "PDF", 0, is_outdated=False, address="", is_kept=True)
    return None
