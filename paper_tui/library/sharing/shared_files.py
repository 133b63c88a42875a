"""Kept texts with their figures, and attached files, as a part of what is synchronised.

An event names the file of a paper by the digest of its bytes; the file itself is exchanged after the
events (`exchange`), and what has not come yet comes at the next synchronisation. What this device had after
the last one is kept, which distinguishes the reader's own change from a file that is still to come.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import unquote

from paper_tui.files import read_json, replace_file
from paper_tui.library.history import ATTACHMENTS
from paper_tui.library.sharing.file_digests import FileDigests, FileHere
from paper_tui.library.sharing.received_files import (
    FETCHED,
    MEGABYTE,
    FilePolicy,
    ReceivedFiles,
    SharedFile,
    count_of,
    file_of,
)
from paper_tui.library.sharing.shared_figures import SharedFigures, figure_of
from paper_tui.library.sharing.shared_marks import milliseconds
from paper_tui.library.sharing.shared_papers import SharedPapers
from paper_tui.papers.paper import PaperKey
from paper_tui.store import Store
from paper_tui.store.texts import ATTACHED, KeptText, TextFolder, stem_of
from paper_tui.sync.events import Json
from paper_tui.sync.exchange import Applied, Update
from paper_tui.sync.files import LARGEST_FILE
from paper_tui.sync.mark_fields import PAPER
from paper_tui.sync.replica import Replica
from paper_tui.sync.transport import Files

TEXT = "text:"
"""Type of the subjects that are the texts of papers; the paper's key follows."""
FIELDS = (ATTACHED, FETCHED)
Place = tuple[PaperKey, str]
"""A paper and one of `FIELDS`."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The outcome of an exchange of files."""

    sent: int = 0
    received: int = 0
    notes: tuple[str, ...] = ()


