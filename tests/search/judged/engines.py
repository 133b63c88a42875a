"""Ours and others', each as a function from a question to the first ten papers."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import weakref
from collections.abc import Callable, Sequence
from datetime import date
from importlib.util import find_spec

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf
from paper_tui.search import Query, QueryError, Scope, SearchIndex
from paper_tui.search.index.vocabulary import typo_budget
from tests.search.helpers import Catalogue

FIRST = 10
Engine = Callable[[str], list[PaperKey]]


def engines(papers: tuple[Paper, ...]) -> dict[str, Engine]:
    """All that can run here, by name; ours first."""
    found = {
        "paper-tui": ours(papers),
        "rapidfuzz WRatio >= 60": _rapidfuzz(
            papers, fuzz.WRatio, 60, lambda p: f"{p.title} {' '.join(p.authors)}"
        ),
        "rapidfuzz partial_ratio": _rapidfuzz(papers, fuzz.partial_ratio, 0, _line),
        "SQLite FTS5 trigram": fts5(papers, "trigram", trigrams),
        "SQLite FTS5 porter": fts5(papers, "porter unicode61 remove_diacritics 2", _all_words),
    }
    if shutil.which("fzf"):
        found["fzf --filter"] = _fzf(papers)
    if find_spec("tantivy"):
        found["tantivy, fuzzy"] = tantivy(papers)
    return found


def tantivy(papers: Sequence[Paper]) -> Engine:
    """Tantivy, where it is installed: all words, each as it is or with as many typos as ours forgives."""
    import tantivy as engine

    fields = {"title": 10.0, "authors": 8.0, "abstract": 1.0}
    schema = engine.SchemaBuilder().add_integer_field("number", stored=True)
    for name in fields:
        schema = schema.add_text_field(name)
    schema = schema.build()
    index = engine.Index(schema)
    writer = index.writer(200_000_000, 1)
    for number, paper in enumerate(papers):
        texts = {"title": paper.title, "authors": " ".join(paper.authors), "abstract": paper.abstract}
        writer.add_document(engine.Document(number=number, **texts))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher, should, must = index.searcher(), engine.Occur.Should, engine.Occur.Must

    def word(text: str) -> object:
        ways = []
        for name, boost in fields.items():
            exact = engine.Query.term_query(schema, name, text)
            ways.append((should, engine.Query.boost_query(exact, 3 * boost)))
            near = engine.Query.fuzzy_term_query(schema, name, text, typo_budget(text), True, True)
            ways.append((should, engine.Query.boost_query(near, boost)))
        return engine.Query.boolean_query(ways)

    def ask(text: str) -> list[PaperKey]:
        words = re.findall(r"\w+", text.lower())
        if not words:
            return []
        query = engine.Query.boolean_query([(must, word(each)) for each in words])
        hits = searcher.search(query, FIRST).hits
        return [papers[searcher.doc(place)["number"][0]].key for _, place in hits]

    return ask


def ours(papers: Sequence[Paper]) -> Engine:
    index, catalogue, shelf = SearchIndex.build(papers), Catalogue(papers), Shelf()

    def ask(text: str) -> list[PaperKey]:
        try:
            scope = Scope(Query.parse(text))
        except QueryError:
            return []
        results = index.search(scope, shelf=shelf, catalogue=catalogue, today=date(2026, 11, 23))
        return [papers[number].key for number in results.order[:FIRST]]

    return ask


def _line(paper: Paper) -> str:
    return f"{paper.title} {' '.join(paper.authors)} {paper.abstract}"


def _rapidfuzz(
    papers: tuple[Paper, ...], scorer: Callable[..., float], cutoff: float, line: Callable[[Paper], str]
) -> Engine:
    lines = [default_process(line(paper)) for paper in papers]

    def ask(text: str) -> list[PaperKey]:
        found = process.extract(default_process(text), lines, scorer=scorer, score_cutoff=cutoff, limit=FIRST)
        return [papers[number].key for _, _, number in found]

    return ask


def fts5(papers: Sequence[Paper], tokenizer: str, phrase: Callable[[str], str]) -> Engine:
    database = sqlite3.connect(":memory:")
    database.execute(
        f"create virtual table paper using fts5(title, authors, abstract, tokenize='{tokenizer}')"
    )
    rows = [(paper.title, " ".join(paper.authors), paper.abstract) for paper in papers]
    database.executemany("insert into paper values (?, ?, ?)", rows)
    order = "select rowid from paper where paper match ? order by bm25(paper, 10, 8, 1) limit 10"

    def ask(text: str) -> list[PaperKey]:
        query = phrase(text)
        found = database.execute(order, (query,)).fetchall() if query else []
        return [papers[number - 1].key for (number,) in found]

    weakref.finalize(ask, database.close)  # Python 3.13 warns of connections that are never closed
    return ask


def trigrams(text: str) -> str:
    """Any of the trigrams, which is how that tokenizer forgives a typo."""
    words = re.findall(r"\w+", text)
    grams = {word[at : at + 3] for word in words for at in range(len(word) - 2)}
    return " OR ".join(f'"{gram}"' for gram in sorted(grams))


def _all_words(text: str) -> str:
    return " ".join(f'"{word}"*' for word in re.findall(r"\w+", text))


def _fzf(papers: tuple[Paper, ...]) -> Engine:
    lines = "\n".join(
        f"{number}\t{paper.title} {' '.join(paper.authors)}" for number, paper in enumerate(papers)
    )

    def ask(text: str) -> list[PaperKey]:
        command = ["fzf", "--filter", text, "--delimiter", "\t", "--nth", "2.."]
        found = subprocess.run(command, input=lines, capture_output=True, text=True, check=False).stdout
        return [papers[int(line.split("\t")[0])].key for line in found.splitlines()[:FIRST]]

    return ask
