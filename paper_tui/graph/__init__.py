"""The citation graph: what papers cite, what cites them, and what that connects. No I/O."""

from __future__ import annotations

from paper_tui.graph.citations import CitationGraph, Related
from paper_tui.graph.works import merged_works

__all__ = ["CitationGraph", "Related", "merged_works"]
