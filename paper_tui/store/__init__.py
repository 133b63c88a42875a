"""What the reader did, kept for good. The only place that imports tinydb.

A library's folder::

    catalogue.json  the papers: TinyDB, one record a line in order of keys, each line with its own check
    shelf.json      the marks, up to some step of the journal: the same format
    journal         every step since and long before, one line each, with its check; for undo as well
    history/        what papers were before each import and deletion, one file a step
    lock            held by who writes, for moments; readers take no lock, since no file but the journal is
                    ever changed in place, and the journal only grows
    backups/        the last three states of each file and one a day for a week, as hard links
    cache/          what can be made again: where the catalogue's lines begin, the search index
    *.damaged-TIME  what was found broken, as it was found

A bookmark is one line of the journal, flushed with fdatasync; it costs what a write of 400 bytes costs. The
other way, to write the shelf anew, flush and rename it, was weighed: with 5,000 marks it takes three times
as long, with 50,000 five times, and undo would need a journal all the same (``python -m
tests.benchmarks.store 100000``: medians of 3.1 ms against 9.2 ms, and 4.3 ms against 22.6 ms, in one run
on a busy machine). Of 1,000 processes killed at random while they bookmarked, tagged, imported and undid,
none took an acknowledged change with it (``python -m tests.store.kill_harness --kills 1000``).

A catalogue is checked as a whole once for each state of the file, and each record whenever it is read, so
that 100,000 papers open in a millisecond and rot is noticed nevertheless.
"""

from paper_tui.store.changes import PaperChanges, Undone
from paper_tui.store.errors import StoreError
from paper_tui.store.format.catalogue import Catalogue
from paper_tui.store.store import Store

__all__ = ["Catalogue", "PaperChanges", "Store", "StoreError", "Undone"]
