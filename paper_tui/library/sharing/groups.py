"""Groups of readers: what the reader shares with each, and what the others share."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from paper_tui.config import Config, GroupSettings
from paper_tui.library.contents import Contents
from paper_tui.library.importing.imports import Imports
from paper_tui.library.indexing.index_cache import Indexes
from paper_tui.library.sharing.group_news import News, unshown
from paper_tui.library.sharing.group_papers import GroupPapers, described
from paper_tui.library.sharing.group_view import GroupView, Shared
from paper_tui.papers.clock import Clock
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import clean_tag
from paper_tui.store import Catalogue, Store, StoreError
from paper_tui.store.files.lock import LibraryLock
from paper_tui.sync.group.contribution_fields import (
    IN_GROUP,
    KEPT,
    LONGEST_LINE,
    LONGEST_NOTE,
    NOTE,
    PASSAGE,
    RECOMMENDED,
    RECORD,
    TAG,
)
from paper_tui.sync.group.group import Group
from paper_tui.sync.transport import SyncError, Transport

if TYPE_CHECKING:
    from paper_tui.library.in_memory_catalogue import Bundle
    from paper_tui.sync.group.group import Directory

FOLDER = "groups"
PATIENCE = 60.0
"""Seconds to wait for another process that exchanges with the same group."""


SAME_PLACE = "this is the place of your own devices, whose changes are private; give it another place"


class GroupError(ValueError):
    """The group cannot be used so; the message says why. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class GroupReport:
    """The outcome of an exchange with a group."""

    group: str
    received: int
    """Changes of others."""
    refused: int
    """Lines of others that were left out."""
    brought: int
    """Papers that are new in the library."""
    problem: str = ""
    notes: tuple[str, ...] = ()
    """Further messages for the user."""


