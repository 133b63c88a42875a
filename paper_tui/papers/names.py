"""True if two lists of authors may be of one work."""

from __future__ import annotations

from paper_tui.papers.identity import fold
from paper_tui.papers.people import People, Person


def names_agree(mine: People, theirs: People) -> bool:
    """True if two lists may be of one work: by their first authors, or all of them in another order."""
    if not mine.written or not theirs.written:
        return True
    if mine.written[0] == theirs.written[0]:
        return True
    one, other = mine.persons, theirs.persons
    if _agree(one[0], other[0]):
        return True
    families = [{_family(person) for person in listed} for listed in (one, other)]
    if len(one) < 2 or families[0] != families[1]:
        return False
    first = next(person for person in other if _family(person) == _family(one[0]))
    return _agree(one[0], first)


def _family(person: Person) -> str:
    return fold(person.literal or person.family)


def _agree(mine: Person, theirs: Person) -> bool:
    """Return whether two names may be one person's: the family name, and given names or their initials.

    Father and son of one name are told apart by a suffix that both have.
    """
    suffixes = {fold(person.suffix) for person in (mine, theirs) if person.suffix}
    if len(suffixes) > 1:
        return False
    one, other = (_words(person._replace(suffix="").name) for person in (mine, theirs))
    if sorted(one) == sorted(other):
        return True
    if mine.literal or theirs.literal:
        return False
    if _ends_with(one, _words(theirs.family)) or _ends_with(other, _words(mine.family)):
        return _givens_agree(mine.given, theirs.given)
    return _swapped(mine, theirs) or _swapped(theirs, mine)


def _ends_with(name: list[str], family: list[str]) -> bool:
    """True if a family name ends a name, which may have a particle or another family name before it."""
    return bool(family) and name[-len(family) :] == family


def _givens_agree(mine: str, theirs: str) -> bool:
    one, other = _parts(mine), _parts(theirs)
    if not one or not other:
        return True
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(one[:1], other[:1], strict=True))


def _swapped(mine: Person, theirs: Person) -> bool:
    """Return whether one has the family name first, as ``Roe J.`` or ``Li Wei`` is written."""
    parts = _parts(mine.given)
    return bool(parts) and fold(mine.given) == _family(theirs) and _givens_agree(mine.family, theirs.given)


def _parts(given: str) -> list[str]:
    return [part for part in map(fold, given.replace(".", " ").replace("-", " ").split()) if part]


def _words(name: str) -> list[str]:
    return [word for word in map(fold, name.replace(".", " ").split()) if word]
