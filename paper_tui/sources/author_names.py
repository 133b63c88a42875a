"""Names of authors as other formats than BibTeX write them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from paper_tui.papers.markup import unescape
from paper_tui.papers.people import People, Person, parse_name, people, without_others

_SUFFIX = re.compile(
    r"(?:jr|sr)\.?|ii|iii|iv|\d(?:st|nd|rd|th)|ph\.? ?d\.?|m\.?d\.?|m\.?p\.?h\.?|d\.?sc\.?|esq\.?",
    re.IGNORECASE,
)
"""Words that follow a name: its generation, or a degree."""
_SUFFIX_ALONE = re.compile(r"[JjSs]r\.?|P[Hh]\.? ?D\.?")
"""Those of them that are no given name or initials either."""
_GENERATION = re.compile(r"[Jj]r\.?|[Ss]r\.?|II|III|IV|\d(?:st|nd|rd|th)")
"""Words that only a suffix is, wherever in a name they come last."""
_INCORPORATED = re.compile(r"(?:inc|ltd|llc|gmbh|corp|plc)\.?|co\.", re.IGNORECASE)
"""Words behind the comma of a company's name, none of which is a given name."""
_COMPANY = re.compile(r"(?:inc|ltd|llc|gmbh|co|corp|dept|univ\w*)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[- ]?){1,5}|[A-Z]{1,4}")
_LAST_AND_INITIALS = re.compile(r"(\S.*?)\s+(?:((?:[^\W\d_a-z]\.[-\s]?)+)|([A-Z]{1,3}(?:-[A-Z])?)\.?)")
INITIALS_LAST = re.compile(r"[^\W\d_][^\d,;]{1,80}\s(?:[A-Z]\.?-?){1,4}(?:\s(?:Jr|Sr|II|III|IV))?")
"""A name as PubMed, Scopus and Embase write it: ``Roe JA``, ``Roe J.A.``."""
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,6}")
"""A name in Chinese, Japanese or Korean letters that is more than a family name."""
_SEVERAL = re.compile(r"[;,，、；]")
_BRACKETED_ID = re.compile(r"\s*(?:\((?:\d+|[^()\s@]{1,100}@[^()\s]{1,200})\)|[*†‡§¶])\s*$")
"""A number of Scopus or of an affiliation, an address of the Web of Science, or a mark behind a name."""
_AND = re.compile(r",?\s+(?:and|&)\s+|,\s*(?:and|&)\s+", re.IGNORECASE)
_LEADING_AND = re.compile(r"\s*(?:and|&)\s+", re.IGNORECASE)
_LIST = re.compile(r"\s*[\[(]\s*(?:['\"].*['\"]|\{.*\})\s*,?\s*[\])]\s*", re.DOTALL)
_UNSEPARATED = re.compile(r"(?<=['\"])\s+(?=['\"])")
"""The blank between two texts of an array as NumPy prints it."""
_LONGEST_LIST = 100_000
_LONGEST_NAME = 300
_SPACES = re.compile(r"[^\S\n]{2,}|\xa0")


@lru_cache(maxsize=8192)
def family_first(name: str) -> str | Person:
    """The person of ``Family, Given`` or ``Family, Given, Suffix``; any other name as it is.

    A comma may be within the given name too (``Roe, Jane, K.``), or before the suffix of a name that is
    written given name first (``Jane Roe, Jr.``).
    """
    parts = [part.strip() for part in name.split(",")]
    while parts and not parts[-1]:
        parts.pop()
    if len(parts) < 2:
        return name.strip(" ,\n")
    family, given, *rest = parts
    if not rest and _INCORPORATED.fullmatch(given):
        return name.strip(" ,\n")
    suffix = rest[0] if rest else ""
    if _SUFFIX.fullmatch(given) and suffix:
        given, suffix = suffix, given  # ``Family, Jr., Given``, as BibTeX has it
    if not rest and _SUFFIX_ALONE.fullmatch(given):
        return parse_name(family)._replace(suffix=given)
    if len(rest) > 1 or (suffix and not _SUFFIX.fullmatch(suffix)):
        if not _is_given(family, given, *rest):
            return name.strip()
        given, suffix = " ".join((given, *rest)), ""
    return with_suffix(person(family, given, suffix=suffix))


def with_suffix(one: Person) -> Person:
    """The person, whose suffix may follow the family name or the given name: ``Roe Jr., John``."""
    if one.suffix or not one.given or not one.family:
        return one
    for name in ("family", "given"):
        rest, _, last = getattr(one, name).replace(",", " ").rstrip().rpartition(" ")
        if rest and _GENERATION.fullmatch(last):
            return one._replace(**{name: rest.rstrip()}, suffix=last)
    return one


def _is_given(family: str, *given: str) -> bool:
    """Return whether the text between and behind two commas can only be parts of a given name."""
    words = [word for part in given for word in part.split()]
    capitalised = sum(not word[:1].islower() for word in family.split())
    is_name = capitalised < 3 and len(words) < 4 and not any(map(_COMPANY.fullmatch, words))
    return is_name and all(_INITIALS.fullmatch(part) or part.istitle() for part in given)


def person(family: str, given: str = "", *, particle: str = "", suffix: str = "") -> Person:
    """A person by the parts that a source gives; small words before the family name are its particle."""
    family, given = family.strip(), given.strip()
    if not particle:
        words = family.split()
        start = next((place for place, word in enumerate(words) if not word[:1].islower()), 0)
        particle, family = " ".join(words[:start]), " ".join(words[start:])
    return Person(family, given, particle.strip(), suffix.strip())


