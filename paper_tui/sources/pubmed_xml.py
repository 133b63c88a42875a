"""PubMed's XML, of articles and of chapters of books (dtd.nlm.nih.gov, pubmed)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import best_date
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import People, Person, people
from paper_tui.papers.publication import Publication
from paper_tui.sources.author_names import person
from paper_tui.sources.base import Context, Format, Item, Reject
from paper_tui.sources.encoding import decode_head
from paper_tui.sources.input_stream import read_all
from paper_tui.sources.nlm_titles import journal_and_place
from paper_tui.sources.xml_reader import (
    BrokenPiece,
    all_text,
    child,
    children,
    marked_up,
    pieces,
    text_at,
    xml_text,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ARTICLE_NUMBER = re.compile(r"[A-Za-z]{0,4}\d{2,8}")
_ROOT = re.compile(r"<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle|MedlineCitationSet)[\s>]")


def recognises(head: bytes) -> bool:
    """Return whether it is XML whose root is one of PubMed's."""
    return bool(_ROOT.search(decode_head(head)[:4_000]))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each record."""
    for piece in pieces(xml_text(read_all(stream)), "PubmedArticle", "PubmedBookArticle"):
        if isinstance(piece, BrokenPiece):
            yield Reject(piece.line, piece.reason)
            continue
        try:
            yield paper(piece.element, context)
        except ValueError as error:
            yield Reject(
                piece.line, str(error), text_at(piece.element[0], "PMID") if len(piece.element) else ""
            )


def paper(record: Element, context: Context) -> Paper:
    """The paper of a record.

    Raises:
        ValueError: It has no title.
    """
    citation = child(record, "MedlineCitation")
    book = child(record, "BookDocument")
    top = citation if citation is not None else book if book is not None else record
    article = child(top, "Article") if citation is not None else top
    article = article if article is not None else top
    ids = _ids(record, top)
    whole = child(article, "Book") if child(article, "ArticleTitle") is None else None
    lists = children(article, "AuthorList") or (children(whole, "AuthorList") if whole is not None else [])
    return build_paper(
        title=_marked(article, "ArticleTitle")
        or _marked(article, "Book", "BookTitle")
        or _marked(article, "VernacularTitle"),
        abstract=_abstract(article),
        authors=_people(one for one in lists if one.get("Type", "authors") == "authors"),
        published=_published(article),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{ids['pubmed']}/" if ids.get("pubmed") else "",
        doi=ids.get("doi", ""),
        kind=Kind.ARTICLE if book is None else Kind.CHAPTER if whole is None else Kind.BOOK,
        publication=_publication(article, top, ids),
        keywords=_keywords(top),
        sightings=(Sighting("pubmed", seen=context.now),),
    )


def _marked(element: Element, *path: str) -> str:
    found = child(element, *path)
    return marked_up(found) if found is not None else ""


def _ids(record: Element, top: Element) -> dict[str, str]:
    """The ids of the record by their kinds: ``pubmed``, ``doi``, ``pmc``."""
    found = {"pubmed": text_at(top, "PMID")}
    for data in (child(record, "PubmedData"), child(record, "PubmedBookData"), top):
        listed = child(data, "ArticleIdList") if data is not None else None
        for one in listed if listed is not None else ():
            found.setdefault(one.get("IdType", ""), all_text(one))
    article = child(top, "Article")
    for one in children(top if article is None else article, "ELocationID"):
        found.setdefault(one.get("EIdType", ""), all_text(one))
    return found


def _people(lists: Iterator[Element]) -> People:
    return people(_person(author) for each in lists for author in children(each, "Author"))


def _person(author: Element) -> Person | str:
    group = text_at(author, "CollectiveName")
    if group:
        return Person(literal=group) if " " in group else group
    given = text_at(author, "ForeName") or " ".join(text_at(author, "Initials"))
    return person(text_at(author, "LastName"), given, suffix=text_at(author, "Suffix"))


def _abstract(article: Element) -> str:
    """Its parts as paragraphs, each after its label."""
    found = child(article, "Abstract")
    parts = children(found, "AbstractText") if found is not None else []
    return "\n\n".join(
        f"{part.get('Label')}: {marked_up(part)}" if part.get("Label") else marked_up(part) for part in parts
    )


def _published(article: Element) -> str:
    dates = [
        child(article, "Journal", "JournalIssue", "PubDate"),
        child(article, "ArticleDate"),
        child(article, "Book", "PubDate"),
    ]
    return best_date(_date(one) for one in dates if one is not None)


def _date(date: Element) -> str:
    written = text_at(date, "MedlineDate")
    if written:
        return written
    year, month, day = (text_at(date, part) for part in ("Year", "Month", "Day"))
    mark = "-" if month.isdecimal() else " "
    return mark.join(filter(None, (year, month, day)))


def _publication(article: Element, top: Element, ids: dict[str, str]) -> Publication:
    journal, book = child(article, "Journal"), child(article, "Book")
    journal = journal if journal is not None else article
    issue = child(journal, "JournalIssue")
    issue = issue if issue is not None else article
    pages = text_at(article, "Pagination", "MedlinePgn")
    editors = (
        [one for one in children(book, "AuthorList") if one.get("Type") == "editors"]
        if book is not None
        else []
    )
    abbreviation = text_at(top, "MedlineJournalInfo", "MedlineTA")
    title, place = journal_and_place(text_at(journal, "Title") or abbreviation)
    return Publication(
        journal=title,
        journal_short=text_at(journal, "ISOAbbreviation") or (abbreviation if abbreviation != title else ""),
        book=text_at(book, "BookTitle")
        if book is not None and child(article, "ArticleTitle") is not None
        else "",
        publisher=text_at(book, "Publisher", "PublisherName") if book is not None else "",
        publisher_place=text_at(book, "Publisher", "PublisherLocation") if book is not None else place,
        editors=_people(iter(editors)),
        volume=text_at(issue, "Volume"),
        issue=text_at(issue, "Issue"),
        pages=pages,
        article_number=ids.get("pii", "")
        if not pages and _ARTICLE_NUMBER.fullmatch(ids.get("pii", ""))
        else "",
        isbn=text_at(book, "Isbn") if book is not None else "",
        issn=text_at(journal, "ISSN"),
        pmid=ids.get("pubmed", ""),
        pmcid=ids.get("pmc", ""),
        language=text_at(article, "Language"),
        rights=text_at(article, "Abstract", "CopyrightInformation"),
    )


def _keywords(top: Element) -> list[str]:
    """The authors' keywords, else the MeSH headings."""
    words = [all_text(word) for each in children(top, "KeywordList") for word in each]
    headings = child(top, "MeshHeadingList")
    found = [text_at(one, "DescriptorName") for one in headings] if headings is not None else []
    return [word for word in words if word] or found


FORMAT = Format("pubmed-xml", "PubMed's XML", recognises, read)
