"""Export formats: one file a format, papers in, text out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from paper_tui.exports.base import Export
from paper_tui.exports.bibtex import BIBLATEX, BIBTEX
from paper_tui.exports.csl_json import CSL_JSON
from paper_tui.exports.csv_table import CSV
from paper_tui.exports.html_page import HTML
from paper_tui.exports.jsonl import JSONL
from paper_tui.exports.markdown import MARKDOWN
from paper_tui.exports.plain_text import TEXT
from paper_tui.exports.ris import RIS

__all__ = ["FORMATS", "Export"]

FORMATS: Mapping[str, Export] = MappingProxyType(
    {export.name: export for export in (JSONL, MARKDOWN, BIBTEX, BIBLATEX, RIS, CSL_JSON, CSV, TEXT, HTML)}
)
"""Every export by the name that ``--format`` knows it by."""
