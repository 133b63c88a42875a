"""Reasons for a score, in words: at most three themes of the text, an author, a category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

import numpy as np

from paper_tui.papers.paper import Paper
from paper_tui.ranking.features import bucket, named_features, stem, text_features, written

Kind = Literal["term", "author", "category", "cites"]
SMALLEST = 0.005
"""Share below which a reason is not shown: it would read 0 %."""
MOST_TERMS = 3
MOST_WORDS = 3
"""Words of a theme that are shown."""
MOST_LISTED = 12
"""Words of a theme that are shown where all are asked for."""
MOST_COMPARED = 100
"""Chosen papers whose words decide which words belong to one theme."""

Compared = Mapping[int, Sequence[int]]
"""Numbers of chosen papers, from 0 to `MOST_COMPARED`, by the bucket of a feature that they have."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score."""

    kind: Kind
    name: str
    """In words: ``diffusion models, denoising``, ``Kaiming He``, ``cs.CV``."""
    share: float
    """Its part of all that speaks for the paper, from 0 to 1."""
    words: tuple[str, ...] = ()
    """The words of a theme as the paper writes them, the strongest first."""


def explain(
    paper: Paper, parts: Mapping[int, float], compared: Compared, cites: tuple[int, float] = (0, 0.0)
) -> tuple[Reason, ...]:
    """Explain a score.

    Words that occur in the same chosen papers are one theme, so that three themes account for the whole text.

    Args:
        paper: The paper; its own words name the reasons.
        parts: What each feature adds to the score, by bucket.
        compared: Chosen papers by their features.
        cites: The number of chosen papers that it cites, and what that adds to the score.
    """
    positive = {feature: part for feature, part in parts.items() if part > 0}
    cited, bonus = cites
    total = sum(positive.values()) + bonus
    if not total:
        return ()
    named = {bucket(feature): (feature.partition(":")[0], name) for feature, name in named_features(paper)}
    forms = written(chain(text_features(paper.title), text_features(paper.abstract)))
    words = {feature: part / total for feature, part in positive.items() if feature in forms}
    reasons = [*_themes(words, forms, compared)]
    if bonus:
        kept = "a paper you keep" if cited == 1 else f"{cited:,} papers you keep"
        reasons.append(Reason("cites", f"cites {kept}", bonus / total))
    for kind in ("author", "category"):
        shares = {
            name: positive[feature] / total
            for feature, (of, name) in named.items()
            if of == kind and feature in positive and feature not in forms
        }
        if shares:
            best = max(shares, key=shares.__getitem__)
            reasons.append(Reason("author" if kind == "author" else "category", best, shares[best]))
    shown = (reason for reason in reasons if reason.share >= SMALLEST)
    return tuple(sorted(shown, key=lambda reason: -reason.share))


def _themes(words: Mapping[int, float], forms: Mapping[int, str], compared: Compared) -> Iterator[Reason]:
    """Group the words of a text around the strongest ones."""
    strongest = sorted(words, key=words.__getitem__, reverse=True)
    anchors = _anchors(strongest, forms)
    if not anchors:
        return
    together = np.zeros((MOST_COMPARED, len(strongest)), np.float32)
    for place, word in enumerate(strongest):
        together[compared.get(word, []), place] = 1
    common = together[:, [strongest.index(anchor) for anchor in anchors]].T @ together
    spread = np.sqrt(together.sum(axis=0)) + 1e-6
    likeness = common / spread[[strongest.index(anchor) for anchor in anchors]][:, None]
    nearest = np.argmax(likeness, axis=0)
    for number, anchor in enumerate(anchors):
        group = [anchor] + [
            word
            for word, theme in zip(strongest, nearest, strict=True)
            if theme == number and word not in anchors
        ]
        shown = _distinct([forms[word] for word in group])
        name = ", ".join(shown[:MOST_WORDS])
        yield Reason("term", name, sum(words[word] for word in group), tuple(shown[:MOST_LISTED]))


def _anchors(strongest: Sequence[int], forms: Mapping[int, str]) -> list[int]:
    """Pick the strongest words that share no word with one picked before."""
    anchors: list[int] = []
    used: set[str] = set()
    for word in strongest:
        if len(anchors) == MOST_TERMS:
            break
        stems = {stem(part) for part in forms[word].split()}
        if not used & stems:
            anchors.append(word)
            used |= stems
    return anchors


def _distinct(forms: Sequence[str]) -> list[str]:
    """Leave out words that a phrase of the list already holds."""
    held = {stem(word) for form in forms if " " in form for word in form.split()}
    return [form for form in forms if " " in form or stem(form) not in held]
