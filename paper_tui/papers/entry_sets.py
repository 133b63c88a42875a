"""Entry sets of biblatex as details of their members: ``set KEY`` is ``entryset = {a,b}, note = {…}``."""

from __future__ import annotations

import re
from collections.abc import Iterable

SET = "set "
"""The beginning of the name of a detail that holds a set."""
_BODY = re.compile(r"entryset = \{([^{}]*)\}(?:, (.*))?", re.DOTALL)


def set_body(members: str, others: Iterable[tuple[str, str]]) -> str:
    """A set as the text of a detail, of its members' keys and its other fields with resolved values."""
    return ", ".join([f"entryset = {{{members}}}", *(f"{name} = {value}" for name, value in others)])


def parse_set(body: str) -> tuple[list[str], str]:
    """The keys of a set's members, and its other fields as BibTeX."""
    found = _BODY.fullmatch(body)
    if found is None:
        return [], ""
    return [key for part in found[1].split(",") if (key := part.strip())], found[2] or ""
