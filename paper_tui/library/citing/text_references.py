"""References of papers, read from their kept texts; unchanged texts are read once."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.files import replace_file
from paper_tui.graph import merged_works
from paper_tui.library.contents import Contents
from paper_tui.library.full_text.texts import Texts
from paper_tui.library.importing.imports import no_progress
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.text import clean_line
from paper_tui.papers.work import LONGEST_ENTRY, Work, stored_work, work_record
from paper_tui.store import StoreError

if TYPE_CHECKING:
    from paper_tui.documents.model import Document, Reference

REMEMBERED = "references.json"
TEXT = "text"
MOST_REFERENCES = 5_000

_Kept = tuple[str, list[Work]]
"""Names the text that works were read from; and the works."""


class TextReferences:
    """The references of all papers whose text is kept."""

    def __init__(self, contents: Contents, texts: Texts, directory: Path) -> None:
        self._contents = contents
        self._texts = texts
        self._remembered = directory / "cache" / REMEMBERED
        self._lock = threading.Lock()

    def works(
        self, doing: Callable[[str], object] = no_progress, cancel: CancelToken = NEVER
    ) -> dict[PaperKey, list[Work]]:
        """The references of each paper with a kept text; unchanged texts are not read again.

        Raises:
            Cancelled: The caller cancelled.
        """
        with self._lock:
            known, found, stamp_of = self._read(), dict[PaperKey, _Kept](), self._texts.kept_stamps()
            stamps = {key: stamp for key in self._keys() if (stamp := stamp_of(key))}
            for number, (key, stamp) in enumerate(stamps.items(), 1):
                cancel.check()
                if key in known and known[key][0] == stamp:
                    found[key] = known[key]
                    continue
                doing(f"reading the references of {number:,} of {len(stamps):,} texts")
                paper = self._contents.catalogue.get(key)
                with suppress(StoreError):
                    text = self._texts.get(paper) if paper else None
                    found[key] = (stamp, works_of(text.document) if text else [])
            if found != known:
                self._write(found)
            return {key: works for key, (_, works) in found.items()}

    def _keys(self) -> list[PaperKey]:
        catalogue = self._contents.catalogue
        return [catalogue.key_at(place) for place in range(len(catalogue))]

    def _read(self) -> dict[PaperKey, _Kept]:
        try:
            stored = json.loads(self._remembered.read_bytes())
            return {
                PaperKey(key): (str(stamp), [stored_work(each) for each in works])
                for key, (stamp, works) in stored.items()
            }
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def _write(self, kept: Mapping[PaperKey, _Kept]) -> None:
        record = {key: [stamp, [work_record(work) for work in works]] for key, (stamp, works) in kept.items()}
        with suppress(OSError):  # only speed depends on it
            replace_file(self._remembered, json.dumps(record).encode())


def works_of(document: Document) -> list[Work]:
    """The bibliography of a document, each work once."""
    return merged_works(map(work_of_reference, document.references[:MOST_REFERENCES]))


def work_of_reference(reference: Reference) -> Work:
    """The work that an entry of a bibliography names."""
    from paper_tui.documents.model import plain

    return Work(
        title=clean_line(reference.title),
        authors=(clean_line(reference.authors),) if reference.authors else (),
        year=reference.year,
        arxiv_id=reference.arxiv_id,
        doi=reference.doi,
        text=clean_line(plain(reference.parts), LONGEST_ENTRY),
        sources=(TEXT,),
    )
