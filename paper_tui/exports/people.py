"""Names of people and of groups, split the way that bibliographies want them."""

from __future__ import annotations

import re
from typing import NamedTuple

_GROUP = re.compile(r"\b(?:team|collaboration|consortium|group|project|institute|others)$", re.IGNORECASE)
_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


class Person(NamedTuple):
    """A name in two parts; a group, or a name that cannot be parted, is all family."""

    family: str
    given: str

    @property
    def sorted_name(self) -> str:
        """``Family, Given``, or the family name alone."""
        return f"{self.family}, {self.given}" if self.given else self.family


def person(name: str) -> Person:
    """The parts of a name written given name first.

    Particles in lower case belong to the family name (``Diego de las Casas``); joined again as
    ``given family``, the parts give the name unchanged.
    """
    words = name.split()
    if len(words) < 2 or is_group(name):
        return Person(name, "")
    start = len(words) - 1
    if words[start].lower() in _SUFFIXES and start > 1:
        start -= 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return Person(" ".join(words[start:]), " ".join(words[:start]))


def is_group(name: str) -> bool:
    """Whether a name is to be left whole: of a team, or with a comma or an ``and`` of its own."""
    return bool(_GROUP.search(name)) or "," in name or " and " in f" {name.lower()} "
