"""What the reader did, kept for good. The only place that imports tinydb."""

from paper_tui.store.catalogue import Catalogue
from paper_tui.store.errors import StoreError
from paper_tui.store.store import Store
from paper_tui.store.values import PaperChanges, Undone

__all__ = ["Catalogue", "PaperChanges", "Store", "StoreError", "Undone"]
