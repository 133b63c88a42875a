"""Helpers of the tests of file formats."""

from __future__ import annotations

import io
from datetime import date

from paper_tui.papers.paper import Paper
from paper_tui.sources import Context, Item, Notice, Reject, read

CONTEXT = Context("input", date(2026, 11, 23), "2026-11-23T10:00:00.000Z")


def items(data: bytes | str, format_name: str | None = None) -> list[Item]:
    """All items of an input."""
    raw = data.encode() if isinstance(data, str) else data
    return list(read(io.BytesIO(raw), CONTEXT, format_name))


def papers(data: bytes | str, format_name: str | None = None) -> list[Paper]:
    """The papers among the items."""
    return [item for item in items(data, format_name) if isinstance(item, Paper)]


def rejects(data: bytes | str, format_name: str | None = None) -> list[tuple[int, str]]:
    """Line and reason of each reject."""
    return [(item.line, item.reason) for item in items(data, format_name) if isinstance(item, Reject)]


def notices(data: bytes | str, format_name: str | None = None) -> list[str]:
    """The notices among the items."""
    return [item.text for item in items(data, format_name) if isinstance(item, Notice)]
