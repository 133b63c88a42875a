"""A git repository as the way between devices: each writes one file, so that no commits conflict.

The work tree is a copy that can be made again: what others wrote is taken as the remote has it, and this
device's file is written from its own log. Nothing is ever merged by lines.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from paper_tui.files import make_folder, remove_drafts
from paper_tui.network import is_offline, without_password
from paper_tui.sync.files import FOLDER, FolderFiles
from paper_tui.sync.folder import Folder
from paper_tui.sync.log import Log, Place
from paper_tui.sync.transport import Received, SyncError

BRANCH = "main"
TRIES = 5
"""The number of attempts to push while others push too."""
SECONDS = 120
"""Seconds that one git command may take."""
LONGEST_MESSAGE = 300
_SETTINGS = {
    "core.symlinks": "false",
    "core.hooksPath": os.devnull,
    "user.name": "paper-tui",
    "user.email": "paper-tui@localhost",
    "commit.gpgSign": "false",
}


_CONNECTING = ("fetch", "push")
"""The commands of git that contact the remote."""


class LocalError(SyncError):
    """The work tree cannot be used."""


class GitRepository:
    """A remote repository, and a work tree of it in the library's folder."""

    def __init__(self, remote: str, work_tree: Path) -> None:
        """Over a remote, as git knows it: an address or a path.

        Raises:
            SyncError: It cannot be a remote, or there is no git program.
        """
        if not remote.strip() or remote.startswith("-") or "::" in remote:
            raise SyncError(f"{remote!r} is no address of a git repository")
        if shutil.which("git") is None:
            raise SyncError("the git program is not installed")
        self._remote = remote
        self._tree = work_tree
        self._folder = Folder(work_tree)
        self.files = GitFiles(work_tree / FOLDER, self._publish)

    def receive(self, places: Mapping[str, Place]) -> Iterator[Received]:
        """Take over what the remote has, and read it.

        Raises:
            SyncError: The remote cannot be reached; what was received before stays.
        """
        self._clean_up()
        try:
            self._update()
        except LocalError:  # a work tree that was damaged is made again
            shutil.rmtree(self._tree)
            self._update()
        yield from self._folder.receive(places)

    def send(self, log: Log) -> int:
        """Commit this device's log and push it; where another device pushed first, take that over first.

        Returns:
            The number of events that are new to others.

        Raises:
            SyncError: It could not be pushed; it is at the next synchronisation.
        """
        return self._publish(f"Changes of {log.device}", lambda: self._folder.send(log))

    def _publish(self, message: str, write: Callable[[], int]) -> int:
        """Write into the work tree, commit and push; after another device's push, do it again on that.

        Returns:
            What `write` returned.
        """
        written = 0
        for attempt in range(TRIES):
            written = write()
            self._git("add", "--all", "--", ".")
            if self._git("status", "--porcelain"):
                self._git("commit", "--quiet", "--message", message)
            if not self._has_commits():
                break
            try:
                self._git("push", "--quiet", "origin", f"HEAD:refs/heads/{BRANCH}")
            except SyncError:
                if attempt == TRIES - 1:
                    raise
                self._update()
            else:
                break
        return written

    def _update(self) -> None:
        """Make the work tree as the remote has it."""
        make_folder(self._tree)
        self._git("init", "--quiet", f"--initial-branch={BRANCH}")
        self._git("config", "--", "remote.origin.url", self._remote)
        self._git("config", "--", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
        self._git("fetch", "--quiet", "--prune", "origin")
        if self._has_remote_branch():
            self._git("reset", "--quiet", f"origin/{BRANCH}", "--", FOLDER)  # keep files that are not pushed
            self._git("checkout", "--quiet", "--force", "-B", BRANCH, f"origin/{BRANCH}")

    def _clean_up(self) -> None:
        """Remove what a killed process left; the caller alone uses the work tree."""
        remove_drafts(self._tree)
        remove_drafts(self._tree / FOLDER)
        for path in (self._tree / ".git" / "objects").glob("*/tmp_*"):
            path.unlink(missing_ok=True)
        for folder in (self._tree / ".git", self._tree / ".git" / "refs"):
            for path in [*folder.rglob("*.lock")] if folder.name == "refs" else [*folder.glob("*.lock")]:
                path.unlink(missing_ok=True)

    def _has_commits(self) -> bool:
        """Return whether there is anything that the remote lacks."""
        if not self._has_remote_branch():
            return bool(self._git("rev-list", "--all", "--max-count=1"))
        return bool(self._git("rev-list", "--max-count=1", f"origin/{BRANCH}..HEAD"))

    def _has_remote_branch(self) -> bool:
        return bool(self._git("branch", "--remotes", "--list", f"origin/{BRANCH}"))

    def _git(self, *arguments: str) -> str:
        """Run git in the work tree and return what it printed.

        Raises:
            SyncError: It failed or took too long; says what git said.
        """
        if arguments[0] in _CONNECTING and is_offline():
            raise SyncError("the remote was not contacted: --offline is set; your changes are kept")
        settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
        command = ["git", *settings, "-C", str(self._tree), *arguments]
        environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        environment = {name: value for name, value in environment.items() if name not in _FOREIGN}
        try:
            ended = subprocess.run(  # noqa: S603 - arguments of ours, the remote behind --
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise SyncError(f"git {arguments[0]} took more than {SECONDS} seconds") from None
        except OSError as error:
            raise SyncError(f"git cannot be run: {error.strerror}") from None
        if ended.returncode:
            said = without_password(ended.stderr.decode("utf-8", "replace").strip()[-LONGEST_MESSAGE:])
            kind = SyncError if arguments[0] in _CONNECTING else LocalError
            raise kind(f"git {arguments[0]} failed: {said}; your changes are kept")
        return ended.stdout.decode("utf-8", "replace").strip()


class GitFiles(FolderFiles):
    """Files in the work tree, which are pushed at the end."""

    def __init__(self, root: Path, publish: Callable[[str, Callable[[], int]], int]) -> None:
        super().__init__(root)
        self._publish = publish

    def finish(self) -> None:
        """As `transport.Files.finish`."""
        self._publish("Files", lambda: 0)


_FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
"""Variables by which git would work on another repository."""
