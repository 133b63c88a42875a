"""The places of the drawings of a page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

from paper_tui.pdf.model import Box

if TYPE_CHECKING:
    import pypdfium2

MOST_DRAWINGS = 20_000
"""Drawings of a page that are looked at."""
_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WHOLE = 0.5
"""Share of a page from which on a drawing is looked into."""


def page_drawings(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """The boxes of images, drawings and of what was included from another file.

    What holds half of the page is looked into, as some programs write pages so.
    """
    from pypdfium2 import raw

    width, height = page.get_size()
    waiting = [
        (raw.FPDFPage_GetObject(page, number), _IDENTITY)
        for number in range(min(raw.FPDFPage_CountObjects(page), MOST_DRAWINGS))
    ]
    for left in range(MOST_DRAWINGS, 0, -1):
        if not waiting:
            return
        drawing, matrix = waiting.pop()
        box = _bounds(drawing, matrix)
        if box is None:
            continue
        if (box.right - box.left) * (box.top - box.bottom) < _WHOLE * width * height:
            yield box
        elif raw.FPDFPageObj_GetType(drawing) == raw.FPDF_PAGEOBJ_FORM:
            inner = _times(_matrix(drawing), matrix)
            parts = range(min(raw.FPDFFormObj_CountObjects(drawing), left))
            waiting += [(raw.FPDFFormObj_GetObject(drawing, number), inner) for number in parts]


def _bounds(drawing: Any, matrix: _Matrix) -> Box | None:  # noqa: ANN401 - a pointer of ctypes
    """The box of an object on a page; None for text."""
    from pypdfium2 import raw

    kinds = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM)
    edges = tuple(ctypes.c_float() for _ in range(4))
    if raw.FPDFPageObj_GetType(drawing) not in kinds or not raw.FPDFPageObj_GetBounds(drawing, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    a, b, c, d, e, f = matrix
    corners = [*product((left, right), (bottom, top))]
    across, up = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    return Box(min(across), min(up), max(across), max(up))


def _matrix(drawing: Any) -> _Matrix:  # noqa: ANN401 - as above
    from pypdfium2 import raw

    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(drawing, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
