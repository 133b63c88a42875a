"""Papers and marks of every shape, for properties."""

from dataclasses import replace

from hypothesis import strategies as st

from paper_tui.papers.builder import build_paper
from paper_tui.papers.identity import Identity
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Link, Paper, PaperKey, Sighting
from paper_tui.papers.people import Person, people
from paper_tui.papers.publication import UNPUBLISHED, Publication
from paper_tui.papers.record import Record
from paper_tui.papers.shelf import Mark, State, clean_tag

short = st.text(st.characters(exclude_categories=["C"]), max_size=12)
moments = st.sampled_from(["", "2026-09-01T08:00:00.000Z", "2026-09-02T08:00:00.000Z"])
keys = st.sampled_from(["arxiv:2609.01234", "doi:10.1000/x", "title:a-title-1f3a9c0b"]).map(PaperKey)
counts = st.none() | st.integers(0, 10_000)
sightings = st.builds(
    Sighting,
    source=st.sampled_from(["daily-papers", "arxiv", "bibtex"]),
    edition=st.sampled_from(["", "2026-09-01", "2026-09-02"]),
    rank=counts,
    votes=counts,
    comments=counts,
    seen=moments,
    matched=st.sampled_from(["", "DOI", "title and year"]),
    brought=st.just(()) | st.just(("abstract", "doi")),
)
links = st.builds(
    Link,
    url=st.sampled_from(["https://github.com/x/y", "https://x.org/a"]),
    kind=st.sampled_from(["code", "project", "paper", "data", "model"]),
)
persons = st.builds(Person, family=short, given=short, particle=short, suffix=short) | st.builds(
    Person, literal=short
)
publications = st.just(UNPUBLISHED) | st.builds(
    Publication,
    journal=short,
    book=short,
    volume=short,
    editors=st.builds(people, st.lists(persons, max_size=2), others=st.booleans()),
).map(lambda made: made if made != UNPUBLISHED else UNPUBLISHED)
records = st.builds(
    Record,
    format=st.sampled_from(["bibtex", "ris"]),
    key=short,
    type=short,
    fields=st.lists(st.tuples(short, short), max_size=3).map(tuple),
    stamps=st.dictionaries(short, st.integers(0, 2**32 - 1), max_size=2).map(
        lambda each: tuple(each.items())
    ),
)
papers = st.builds(
    Paper,
    key=keys,
    title=short.filter(bool),
    abstract=short,
    people=st.builds(people, st.lists(short | persons, max_size=3), others=st.booleans()),
    kind=st.sampled_from(Kind),
    publication=publications,
    citation_key=short,
    guid=short,
    files=st.lists(short.filter(bool), max_size=2, unique=True).map(tuple),
    records=st.lists(records, max_size=2, unique_by=lambda record: record.format).map(tuple),
    published=st.sampled_from(["", "2017", "2017-06", "2017-06-12"]),
    url=st.sampled_from(["", "https://x.org/a"]),
    arxiv_id=st.sampled_from(["", "2609.01234", "2609.05678"]),
    arxiv_version=st.none() | st.integers(1, 9),
    doi=st.sampled_from(["", "10.1000/x"]),
    categories=st.lists(st.sampled_from(["cs.CL", "cs.LG"]), unique=True).map(tuple),
    keywords=st.lists(short.filter(bool), max_size=2, unique=True).map(tuple),
    summary=short,
    links=st.lists(links, max_size=2, unique_by=lambda link: link.url).map(tuple),
    sightings=st.lists(sightings, max_size=3).map(tuple),
    added=moments,
    aliases=st.just(()) | st.just((PaperKey("title:other-00000000"),)),
    raw=st.just(())
    | st.tuples(st.tuples(st.just("abstract"), short))
    | st.tuples(st.tuples(st.just("title"), short)),
    details=st.dictionaries(short.filter(bool), short, max_size=2).map(
        lambda pairs: tuple(sorted(pairs.items()))
    ),
).map(lambda paper: paper if paper.arxiv_id else replace(paper, arxiv_version=None))
tags = st.lists(short.map(clean_tag).filter(bool), max_size=3, unique=True).map(sorted).map(tuple)
marks = st.builds(
    Mark,
    key=keys,
    identity=st.builds(Identity, short, short, short, short, short),
    bookmarked=moments,
    state=st.sampled_from(State),
    tags=tags,
    note=short,
    seen=moments,
    rule=short,
    ruled=st.lists(short.filter(bool), max_size=2, unique=True).map(sorted).map(tuple),
)


def paper(**fields: str) -> Paper:
    return build_paper(**{"title": "A Title", **fields})  # type: ignore[arg-type]  # each field here is a text