@lru_cache(maxsize=8192)
def initials_last(name: str) -> str | Person:
    """The person of ``Family AB`` or ``Family A.B.``, as MEDLINE and Scopus write; else `family_first`."""
    if len(name) > _LONGEST_NAME:
        return family_first(name)
    shown, _, suffix = name.strip().rpartition("," if "," in name else " ")
    if not shown or not _GENERATION.fullmatch(suffix.strip()):
        shown, suffix = name.strip(), ""
    found = None if "," in shown else _LAST_AND_INITIALS.fullmatch(shown)
    if not found:
        return family_first(name)
    return person(found[1], _spaced(found[2] or found[3]), suffix=suffix)


def _spaced(initials: str) -> str:
    return initials if "." in initials else " ".join(initials)


def split_people(text: str, *, initials: bool = False) -> People:
    """The people in one text of a table or feed, whatever separates them.

    Semicolons, line ends, ``|``, ``and``, or commas; a comma may instead be between family and given name.

    Args:
        text: The names.
        initials: Whether initials follow the family name without a comma.
    """
    text, others = without_others(text)
    one = initials_last if initials or has_initials_last(text) else family_first
    if one is initials_last and text.endswith(".") and text.count(".") == 1 and "," in text:
        text = text[:-1]  # PubMed ends the list with a stop
    return people((one(_BRACKETED_ID.sub("", name)) for name in split_names(text)), others=others)


def has_initials_last(names: str) -> bool:
    """Return whether all of several names have their initials behind the family name."""
    parts = [part.strip(" .") for part in _SEVERAL.split(names) if part.strip()][:50]
    parts = [part for part in parts if not _GENERATION.fullmatch(part)]
    return len(parts) > 1 and all(map(INITIALS_LAST.fullmatch, parts))


def inverted_names(text: str) -> list[str]:
    """The names in a field meant for one ``Family, Given``; several only where that is beyond doubt."""
    if "," not in text:
        return [text]
    for parts in (text.split(";"), text.split("\n"), _AND.split(" ".join(text.split()))):
        if len(parts) > 1 and all(part.strip(" ,").count(",") == 1 for part in parts):
            return parts
    return [text]


def split_names(text: str) -> list[str]:
    """The names in one text, each as it is written there."""
    text = _SPACES.sub(" ", unescape(unescape(text))).strip().removeprefix("by ")
    if text[:1] + text[-1:] == "{}" and text.count("{") == 1:
        text = text[1:-1].replace('"', "")  # an array of PostgreSQL
    if _LIST.fullmatch(text) and len(text) < _LONGEST_LIST:
        return _python_list(text)
    for mark in (";", "；", "、", "\n", "|", " / "):
        if mark in text:
            return _present(_LEADING_AND.sub("", part) for part in text.split(mark))
    if " and " in text.lower() or " & " in text:
        return _with_and(text)
    return _by_commas(text)


def _python_list(text: str) -> list[str]:
    """The names of a list as Python or JSON prints it."""
    try:
        values = ast.literal_eval(_UNSEPARATED.sub(", ", text.strip()))
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return _present(text.strip(" []").split(","))
    return _present(map(_listed_name, values))


def _listed_name(value: object) -> str:
    """The name in an element of a list: a text, or an object that has it whole or in its parts."""
    if not isinstance(value, Mapping):
        return str(value)
    fields = {str(name).lower(): str(text) for name, text in value.items() if text}
    family, given = (
        next((fields[name] for name in names if name in fields), "")
        for names in (
            ("family", "lastname", "last", "last_name", "surname"),
            ("given", "firstname", "first", "first_name"),
        )
    )
    whole = next(
        (fields[name] for name in ("name", "display_name", "literal", "full_name") if name in fields), ""
    )
    return ", ".join(filter(None, (family, given))) or whole


def _with_and(text: str) -> list[str]:
    """``Jane Roe, Kim Doe, and Lee Poe``, or ``Roe, Jane and Doe, Kim``."""
    parts = _present(_AND.split(text))
    inverted = (
        all(part.count(",") <= 1 for part in parts) and sum("," in part for part in parts) > len(parts) / 2
    )
    if inverted and not (len(parts) == 2 and "," in parts[0] and "," not in parts[1]):
        return parts
    return [name for part in parts for name in _by_commas(part)]


def _by_commas(text: str) -> list[str]:
    parts = _with_suffixes(_present(text.split(",")))
    if len(parts) > 1 and all(map(_HAN.fullmatch, parts)):
        return parts
    if len(parts) == 2 and not all(" " in part for part in parts):
        return [text] if _may_be_given(parts[1]) or " " not in parts[0] else parts
    if len(parts) == 2 and parts[0][:1].islower():
        return [text]  # ``van den Berg, Jan Willem``
    if len(parts) > 2 and len(parts) % 2 == 0 and all(_INITIALS.fullmatch(part) for part in parts[1::2]):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[2]):
        return [text]
    return parts


def _with_suffixes(parts: list[str]) -> list[str]:
    """The parts, those that can only be a suffix put back to the name before (``Jane Roe, Jr.``)."""
    joined: list[str] = []
    for part in parts:
        if len(parts) > 2 and joined and " " in joined[-1] and _SUFFIX_ALONE.fullmatch(part):
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    return joined


def _may_be_given(part: str) -> bool:
    return " " not in part or bool(_INITIALS.fullmatch(part))


def _present(names: Iterable[str]) -> list[str]:
    return [name for each in names if (name := each.strip(" \t\r\n,;"))]
