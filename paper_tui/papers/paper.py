"""A paper: a frozen value that every layer shares."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Literal, NewType

from paper_tui.papers.catalogue_numbers import parse_isbn
from paper_tui.papers.identity import Identity
from paper_tui.papers.kinds import Kind
from paper_tui.papers.part import Part
from paper_tui.papers.people import NOBODY, People
from paper_tui.papers.publication import UNPUBLISHED, Publication
from paper_tui.papers.record import Record
from paper_tui.papers.update import Update
from paper_tui.papers.version import Step, Version, steps

PaperKey = NewType("PaperKey", str)
"""Names one paper for good: ``arxiv:1706.03762``, ``doi:10.1000/x`` or ``title:a-slug-1f3a9c0b``."""

LinkKind = Literal["code", "project", "paper", "data", "model"]


@dataclass(frozen=True, slots=True)
class Link:
    """A web address that belongs to a paper."""

    url: str
    """An http or https address that passed `links.safe_url`."""
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Sighting:
    """One time a source showed a paper; what it counted then is kept, so that a rise can be shown."""

    source: str
    """The source's name, for example ``daily-papers``, ``arxiv`` or ``bibtex``."""
    edition: str = ""
    """The day of the source it was in, as an ISO date; not the day of publication. Empty: no edition."""
    rank: int | None = None
    """The place in that edition, from 1."""
    votes: int | None = None
    """Upvotes at that time."""
    comments: int | None = None
    """Comments at that time."""
    seen: str = ""
    """The time of import, as an ISO time in UTC."""
    version: int | None = None
    """The arXiv version that it brought, when that was newer than the one known before."""
    matched: str = ""
    """By what it was found to be this paper, in words: ``DOI``; empty where it was the first."""
    brought: tuple[str, ...] = ()
    """The fields of the paper that it filled or changed."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, as its sources describe it.

    Every text has been cleaned by `text.clean_line` or `text.clean_text` and has its TeX turned into
    Unicode. An unknown text is ``""``, an unknown number None. Make one with `builder.build_paper`.
    """

    key: PaperKey
    title: str
    abstract: str = ""
    """Paragraphs parted by one empty line."""
    people: People = NOBODY
    """Its authors."""
    published: str = ""
    """The day of first publication, as precise as it is known: ``2017``, ``2017-06`` or ``2017-06-12``."""
    url: str = ""
    """The page to open in a browser, or empty."""
    arxiv_id: str = ""
    """Without version: ``1706.03762`` or ``hep-th/9901001``."""
    arxiv_version: int | None = None
    doi: str = ""
    """In lower case, without resolver: ``10.1000/x``."""
    kind: Kind = Kind.UNKNOWN
    """The kind of publication, where a source gives it."""
    publication: Publication = UNPUBLISHED
    """The fields of its publication."""
    citation_key: str = ""
    """The key by which manuscripts cite it."""
    guid: str = ""
    """Its id in its feed, which stays when the title changes."""
    categories: tuple[str, ...] = ()
    """Subject classes such as ``cs.CL``."""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    """A sentence about the paper, made by its source."""
    links: tuple[Link, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    """Every source that showed it, first to last."""
    added: str = ""
    """The time it first came into the library, in ISO format, UTC."""
    aliases: tuple[PaperKey, ...] = ()
    """Keys of papers that turned out to be this one."""
    raw: tuple[tuple[str, str], ...] = ()
    """Field name and text as the source wrote it, for fields whose TeX was turned into Unicode."""
    details: tuple[tuple[str, str], ...] = field(default=())
    """Other fields, by the source's names for them and in order of names."""
    files: tuple[str, ...] = ()
    """Paths or addresses of files that a source names, as it writes them."""
    records: tuple[Record, ...] = ()
    """The whole records of sources: at most one of each format."""
    parts: tuple[Part, ...] = ()
    """Descriptions that were joined with it, first to last, as far as they can be parted again."""
    apart: tuple[PaperKey, ...] = ()
    """Papers that the reader said are others, whatever they have in common."""
    updates: tuple[Update, ...] = ()
    """Notices that services have about it; `updates.updates_of` adds what its comment states."""
    versions: tuple[Version, ...] = ()
    """Earlier arXiv versions, as far as they were known, oldest first."""

    @property
    def identity(self) -> Identity:
        """The fields that identify the paper, independent of its key."""
        return Identity(self.arxiv_id, self.doi, self.title, self.people.first, self.published[:4])

    @property
    def authors(self) -> tuple[str, ...]:
        """Full names in order, given name first."""
        return self.people.names

    @property
    def venue(self) -> str:
        """The journal, book, event or institution to display, or empty."""
        return self.publication.venue()

    @property
    def edition(self) -> str:
        """The newest edition that it was in, as an ISO date, or empty."""
        return max((sighting.edition for sighting in self.sightings), default="")

    @property
    def date(self) -> str:
        """The day to sort and filter by: of publication or, where that is unknown, of its edition."""
        return self.published or self.edition

    @property
    def dated(self) -> str:
        """The day for display: of publication or, saying so, of its edition."""
        return self.published or (f"edition of {self.edition}" if self.edition else "")

    @property
    def year(self) -> int | None:
        """The year of publication, or None where it is unknown: an edition's year is not the paper's."""
        year = self.published[:4]
        return int(year) if year.isdecimal() else None

    @property
    def source(self) -> str:
        """The source that showed it first, or empty."""
        return self.sightings[0].source if self.sightings else ""

    @property
    def votes(self) -> int | None:
        """The upvotes last counted, or None."""
        counted = [sighting.votes for sighting in self.sightings if sighting.votes is not None]
        return counted[-1] if counted else None

    @property
    def rise(self) -> int:
        """By how much the upvotes rose since an earlier day or, within one day, since the first count."""
        days = [sighting.seen[:10] for sighting in self.sightings if sighting.votes is not None]
        return self.gained(days[-1]) if days else 0

    def gained(self, since: str) -> int:
        """By how much the upvotes rose since the last count before a time, or since the first count."""
        counted = [sighting for sighting in self.sightings if sighting.votes is not None]
        before = [sighting for sighting in counted if sighting.seen < since][-1:] or counted[:1]
        return (counted[-1].votes or 0) - (before[0].votes or 0) if before else 0

    @property
    def revision(self) -> Sighting | None:
        """The sighting that last brought a newer arXiv version, or None."""
        return next((one for one in reversed(self.sightings) if one.version is not None), None)

    @property
    def version_steps(self) -> tuple[Step, ...]:
        """The steps between its arXiv versions, as far as they are known, the newest first."""
        if not self.versions:
            return ()
        return steps(self.versions, Version(self.arxiv_version or 0, self.title, self.abstract))

    @property
    def code_url(self) -> str:
        """The first link to code, or empty."""
        return next((link.url for link in self.links if link.kind == "code"), "")

    def detail(self, name: str) -> str:
        """The value of a source's own field, or empty."""
        return dict(self.details).get(name, "")

    def record_in(self, format_name: str) -> Record | None:
        """The record that a source of a format gave, or None."""
        return next((record for record in self.records if record.format == format_name), None)


def identifier_names(paper: Paper) -> tuple[str, ...]:
    """The paper's ids as `identifiers.identifier_name` spells them, the surest first."""
    publication = paper.publication
    ids = (
        ("arxiv", paper.arxiv_id),
        ("doi", paper.doi),
        ("pmid", publication.pmid),
        ("pmcid", publication.pmcid),
        ("isbn", parse_isbn(publication.isbn) if publication.isbn else ""),
    )
    return tuple(f"{kind}:{value}" for kind, value in ids if value)


_PLACES = {each.name: place for place, each in enumerate(fields(Paper))}
_values = attrgetter(*_PLACES)


def completed(paper: Paper, citation_key: str, added: str) -> Paper:
    """The paper as it comes into a library; `dataclasses.replace` would take twice as long."""
    values = list(_values(paper))
    values[_PLACES["citation_key"]], values[_PLACES["added"]] = citation_key, added
    return Paper(*values)
