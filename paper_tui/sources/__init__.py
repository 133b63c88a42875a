"""Sources of papers: one file a format or service, bytes in, papers and rejects out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paper_tui.sources.base import Context, Format, Item, Notice, Reject, SourceError

if TYPE_CHECKING:
    from paper_tui.sources.formats import detect, known_formats, read

__all__ = [
    "Context",
    "Format",
    "Item",
    "Notice",
    "Reject",
    "SourceError",
    "detect",
    "known_formats",
    "read",
]

_HOMES = {"detect": "formats", "known_formats": "formats", "read": "formats"}


def __getattr__(name: str) -> object:
    """Import the formats when they are first used, so that a reader that imports nothing does not wait."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
