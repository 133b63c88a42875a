"""Figures of papers, and pages of their PDFs."""

from __future__ import annotations

from paper_tui.pdf.drawing import PdfPages

__all__ = ["PdfPages"]
