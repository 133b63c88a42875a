"""How a paper is cited: what kind of publication it is, and the key to cite it by."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from itertools import chain, count, islice

from paper_tui.papers.kinds import Kind, is_conference
from paper_tui.papers.paper import Paper

_CITATION_KEY = re.compile(r"[\w:.+/-]{1,100}", re.ASCII)
_SMALL_WORDS = re.compile(
    "a|an|and|are|as|at|be|by|can|do|does|for|from|how|in|into|is|it|its|of|on|or|our|the|this|to|towards?"
    "|via|we|what|when|where|which|who|why|with|without"
)


def kind_of(paper: Paper) -> Kind:
    """What the source says the paper is; where it says nothing that fits, judged by the venue's name."""
    said = _LIKE.get(paper.kind, Kind.UNKNOWN)
    if said is Kind.ARTICLE and not paper.venue:
        return Kind.PREPRINT
    if said:
        return said
    if not paper.venue:
        return Kind.PREPRINT
    return Kind.CONFERENCE if is_conference(paper.venue) else Kind.ARTICLE


_LIKE = {
    **{kind: kind for kind in (Kind.ARTICLE, Kind.CONFERENCE, Kind.BOOK, Kind.CHAPTER, Kind.THESIS)},
    Kind.REPORT: Kind.REPORT,
    Kind.PREPRINT: Kind.PREPRINT,
    Kind.PROCEEDINGS: Kind.BOOK,
    Kind.ENTRY: Kind.CHAPTER,
    Kind.OTHER: Kind.PREPRINT,
    Kind.WEBPAGE: Kind.PREPRINT,
    Kind.MANUSCRIPT: Kind.PREPRINT,
}


def issue(paper: Paper) -> str:
    """The number of the issue."""
    return paper.publication.issue


def pages(paper: Paper) -> str:
    """The pages."""
    return paper.publication.pages


def citation_key(paper: Paper) -> str:
    """The key that its source cites it by, so that a manuscript keeps its citations, else one made.

    That is the first author's family name, the year and the title's first telling word:
    ``vaswani2017attention``; where nobody is named, three of its words, since one would not tell it.
    """
    given = paper.citation_key
    if _CITATION_KEY.fullmatch(given):
        return given
    first = paper.people.persons[:1]
    author = _ascii(first[0].literal or first[0].particle + first[0].family) if first else ""
    words = (_ascii(word) for word in re.split(r"[\s:–—/-]+", paper.title.lower()))
    telling = (word for word in words if word and not _SMALL_WORDS.fullmatch(word))
    named = "".join(islice(telling, 1 if author else 3))
    return f"{author[:40] or 'anon'}{paper.year or ''}{named[:40]}"


class CitationKeys:
    """Gives each paper of one export a key of its own."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def key_for(self, paper: Paper) -> str:
        """The paper's citation key, with letters made from its `PaperKey` where another has the plain one.

        So the letters of a paper do not depend on how many others clash with it.
        """
        plain = citation_key(paper)
        letters = _letters(paper.key)
        lettered = (plain + letters[:length] for length in (0, *range(2, len(letters) + 1)))
        numbered = (f"{plain}{letters}{number}" for number in count(2))
        key = next(key for key in chain(lettered, numbered) if key not in self._given)
        self._given.add(key)
        return key


def _letters(name: str) -> str:
    digest = blake2b(name.encode("utf-8", "replace"), digest_size=16).digest()
    return "".join(chr(ord("a") + byte % 26) for byte in digest)


def _ascii(text: str) -> str:
    """The ASCII letters and digits of a text in lower case, its accents dropped."""
    plain = unicodedata.normalize("NFKD", text.translate(_UNACCENTED)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())


_UNACCENTED = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe"}
)
