"""Lists of names as BibTeX and BibLaTeX write them (btxdoc, section 4; biblatex manual, section 2.2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from paper_tui.papers.people import NOBODY, People, Person, is_others, people, without_others
from paper_tui.papers.tex_groups import without_groups
from paper_tui.sources.author_names import INITIALS_LAST, with_suffix

_AND = r"(?<![\s~])[\s~]+and(?=[\s~]|$)|^\s*and\s"
_DEPTH_OR_AND = re.compile(rf"[{{}}]|{_AND}", re.IGNORECASE)
_BETWEEN = re.compile(_AND, re.IGNORECASE)
_AMPERSAND = re.compile(r"\s+\\?&\s+")
_MARKS = re.compile(r"\\.|[{},;\s~]", re.DOTALL)
_WORD = re.compile(r"[^\s~{}\\]+|\\[A-Za-z]+\s*|\\.|[{}]|[\s~]+", re.DOTALL)
_EXTENDED = re.compile(
    r"\s*\"?(family|given|prefix|suffix|(?:family|given|prefix|suffix)-i|useprefix|[a-z]+name)\s*=\s*(.*)",
    re.DOTALL,
)
_SUFFIX = re.compile(r"\{?(?:jr|sr)\b\.?\}?|\{?(?:ii|iii|iv|v)\}?", re.IGNORECASE)
_MOST_COMMAS = 2
"""Commas that one name can have: ``von Last, Jr, First``."""


def read_names(field: str) -> People:
    """The names of a field, with the parts that their commas, braces and small letters mark."""
    field = " ".join(field.split())
    if not field:
        return NOBODY
    field, et_al = without_others(field)
    names = list(_separated(field))
    others = et_al or (bool(names) and is_others(names[-1].strip("{} ")))
    return people(map(_person, names[: -1 if others and not et_al else None]), others=others)


def _separated(field: str) -> Iterator[str]:
    """The names that ``and``, outside braces, separates; empty ones are none."""
    parts = _split_outside_braces(field) if "{" in field else _BETWEEN.split(field)
    if len(parts) > 1:
        parts = [name for part in parts for name in (_listed(part) if part.count(",") > 1 else [part])]
    elif not _EXTENDED.match(field):
        parts = _other_separators(field)
    return (name for part in parts if (name := part.strip(" \t\r\n,;")))


def _listed(part: str) -> list[str]:
    """The names in ``Jane Roe, Kim Doe,`` before an ``and``, where a comma at the end shows a list.

    Each of them has a given name of its own, so that none is a part of another.
    """
    names = [name for each in _split_at(part, ",") if (name := each.strip())]
    whole = len(names) > 1 and all(" " in name and "=" not in name for name in names)
    return names if whole and not any(map(_SUFFIX.fullmatch, names)) else [part]


def _split_outside_braces(field: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for found in _DEPTH_OR_AND.finditer(field):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth = max(depth - 1, 0)
        elif not depth:
            parts.append(field[start : found.start()])
            start = found.end()
    return [*parts, field[start:]]


def _other_separators(field: str) -> list[str]:
    """Names that semicolons separate, or more commas than one name can have."""
    by_semicolon = _split_at(field, ";")
    if len(by_semicolon) > 1:
        return by_semicolon
    by_comma = _split_at(field, ",")
    if len(by_comma) > _MOST_COMMAS:
        if all(INITIALS_LAST.fullmatch(part.strip(" .")) for part in by_comma):
            return [
                " ".join(("{" + family + "},", given)) for family, _, given in map(_at_last_space, by_comma)
            ]
        if len(by_comma) > _MOST_COMMAS + 1 and all(len(part.split()) > 1 for part in by_comma):
            return by_comma
        if len(by_comma) % 2 == 0:
            return [f"{family},{given}" for family, given in zip(by_comma[::2], by_comma[1::2], strict=True)]
    by_ampersand = _AMPERSAND.split(field)
    return by_ampersand if all(len(part.split()) > 1 for part in by_ampersand) else [field]


def _at_last_space(name: str) -> tuple[str, str, str]:
    return name.strip().rpartition(" ")


def _split_at(text: str, mark: str) -> list[str]:
    """The parts of a text between marks outside braces."""
    parts, depth, start = [], 0, 0
    for found in _MARKS.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth = max(depth - 1, 0)
        elif found[0] == mark and not depth:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


@lru_cache(maxsize=8192)
def _person(name: str) -> str | Person:
    if "=" in name and _EXTENDED.match(name):
        return _extended(name)
    if _is_one_group(name):
        inside = _plain(name)
        return Person(literal=inside) if " " in inside else inside
    parts = [part.strip() for part in _split_at(name, ",")] if "," in name else [name]
    parts = [part for part in parts if part]
    if not parts:
        return ""
    if len(parts) == 1:
        return _given_first(parts[0])
    family, given, suffix = parts[0], " ".join(parts[2:]) or parts[1], parts[1] if len(parts) > 2 else ""
    if suffix and not _SUFFIX.fullmatch(suffix) and _SUFFIX.fullmatch(given):
        given, suffix = suffix, given  # ``Last, First, Jr``, as reference managers write it
    particle, family = _without_particle(_words(family))
    return with_suffix(Person(_plain(family), _plain(given), _plain(particle), _plain(suffix)))


def _given_first(name: str) -> str | Person:
    """``First von Last``, with a suffix at the end where there is one."""
    words = _words(name)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    start = next(
        (place for place, word in enumerate(words[:-1]) if place and _is_small(word)), len(words) - 1
    )
    if words and _is_small(words[0]) and len(words) > 1:
        start = 0
    particle, family = _without_particle(words[start:])
    return Person(_plain(family), _plain(" ".join(words[:start])), _plain(particle), _plain(suffix))


def _without_particle(words: list[str]) -> tuple[str, str]:
    """The words in small letters before a family name, and the family name."""
    last = max((place for place, word in enumerate(words[:-1]) if _is_small(word)), default=-1)
    if last < 0 or not _is_small(words[0]):
        return "", " ".join(words)
    return " ".join(words[: last + 1]), " ".join(words[last + 1 :])


def _is_small(word: str) -> bool:
    """Return whether a word begins with a small letter; one in braces has no case."""
    return word[:1].islower() and not word.startswith("{")


def _words(name: str) -> list[str]:
    """The words of a name, parted by spaces and ties outside braces."""
    words, depth, word = [], 0, ""
    for found in _WORD.finditer(name):
        piece = found[0]
        depth += (piece == "{") - (piece == "}")
        if depth <= 0 and (piece.isspace() or piece.strip(" \t\n~") == ""):
            words.append(word)
            word = ""
        else:
            word += piece
    return [each for each in (*words, word) if each]


def _extended(name: str) -> Person:
    """BibLaTeX's ``family=Holt, given=Ann, prefix=van den, useprefix=true``."""
    found = filter(None, map(_EXTENDED.fullmatch, _split_at(name, ",")))
    name_parts = {part[1]: _plain(part[2].strip().strip('"')) for part in found}
    return Person(
        name_parts.get("family", ""),
        name_parts.get("given", ""),
        name_parts.get("prefix", ""),
        name_parts.get("suffix", ""),
    )


def _is_one_group(name: str) -> bool:
    """Return whether one pair of braces encloses the whole name, which then has no parts."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for place, char in enumerate(name):
        depth += (char == "{") - (char == "}")
        if not depth:
            return place == len(name) - 1
    return False


def _plain(name: str) -> str:
    """A part of a name without braces that only group, its ties as spaces."""
    spaced = re.sub(r"(?<!\\)~", " ", name) if "~" in name else name
    return " ".join(without_groups(spaced).split())
