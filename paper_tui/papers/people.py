"""Names of people and institutions: their parts, and lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from paper_tui.papers.text import clean_name

MOST_NAMES = 20_000
"""Names of one list that are kept, more than any paper has; the list says ``others`` past that."""
_GROUP = re.compile(
    r"\b(?:team|collaboration|consortium|group|project|institute|organi[sz]ation|university|committee)$",
    re.IGNORECASE,
)
_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
_PLAIN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]*\.?)*(?: [A-Z][a-z-]*[a-rt-z])")
"""The shape of most names, in which there is nothing to clean."""
_WORD = re.compile(r"[A-Za-z-]+\.?")
_OTHERS = re.compile(r"(?:and )?(?:\d[\d,]* )?others|et\.? al\.?", re.IGNORECASE)
"""Words for the names left out of a list."""
_ET_AL = re.compile(r"[\s,;]+et\.? al\.?$", re.IGNORECASE)
_LONGEST_ET_AL = 20
_ENDS = ("s", "S", "l", "L", ".")
"""The last characters of that."""


class Person(NamedTuple):
    """A name in its parts, or an institution's as one literal."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """Particle before the family name: ``van den``."""
    suffix: str = ""
    """``Jr.`` or ``III``."""
    literal: str = ""
    """A name that has no parts; the others are empty then."""

    @property
    def name(self) -> str:
        """As it is displayed: ``Given particle Family Suffix``."""
        parts = (self.given, self.particle, self.family, self.suffix)
        return self.literal or " ".join(filter(None, parts))

    @property
    def sorted_name(self) -> str:
        """As lists are sorted by: ``particle Family, Given, Suffix``."""
        family = f"{self.particle} {self.family}" if self.particle else self.family
        return self.literal or ", ".join(filter(None, (family, self.given, self.suffix)))


@dataclass(frozen=True, slots=True)
class People:
    """Names in order. Make one with `people`, which has one form for equal lists."""

    written: tuple[str | Person, ...] = ()
    """A text represents the person that `parse_name` makes of it, which is nearly all names."""
    others: bool = False
    """True if the source left some out: ``and others``, ``et al.``."""

    def __len__(self) -> int:
        return len(self.written)

    def __bool__(self) -> bool:
        return bool(self.written) or self.others

    @property
    def names(self) -> tuple[str, ...]:
        """Each name as it is displayed."""
        return tuple(one if type(one) is str else one.name for one in self.written)  # type: ignore[union-attr]  # a Person then; `isinstance` takes twice as long

    def line(self, most: int | None = None) -> str:
        """The names in one line: at most `most`, then the number of others, or ``and others`` if unknown."""
        names = self.names[:most]
        left = len(self.written) - len(names)
        end = f" and {left:,} more" if left else " and others" if self.others and names else ""
        return ", ".join(names) + end

    @property
    def first(self) -> str:
        """The first name, with a comma where its family name is more than the last word; or empty."""
        for one in self.written:
            return one if isinstance(one, str) else one.sorted_name
        return ""

    @property
    def first_person(self) -> Person | None:
        """The first name in its parts, or None."""
        for one in self.written:
            return one if isinstance(one, Person) else parse_name(one)
        return None

    def first_persons(self, most: int) -> tuple[Person, ...]:
        """At most the first `most` names in their parts."""
        return People(self.written[:most]).persons

    @property
    def persons(self) -> tuple[Person, ...]:
        """Each name in its parts."""
        return tuple(one if isinstance(one, Person) else parse_name(one) for one in self.written)


NOBODY = People()


def people(names: Iterable[str | Person], *, others: bool = False) -> People:
    """A list of names as a source gives them, cleaned and with TeX as Unicode.

    Args:
        names: ``Given Family`` or, where the source says more, a `Person`. A name such as ``et al.`` is none.
        others: Whether the source left some out.
    """
    shown = list(map(_canonical, names))
    kept = tuple(one for one in shown if one)
    others = others or None in shown
    return People(kept[:MOST_NAMES], others or len(kept) > MOST_NAMES) if kept or others else NOBODY


def without_others(names: str) -> tuple[str, bool]:
    """A list of names without an ``et al.`` at its end, and whether there was one."""
    found = _ET_AL.search(names[-_LONGEST_ET_AL:]) if names[-3:].lower().startswith(("al", " al")) else None
    return (names[: len(names) - len(found[0])], True) if found else (names, False)


def is_others(name: str) -> bool:
    """Return whether a name means those that are left out of a list."""
    return name[-1:] in _ENDS and bool(_OTHERS.fullmatch(name))


@lru_cache(maxsize=8192)
def parse_name(name: str) -> Person:
    """The parts of a name written given name first, as far as they can be guessed.

    The last word is the family name, words in lower case before it are its particle. A group, and a name
    with a comma or an ``and``, stays whole.
    """
    words = name.split()
    if len(words) < 2:
        return Person(family=name)
    if is_group(name):
        return Person(literal=name)
    end = len(words)
    if words[-1].lower() in _SUFFIXES and end > 2:
        end -= 1
    start = end - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    given, particle = " ".join(words[:start]), " ".join(words[start : end - 1])
    return Person(words[end - 1], given, particle, " ".join(words[end:]))


def is_group(name: str) -> bool:
    """Return whether a name is to be left whole: of a team, or with a comma or an ``and`` of its own."""
    return bool(_GROUP.search(name)) or "," in name or " and " in f" {name.lower()} "


@lru_cache(maxsize=8192)
def _canonical(name: str | Person) -> str | Person | None:
    """A name as it is kept: a text where that says the same; None where it means others.

    Empty where nothing is left.
    """
    if isinstance(name, str):
        shown = name if _PLAIN.fullmatch(name) else _clean(name)
        return None if is_others(shown) else shown
    person = Person(*map(_clean, name))
    shown = person.name
    if is_others(shown):
        return None
    if shown and parse_name(shown) != person:
        return person
    return shown


def _clean(name: str) -> str:
    """A clean name with its TeX and entities as Unicode, which is cleaned in turn."""
    from paper_tui.papers.prose import plain_text  # 30 ms at a start, and stored names need no cleaning

    cleaned = clean_name(name)
    shown = plain_text(cleaned)
    return shown if shown == cleaned else clean_name(shown)
