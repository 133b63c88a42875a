"""Entries to export: one in full, and any that hypothesis can think of."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Mark, State, mark_of

HOSTILE = (
    "[/b] <script>alert(1)</script> {x} 100% $a_b^c~ & #1 `q` \\cmd @article{y, \"z\" = 'w' \x1b]52;c;x\x07"
)


def entry(paper: Paper, **marked: Any) -> Entry:  # noqa: ANN401  any field of a mark
    return Entry(paper, replace(mark_of(paper), **marked))


def full_entry() -> Entry:
    paper = build_paper(
        title="BERT & Beyond: 100% of R-CNN",
        abstract="First, see https://example.org/a_(b).\n\nSecond: x < y.",
        authors=["Łukasz Kaiser", "Diego de las Casas", "The Example Team"],
        published="2026-09-03",
        arxiv_id="2609.01234",
        doi="10.1000/X_1",
        venue="Journal of Tests",
        categories=["cs.CL", "cs.LG"],
        keywords=["language", "vision"],
        links=["https://github.com/x/y"],
        sightings=[Sighting("daily-papers", "2026-09-04", 1, votes=12)],
        details={"volume": "3", "number": "4", "pages": "10--20", "type": "article"},
    )
    return entry(paper, bookmarked="2026-09-05T08:00:00.000Z", state=State.LATER, tags=("later-on", "vision"))


def marks(paper: Paper) -> st.SearchStrategy[Mark]:
    tags = st.lists(st.sampled_from(["vision", "nlp", "c++", "to/read"]), unique=True).map(sorted).map(tuple)
    return st.builds(
        replace,
        st.just(mark_of(paper)),
        bookmarked=st.sampled_from(["", "2026-09-05T08:00:00.000Z"]),
        state=st.sampled_from(list(State)),
        tags=tags,
        note=texts(),
        seen=st.sampled_from(["", "2026-09-06T08:00:00.000Z"]),
        rule=st.sampled_from(["", "Mute surveys"]),
    )


@cache
def texts(min_size: int = 0) -> st.SearchStrategy[str]:
    """Texts rich in what formats give a meaning to."""
    pieces = st.one_of(
        st.text(st.characters(exclude_characters="ˆ\x88"), max_size=4),
        st.sampled_from([*"{}[]()<>\\$%&#_^~@,;:=\"'`|*+-–ßøé中א\n\t"]),
        st.sampled_from(
            [
                *["--", "``", "''", "?`", "@article{", " and ", "\n\n", "\\", "ER  - ", "TY  - JOUR", "-->"],
                *[HOSTILE, "https://example.org/a_b?c=%20d", "BERT", "GPT-3", "R-CNN", "---", "1. ", "%%"],
            ]
        ),
    )
    return st.lists(pieces, min_size=min_size, max_size=8).map("".join)


names = st.lists(
    st.sampled_from(["A", "A.", "Ø.", "Łé", "Roe", "Ézøa", "Doe.", "Zabcdefgh", "de", "van", "la"]),
    min_size=1,
    max_size=4,
).map(" ".join)
dates = st.sampled_from(["", "2026", "2026-09", "2026-09-03", "1987-12-31"])


@st.composite
def papers(draw: st.DrawFn, authors: st.SearchStrategy[str] = names) -> Paper:
    details: Mapping[str, str] = draw(
        st.dictionaries(
            st.sampled_from(["volume", "number", "pages", "publisher"]), st.sampled_from(["7", "1-9"])
        )
    )
    return build_paper(
        title="T" + draw(texts()),
        abstract=draw(texts()),
        authors=draw(st.lists(authors, max_size=4)),
        published=draw(dates),
        arxiv_id=draw(st.sampled_from(["", "2609.01234", "hep-th/9901001"])),
        doi=draw(st.sampled_from(["", "10.1000/a_b(c)", "10.1000/<x>"])),
        url=draw(st.sampled_from(["", "https://example.org/a_b?c=%20d#e"])),
        venue=draw(
            st.sampled_from(["", "Journal of {Odd} Things & More", "NeurIPS 2026", "Proceedings of X"])
        ),
        categories=draw(st.lists(st.sampled_from(["cs.CL", "stat.ML"]), unique=True)),
        keywords=draw(st.lists(st.sampled_from(["a b", "c_d", "50%"]), unique=True)),
        links=draw(st.lists(st.sampled_from(["https://github.com/x/y", "javascript:alert(1)"]))),
        sightings=draw(st.sampled_from([(), (Sighting("bibtex", votes=3),)])),
        details=details,
    )


@st.composite
def entries(draw: st.DrawFn, authors: st.SearchStrategy[str] = names) -> Entry:
    paper = draw(papers(authors))
    return Entry(paper, draw(marks(paper)))
