"""Errors of inputs that hold no readable paper."""

from __future__ import annotations

from typing import Literal

Reason = Literal["empty", "stub", "failed", "damaged", "format"]
"""``stub``: a page that says there is no text. ``failed``: a conversion that produced nothing.
``damaged``: a conversion that broke off. ``format``: no format that is known here."""


class DocumentError(Exception):
    """An input is not the text of a paper; the message is a sentence for the reader."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason
