"""The record of one source about a paper, whole, so that it can be given back as it came."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a file."""

    format: str
    """The name of its format: ``bibtex``, ``csl-json``, ``ris``."""
    key: str = ""
    """Its citation key in the file."""
    type: str = ""
    """Its type in the file, as written: ``InProceedings``, ``JOUR``."""
    fields: tuple[tuple[str, str], ...] = ()
    """Name and value of each field, as written and in their order; names may come again.

    BibTeX: the value with its braces or quotes. CSL-JSON: the value as JSON. RIS: tag and text.
    """
    stamps: tuple[tuple[str, int], ...] = ()
    """For each field of ours that was read from it a number that changes with the value."""
