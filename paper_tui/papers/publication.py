"""Publication data of a paper: one name for each field, whatever the formats call it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from paper_tui.papers.kinds import Kind, is_conference
from paper_tui.papers.people import NOBODY, People


@dataclass(frozen=True, slots=True)
class Publication:
    """The fields of a bibliography beside title, authors and date. An unknown text is empty."""

    subtitle: str = ""
    """The end of the paper's title that its source calls so; the title has it too."""
    short_title: str = ""
    journal: str = ""
    journal_short: str = ""
    """Its abbreviated name."""
    book: str = ""
    """The book or proceedings that contains a chapter or conference paper, with its subtitle."""
    series: str = ""
    series_number: str = ""
    publisher: str = ""
    institution: str = ""
    """The university, institute or organization that a thesis, report or web page comes from."""
    publisher_place: str = ""
    editors: People = NOBODY
    translators: People = NOBODY
    book_edition: str = ""
    volume: str = ""
    volumes: str = ""
    """The number of volumes."""
    issue: str = ""
    number: str = ""
    """Of a report, patent or standard."""
    pages: str = ""
    """``12-34``, with a hyphen."""
    page_count: str = ""
    article_number: str = ""
    chapter: str = ""
    isbn: str = ""
    issn: str = ""
    pmid: str = ""
    pmcid: str = ""
    genre: str = ""
    """The kind of thesis or report, in the source's words."""
    version: str = ""
    """Of software or a data set."""
    event: str = ""
    """The conference, where that is not the title of its proceedings."""
    event_place: str = ""
    event_date: str = ""
    date_written: str = ""
    """The date in the source's words, where `Paper.published` says less than they do."""
    original_date: str = ""
    """Of the first edition or of the work that was translated."""
    journal_doi: str = ""
    """DOI of the journal version, where `Paper.doi` is that of a preprint."""
    issued: str = ""
    """Day of the journal version, where `Paper.published` is that of a preprint."""
    accessed: str = ""
    """The day the address was visited, as an ISO date."""
    language: str = ""
    howpublished: str = ""
    rights: str = ""
    """The licence or the holder of the copyright."""
    remarks: str = ""
    """Notes of the source: not the reader's own."""

    def venue(self) -> str:
        """The venue to display; exports use the fields instead."""
        return (
            self.journal
            or self.journal_short
            or self.book
            or self.event
            or self.institution
            or self.howpublished
            or self.publisher
            or self.series
        )


UNPUBLISHED = Publication()
"""The publication of papers of which a source gives title and authors only."""
TEXT_FIELDS = tuple(each.name for each in fields(Publication) if each.type == "str")
PEOPLE_FIELDS = ("editors", "translators")
FIELDS = (*TEXT_FIELDS, *PEOPLE_FIELDS)


def filled(known: Publication, found: Publication) -> Publication:
    """The known publication with what it lacks from another description."""
    if found is UNPUBLISHED or found == UNPUBLISHED:
        return known
    missing = {name: getattr(found, name) for name in FIELDS if not getattr(known, name)}
    return replace(known, **{name: value for name, value in missing.items() if value})


def cleaned(publication: Publication, clean: Callable[[str], str]) -> Publication:
    """The publication with each of its texts cleaned."""
    if publication is UNPUBLISHED:
        return publication
    texts = {name: text for name in TEXT_FIELDS if (text := getattr(publication, name))}
    changed = {name: shown for name, text in texts.items() if (shown := clean(text)) != text}
    done = _with_texts(publication, changed) if changed else publication
    return done if done != UNPUBLISHED else UNPUBLISHED


def _with_texts(publication: Publication, texts: dict[str, str]) -> Publication:
    return replace(publication, **texts)  # type: ignore[arg-type]  # no name of people among them


def with_venue(publication: Publication, venue: str, kind: Kind) -> Publication:
    """The publication with a venue whose source does not say what it is, put where such a kind has it.

    A field that says something already stays.
    """
    field = _venue_field(venue, kind)
    if not venue or getattr(publication, field) or venue == publication.venue():
        return publication
    return _with_texts(publication, {field: venue})


def _venue_field(venue: str, kind: Kind) -> str:
    if kind in _VENUE_FIELDS:
        return _VENUE_FIELDS[kind]
    return "book" if is_conference(venue) else "journal"


_VENUE_FIELDS = {
    Kind.ARTICLE: "journal",
    Kind.CONFERENCE: "book",
    Kind.CHAPTER: "book",
    Kind.ENTRY: "book",
    Kind.BOOK: "publisher",
    Kind.PROCEEDINGS: "publisher",
    Kind.THESIS: "institution",
    Kind.REPORT: "institution",
    Kind.MANUAL: "institution",
    Kind.WEBPAGE: "howpublished",
    Kind.MANUSCRIPT: "howpublished",
    Kind.OTHER: "howpublished",
}
