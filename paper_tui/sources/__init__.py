"""Where papers come from: one file a format or service, bytes in, papers and rejects out."""

from paper_tui.sources.base import Context, Format, Item, Notice, Reject, SourceError
from paper_tui.sources.formats import FORMATS, detect, read

__all__ = ["FORMATS", "Context", "Format", "Item", "Notice", "Reject", "SourceError", "detect", "read"]
