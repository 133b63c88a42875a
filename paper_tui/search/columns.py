"""What is known of each paper besides its words: days, votes, labels, ids, and its place in each order."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.paper import Paper
from paper_tui.search.lines import Lines
from paper_tui.search.order import Order
from paper_tui.search.query import Sort
from paper_tui.search.words import units

HAS_CODE, HAS_ABSTRACT, HAS_DOI, HAS_REVISION = 1, 2, 4, 8
UNKNOWN_VOTES = -1
_SORTED_BY = 32
"""Bytes of a title that decide its place in alphabetical order."""
UNKNOWN = "unknown"
"""The label of a paper that has none."""

DTYPES: Mapping[str, Any] = {
    "day": np.int32,
    "added": np.int32,
    "votes": np.int32,
    "properties": np.uint8,
    "stratum": np.uint32,
    "title_words": np.uint8,
    "order_newest": np.uint32,
    "order_published": np.uint32,
    "order_votes": np.uint32,
    "order_gain": np.uint32,
    "order_title": np.uint32,
    "ids": np.uint8,
    "id_starts": np.uint32,
    "initials": np.uint8,
    "strata": np.uint8,
}
"""The type of each array, Any since numpy has no type for types in a mapping."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """The labels that some papers share; papers have few combinations of them, so each has a number."""

    year: str
    source: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one kind, and as pairs of numbers which stratum has which."""

    names: tuple[str, ...]
    stratum: NDArray[np.int64]
    label: NDArray[np.int64]

    @classmethod
    def of(cls, strata: Sequence[tuple[str, ...]]) -> Labels:
        """Numbered in order of first appearance; `UNKNOWN` where a stratum has none."""
        numbers: dict[str, int] = {}
        pairs = [
            (stratum, numbers.setdefault(label, len(numbers)))
            for stratum, labels in enumerate(strata)
            for label in labels or (UNKNOWN,)
        ]
        columns = np.array(pairs, np.int64).reshape(-1, 2)
        return cls(tuple(numbers), columns[:, 0].copy(), columns[:, 1].copy())


class Columns:
    """The arrays by name; nothing is copied but the few strata."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.day: NDArray[np.int32] = arrays["day"]
        """Ordinal of the earliest day that the paper's date can mean; 0 when it is unknown."""
        self.added: NDArray[np.int32] = arrays["added"]
        self.votes: NDArray[np.int32] = arrays["votes"]
        self.properties: NDArray[np.uint8] = arrays["properties"]
        self.stratum: NDArray[np.uint32] = arrays["stratum"]
        self.title_words: NDArray[np.uint8] = arrays["title_words"]
        self.orders: Mapping[Sort, Order] = {
            sort: Order(arrays[f"order_{sort}"]) for sort in Sort if sort is not Sort.RELEVANCE
        }
        """All papers in each order."""
        self.ids = Lines(arrays["ids"], arrays["id_starts"])
        """The keys and identifiers of each paper, in lower case."""
        self.initials = Lines(arrays["initials"], arrays["title_starts"])
        """The first letters of the pieces of each title."""
        self.strata = tuple(
            Stratum(year, source, tuple(categories))
            for year, source, categories in json.loads(arrays["strata"].tobytes())
        )
        self.labels: Mapping[str, Labels] = {
            "year": Labels.of([(one.year,) if one.year else () for one in self.strata]),
            "source": Labels.of([(one.source,) if one.source else () for one in self.strata]),
            "category": Labels.of([one.categories for one in self.strata]),
        }

    def __len__(self) -> int:
        return len(self.day)

    @cached_property
    def all_strata(self) -> NDArray[np.int64]:
        """How many papers are of each stratum."""
        return np.bincount(self.stratum, minlength=len(self.strata))


class ColumnsBuilder:
    """Collects what `Columns` needs, paper by paper, in the order of the catalogue."""

    def __init__(self) -> None:
        self._numbers = {name: array("l") for name in ("day", "added", "arrived", "rank", "votes", "rise")}
        self._small = {name: bytearray() for name in ("properties", "title_words")}
        self._strata: dict[Stratum, int] = {}
        self._stratum = array("I")
        self._titles = bytearray()
        self._ids = bytearray()
        self._id_starts = array("I", [0])

    def add(self, paper: Paper) -> None:
        """Take in the next paper."""
        edition = paper.edition
        ranks = [seen.rank for seen in paper.sightings if seen.edition == edition and seen.rank is not None]
        votes = paper.votes
        numbers = self._numbers
        numbers["day"].append(day_number(paper.date))
        numbers["added"].append(day_number(paper.added))
        numbers["arrived"].append(day_number(edition) or day_number(paper.added))
        numbers["rank"].append(min(ranks, default=1 << 30))
        numbers["votes"].append(UNKNOWN_VOTES if votes is None else min(votes, 1 << 30))
        numbers["rise"].append(min(max(paper.rise, -1 << 30), 1 << 30))
        words = units(paper.title)
        self._small["properties"].append(_properties(paper))
        self._small["title_words"].append(min(len(words), 255))
        stratum = Stratum(paper.date[:4], paper.source, paper.categories)
        self._stratum.append(self._strata.setdefault(stratum, len(self._strata)))
        self._titles += paper.title.casefold().encode()[:_SORTED_BY].ljust(_SORTED_BY, b"\0")
        ids = " ".join((paper.key, paper.arxiv_id, paper.doi, *paper.aliases)).lower()
        self._ids += ids.encode() + b"\n"
        self._id_starts.append(len(self._ids))

    def arrays(self, check: Callable[[], None]) -> dict[str, NDArray[Any]]:
        """The arrays of `Columns`."""
        made = {name: np.array(values, np.int32) for name, values in self._numbers.items()}
        arrays: dict[str, NDArray[Any]] = {name: made[name] for name in ("day", "added", "votes")}
        for name, values in self._small.items():
            arrays[name] = np.frombuffer(bytes(values), np.uint8)
        arrays["stratum"] = np.array(self._stratum, np.uint32)
        labels = [(stratum.year, stratum.source, stratum.categories) for stratum in self._strata]
        arrays["strata"] = np.frombuffer(json.dumps(labels).encode(), np.uint8)
        arrays["ids"] = np.frombuffer(bytes(self._ids), np.uint8)
        arrays["id_starts"] = np.array(self._id_starts, np.uint32)
        check()
        newest = np.lexsort((made["rank"], -made["arrived"]))
        arrays["order_newest"] = newest
        arrays["order_published"] = newest[np.argsort(-made["day"][newest], kind="stable")]
        arrays["order_votes"] = newest[np.argsort(-made["votes"][newest], kind="stable")]
        arrays["order_gain"] = newest[np.argsort(-made["rise"][newest], kind="stable")]
        check()
        titles = np.frombuffer(bytes(self._titles), f"S{_SORTED_BY}")
        arrays["order_title"] = np.argsort(titles, kind="stable")
        return {name: values.astype(DTYPES[name], copy=False) for name, values in arrays.items()}


def _properties(paper: Paper) -> int:
    held = (
        (HAS_CODE, paper.code_url),
        (HAS_ABSTRACT, paper.abstract),
        (HAS_DOI, paper.doi),
        (HAS_REVISION, paper.revision),
    )
    return sum(bit for bit, value in held if value)


def day_number(text: str) -> int:
    """The ordinal of the earliest day that an ISO date of any precision can mean; 0 for none."""
    if not text:
        return 0
    year, month, day = text[:4], text[5:7] or "1", text[8:10] or "1"
    try:
        return date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return 0
