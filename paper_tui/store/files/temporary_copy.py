"""A copy of a library that cannot be written, so that it can be mended and read all the same."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from paper_tui.store.files.paths import Layout


class Scratch:
    """The files of a library in a temporary folder."""

    def __init__(self, layout: Layout) -> None:
        self._folder = TemporaryDirectory(prefix="paper-tui-")
        self.layout = Layout(Path(self._folder.name))
        for path in (layout.catalogue, layout.shelf, layout.journal):
            if path.is_file():
                shutil.copyfile(path, self.layout.folder / path.name)
        if layout.backups.is_dir():
            shutil.copytree(layout.backups, self.layout.backups)

    def close(self) -> None:
        """Remove the copy."""
        self._folder.cleanup()
