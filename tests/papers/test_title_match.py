"""Papers that services offer for a title: which is the one looked for."""

from __future__ import annotations

import pytest

from paper_tui.papers.builder import build_paper
from paper_tui.papers.title_match import Match, abstract_overlap, judge, words

ABSTRACT = (
    "We train one network to remove noise from pictures in small steps. A plain transformer on patches of a"
    " latent picture does as well as a U-Net, and better with more computation."
)
OTHER = "Snakes with several joints move through grass; their controllers agree on a gait without a leader."


@pytest.mark.parametrize(
    ("wanted", "offered", "abstract", "match"),
    [
        ("PixArt-α: Fast Training", "PixArt-alpha: fast training", ABSTRACT, Match.SAME),
        ("PixArt-α: Fast Training", "PixArt-$\\alpha$: Fast Training", "", Match.SAME),
        ("A Study of Attention", "A study of attention.", OTHER, Match.PERHAPS),
        ("Attention Is All You Need", "Attention Is Not All You Need", ABSTRACT, Match.PERHAPS),
        ("A Report on GPT-3 Models", "A Report on GPT-4 Models", ABSTRACT, Match.PERHAPS),
        (
            "Cooperative Control of Two Snake Robots",
            "Cooperative Control of Three Snake Robots",
            ABSTRACT,
            Match.PERHAPS,
        ),
        (
            "Cooperative Control of Seven Snake Robots on Ice",
            "Cooperative Control of Eight Snake Robots on Ice",
            ABSTRACT,
            Match.PERHAPS,
        ),
        (
            "A Sixth Look at Robots in the Oldest Houses",
            "A Tenth Look at Robots in the Oldest Houses",
            ABSTRACT,
            Match.PERHAPS,
        ),
        (
            "Notes on Robots in Houses, Part VII",
            "Notes on Robots in Houses, Part VIII",
            ABSTRACT,
            Match.PERHAPS,
        ),
        ("Supervised Learning of Gaits", "Unsupervised Learning of Gaits", ABSTRACT, Match.PERHAPS),
        ("Optimising Convex Programs", "Optimising Nonconvex Programs", ABSTRACT, Match.PERHAPS),
        ("A Report on β-Divergences", "A Report on η-Divergences", ABSTRACT, Match.PERHAPS),
        ("A Report on Algorithm B", "A Report on Algorithm C", ABSTRACT, Match.PERHAPS),
        ("A U-Net for Harbours of the North", "A UNet for Harbours of the North", ABSTRACT, Match.SAME),
        ("Nonconvex Programs in Practice", "Non-Convex Programs in Practice", ABSTRACT, Match.SAME),
        ("A Report on Model 3.5 of Tides", "A Report on Model 35 of Tides", ABSTRACT, Match.PERHAPS),
        ("Terms of the λ-Calculus", "Terms of the lambda calculus", OTHER, Match.PERHAPS),
        ("Terms of the λ-Calculus", "Terms of the lambda calculus", "", Match.SAME),
        ("Learning to Rank Papers", "Learning to Rank Papers II", ABSTRACT, Match.PERHAPS),
        ("Tora: Motion for Video Generation", "Tora2: Motion for Video Generation", ABSTRACT, Match.PERHAPS),
        (
            "Scalable Diffusion Models with Transformers of Many Sizes",
            "Scalable Diffusion Models with Transformers of Many Sizes: Erratum",
            ABSTRACT,
            Match.PERHAPS,
        ),
        (
            "A Very Long Title on the Reading of Papers in Terminals Every Day",
            "A Very Long Title on the Reading of Papers in Terminals Every Day (Extended Abstract)",
            ABSTRACT,
            Match.OTHER,
        ),
        ("Difusion Models in Practice", "Diffusion Models in Practice", ABSTRACT, Match.SAME),
        ("Difusion Models in Practice", "Diffusion Models in Practice", "", Match.PERHAPS),
        ("Difusion Models in Practice", "Diffusion Models in Practice", OTHER, Match.PERHAPS),
        ("Segment Anything", "Segment Anything in Medical Images", ABSTRACT, Match.OTHER),
        ("Segment Anything", "", ABSTRACT, Match.OTHER),
        ("学习阅读论文", "学习阅读论文", ABSTRACT, Match.SAME),
        ("!?", "!?", ABSTRACT, Match.OTHER),
    ],
)
def test_titles(wanted: str, offered: str, abstract: str, match: Match) -> None:
    mine = build_paper(title=wanted, abstract=ABSTRACT)
    if not offered:
        offered = "-"
    assert judge(mine, build_paper(title=offered, abstract=abstract)) is match


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"authors": ["Ada Lovelace"]}, {"authors": ["Grace Hopper"]}),
        ({"published": "2015"}, {"published": "2024"}),
        ({"arxiv_id": "1706.03762"}, {"arxiv_id": "1706.03763"}),
        ({"doi": "10.1000/a"}, {"doi": "10.1000/b"}),
    ],
)
def test_the_same_title_is_no_proof_where_anything_contradicts(
    mine: dict[str, object], theirs: dict[str, object]
) -> None:
    first, second = (build_paper(title="One Title", abstract=ABSTRACT, **each) for each in (mine, theirs))  # type: ignore[arg-type]  # fields by name
    assert judge(first, second) is Match.PERHAPS
    assert judge(first, build_paper(title="One Title", abstract=ABSTRACT)) is Match.SAME


def test_overlap_of_abstracts() -> None:
    assert abstract_overlap(ABSTRACT, ABSTRACT) == 1
    assert abstract_overlap(ABSTRACT, "") is None
    assert (abstract_overlap(ABSTRACT, OTHER) or 0) < 0.2


def test_words_keep_what_tells_titles_apart() -> None:
    assert words("β-VAE isn't GPT‑4") == ("beta", "vae", "isnt", "gpt", "4")
