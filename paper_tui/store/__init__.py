"""Papers and marks on the disk. The only package that imports tinydb.

A library's folder::

    catalogue.json  the papers: TinyDB's format, one record a line in order of keys, each line with its check
    shelf.json      the marks as of some step of the journal: the same format
    journal         every step since and long before, one line each, with its check; also for undo
    history/        what papers were before each import and deletion, one file a step
    lock            held by the process that writes, for milliseconds; readers take no lock, since files are
                    replaced, never rewritten, and the journal only grows
    backups/        the last three states of each file and one a day for a week, as hard links
    cache/          what can be computed again: where the catalogue's lines begin, the search index
    *.damaged-TIME  damaged files as they were found

A bookmark is one line of the journal, flushed with fdatasync: as much as a write of 400 bytes costs. The
alternative, to replace the shelf each time, was measured: with 5,000 marks it takes three times as long, with
50,000 five times, and undo would need a journal all the same (``python -m tests.benchmarks.store 100000``:
medians of 3.1 ms against 9.2 ms, and 4.3 ms against 22.6 ms, in one run on a busy machine).

The rooms, each of which imports only those before it: `files` reads and writes files safely, `format` knows
records and their tables, `journal` makes changes durable and undoes them, `repair` recovers from damage and
merges copies. `Store` puts them together; `LibraryDatabase` is a library as plain TinyDB.
"""

from paper_tui.store.changes import PaperChanges, SettingChange, Undone
from paper_tui.store.database import LibraryDatabase
from paper_tui.store.errors import StoreError
from paper_tui.store.format.catalogue import Catalogue
from paper_tui.store.store import Store

__all__ = ["Catalogue", "LibraryDatabase", "PaperChanges", "SettingChange", "Store", "StoreError", "Undone"]
