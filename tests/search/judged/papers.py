"""Papers to search in: the known ones, and made-up ones that resemble them."""

from __future__ import annotations

import random
from functools import cache

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper
from tests.search.judged.known import KNOWN

MADE_UP = 2_400


def _words(text: str) -> list[str]:
    return text.replace("\n", " ").split(" / ")


ADJECTIVES = _words(
    "Efficient / Robust / Scalable / Hierarchical / Adaptive / Sparse / Interpretable / Provable / "
    "Unified / Lightweight / Causal / Equivariant / Bayesian / Private / Multilingual / Streaming / "
    "Stochastic / Implicit / Modular / Continual / Compositional / Probabilistic / Decentralized / "
    "Calibrated / Structured / Temporal"
)
THINGS = _words(
    "Diffusion Models / Vision Transformers / Graph Networks / Language Models / Speech Encoders / "
    "Policy Gradients / Protein Folding / Point Clouds / Time Series / Medical Images / Knowledge "
    "Graphs / Code Generation / Dialogue Agents / Video Prediction / Weather Forecasting / Robot "
    "Grasping / Table Understanding / Molecule Design / Traffic Simulation / Music Transcription / "
    "Document Layout / Satellite Imagery / Sign Language / Fraud Detection / Theorem Proving / Query "
    "Optimization / Gene Expression / Face Anonymization / Mesh Reconstruction / Crowd Counting / "
    "Depth Estimation / Machine Translation / Recommender Systems"
)
MEANS = _words(
    "Low-Rank Factors / Self-Distillation / Optimal Transport / Curriculum Sampling / Contrastive "
    "Pairs / Mixture Routing / Spectral Clustering / Quantized LruCache / Wavelet Pooling / Evidence "
    "Retrieval / Synthetic Feedback / Gradient Surgery / Random Features / Symbolic Constraints / "
    "Latent Planning / Weak Supervision / Token Merging / Human Preferences / Energy Functions / "
    "Kernel Mixing / Active Learning / Monte Carlo Dropout / Attention Sinks / Neural Caching / "
    "Tensor Sketches / Adversarial Augmentation"
)
PLACES = _words(
    "in the Wild / under Distribution Shift / at Scale / without Labels / on the Edge / with Few "
    "Examples / from Noisy Data / across Domains / in Low-Resource Settings / for Long Sequences / "
    "over Positions / with Missing Values / in Hospitals / under Budget Limits / beyond Accuracy / for "
    "Children"
)
STEMS = _words(
    "Lumi / Tera / Nova / Quill / Zephyr / Orbit / Cobalt / Fern / Delta / Echo / Pico / Raven / "
    "Sable / Talon / Umbra / Vesper / Willow / Xeno / Yarrow / Krill / Maple / Nimbus / Opal / Pebble "
    "/ Rune / Sigma / Tundra"
)
ENDS = _words(
    "Former / Net / LM / Flow / Diff / GPT / Bench / CLIP / Seg / VAE / RAG / Mix / Tune / Eval / Hash / 3D"
)
GIVEN = _words(
    "Anna / Björn / Chidi / Dalia / Emeka / Farah / Gökhan / Hana / Ingrid / Jiwoo / Kateřina / Leïla "
    "/ Mateus / Noor / Oluwaseun / Paweł / Qing / Raúl / Søren / Tereza / Ulrike / Vikram / Wanjiru / "
    "Ximena / Yusuf / Zsófia"
)
FAMILIES = _words(
    "Abernathy / Bergström / Castellanos / Dragomir / Eriksson / Fitzgerald / Grünwald / Hernández / "
    "Ivanchenko / Jankowski / Karlsson / Lindqvist / Markovitz / Nakamura / Obermeier / Papadopoulos "
    "/ Quaresma / Rosenthal / Stojanović / Takahashi / Ueno / Valenzuela / Wojciechowski / Yamaguchi "
    "/ Zimmermann / Özdemir / Nguyễn / Kowalczyk / Thorvaldsen / Balakrishnan / Chatterjee / "
    "Delacroix / Feuerbach / Gutiérrez / Hofstätter"
)
SENTENCES = (
    "We ask how far {thing} can be carried by {means}.",
    "Earlier work on {thing} term_matches open what happens {place}.",
    "A small change, {means}, turns out to matter most.",
    "On three collections the gain over strong baselines is steady.",
    "We release code and the settings of every run.",
    "Our study of {other} shows where the idea breaks down.",
    "The cost grows with the square root of the length.",
    "{means} and {other} are comparing side by side.",
)


@cache
def papers() -> tuple[Paper, ...]:
    """All papers, in the order of their keys."""
    draw = random.Random(20)
    build_arrays = {paper.key: paper for paper in [*known(), *(_made_up(draw) for _ in range(MADE_UP))]}
    return tuple(build_arrays[key] for key in sorted(build_arrays))


@cache
def known() -> tuple[Paper, ...]:
    """The real ones, with abstracts of our own."""
    draw = random.Random(10)
    lines = [line.split("|") for line in KNOWN.strip().splitlines()]
    return tuple(
        build_paper(title=title, authors=authors.split(", "), published=year, abstract=_abstract(draw))
        for title, authors, year in lines
    )


def _made_up(draw: random.Random) -> Paper:
    thing, means, place = draw.choice(THINGS), draw.choice(MEANS), draw.choice(PLACES)
    adjective, name = draw.choice(ADJECTIVES), draw.choice(STEMS) + draw.choice(ENDS)
    title = draw.choice(
        (
            f"{name}: {adjective} {thing} with {means}",
            f"{adjective} {thing} {place}",
            f"{name}: {thing} {place} via {means}",
            f"{means} for {adjective} {thing}",
            f"Towards {adjective} {thing}: {means} {place}",
            f"When Does {means} Help {thing} {place}?",
        )
    )
    authors = [f"{draw.choice(GIVEN)} {draw.choice(FAMILIES)}" for _ in range(draw.randint(1, 5))]
    return build_paper(
        title=title, authors=authors, published=str(draw.randint(2012, 2026)), abstract=_abstract(draw)
    )


def _abstract(draw: random.Random) -> str:
    return " ".join(
        sentence.format(
            thing=draw.choice(THINGS).lower(),
            other=draw.choice(THINGS).lower(),
            means=draw.choice(MEANS).lower(),
            place=draw.choice(PLACES),
        )
        for sentence in draw.sample(SENTENCES, draw.randint(4, 7))
    )
