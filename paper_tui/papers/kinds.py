"""Kinds of publication."""

from __future__ import annotations

import re
from enum import StrEnum


class Kind(StrEnum):
    """A kind of publication; the formats have several names for each."""

    UNKNOWN = ""
    ARTICLE = "article"
    """In a journal."""
    MAGAZINE = "magazine article"
    NEWS = "news article"
    REVIEW = "review"
    """Of another work."""
    BOOK = "book"
    CHAPTER = "chapter"
    ENTRY = "reference entry"
    """Of an encyclopedia or a dictionary."""
    PROCEEDINGS = "proceedings"
    """The volume, not a paper in it."""
    CONFERENCE = "conference paper"
    PERIODICAL = "periodical"
    """An issue of a journal as a whole."""
    THESIS = "thesis"
    REPORT = "report"
    MANUAL = "manual"
    PREPRINT = "preprint"
    MANUSCRIPT = "manuscript"
    """Not published."""
    DATASET = "data set"
    SOFTWARE = "software"
    WEBPAGE = "web page"
    POST = "post"
    PATENT = "patent"
    STANDARD = "standard"
    CASE = "legal case"
    LAW = "law"
    TALK = "talk"
    VIDEO = "video"
    AUDIO = "audio"
    IMAGE = "image"
    LETTER = "letter"
    OTHER = "other"


_NAMES = {
    Kind.ARTICLE: "article-journal journal-article jour ejour suppperiodical journalarticle",
    Kind.MAGAZINE: "article-magazine mgzn magazinearticle",
    Kind.NEWS: "article-newspaper news newspaperarticle",
    Kind.REVIEW: "review-book peer-review",
    Kind.BOOK: "mvbook collection mvcollection edited-book monograph reference mvreference reference-book"
    " ebook edbook bookset booksection-book",
    Kind.CHAPTER: "incollection inbook book-chapter book-section book-part chap echap suppbook suppcollection"
    " bookinbook booksection",
    Kind.ENTRY: "inreference entry entry-dictionary entry-encyclopedia reference-entry dict ency encyc"
    " encyclopediaarticle dictionaryentry",
    Kind.PROCEEDINGS: "mvproceedings conf confproc",
    Kind.CONFERENCE: "inproceedings conference paper-conference proceedings-article cpaper conferencepaper",
    Kind.PERIODICAL: "issue journal journal-issue jfull ser",
    Kind.THESIS: "phdthesis mastersthesis bachelorsthesis dissertation thes",
    Kind.REPORT: "techreport rprt govdoc report-component report-series",
    Kind.MANUAL: "booklet",
    Kind.PREPRINT: "posted-content online-preprint",
    Kind.MANUSCRIPT: "unpublished unpb mansct manscpt inpr",
    Kind.DATASET: "dataset data dbase aggr",
    Kind.SOFTWARE: "comp computerprogram",
    Kind.WEBPAGE: "online electronic www webpage elec icomm",
    Kind.POST: "post-weblog blog blogpost forumpost",
    Kind.PATENT: "pat",
    Kind.STANDARD: "stand",
    Kind.CASE: "legal_case jurisdiction case",
    Kind.LAW: "legislation legal stat bill statute treaty",
    Kind.TALK: "speech presentation slide hear",
    Kind.VIDEO: "motion_picture movie mpct video vdeo film broadcast",
    Kind.AUDIO: "song sound music musc advs podcast",
    Kind.IMAGE: "graphic figure artwork art image",
    Kind.LETTER: "personal_communication pcomm",
    Kind.OTHER: "misc gen document other ctlg map hearing interview performance component",
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()} | {
    kind.value: kind for kind in Kind
}
_CONFERENCE = re.compile(
    r"\b(?:proceedings|proc\.|conference|workshop|symposium|meeting|advances in neural)"
    r"|^(?:neurips|nips|icml|iclr|cvpr|iccv|eccv|wacv|acl|emnlp|naacl|eacl|coling|aaai|ijcai|kdd|sigir|siggraph"
    r"|interspeech|icassp|miccai|aistats|uai|colt|corl|icra|iros|chi|sosp|osdi|nsdi|vldb|sigmod)\b",
    re.IGNORECASE,
)


def kind_named(name: str) -> Kind:
    """The kind of what BibTeX, BibLaTeX, CSL, RIS or Crossref call so; unknown for any other name."""
    return _KINDS.get(name.strip().lower(), Kind.UNKNOWN)


def is_conference(venue: str) -> bool:
    """Return whether a venue of which nothing else is known is a conference, judged by its name."""
    return bool(_CONFERENCE.search(venue))
