"""Looks a library over and, when asked, mends it.

What opening mends by itself, `repair` mends too; beyond that it merges the copies that git, Syncthing,
Dropbox and their like leave beside a file that was changed in two places, and mends a head that claims to
be of a newer version though everything else says that it is not. What it replaces is kept under another
name.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from paper_tui.papers.text import clean_line
from paper_tui.store import texts
from paper_tui.store.errors import StoreError, reason, shown
from paper_tui.store.files.atomic_files import read_file, replace_file
from paper_tui.store.files.paths import CATALOGUE_LINES, Layout
from paper_tui.store.format.file_header import claimed_version, without_claim
from paper_tui.store.format.migrations import CURRENT
from paper_tui.store.repair.conflicts import Conflict, conflicts, merge_conflict
from paper_tui.store.repair.recovery import set_aside
from paper_tui.store.session import Session

Severity = Literal["note", "damage", "blocked"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    what: str
    severity: Severity
    """``note``: nothing is lost; ``damage``: something is or was; ``blocked``: it cannot be mended here."""
    remedy: str
    """What `repair` would do or did; empty when there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a library."""

    directory: Path
    findings: tuple[Finding, ...]
    papers: int = 0
    marks: int = 0
    steps: int = 0
    """Changes in the journal."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing needs mending."""
        return not any(finding.severity != "note" for finding in self.findings)


def examine(directory: Path) -> Report:
    """Look a library over; nothing in it is changed, since it is a copy that is opened."""
    if not directory.exists():
        return Report(directory, (Finding(f"{shown(directory)} is not there yet", "note", ""),))
    if not directory.is_dir():
        return Report(directory, (Finding(f"{shown(directory)} is not a folder", "blocked", ""),))
    with TemporaryDirectory(prefix="paper-tui-doctor-") as place:
        copy = Path(place) / "library"
        try:
            _copy(Layout(directory), Layout(copy))
        except OSError as error:
            blocked = Finding(f"{shown(directory)} cannot be read: {reason(error)}", "blocked", "")
            return Report(directory, (blocked,))
        return _mended(Layout(copy), directory, "repair would: ", _links(Layout(directory)))


def repair(directory: Path) -> Report:
    """Mend what can be; what is replaced is kept beside it under another name."""
    layout = Layout(directory)
    if not directory.is_dir():
        return examine(directory)
    if not layout.cache.is_symlink():
        (layout.cache / CATALOGUE_LINES).unlink(missing_ok=True)
    return _mended(layout, directory, "", _links(layout))


def _copy(source: Layout, target: Layout) -> None:
    target.folder.mkdir()
    for path in source.folder.iterdir():
        if path.is_symlink() or path.name in (source.lock.name, source.cache.name, texts.FOLDER):
            continue
        if path.is_dir():
            shutil.copytree(path, target.folder / path.name, symlinks=True)
        else:
            shutil.copyfile(path, target.folder / path.name)


def _links(layout: Layout) -> tuple[Finding, ...]:
    return tuple(
        Finding(f"{clean_line(path.name)} is a symbolic link, and is not followed", "blocked", "")
        for path in sorted(layout.folder.iterdir())
        if path.is_symlink()
    )


def _mended(layout: Layout, directory: Path, prefix: str, links: tuple[Finding, ...]) -> Report:
    """Open a library, which mends it, and merge what it has of conflict copies."""
    findings: list[Finding] = []
    try:
        findings += _claims(layout, prefix)
        session = Session(layout.folder, lambda: datetime.now(UTC))
    except StoreError as error:
        return Report(directory, (*links, Finding(str(error), "blocked", error.hint)))
    except OSError as error:
        blocked = Finding(f"{shown(directory)} cannot be read: {reason(error)}", "blocked", "")
        return Report(directory, (*links, blocked))
    findings += [Finding(notice, "damage", prefix + "mend it") for notice in session.notices]
    findings += _merged(session, conflicts(layout), prefix)
    now = session.now
    report = Report(directory, (*links, *findings), len(now.catalogue), len(now.shelf), len(session.steps()))
    session.close()
    return report


def _claims(layout: Layout, prefix: str) -> list[Finding]:
    """Mend heads whose check tells that only their version was garbled."""
    findings = []
    for path in (layout.catalogue, layout.shelf):
        data = read_file(path) if path.is_file() and not path.is_symlink() else b""
        fixed = without_claim(data) if claimed_version(data) > CURRENT.version else None
        if fixed is not None:
            set_aside(path, datetime.now(UTC))
            replace_file(path, fixed)
            what = f"{path.name} claimed a newer version, which its check denies"
            findings.append(Finding(what, "damage", f"{prefix}mend it"))
    return findings


def _merged(session: Session, found: Iterable[Conflict], prefix: str) -> list[Finding]:
    findings = []
    for conflict in found:
        name = clean_line(conflict.path.name)
        try:
            merged = merge_conflict(session, conflict)
        except (StoreError, OSError) as error:
            findings.append(Finding(f"{name} cannot be merged: {clean_line(str(error))}", "blocked", ""))
            continue
        findings.append(Finding(f"{name} is a conflict copy", "damage", f"{prefix}merge it: {merged}"))
    return findings
