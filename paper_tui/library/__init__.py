"""The façade: all that a front end may do with a library of papers.

A front end sees frozen values and this package's names, never a path inside the library or a database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paper_tui.library.facade import Library
from paper_tui.library.result_list import Listing

if TYPE_CHECKING:
    from paper_tui.library.full_text.figures import PdfPages
    from paper_tui.library.importing.fetch_job import fetch_settings
    from paper_tui.library.importing.import_report import ImportReport
    from paper_tui.library.lookup import KeyNotFoundError
    from paper_tui.library.ui_state import ReaderState

__all__ = [
    "ImportReport",
    "KeyNotFoundError",
    "Library",
    "Listing",
    "PdfPages",
    "ReaderState",
    "fetch_settings",
]

_HOMES = {
    "ImportReport": "importing.import_report",
    "KeyNotFoundError": "lookup",
    "PdfPages": "full_text.figures",
    "ReaderState": "ui_state",
    "fetch_settings": "importing.fetch_job",
}


def __getattr__(name: str) -> object:
    """Import the modules of imports on first use, so that the reader opens sooner."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
