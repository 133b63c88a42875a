"""The citation graph: what papers cite, what cites them, and what that connects. No I/O."""

from __future__ import annotations

from paper_tui.graph.citations import CitationGraph, Related
from paper_tui.graph.works import WorkMerger, joined, merged_works

__all__ = ["CitationGraph", "Related", "WorkMerger", "joined", "merged_works"]
