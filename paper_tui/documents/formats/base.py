"""Interface of a format of full text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from paper_tui.documents.model import Document


class Read(Protocol):
    """Reads a text of one format."""

    def __call__(self, text: str, *, accept_damaged: bool) -> Document:
        """The document in a text.

        Raises:
            DocumentError: It holds no paper.
        """


class Recognise(Protocol):
    """Recognises a format by the beginning of a text."""

    def __call__(self, head: str) -> bool:
        """Return whether a text that begins so is of the format."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format of full text."""

    name: str
    recognises: Recognise
    read: Read
