"""Lists of names as BibTeX and biber read them: each is sorted as its source sorts it."""

from __future__ import annotations

import re

from paper_tui.exports.tex_text import escaped
from paper_tui.papers.people import People, Person, parse_name

_PLAIN = re.compile(r"[^\W_](?:[^\W_]|[ .'’·-])*+")
"""A name without signs that mean something to TeX or BibTeX."""


def tex_names(listed: People) -> str:
    """Names joined by ``and``, with ``others`` where the list continues."""
    others = ["others"] if listed.others else []
    return " and ".join([*filter(None, map(_name, listed.persons)), *others])


def _name(person: Person) -> str:
    """A name; in braces what a parser would take for an end, a part or a gap in it."""
    if person.literal or not person.given:
        return _whole(person.name)
    if _reads_the_same(person, person.name):
        return escaped(person.name)
    return ", ".join([_family(person), *(_part(part) for part in (person.suffix, person.given) if part)])


def _family(person: Person) -> str:
    """Particle and family name; a family name in small letters in braces, or it would be a particle."""
    if person.family[:1].islower():
        braced = f"{{{escaped(person.family)}}}"
        return f"{_part(person.particle)} {braced}" if person.particle else braced
    return _part(f"{person.particle} {person.family}".strip())


def _whole(name: str) -> str:
    """A name that is not to be parted."""
    tex = escaped(name)
    return tex if tex.isalnum() else f"{{{tex}}}"


def _part(part: str) -> str:
    """One part of a name, in braces where it would not be taken as one."""
    tex = escaped(part)
    return tex if _PLAIN.fullmatch(part) and " and " not in f" {part.lower()} " else f"{{{tex}}}"


def _reads_the_same(person: Person, shown: str) -> bool:
    """Return whether BibTeX parts ``Given von Family`` as its source does."""
    small = any(word[:1].islower() for word in person.given.split()) or person.family[:1].islower()
    plain = _PLAIN.fullmatch(shown) and " and " not in f" {shown.lower()} "
    return bool(plain) and not person.suffix and not small and parse_name(shown) == person
