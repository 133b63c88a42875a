"""True if two descriptions are of one work, and by what that is known.

An identifier in common shows it. A title does where nothing else contradicts: of 95,094 titles of conference
papers 180 come more than once, nearly all of them with an author in common, but books have editions, journals
serial columns, and software versions. What one side does not say contradicts nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from paper_tui.papers.identity import YEARS_APART, fold
from paper_tui.papers.kinds import Kind
from paper_tui.papers.names import names_agree
from paper_tui.papers.paper import Paper
from paper_tui.papers.publication import Publication
from paper_tui.papers.serial_titles import distinguishing, first_page, is_serial
from paper_tui.papers.venues import venues_agree

LEAST_ABSTRACT = 40
"""Words of an abstract from which on it can distinguish works."""
LEAST_OVERLAP = 0.1
"""Jaccard overlap of two abstracts' words below which they are of different works."""
SHORT = 2
"""Words of a title that alone shows nothing, unless there is nothing else on either side."""
FEED_ENTRY = "entry of the feed"
"""The evidence that both are one entry, of which the later may correct the earlier."""
_YEARLY_KINDS = {
    Kind.PROCEEDINGS,
    Kind.PERIODICAL,
    Kind.STANDARD,
    Kind.LAW,
    Kind.CASE,
    Kind.DATASET,
    Kind.NEWS,
}
_YEARLY = re.compile(
    r"\b(?:annual|yearly|yearbook|year in|years? of|monthly|weekly|quarterly|almanac|outlook|barometer|census"
    r"|proceedings|jahrbuch|jahresbericht|annuaire|anuario|annuario|report of the|state of the)\b",
    re.IGNORECASE,
)
"""Titles under which something else comes out every year."""
_SIGNS = re.compile(r"(?<=\w)[+#*]+|(?<!\S)\.(?=[A-Z])|[=≠<>≤≥±×÷¬]|(?<=\d)[.,:/-](?=\d)")
_SHARP = re.compile(r"(?<![^\W_])[A-Z]#$")
"""The name of a language such as C#, whose sign is no mark of a footnote."""
_WORD = re.compile(r"[^\W_]+")
_JOURNALS = {
    Kind.UNKNOWN,
    Kind.ARTICLE,
    Kind.CONFERENCE,
    Kind.PREPRINT,
    Kind.CHAPTER,
    Kind.REPORT,
    Kind.OTHER,
} | {Kind.WEBPAGE, Kind.MANUSCRIPT, Kind.ENTRY, Kind.MAGAZINE, Kind.NEWS, Kind.POST}
"""Kinds that sources take for one another, or in which one work comes out in turn."""
_BOOKS = {Kind.UNKNOWN, Kind.BOOK, Kind.PROCEEDINGS, Kind.OTHER, Kind.MANUAL, Kind.REPORT, Kind.WEBPAGE}


def evidence(known: Paper, found: Paper, *, same_title: bool | None = None) -> str:
    """By what two descriptions are known to be of one work, in words; empty where they are not.

    Args:
        known: One description.
        found: The other; which is which makes no difference.
        same_title: Whether their titles are the same, where the caller knows of other titles that one had.
    """
    for name, mine, theirs in _identifiers(known, found):
        if mine and mine == theirs:
            return "" if _is_part(known, found) else name
        if mine and theirs:
            return ""
    if known.guid and known.guid == found.guid:
        return FEED_ENTRY
    titled = _same_title(known.title, found.title) if same_title is None else same_title
    return _by_title(known, found) if titled and not _other_entry(known, found) else ""


def contradiction(known: Paper, found: Paper) -> str:
    """The field in which two descriptions of one title contradict each other; empty if in none."""
    mine, theirs = known.publication, found.publication
    checks = (
        ("title", not _same_signs(known.title, found.title) and not _same_place(mine, theirs)),
        ("kind", not _kinds_agree(known.kind, found.kind)),
        ("authors", not names_agree(known.people, found.people)),
        ("editors", not (known.people or found.people or names_agree(mine.editors, theirs.editors))),
        ("year", _years_apart(known, found)),
        ("volume", _differ(_number(mine.volume), _number(theirs.volume))),
        ("issue", _differ(_number(mine.issue), _number(theirs.issue))),
        ("pages", _differ(first_page(mine.pages), first_page(theirs.pages))),
        ("chapter", _differ(_number(mine.chapter), _number(theirs.chapter))),
        ("article number", _differ(fold(mine.article_number), fold(theirs.article_number))),
        ("edition", _differ(_number(mine.book_edition), _number(theirs.book_edition))),
        ("number", _differ(fold(mine.number), fold(theirs.number))),
        ("version", _differ(_version(mine.version), _version(theirs.version))),
        ("venue", not venues_agree(mine, theirs)),
        ("abstract", _other_abstract(known.abstract, found.abstract)),
    )
    return next((name for name, differs in checks if differs), "")


