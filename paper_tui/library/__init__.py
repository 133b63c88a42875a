"""The façade: all that a front end may do with a library of papers.

A front end sees frozen values and this package's names, never a path inside the library or a database.
"""

from paper_tui.library.facade import Library
from paper_tui.library.fetches import fetch_settings
from paper_tui.library.listing import Listing
from paper_tui.library.lookup import KeyNotFoundError
from paper_tui.library.reader_state import ReaderState
from paper_tui.library.report import ImportReport

__all__ = ["ImportReport", "KeyNotFoundError", "Library", "Listing", "ReaderState", "fetch_settings"]
