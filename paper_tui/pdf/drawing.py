"""Pages of PDFs as pixels, drawn by PDFium in a child process; ``python -m paper_tui.pdf.drawing`` is it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paper_tui.child_process import Child, Message, serve
from paper_tui.files import read_regular
from paper_tui.images.image_file import PATIENCE, asked, drawing_of, pixels_of
from paper_tui.images.pixels import Drawing, Pixels
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.pdf.model import PdfError

if TYPE_CHECKING:
    import pypdfium2

SECONDS = 15.0
"""Seconds that one page may take."""
MEMORY = 3 << 30
"""Bytes of address space of the process, in which a file of the largest size has room twice."""
MOST_PAGES = 20_000


class PdfPages:
    """The pages of a PDF file, to be drawn.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._child = Child("paper_tui.pdf.drawing", SECONDS, PATIENCE)

    def labels(self, cancel: CancelToken = NEVER) -> list[str]:
        """The number of each page as printed.

        Raises:
            ImageError: The file cannot be read.
            Cancelled: The caller cancelled.
        """
        head, _ = self._ask({}, cancel)
        return [str(label) for label in head["labels"]]

    def size(self, page: int, cancel: CancelToken = NEVER) -> tuple[int, int]:
        """The width and height of a page in points, at least 1; as `labels`."""
        head, _ = self._ask({"page": page}, cancel)
        return max(int(head["width"]), 1), max(int(head["height"]), 1)

    def draw(self, page: int, drawing: Drawing, cancel: CancelToken = NEVER) -> Pixels:
        """Draw a part of a page; as `labels`."""
        return pixels_of(self._ask({"page": page, "drawing": asdict(drawing)}, cancel))

    def close(self) -> None:
        """End the process."""
        self._child.close()

    def _ask(self, request: dict[str, object], cancel: CancelToken) -> Message:
        path = os.fsencode(self.path).hex()
        return asked(self._child, {"path": path, **request}, b"", cancel)


class PageDrawer:
    """Draws pages; keeps the last file open."""

    def __init__(self) -> None:
        self._path = Path()
        self._document: pypdfium2.PdfDocument | None = None

    def labels(self, path: Path) -> list[str]:
        """The label of each page; raises `PdfError`."""
        document = self._opened(path)
        pages = range(min(len(document), MOST_PAGES))
        return [document.get_page_label(page) or str(page + 1) for page in pages]

    def size(self, path: Path, number: int) -> tuple[int, int]:
        """The width and height of a page in points; raises `PdfError`."""
        page = self._opened(path).get_page(number)
        try:
            return int(page.get_width()), int(page.get_height())
        finally:
            page.close()

    def draw(self, path: Path, number: int, drawing: Drawing) -> Pixels:
        """Draw a part of a page; raises `PdfError`."""
        page = self._opened(path).get_page(number)
        try:
            return _drawn(page, drawing)
        finally:
            page.close()

    def _opened(self, path: Path) -> pypdfium2.PdfDocument:
        import pypdfium2

        from paper_tui.pdf.reading import opened

        if self._document is None or path != self._path:
            if self._document is not None:
                self._document.close()
                self._document = None
            self._document, self._path = opened(read_regular(path)), path
            with suppress(pypdfium2.PdfiumError):  # a broken form is left out
                self._document.init_forms()
        return self._document


def _drawn(page: pypdfium2.PdfPage, drawing: Drawing) -> Pixels:
    """Draw the whole page so large, and so far to the left and above, that the crop fills the bitmap."""
    import pypdfium2
    from pypdfium2 import raw

    width, height, crop = drawing.width, drawing.height, drawing.crop
    full_width = max(round(width / max(crop.right - crop.left, 1e-3)), 1)
    full_height = max(round(height / max(crop.bottom - crop.top, 1e-3)), 1)
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        raw.FPDF_RenderPageBitmap(
            bitmap,
            page,
            *(-round(crop.left * full_width), -round(crop.top * full_height), full_width, full_height),
            0,
            raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER,
        )
        rows = memoryview(bitmap.buffer).cast("B")
        stride, row = bitmap.stride, width * 3
        return Pixels(width, height, b"".join(rows[y * stride : y * stride + row] for y in range(height)))
    finally:
        bitmap.close()


def main() -> None:
    """Answer until standard input ends."""
    import pypdfium2

    drawer = PageDrawer()

    def answer(head: dict[str, Any], data: bytes) -> Message:  # noqa: ARG001 - requests have no bytes
        path = Path(os.fsdecode(bytes.fromhex(head["path"])))
        try:
            if "page" not in head:
                return {"labels": drawer.labels(path)}, b""
            if "drawing" not in head:
                width, height = drawer.size(path, head["page"])
                return {"width": width, "height": height}, b""
            pixels = drawer.draw(path, head["page"], drawing_of(head["drawing"]))
        except PdfError as error:
            return {"error": str(error)}, b""
        except OSError as error:
            return {"error": (error.strerror or str(error)).lower()}, b""
        except (pypdfium2.PdfiumError, MemoryError, IndexError):
            return {"error": "it is broken"}, b""
        return {"width": pixels.width, "height": pixels.height}, pixels.data

    serve(answer, MEMORY)


if __name__ == "__main__":
    main()