def _identifiers(known: Paper, found: Paper) -> Iterator[tuple[str, str, str]]:
    yield "arXiv id", known.arxiv_id, found.arxiv_id
    yield "DOI", known.doi, found.doi
    yield "PMID", known.publication.pmid, found.publication.pmid


def _by_title(known: Paper, found: Paper) -> str:
    if is_serial(known.title, known.kind) or is_serial(found.title, found.kind):
        same = distinguishing(known) == distinguishing(found)
        return "title and all that is said of it" if same and not contradiction(known, found) else ""
    if contradiction(known, found):
        return ""
    shared = _shared(known, found)
    distinctions = (distinguishing(known), distinguishing(found))
    if not shared and len(known.title.split()) <= SHORT and any(distinctions) and not all(distinctions):
        return ""
    if not shared and len(known.title.split()) <= SHORT and _differ(known.url, found.url):
        return ""
    names = ["title", *shared]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _shared(known: Paper, found: Paper) -> list[str]:
    """The names of the fields, of authors and year, that both descriptions give."""
    names = ["first author"] if known.people.written and found.people.written else []
    return names + (["year"] if known.published and found.published else [])


def _same_title(mine: str, theirs: str) -> bool:
    return (fold(mine) or mine) == (fold(theirs) or theirs)


def _same_signs(mine: str, theirs: str) -> bool:
    """Return whether two titles have the same distinguishing signs: C++ from C, 3.5 from 35, = from ≠."""
    return _signs(mine) == _signs(theirs) or fold(mine) != fold(theirs)


def _signs(title: str) -> list[str]:
    spelled = unicodedata.normalize("NFC", title)
    spelled = spelled if _SHARP.search(spelled) else spelled.rstrip("*†‡#§¶ ")
    spelled = spelled if spelled.isascii() else "".join(map(_compatible, spelled))
    return [sign.replace("–", "-") for sign in _SIGNS.findall(spelled)]


def _compatible(char: str) -> str:
    """A character as text writes it: a superscript sign as the sign, but ≠ as it is."""
    return char if char in "≠≤≥" else unicodedata.normalize("NFKC", char)


def _same_place(mine: Publication, theirs: Publication) -> bool:
    """Return whether volume and pages are the same, which is more than a sign in a title."""
    places = [(each.volume, first_page(each.pages)) for each in (mine, theirs)]
    return places[0] == places[1] and all(places[0])


def _kinds_agree(mine: Kind, theirs: Kind) -> bool:
    pair = {mine, theirs}
    return mine is theirs or Kind.UNKNOWN in pair or pair <= _JOURNALS or pair <= _BOOKS


def _years_apart(known: Paper, found: Paper) -> bool:
    """True if the years are further apart than those of a preprint and its article; of a serial, at all."""
    years = (known.published[:4], found.published[:4])
    if not all(year.isdecimal() for year in years):
        return False
    comes_yearly = {known.kind, found.kind} & _YEARLY_KINDS or _YEARLY.search(known.title)
    return abs(int(years[0]) - int(years[1])) > (0 if comes_yearly else YEARS_APART)


def _differ(mine: str, theirs: str) -> bool:
    return bool(mine and theirs) and mine != theirs


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _number(text: str) -> str:
    """A volume, issue or edition as its first number; a word if there is none."""
    if text.lower().startswith("abs/"):
        return ""  # which CoRR calls a volume
    folded = fold(text)
    if found := re.search(r"\d+", folded):
        return found[0].lstrip("0") or "0"
    if folded and set(folded) <= _ROMAN.keys():
        values = [_ROMAN[letter] for letter in folded]
        return str(
            sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
        )
    return str(_ORDINALS.index(folded) + 1) if folded in _ORDINALS else folded


def _version(text: str) -> str:
    return text.strip().lower().removeprefix("version").strip().removeprefix("v")


def _other_abstract(mine: str, theirs: str) -> bool:
    """Return whether two abstracts are so unlike that they are of different works."""
    words = [{*_WORD.findall(text.lower()[:4_000])} for text in (mine, theirs)]
    if min(map(len, words)) < LEAST_ABSTRACT:
        return False
    return len(words[0] & words[1]) < LEAST_OVERLAP * len(words[0] | words[1])


def _other_entry(known: Paper, found: Paper) -> bool:
    """Return whether both are entries of one feed, and not the same one."""
    if not known.guid or not found.guid or known.guid == found.guid:
        return False
    hosts = [urlsplit(paper.url).hostname for paper in (known, found)]
    return hosts[0] == hosts[1]


def _is_part(known: Paper, found: Paper) -> bool:
    """Return whether one is a part of the other, or both are of a third, which lends them its identifier."""
    mine, theirs = fold(known.title), fold(found.title)
    if mine == theirs or mine in theirs or theirs in mine:
        return False
    pages = [first_page(paper.publication.pages) for paper in (known, found)]
    if _differ(*pages):
        return True
    return {Kind.BOOK, Kind.PROCEEDINGS} & {known.kind, found.kind} != set() and (
        {Kind.CHAPTER, Kind.CONFERENCE, Kind.ENTRY} & {known.kind, found.kind} != set()
    )
