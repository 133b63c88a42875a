"""Names of authors as bibliographies write them."""

from __future__ import annotations

import re
from functools import lru_cache

_BRACED = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_PARTS = re.compile(r"((?:[^,{}]|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*),?")
_AND = re.compile(r"\s+and\s+")
OTHERS = "et al."


@lru_cache(maxsize=8192)
def given_first(name: str, *, suffix_last: bool = False) -> str:
    """``Given Family Jr`` for ``Family, Given`` or ``Family, Jr, Given``; any other name as it is.

    RIS has the suffix last, ``Family, Given, Jr``.
    """
    if "," not in name:
        return name.strip()
    parts = [part.strip() for part in (_PARTS.findall(name) if "{" in name else name.split(","))]
    while parts and not parts[-1]:
        parts.pop()
    if len(parts) == 3:
        given, suffix = (parts[1], parts[2]) if suffix_last else (parts[2], parts[1])
        return f"{given} {parts[0]} {suffix}".strip()
    return f"{parts[1]} {parts[0]}".strip() if len(parts) == 2 else name.strip(" ,")


def bibtex_names(field: str) -> list[str]:
    """The names that ``and`` parts outside braces; ``others`` becomes `OTHERS`."""
    names = _AND.split(field) if "{" not in field else _split_outside_braces(field)
    shown = (OTHERS if name.strip() == "others" else given_first(name) for name in names)
    return [name for name in shown if name]


def _split_outside_braces(field: str) -> list[str]:
    hidden = _BRACED.sub(lambda found: found[0].replace(" ", "\x00"), " ".join(field.split()))
    return [name.replace("\x00", " ") for name in hidden.split(" and ")]