class SharedFiles:
    """The texts of a library, as fields of subjects and as files."""

    def __init__(
        self, store: Store, papers: SharedPapers, replica: Replica, policy: FilePolicy, folder: Path
    ) -> None:
        """Over the texts of a library.

        Args:
            store: The library.
            papers: Its papers by the subjects of others.
            replica: What is known.
            policy: Which files go along.
            folder: The folder of the synchronisation, for `files.json`.
        """
        self._store, self._papers, self._state, self._policy = store, papers, replica.state, policy
        self._texts = TextFolder(store.paths.folder)
        self._path = folder / "files.json"
        kept = _object(self._path)
        self._digests = FileDigests(kept.get("digests", {}))
        self._figures = SharedFigures(self._texts.figures, self._state)
        self._had: dict[str, list[str]] = kept.get("had", {})
        """By place the digests, empty for no file, that are no change of the reader any more."""
        self._here: dict[Place, tuple[KeptText, FileHere]] = {}
        self._times: Mapping[tuple[str, ...], str] | None = None

    def owns(self, subject: str) -> bool:
        """Return whether a subject is the text of a paper."""
        return subject.startswith(TEXT)

    def subjects(self) -> Iterator[tuple[str, Mapping[str, Json]]]:
        """The files of each paper; one that the reader did not change counts as it is elsewhere."""
        self._here = self._files()
        known = self._known_subjects()
        for key in dict.fromkeys((*known, *(key for key, _ in self._here))):
            for subject in known.get(key, (f"{TEXT}{key}",)):
                fields = {field: self._value(subject, (key, field)) for field in FIELDS}
                files = {field: file_of(field, value) for field, value in fields.items()}
                told = frozenset(file.digest for file in files.values() if file)
                fields |= self._figures.fields(subject, told, self._names(key))
                yield subject, {field: value for field, value in fields.items() if value is not None}

    def holds(self, subject: str, field: str, value: Json) -> bool:
        """Return whether a paper can have such a file; the removal of a fetched text is not shared."""
        file = file_of(field, value) if field == ATTACHED else figure_of(field, value)
        return self.owns(subject) and file is not None

    def changed(self, subject: str) -> int:
        """The time of the last change of a paper's attached file, by the history; else now."""
        if self._times is None:
            self._times = self._store.setting_times()
        moment = self._times.get((ATTACHMENTS, self._key(subject)))
        return milliseconds(moment) if moment else int(time() * 1_000)

    def apply(self, updates: Sequence[Update]) -> Applied:  # noqa: ARG002 - files come after the events
        """Leave everything to `exchange`."""
        return Applied(0, 0)

    def exchange(self, files: Files) -> Exchanged:
        """Send the files that others lack, and take those that others have.

        Raises:
            SyncError: The place cannot be used any more.
            store.StoreError: A file could not be kept here; it is at the next synchronisation.
            OSError: What was exchanged could not be noted.
        """
        self._texts.remove_drafts()
        wanted = dict(self._wanted())
        sent, left = self._send(files, wanted)
        self._note(wanted)
        taking = ReceivedFiles(self._store, self._texts, self._policy, files)
        for (key, field), file in wanted.items():
            kept = self._here[key, field][0] if (key, field) in self._here else None
            taking.take(key, field, file, kept, self._digest((key, field)))
        self._here = self._files()
        for key, subject in self._texts_known():
            for text, figure in self._figures.wanted(subject, self._names(key)):
                taking.take_figure(text, figure.name, figure.file)
        self._note({})
        note = f"{count_of(left)} not sent: larger than 100 MB, or sync_megabytes is used up"
        return Exchanged(sent, taking.taken, (*([note] if left else []), *taking.notes()))

    def _send(self, files: Files, wanted: Mapping[Place, SharedFile | None]) -> tuple[int, int]:
        """Send files that others lack; return how many were sent, and how many there is no room for."""
        mine = [
            here
            for place, (_, here) in self._here.items()
            if (file := wanted.get(place)) and file.digest == here.digest
        ]
        for key, subject in self._texts_known():
            mine += self._figures.mine(subject, self._names(key))
        there = dict(files.sizes()) if mine else {}
        sent = left = 0
        for here in mine:
            if there.get(here.digest) == here.size:
                continue
            room = self._policy.megabytes * MEGABYTE - sum(there.values()) + there.get(here.digest, 0)
            data = here.read() if here.size <= min(room, LARGEST_FILE) else b""
            if not data:
                left += 1
                continue
            files.write(here.digest, data)
            there[here.digest] = here.size
            sent += 1
        if sent:
            files.finish()
        return sent, left

    def _note(self, wanted: Mapping[Place, SharedFile | None]) -> None:
        """Keep what is here, and what may be from now on: no change of the reader led to it."""
        places = {*self._here, *wanted, *(place for place in map(_place, self._had) if place)}
        self._had = {}
        for place in places:
            file = wanted.get(place)
            digests = (self._digest(place), *([file.digest if file else ""] if place in wanted else ()))
            self._had[" ".join((place[1], place[0]))] = list(dict.fromkeys(digests))
        replace_file(self._path, json.dumps({"digests": self._digests.seen, "had": self._had}).encode())

    def _value(self, subject: str, place: Place) -> Json:
        """The value to send for a file: the one that is known, unless the reader changed it."""
        known, field = self._known(subject, place[1]), place[1]
        had = self._had.get(" ".join((field, place[0])), [""])
        if not self._is_shared(field) or self._digest(place) in had:
            return known
        if place not in self._here:
            return known if field == FETCHED else None
        kept, here = self._here[place]
        if field == ATTACHED:
            return {"digest": here.digest, "size": here.size}
        there = file_of(field, known)
        if there and there.version > kept.version:
            return known
        return {"digest": here.digest, "size": here.size, "source": kept.source, "version": kept.version}

    def _wanted(self) -> Iterator[tuple[Place, SharedFile | None]]:
        """The files that the papers here are to have; None where one was removed."""
        for key, subjects in self._known_subjects().items():
            for field in filter(self._is_shared, FIELDS):
                for subject in subjects:
                    value = self._state.get(subject, field)
                    file = file_of(field, value.value) if value else None
                    if value and (file or value.value is None) and self._is_here(key):
                        yield (key, field), file

    def _is_here(self, key: PaperKey) -> bool:
        return self._store.catalogue.ordinal(key) is not None

    def _is_shared(self, field: str) -> bool:
        return field == ATTACHED or self._policy.files == "all"

    def _known(self, subject: str, field: str) -> Json:
        value = self._state.get(subject, field)
        return value.value if value else None

    def _names(self, key: PaperKey) -> Mapping[str, str]:
        """The names of the files of a paper that go along, by their digests."""
        here = (self._here.get((key, field)) for field in filter(self._is_shared, FIELDS))
        return {file.digest: kept.name for kept, file in filter(None, here)}

    def _texts_known(self) -> Iterator[tuple[PaperKey, str]]:
        """Every subject with the key of its paper."""
        return ((self._key(subject), subject) for subject in self._state.subjects() if self.owns(subject))

    def _key(self, subject: str) -> PaperKey:
        return self._papers.key(f"{PAPER}{subject.removeprefix(TEXT)}")

    def _known_subjects(self) -> Mapping[PaperKey, Sequence[str]]:
        found: defaultdict[PaperKey, list[str]] = defaultdict(list)
        for key, subject in self._texts_known():
            found[key].append(subject)
        return found

    def _digest(self, place: Place) -> str:
        return self._here[place][1].digest if place in self._here else ""

    def _files(self) -> dict[Place, tuple[KeptText, FileHere]]:
        """Every text of a known paper with its digest; only those that are new are read for it."""
        found: dict[Place, tuple[KeptText, FileHere]] = {}
        self._digests.begin()
        long: dict[str, PaperKey] | None = None
        for kept in self._texts.all():
            key = PaperKey(unquote(kept.stem))
            if stem_of(key) != kept.stem:
                long = self._long_keys() if long is None else long
                key = long.get(kept.stem, PaperKey(""))
            here = self._digests.of(self._texts.path(kept))
            place = (key, ATTACHED if kept.source == ATTACHED else FETCHED)
            if here and key and (place not in found or found[place][0].version <= kept.version):
                found[place] = (kept, here)
        self._figures.look(self._digests)
        return found

    def _long_keys(self) -> dict[str, PaperKey]:
        """Keys that are too long for a file name, by their substitutes."""
        catalogue = self._store.catalogue
        keys = (catalogue.key_at(place) for place in range(len(catalogue)))
        return {stem_of(key): key for key in keys if len(stem_of(key)) > len(key)}


def _place(name: str) -> Place | None:
    field, _, key = name.partition(" ")
    return (PaperKey(key), field) if field in FIELDS and key else None


def _object(path: Path) -> dict[str, Any]:
    """The object in a JSON file, with objects in it; empty where it is missing or damaged. Any: JSON."""
    with suppress(OSError):
        found = read_json(path)
        if isinstance(found, dict) and all(isinstance(each, dict) for each in found.values()):
            return found
    return {}
