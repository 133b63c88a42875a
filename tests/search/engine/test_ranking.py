from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Sighting
from paper_tui.search.text.fields import Kind
from tests.search.helpers import Library, entry, titled

TITLES = (
    "FlashAttention: Fast and LruCache-Efficient Exact Attention",
    "LoRA: Low-Rank Adaptation of Large Language Models",
    "GPT-4 Technical Report",
    "Counting Müller Cells in the Retina",
    "Attention Is All You Need",
    "BERT: Pre-training of Deep Bidirectional Transformers",
    "On Liberty in Networks",
    "Denoising Diffusion Probabilistic Models",
    "PixArt-α: Training of a Diffusion Transformer",
    "The Flow of Words",
)
LIBRARY = Library(titled(*TITLES))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("flash attn", "FlashAttention"),
        ("flashattention", "FlashAttention"),
        ("lowrank", "LoRA"),
        ("low-rank", "LoRA"),
        ("low rank", "LoRA"),
        ("gpt4", "GPT-4"),
        ("gpt-4", "GPT-4"),
        ("muller", "Counting Müller"),
        ("MÜLLER", "Counting Müller"),
        ("difusion prob", "Denoising"),
        ("iffusion alpha", "PixArt"),
        ("attnetion need", "Attention Is"),
        ("bert", "BERT"),
        ("diffusiontransformer", "PixArt"),
        ("aiayn", "Attention Is"),
        ("need all attention", "Attention Is"),
        ("atention", "Attention Is"),
        ("atten", "Attention Is"),
    ],
)
def test_the_paper_that_is_meant_comes_first(typed: str, first: str) -> None:
    assert LIBRARY.titles(typed)[0].startswith(first)


@pytest.mark.parametrize("typed", ["gna", "wrd", "xyzzy", "flwo =wrods"])
def test_what_is_too_short_or_too_far_is_not_found(typed: str) -> None:
    assert LIBRARY.titles(typed) == []


@pytest.mark.parametrize(
    ("typed", "slips"),
    [("word", 0), ("wrod", 1), ("wods", 1), ("probablistic", 1), ("probabiltsic", 2), ("prbabilitic", 2)],
)
def test_letters_may_be_wrong_by_the_length_of_the_word(typed: str, slips: int) -> None:
    found = Library(titled("Words", "Probabilistic")).titles(typed)
    assert len(found) == 1, slips


@pytest.mark.parametrize(("typed", "slips"), [("wrosd", 2), ("prbablitic", 3)])
def test_no_more_letters_may_be_wrong(typed: str, slips: int) -> None:
    assert Library(titled("Words", "Probabilistic")).titles(typed) == [], slips


def test_the_better_match_comes_first_and_the_better_place() -> None:
    library = Library(
        [
            build_paper(title="A berth for ships"),
            build_paper(title="Liberty"),
            build_paper(title="On encoders", abstract="We train bert again."),
            build_paper(title="Something else", authors=["Ann Bert"]),
            build_paper(title="Bert"),
        ]
    )
    assert library.titles("bert") == ["Bert", "Something else", "A berth for ships", "On encoders", "Liberty"]


@pytest.mark.parametrize("typed", ["bert", "be", "bertt", "=bert", "title:bert", "bert pretraining"])
def test_a_title_that_begins_with_the_word_leads(typed: str) -> None:
    begun = "BERT: Pretraining of Deep Bidirectional Transformers for Language Understanding"
    other = "RoBERTa: A Robust BERT Pretraining Approach"
    assert Library(titled(other, begun, "Trees", "Flow", "Words", "Light")).titles(typed)[0] == begun


def test_a_title_that_begins_with_the_word_gains_nothing_for_an_author() -> None:
    papers = [build_paper(title=title, authors=["Ann Bert"]) for title in ("Bert Alone", "On Trees")]
    results = Library(papers).search("author:bert")
    assert results.score(0) == results.score(1)


def test_a_rarer_word_counts_more() -> None:
    common = [build_paper(title=f"Models of kind {number}", abstract="words") for number in range(9)]
    rare = build_paper(title="Tensors", abstract="models")
    assert Library([*common, rare]).titles("models OR tensors")[0] == "Tensors"


def test_ties_stand_newest_first_then_by_rank_then_by_key() -> None:
    seen = [("b", "2026-09-01", 2), ("a", "2026-09-01", 1), ("c", "2026-09-02", 5), ("d", "", None)]
    papers = [
        build_paper(title=f"Word {name}", sightings=[Sighting("daily", edition=day, rank=rank)])
        for name, day, rank in seen
    ]
    expected = ["Word c", "Word a", "Word b", "Word d"]
    assert Library(papers).titles("word") == expected
    assert Library(papers).titles("") == expected


_WORDS = st.sampled_from(
    [
        "attention",
        "flash",
        "low",
        "rank",
        "model",
        "models",
        "the",
        "of",
        "in",
        "art",
        "bert",
        "liberty",
        "müller",
        "gpt-4",
        "x",
    ]
)


@given(
    st.lists(st.lists(_WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=8, unique=True),
    st.lists(_WORDS, min_size=1, max_size=3).map(" ".join),
    st.sampled_from("abeilmnortz4"),
)
def test_a_letter_more_adds_only_mistyped_matches(titles: list[str], typed: str, letter: str) -> None:
    library = Library(titled(*titles))
    for end in range(1, len(typed)):
        before = set(library.search(typed[:end]).order)
        after = library.search(typed[: end + 1])
        longer = library.search(typed[:end] + letter)
        for results in (after, longer):
            for position, number in enumerate(results.order):
                reasons = results.match_reasons(entry(library, number))
                kinds = {reason.kind for reason in reasons}
                assert number in before or kinds & {Kind.TYPO, Kind.SHORTENED}, position


def test_the_same_question_gets_the_same_answer() -> None:
    assert list(LIBRARY.search("attn flash").order) == list(LIBRARY.search("attn flash").order)


def test_a_title_that_a_word_abbreviates_comes_before_authors_whose_names_begin_so() -> None:
    papers = [
        build_paper(title="Deep ensembles", authors=["Deep Ganguli"], abstract="About gans."),
        build_paper(title="Generative Adversarial Nets"),
        build_paper(title="Going After New Great Adversaries Now"),
    ]
    library = Library(papers)
    first = library.search("gan").order[:2]
    assert [papers[place].title for place in first] == ["Generative Adversarial Nets", "Deep ensembles"]
    named = Library([*papers, build_paper(title="A GAN for Faces")])
    assert named.papers[named.search("gan").order[0]].title == "A GAN for Faces"
