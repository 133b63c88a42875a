"""Papers with interests to find: the bundled ones, and arXiv metadata with its categories."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from paper_tui.papers.paper import Paper
from paper_tui.sources.arxiv_snapshot import paper as snapshot_paper
from paper_tui.sources.base import Context
from paper_tui.sources.bundled_papers import starter

SMALLEST = 10
"""Papers that a category needs to be an interest."""

MADE_UP = {
    "language models": """
        BERT, Language Models are, LoRA, LLaMA, RoBERTa, Chain-of-Thought, Training
        language, Training Compute, Scaling Laws, Direct Preference, Toolformer, ReAct,
        Mixtral, Retrieval-, Exploring""",
    "pictures made": """
        Denoising, High-Resolution, Generative Adv, Auto-Encoding, Scalable Diffusion,
        Consistency, DreamBooth, Adding Conditional, NeRF""",
    "pictures understood": """
        Deep Residual, An Image, Segment, You Only, U-Net, Mask R-CNN, EfficientNet, A
        Simple Framework, Emerging Properties, Masked Auto, Learning Transferable""",
    "long sequences": """
        Attention Is, FlashAttention, Mamba, Informer, RoFormer, Efficiently Modeling,
        Perceiver, Sequence to, Neural Machine, Switch""",
}
"""Interests in the bundled papers, each by how the titles begin."""


@dataclass(frozen=True)
class Collection:
    name: str
    papers: list[Paper]
    interests: dict[str, list[int]]
    """Rows of the papers of each interest."""


def bundled() -> Collection:
    """The bundled papers with made-up interests, without their categories."""
    papers = [replace(paper, categories=()) for paper in starter()]
    interests = {
        name: [row for row, paper in enumerate(papers) if paper.title.startswith(_parts(titles))]
        for name, titles in MADE_UP.items()
    }
    return Collection("bundled papers", papers, interests)


def arxiv(path: Path) -> Collection:
    """arXiv metadata, one JSON object a line; its categories become interests and leave the papers."""
    records = map(json.loads, path.read_text("utf-8").splitlines())
    papers = [
        snapshot_paper(record, Context(path.name, date(2007, 6, 1), "2007-06-01T00:00:00Z"))
        for record in records
    ]
    found: defaultdict[str, list[int]] = defaultdict(list)
    for row, paper in enumerate(papers):
        for category in {*paper.categories, *(each.partition(".")[0] for each in paper.categories)}:
            found[category].append(row)
    interests = {
        name: rows for name, rows in sorted(found.items()) if SMALLEST <= len(rows) < len(papers) / 2
    }
    return Collection(path.stem, [replace(paper, categories=()) for paper in papers], interests)


def _parts(titles: str) -> tuple[str, ...]:
    return tuple(" ".join(title.split()) for title in titles.split(","))
