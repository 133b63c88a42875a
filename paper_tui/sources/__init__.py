"""Where papers come from: one file a format or service, bytes in, papers and rejects out."""

from paper_tui.sources.base import Context, Format, Item, Notice, Reject, SourceError
from paper_tui.sources.formats import FORMATS, detect, read
from paper_tui.sources.starter import starter

__all__ = [
    "FORMATS",
    "Context",
    "Format",
    "Item",
    "Notice",
    "Reject",
    "SourceError",
    "detect",
    "read",
    "starter",
]