class Groups:
    """Shares with groups, and gathers what they share."""

    def __init__(
        self,
        store: Store,
        contents: Contents,
        imports: Imports,
        indexes: Indexes,
        clock: Clock,
        directory: Path,
        config: Callable[[], Config],
    ) -> None:
        self._config = config
        self._store = store
        self._contents = contents
        self._clock = clock
        self._papers = GroupPapers(store, contents, imports, indexes, clock)
        self._folder = directory / FOLDER
        self._locks: dict[str, LibraryLock] = {}
        self._view: tuple[object, GroupView] | None = None

    @property
    def _settings(self) -> tuple[GroupSettings, ...]:
        """The groups of the configuration, as it is now."""
        return self._config().groups

    def named(self, name: str = "") -> GroupSettings:
        """The group with a name; without one the only group.

        Raises:
            GroupError: There is none, or there are several.
        """
        found = [each for each in self._settings if not name or each.name == clean_tag(name)]
        if len(found) == 1:
            return found[0]
        known = ", ".join(each.name for each in self._settings)
        if not known:
            raise GroupError("you are in no group. Example: paper-tui group join lab ~/Sync/lab --as ada")
        raise GroupError(f"which group? You are in: {known}")

    @property
    def view(self) -> GroupView:
        """The contributions of all members, as they are known here now."""
        stamp = (self._settings, self._store.catalogue.stamp, tuple(map(self._stamp, self._settings)))
        if self._view is None or self._view[0] != stamp:
            self._view = (stamp, GroupView(self._shared()))
        return self._view[1]

    def places(self, catalogue: Catalogue | Bundle) -> Mapping[str, Sequence[int]]:
        """The positions in a catalogue of the papers that each member shares."""
        found = {
            member: [place for place in map(catalogue.ordinal, keys) if place is not None]
            for member, keys in self.view.members.items()
        }
        return {member: sorted(places) for member, places in found.items() if places}

    def sync(self, name: str = "") -> GroupReport:
        """Exchange with a group, and bring the papers of others into the library.

        Raises:
            GroupError: There is no such group.
            store.StoreError: The library cannot be written; nothing is lost.
        """
        settings = self.named(name)
        with self._held(settings) as group:
            try:
                transport, directory = self._place(settings)
                group.introduce(settings.member, self._now())
                self._share_bookmarks(group, settings)
                outcome = group.exchange(transport, directory, settings.member, self._now())
            except SyncError as error:
                return GroupReport(settings.name, 0, 0, 0, str(error))
            others = [each for each in group.papers(self._now()) if _is_of_others(each, settings.member)]
            brought = self._papers.bring(settings.name, self._folder / settings.name, others)
        return GroupReport(
            settings.name, outcome.received, outcome.refused, brought, outcome.problem, outcome.notes
        )

    def recommend(self, papers: Sequence[Paper], line: str, name: str = "") -> int:
        """Recommend papers with a line of text; return how many fields changed.

        Raises:
            GroupError: There is no such group, or the line is too long.
        """
        if len(line) > LONGEST_LINE:
            raise GroupError(
                f"a recommendation has at most {LONGEST_LINE:,} characters; share a note instead"
            )
        return self._contribute(papers, {RECOMMENDED: line.strip()}, name)

    def put(self, papers: Sequence[Paper], name: str = "") -> int:
        """Put papers into a group."""
        return self._contribute(papers, {IN_GROUP: True}, name)

    def share_tags(self, papers: Sequence[Paper], tags: Iterable[str], name: str = "") -> int:
        """Share tags on papers."""
        return self._contribute(papers, {f"{TAG}{tag}": True for tag in map(clean_tag, tags) if tag}, name)

    def share_note(self, paper: Paper, name: str = "") -> int:
        """Share the note on a paper as it is now.

        Raises:
            GroupError: There is none, or it is too long.
        """
        note = self._contents.shelf.get(paper.key).note
        if not note:
            raise GroupError("there is no note on this paper")
        if len(note) > LONGEST_NOTE:
            raise GroupError(f"a shared note has at most {LONGEST_NOTE:,} characters")
        return self._contribute([paper], {NOTE: note}, name)

    def share_passages(self, paper: Paper, name: str = "") -> int:
        """Share the highlights of a paper as they are now.

        Raises:
            GroupError: There are none.
        """
        passages = self._contents.shelf.get(paper.key).highlights
        if not passages:
            raise GroupError("there is no highlight in this paper")
        fields = {
            f"{PASSAGE}{each.id}": {"quote": each.quote, "section": each.section, "note": each.note}
            for each in passages
        }
        return self._contribute([paper], fields, name)

    def withdraw(self, papers: Sequence[Paper] | None, name: str = "") -> int:
        """Take back all that the reader shared of papers, of all where none are given, but for bookmarks."""
        settings = self.named(name)
        with self._held(settings) as group:
            keys = group.contributed_keys() if papers is None else [paper.key for paper in papers]
            gone = [(key, dict.fromkeys(group.contribution(key))) for key in keys]
            return group.contribute(gone, self._now())

    def leave(self, name: str, *, remove_papers: bool = False) -> int:
        """Remove the papers that only a group brought, if that is wanted; return how many.

        The library keeps everything else. What the reader shared stays with the group until withdrawn.
        """
        return self._papers.remove(self.named(name).name) if remove_papers else 0

    def news(self) -> tuple[News, ...]:
        """Recommendations and notes to the reader since the last call, of papers in this library or not.

        Raises:
            store.StoreError: The library cannot be written.
        """
        members = {each.name: each.member for each in self._settings}
        try:
            return unshown(self.view.all, members, self._folder / "told.json")
        except OSError as error:
            raise self._unwritable(self._folder, error) from error

    def members(self, name: str = "") -> Mapping[str, int]:
        """The members of a group, each with the number of their devices."""
        with self._held(self.named(name)) as group:
            names = [*group.names.values()]
        return {member: names.count(member) for member in sorted(set(names))}

    def _contribute(self, papers: Sequence[Paper], fields: Mapping[str, Any], name: str) -> int:
        """Contribute the same fields to several papers. Any: JSON values."""
        settings = self.named(name)
        with self._held(settings) as group:
            group.introduce(settings.member, self._now())
            contributions = [(paper.key, {RECORD: described(paper), **fields}) for paper in papers]
            return group.contribute(contributions, self._now())

    def _share_bookmarks(self, group: Group, settings: GroupSettings) -> None:
        """Contribute which papers are bookmarks, if the reader shares that; else withdraw it."""
        wanted = {mark.key for mark in self._contents.shelf.bookmarks} if settings.share_bookmarks else set()
        shared = group.keys_with(KEPT)
        known = {key: self._store.catalogue.get(key) for key in wanted - shared}
        added = [(key, {RECORD: described(paper), KEPT: True}) for key, paper in known.items() if paper]
        gone = [(key, {KEPT: None}) for key in shared if key not in wanted]
        group.contribute([*added, *gone], self._now())

    def _place(self, settings: GroupSettings) -> tuple[Transport, Directory | None]:
        """The way to a group, and who knows its members, where a server does.

        Raises:
            SyncError: It cannot be used.
        """
        place = settings.place.strip()
        if place.startswith(("postgresql://", "postgres://")):
            from paper_tui.sync.group.database import GroupDatabase

            database = GroupDatabase(place)
            return database, database
        from paper_tui.library.sharing.synchronisation import GIT

        if place.startswith(GIT):
            from paper_tui.sync.git import GitRepository

            return GitRepository(place.removeprefix(GIT), self._folder / settings.name / "git"), None
        from paper_tui.sync.folder import Folder

        return Folder(Path(place).expanduser()), None

    def _now(self) -> int:
        return int(self._clock().timestamp() * 1000)

    def _stamp(self, settings: GroupSettings) -> tuple[object, ...]:
        """Changes whenever the files of a group change."""
        return tuple(_states(self._folder / settings.name))

    def _shared(self) -> Iterator[Shared]:
        for settings in self._settings:
            if not (self._folder / settings.name / "device.json").exists():
                continue
            with self._held(settings) as group:
                papers = group.papers(self._now())
            keys = self._papers.keys(papers)
            for paper in papers:
                if paper.key in keys:
                    for each in paper.contributions:
                        yield Shared(settings.name, keys[paper.key], each, each.member == settings.member)

    @contextmanager
    def _held(self, settings: GroupSettings) -> Iterator[Group]:
        """The group as it is on the disk, kept from other threads and processes.

        Raises:
            GroupError: The group's place is that of the reader's own devices.
            store.StoreError: The files cannot be read or written.
        """
        if is_same_place(settings.place, self._config().sync):
            raise GroupError(f"the group {settings.name}: {SAME_PLACE}")
        folder = self._folder / settings.name
        lock = self._locks.setdefault(settings.name, LibraryLock(folder / "lock", PATIENCE))
        with lock.held():
            try:
                yield Group(folder, f"{platform.node()}:{os.path.realpath(folder)}")
            except OSError as error:
                raise self._unwritable(folder, error) from error

    @staticmethod
    def _unwritable(folder: Path, error: OSError) -> StoreError:
        reason = (error.strerror or str(error)).lower()
        return StoreError(f"The library's folder {folder} cannot be written: {reason}")


def _is_of_others(paper: Any, member: str) -> bool:  # noqa: ANN401 - a GroupPaper
    return any(each.member != member for each in paper.contributions)


def is_same_place(one: str, other: str) -> bool:
    """Return whether two places of the configuration are the same."""
    return bool(one.strip()) and _expanded(one) == _expanded(other)


def _expanded(place: str) -> str:
    place = place.strip()
    return place if ":" in place else os.path.realpath(Path(place).expanduser())


def _states(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield name, time and size of each file of a group; one that is being replaced may be gone meanwhile."""
    for path in sorted(folder.glob("[!.]*.*")):
        with suppress(FileNotFoundError):
            status = path.stat()
            if S_ISREG(status.st_mode):
                yield path.name, status.st_mtime_ns, status.st_size
