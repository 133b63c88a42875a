"""The text of a paper with its origin, and the policy for keeping fetched texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paper_tui.config import Config
from paper_tui.config.model import KeepText
from paper_tui.sources import SourceError

if TYPE_CHECKING:
    from paper_tui.documents.model import Document


class TextNotFoundError(SourceError):
    """No source has the text of a paper; the message says of each why."""


@dataclass(frozen=True, slots=True)
class PaperText:
    """The text of a paper, and where it came from."""

    document: Document
    source: str
    """``arXiv``, ``ar5iv``, ``Hugging Face`` or ``attached file``."""
    version: int
    """Its arXiv version; 0 where it is unknown."""
    is_outdated: bool
    """True if the library knows of a newer version of the paper."""
    address: str
    """Of the page, for a browser and for the pictures in it; empty for an attached file."""
    is_kept: bool
    """True if it can be read offline from now on."""
    missing: tuple[str, ...] = ()
    """Reasons why the sources before this one were skipped, one sentence each."""


@dataclass(frozen=True, slots=True)
class KeepPolicy:
    """The policy for fetched texts: which are kept, and the bytes they may take."""

    keep: KeepText = "opened"
    megabytes: int = 500
    """Of fetched texts together; attached files do not count."""

    @classmethod
    def of(cls, config: Config) -> KeepPolicy:
        """The policy that the settings describe."""
        return cls(config.keep_text, config.text_megabytes)


DEFAULT_POLICY = KeepPolicy()
