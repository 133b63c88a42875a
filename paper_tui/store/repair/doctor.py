"""Checks a library and, when asked, repairs it.

What opening repairs by itself, `repair` repairs too; beyond that it merges the conflict copies that git,
Syncthing, Dropbox and their like leave beside a file that was changed in two places, and corrects a header
that claims to be of a newer version though its check says otherwise. Damaged files are kept under another
name. A library that cannot be written is looked at in a temporary copy, and so is each that is only checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from paper_tui.papers.text import clean_line
from paper_tui.store.errors import StoreError, reason, shown
from paper_tui.store.files.atomic_files import replace_file
from paper_tui.store.files.paths import LibraryPaths
from paper_tui.store.files.reading import read_file
from paper_tui.store.files.temporary_copy import TemporaryCopy
from paper_tui.store.format.file_header import HEADER_WIDTH, claimed_version, with_version
from paper_tui.store.format.migrations import CURRENT
from paper_tui.store.journal.conflict_copies import Conflict, conflicts
from paper_tui.store.repair.conflicts import ConflictMerger
from paper_tui.store.repair.recovery import KEPT, set_aside
from paper_tui.store.store import CONFLICTS, READ_ONLY, Store

Severity = Literal["note", "damage", "blocked"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    what: str
    severity: Severity
    """``note``: nothing is lost; ``damage``: something is or was; ``blocked``: it cannot be repaired here."""
    remedy: str
    """The repair that is needed or was made; empty for none."""


@dataclass(frozen=True, slots=True)
class Report:
    """The state of a library."""

    directory: Path
    findings: tuple[Finding, ...]
    papers: int = 0
    marks: int = 0
    steps: int = 0
    """Changes in the journal."""

    @property
    def is_sound(self) -> bool:
        """True if nothing needs to be repaired."""
        return not any(finding.severity != "note" for finding in self.findings)


def examine(directory: Path) -> Report:
    """Check a library; nothing in it is changed, since a copy of it is opened."""
    if not directory.exists():
        return Report(directory, (Finding(f"{shown(directory)} does not exist yet", "note", ""),))
    if not directory.is_dir():
        return Report(directory, (_blocked(f"{shown(directory)} is not a folder"),))
    return _examined(directory, "repair would: ", "damage")


def repair(directory: Path) -> Report:
    """Repair a library; damaged files are kept beside it under other names."""
    paths = LibraryPaths(directory)
    if not directory.is_dir():
        return examine(directory)
    if not paths.cache.is_symlink():
        with suppress(OSError):  # a read-only or failing disk, of which opening the library says more
            paths.catalogue_lines.unlink(missing_ok=True)
    if _is_read_only(directory):
        report = _examined(directory, "cannot be done, the library is read-only: ", "blocked")
        if report.is_sound:
            return report
        unchanged = _blocked(f"{shown(directory)} is read-only: nothing was repaired")
        return Report(directory, (*report.findings, unchanged), report.papers, report.marks, report.steps)
    return _opened(paths, directory, "", "damage")


def _is_read_only(directory: Path) -> bool:
    try:
        return Store(directory, lambda: datetime.now(UTC)).is_read_only
    except (StoreError, OSError):
        return False


def _examined(directory: Path, prefix: str, severity: Severity) -> Report:
    """Check a copy of a library."""
    try:
        copy = TemporaryCopy(LibraryPaths(directory), everything=True)
    except OSError as error:
        return Report(directory, (_blocked(f"{shown(directory)} cannot be read: {reason(error)}"),))
    try:
        return _opened(copy.paths, directory, prefix, severity)
    finally:
        copy.close()


def _blocked(what: str, hint: str = "") -> Finding:
    return Finding(what, "blocked", hint)


def _links(directory: Path) -> Iterable[Finding]:
    for path in sorted(directory.iterdir()):
        if path.is_symlink():
            yield _blocked(f"{clean_line(path.name)} is a symbolic link, and is not followed")


def _opened(paths: LibraryPaths, directory: Path, prefix: str, severity: Severity) -> Report:
    """Open a library, which repairs it, and merge its conflict copies.

    Args:
        paths: The library, or a copy of it.
        directory: What the report is about.
        prefix: What the remedies begin with.
        severity: Of what was repaired.
    """
    findings: list[Finding] = []
    try:
        findings += _links(directory)
        findings += _corrected_versions(paths, prefix, severity)
        store = Store(paths.folder, lambda: datetime.now(UTC))
    except StoreError as error:
        return Report(directory, (*findings, _blocked(str(error), error.hint)))
    except OSError as error:
        return Report(directory, (*findings, _blocked(f"{shown(directory)} cannot be read: {reason(error)}")))
    try:
        notices = [notice for notice in store.notices if notice not in (READ_ONLY, CONFLICTS)]
        if prefix:  # in a copy, in which nothing is kept
            notices = [notice.partition(KEPT)[0] for notice in notices]
        findings += [Finding(notice, severity, f"{prefix}repair it") for notice in notices]
        findings += _merged(store, prefix, severity)
        return Report(directory, tuple(findings), len(store.catalogue), len(store.shelf), store.steps())
    except StoreError as error:
        findings.append(_blocked(str(error), error.hint))
    except OSError as error:
        findings.append(_blocked(f"{shown(directory)} cannot be read: {reason(error)}"))
    finally:
        store.close()
    return Report(directory, tuple(findings), len(store.catalogue), len(store.shelf))


def _corrected_versions(paths: LibraryPaths, prefix: str, severity: Severity) -> list[Finding]:
    """Correct headers whose check shows that only their version was garbled."""
    findings = []
    for path in (paths.catalogue, paths.shelf):
        if not path.is_file() or path.is_symlink():
            continue
        with path.open("rb") as file:
            claimed = claimed_version(file.read(10 * HEADER_WIDTH))
        fixed = with_version(read_file(path)) if claimed > CURRENT.version else None
        if fixed is not None:
            set_aside(path, datetime.now(UTC))
            replace_file(path, fixed)
            what = f"{path.name} claimed a newer version, which its check denies"
            findings.append(Finding(what, severity, f"{prefix}correct it"))
    return findings


def _merged(store: Store, prefix: str, severity: Severity) -> list[Finding]:
    merger = ConflictMerger(store)
    return [_merge(merger, conflict, prefix, severity) for conflict in conflicts(store.paths)]


def _merge(merger: ConflictMerger, conflict: Conflict, prefix: str, severity: Severity) -> Finding:
    name = clean_line(conflict.path.name)
    try:
        return Finding(f"{name} is a conflict copy", severity, f"{prefix}merge it: {merger.merge(conflict)}")
    except StoreError as error:
        return _blocked(f"{name} cannot be merged: {clean_line(str(error))}", error.hint)
