"""The bundled library: landmark papers to read before anything has been imported.

Titles, authors, dates and ids are facts; each summary was written for this collection.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from paper_tui.papers.builder import build_paper
from paper_tui.papers.citation_keys import KeyGiver, made_key
from paper_tui.papers.paper import Paper, Sighting

STARTER = "starter"
"""The name of this source."""


@cache
def starter() -> tuple[Paper, ...]:
    """The bundled papers in their own order, each with its place as the rank of its one sighting."""
    text = files("paper_tui.sources").joinpath("bundled_papers.jsonl").read_text("utf-8")
    keys = KeyGiver(lambda _: False)
    return tuple(_paper(rank, json.loads(line), keys) for rank, line in enumerate(text.splitlines(), 1))


def _paper(rank: int, record: Mapping[str, Any], keys: KeyGiver) -> Paper:  # Any: arguments of build_paper
    paper = build_paper(sightings=[Sighting(STARTER, rank=rank)], **record)
    return replace(paper, citation_key=keys.give(made_key(paper)))
