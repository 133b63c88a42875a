"""Names with signs, Greek symbols and letters that readers spell otherwise."""

from __future__ import annotations

import pytest

from paper_tui.search.text.tokenizer import pieces_of, read_unit
from tests.search.helpers import Library, titled

CPP, CSHARP, GUIDE = "Modern C++ Templates", "C# and F# on the Server", "A Guide to C"
ALPHA, ITALIC, STREET = "PixArt-α: Fast Training", "Scaling 𝛽-VAE", "Straße und Weg"
SEEDS, GREEK = "Seeding by k-means++", "Ο λόγος"
LIBRARY = Library(titled(CPP, CSHARP, GUIDE, ALPHA, ITALIC, STREET, SEEDS, GREEK))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("c++", {CPP}),
        ('"C++"', {CPP}),
        ("C++,", {CPP}),
        ("-c++ modern OR guide", {GUIDE}),
        ("c#", {CSHARP}),
        ('"f#"', {CSHARP}),
        ("=c", {CPP, CSHARP, GUIDE}),
        ("k-means++", {SEEDS}),
        ("kmeans", {SEEDS}),
        ("pixart alpha", {ALPHA}),
        ("pixart α", {ALPHA}),
        ("PixArt-alpha", {ALPHA}),
        ('"pixart alpha"', {ALPHA}),
        ("beta-vae", {ITALIC}),
        ("β", {ITALIC}),
        ("strasse", {STREET}),
        ("straße", {STREET}),
        ("λόγος", {GREEK}),
    ],
)
def test_a_name_is_found_however_it_is_written(typed: str, found: set[str]) -> None:
    assert set(LIBRARY.titles(typed)) == found


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ("C++17", ("c++", "17")),
        ("C+++", ("c",)),
        ("issue#12", ("issue", "12")),
        ("λ", ("lambda",)),
        ("µm", ("mum",)),
        ("GPT-4+", ("gpt", "4")),
    ],
)
def test_signs_belong_to_names_only(written: str, pieces: tuple[str, ...]) -> None:
    assert tuple(piece.word for piece in pieces_of(written)) == pieces


@pytest.mark.parametrize(
    ("text", "query", "span"),
    [
        ("about C++ and C", "c++", "C++"),
        ("the α-VAE", "alpha", "α"),
        ("Straße", "strasse", "Straße"),
    ],
)
def test_the_span_covers_the_text_as_written(text: str, query: str, span: str) -> None:
    spans = LIBRARY.search(query).match_spans("title", text)
    assert [text[start:end] for start, end in spans] == [span]


def test_a_word_is_folded_alike_alone_and_in_a_text() -> None:
    for written in (CPP, CSHARP, ALPHA, ITALIC, STREET, SEEDS, GREEK):
        words = [piece for unit in written.split() for piece in read_unit(unit).pieces]
        assert [piece.word for piece in pieces_of(written)] == words
