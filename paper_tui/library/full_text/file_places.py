"""The places of files that a bibliography names in its own way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.sources.base import Item


def with_places(items: Iterable[Item], folder: Path) -> Iterator[Item]:
    """The items of a source, the files of papers by their whole path as far as they are found.

    JabRef names files from the folder of the bibliography, and Mendeley leaves out the first slash.

    Args:
        items: The items.
        folder: The folder of the bibliography.
    """
    for item in items:
        if isinstance(item, Paper) and item.files:
            yield replace(item, files=tuple(_place(file, folder) for file in item.files))
        elif isinstance(item, Entry) and item.paper.files:
            paper = replace(item.paper, files=tuple(_place(file, folder) for file in item.paper.files))
            yield replace(item, paper=paper)
        else:
            yield item


def _place(file: str, folder: Path) -> str:
    if "://" in file or Path(file).is_absolute():
        return file
    for path in (folder / file, Path("/") / file):
        try:
            if path.is_file():
                return str(path)
        except (OSError, ValueError):
            continue
    return file
