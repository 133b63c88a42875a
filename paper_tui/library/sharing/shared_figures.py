"""Figures of kept texts as fields beside those of the texts, which go along as files do.

A figure belongs to the very bytes of a text, so that one of another version is never shown in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from paper_tui.library.sharing.file_digests import FileDigests, FileHere
from paper_tui.library.sharing.received_files import SharedFile
from paper_tui.store.figures import FigureFolder
from paper_tui.sync.events import Json
from paper_tui.sync.files import is_digest
from paper_tui.sync.state import State

FIGURE = "figure:"
"""Beginning of the fields of figures; what `FigureFolder` calls the figure follows."""
LARGEST_FIGURE = 20_000_000
MOST_FIGURES = 500
"""Figures of one text."""
_NAME = re.compile(r"[0-9a-f]{20}")


@dataclass(frozen=True, slots=True)
class SharedFigure:
    """A figure as an event describes it."""

    name: str
    text: str
    """The digest of the text that it belongs to."""
    file: SharedFile


def figure_of(field: str, value: Json) -> SharedFigure | None:
    """The figure that a field describes; None for what no device of this version writes."""
    name = field.removeprefix(FIGURE)
    if not field.startswith(FIGURE) or not _NAME.fullmatch(name) or not isinstance(value, dict):
        return None
    digest, text, size = value.get("digest"), value.get("text"), value.get("size")
    if not isinstance(digest, str) or not isinstance(text, str) or type(size) is not int:
        return None
    is_sound = is_digest(digest) and is_digest(text) and 0 < size <= LARGEST_FIGURE
    return SharedFigure(name, text, SharedFile(digest, size)) if is_sound else None


class SharedFigures:
    """The figures here, and those that are known of others."""

    def __init__(self, folder: FigureFolder, state: State) -> None:
        self._folder, self._state = folder, state
        self._here: dict[str, dict[str, FileHere]] = {}
        """Each figure by the name of its text and by its own."""

    def look(self, digests: FileDigests) -> None:
        """Find out which figures are kept here."""
        self._here = {}
        for text, name, path in self._folder.all():
            of_text = self._here.setdefault(text, {})
            found = digests.of(path)
            if found and len(of_text) < MOST_FIGURES:
                of_text[name] = found

    def fields(self, subject: str, told: frozenset[str], texts: Mapping[str, str]) -> dict[str, Json]:
        """The fields of a subject: the figures that are known, and those that only this device has.

        Args:
            subject: A text.
            told: The digests of the files that it is told to have; figures of others are left out.
            texts: The names of the files here, by their digests.
        """
        fields = {}
        for field, value in self._state.fields(subject).items():
            figure = figure_of(field, value)
            if field.startswith(FIGURE) and (figure is None or figure.text in told):
                fields[field] = value
        for text in told & texts.keys():
            for name, here in self._here.get(texts[text], {}).items():
                value = {"digest": here.digest, "size": here.size, "text": text}
                fields.setdefault(f"{FIGURE}{name}", value)
        return fields

    def mine(self, subject: str, texts: Mapping[str, str]) -> Iterator[FileHere]:
        """The figures that are known and here."""
        for figure in self._known(subject):
            here = self._here.get(texts.get(figure.text, ""), {}).get(figure.name)
            if here and here.digest == figure.file.digest:
                yield here

    def wanted(self, subject: str, texts: Mapping[str, str]) -> Iterator[tuple[str, SharedFigure]]:
        """The figures that are known of texts that are here, and not here; each with its text."""
        for figure in self._known(subject):
            text = texts.get(figure.text)
            if text and figure.name not in self._here.get(text, {}):
                yield text, figure

    def _known(self, subject: str) -> Iterator[SharedFigure]:
        found = (figure_of(field, value) for field, value in self._state.fields(subject).items())
        yield from [figure for figure in found if figure][:MOST_FIGURES]
