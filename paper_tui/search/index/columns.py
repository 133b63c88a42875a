"""Columns: days, votes, labels and identifiers of each paper, and its rank in each order."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.clock import local_day
from paper_tui.papers.paper import Paper, identifier_names
from paper_tui.papers.paper_updates import update_kinds
from paper_tui.papers.update import UpdateKind
from paper_tui.search.index.index_delta import CatalogueDelta
from paper_tui.search.index.key_lookup import KeyLookup
from paper_tui.search.index.sort_order import SortOrder
from paper_tui.search.index.string_table import StringTable
from paper_tui.search.query.query import BY_READER, Sort
from paper_tui.search.text.tokenizer import units

HAS_CODE, HAS_ABSTRACT, HAS_DOI, HAS_REVISION, IS_WITHDRAWN, HAS_PDF = 1, 2, 4, 8, 16, 32
IS_RETRACTED, IS_CONCERN, IS_CORRECTED, HAS_UPDATE, IS_RECOUNTED = 64, 128, 256, 512, 1024
_UPDATES = {
    UpdateKind.WITHDRAWN: IS_WITHDRAWN,
    UpdateKind.RETRACTED: IS_RETRACTED,
    UpdateKind.CONCERN: IS_CONCERN,
    UpdateKind.CORRECTED: IS_CORRECTED,
}
UNKNOWN_VOTES = -1
_SORTED_BY = 32
"""Bytes of a title that its alphabetical rank is based on."""
UNKNOWN = "unknown"
"""Label of papers without a value."""

DTYPES: Mapping[str, Any] = {
    "day": np.int32,
    "published": np.int32,
    "added": np.int32,
    "arrived": np.int32,
    "rank": np.int32,
    "votes": np.int32,
    "titles": np.uint8,
    "properties": np.int32,
    "label_set": np.uint32,
    "title_words": np.uint8,
    "order_newest": np.uint32,
    "order_published": np.uint32,
    "order_votes": np.uint32,
    "order_title": np.uint32,
    "ids": np.uint8,
    "id_starts": np.uint32,
    "citation_keys": np.uint8,
    "citation_key_starts": np.uint32,
    "initials": np.uint8,
    "label_sets": np.uint8,
}
"""Dtype of each array; Any, since numpy has no type for a dtype in a mapping."""


NUMBERS = ("day", "published", "added", "arrived", "rank", "votes", "properties")
"""Arrays with one int32 per paper."""
SMALL = ("title_words",)
"""Arrays with one byte per paper."""


@dataclass(frozen=True, slots=True)
class LabelSet:
    """A combination of labels; papers have few different ones, so each has a number."""

    year: str
    source: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one field, and which label sets have which label, as pairs of numbers."""

    names: tuple[str, ...]
    label_set: NDArray[np.int64]
    label: NDArray[np.int64]

    @classmethod
    def of(cls, label_sets: Sequence[tuple[str, ...]]) -> Labels:
        """Number labels in order of first appearance; `UNKNOWN` where a set has none."""
        numbers: dict[str, int] = {}
        pairs = [
            (label_set, numbers.setdefault(label, len(numbers)))
            for label_set, labels in enumerate(label_sets)
            for label in labels or (UNKNOWN,)
        ]
        columns = np.array(pairs, np.int64).reshape(-1, 2)
        return cls(tuple(numbers), columns[:, 0].copy(), columns[:, 1].copy())


_NOT_STORED = (Sort.RELEVANCE, *BY_READER)
"""Orders that depend on the query or on the reader."""


class Columns:
    """The arrays by name; nothing is copied but the few label sets."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.day: NDArray[np.int32] = arrays["day"]
        """Ordinal of the earliest day of the paper's date; 0 when unknown."""
        self.published: NDArray[np.int32] = arrays["published"]
        """Ordinal of the earliest day of publication, whatever edition showed the paper; 0 when unknown."""
        self.added: NDArray[np.int32] = arrays["added"]
        self.votes: NDArray[np.int32] = arrays["votes"]
        self.properties: NDArray[np.int32] = arrays["properties"]
        self.label_set: NDArray[np.uint32] = arrays["label_set"]
        self.title_words: NDArray[np.uint8] = arrays["title_words"]
        self.orders: Mapping[Sort, SortOrder] = {
            sort: SortOrder(arrays[f"order_{sort}"]) for sort in Sort if sort not in _NOT_STORED
        }
        """All papers in each order."""
        self.ids = StringTable(arrays["ids"], arrays["id_starts"])
        """The keys and identifiers of each paper, in lower case."""
        self.citation_keys = StringTable(arrays["citation_keys"], arrays["citation_key_starts"])
        """The citation key of each paper, in lower case."""
        self.keys = KeyLookup(arrays["ids"].data, arrays["id_starts"].data)
        self.initials = StringTable(arrays["initials"], arrays["title_starts"])
        """The first letters of the words of each title."""
        self.label_sets = tuple(
            LabelSet(year, source, tuple(categories))
            for year, source, categories in json.loads(arrays["label_sets"].tobytes())
        )
        self.labels: Mapping[str, Labels] = {
            "year": Labels.of([(one.year,) if one.year else () for one in self.label_sets]),
            "source": Labels.of([(one.source,) if one.source else () for one in self.label_sets]),
            "category": Labels.of([one.categories for one in self.label_sets]),
        }

    def __len__(self) -> int:
        return len(self.day)

    @cached_property
    def label_set_counts(self) -> NDArray[np.int64]:
        """Papers per label set."""
        return np.bincount(self.label_set, minlength=len(self.label_sets))


class ColumnsBuilder:
    """Collects the columns, paper by paper, in the order of the catalogue."""

    def __init__(self) -> None:
        self._numbers = {name: array("l") for name in NUMBERS}
        self._small = {name: bytearray() for name in SMALL}
        self._label_sets: dict[LabelSet, int] = {}
        self._stratum = array("I")
        self._titles = bytearray()
        self._ids = bytearray()
        self._id_starts = array("I", [0])
        self._citation_keys = bytearray()
        self._citation_key_starts = array("I", [0])

    def add(self, paper: Paper) -> None:
        """Add the next paper."""
        edition = paper.edition
        ranks = [seen.rank for seen in paper.sightings if seen.edition == edition and seen.rank is not None]
        votes = paper.votes
        numbers = self._numbers
        numbers["day"].append(day_number(paper.date))
        numbers["published"].append(day_number(paper.published))
        added = day_number(local_day(paper.added))
        numbers["added"].append(added)
        numbers["arrived"].append(day_number(edition) or added)
        numbers["rank"].append(min(ranks, default=1 << 30))
        numbers["votes"].append(UNKNOWN_VOTES if votes is None else min(votes, 1 << 30))
        words = units(paper.title)
        numbers["properties"].append(_properties(paper))
        self._small["title_words"].append(min(len(words), 255))
        label_set = LabelSet(paper.published[:4], paper.source, paper.categories)
        self._stratum.append(self._label_sets.setdefault(label_set, len(self._label_sets)))
        self._titles += paper.title.casefold().encode()[:_SORTED_BY].ljust(_SORTED_BY, b"\0")
        ids = " ".join((paper.key, *identifier_names(paper), *paper.aliases)).lower()
        self._ids += ids.encode() + b"\n"
        self._id_starts.append(len(self._ids))
        self._citation_keys += paper.citation_key.lower().encode() + b"\n"
        self._citation_key_starts.append(len(self._citation_keys))

    def arrays(self, cancel: CancelToken) -> dict[str, NDArray[Any]]:
        """Return the arrays of `Columns`."""
        arrays: dict[str, NDArray[Any]] = {
            name: np.array(values, np.int32) for name, values in self._numbers.items()
        }
        for name, values in self._small.items():
            arrays[name] = np.frombuffer(bytes(values), np.uint8)
        arrays["label_set"] = np.array(self._stratum, np.uint32)
        labels = [(label_set.year, label_set.source, label_set.categories) for label_set in self._label_sets]
        arrays["label_sets"] = np.frombuffer(json.dumps(labels).encode(), np.uint8)
        arrays["ids"] = np.frombuffer(bytes(self._ids), np.uint8)
        arrays["id_starts"] = np.array(self._id_starts, np.uint32)
        arrays["citation_keys"] = np.frombuffer(bytes(self._citation_keys), np.uint8)
        arrays["citation_key_starts"] = np.array(self._citation_key_starts, np.uint32)
        arrays["titles"] = np.frombuffer(bytes(self._titles), np.uint8)
        return arrays | _orders(arrays, cancel)


def _orders(arrays: Mapping[str, NDArray[Any]], cancel: CancelToken) -> dict[str, NDArray[Any]]:
    """All papers in each order."""
    cancel.check()
    arrived, published = (_not_after(arrays["added"], arrays[name]) for name in ("arrived", "published"))
    newest = np.lexsort((arrays["rank"], -arrived))
    orders = {"order_newest": newest}
    for order, by in (("published", published), ("votes", arrays["votes"])):
        orders[f"order_{order}"] = newest[np.argsort(-by[newest], kind="stable")]
    cancel.check()
    orders["order_title"] = np.argsort(arrays["titles"].view(f"S{_SORTED_BY}"), kind="stable")
    return {name: order.astype(DTYPES[name]) for name, order in orders.items()}


def _not_after(added: NDArray[Any], days: NDArray[Any]) -> NDArray[Any]:
    """Days that are no later than the day a paper was added, or the next one: no future date leads a list."""
    return np.where((added > 0) & (days > added + 1), added, days)


def merged(
    before: Mapping[str, NDArray[Any]],
    fresh: Mapping[str, NDArray[Any]],
    delta: CatalogueDelta,
    cancel: CancelToken,
) -> dict[str, NDArray[Any]]:
    """Merge the columns of the earlier index with those of the fresh papers."""
    arrays: dict[str, NDArray[Any]] = {
        name: delta.values(before[name], fresh[name]) for name in (*NUMBERS, *SMALL)
    }
    arrays["titles"] = delta.rows(before["titles"], fresh["titles"], _SORTED_BY)
    for text, offsets in (("ids", "id_starts"), ("citation_keys", "citation_key_starts")):
        old, new = (before[text], before[offsets]), (fresh[text], fresh[offsets])
        arrays[text] = np.concatenate([before[text][:0], *(part for _, part in delta.parts(old, new))])
        arrays[offsets] = delta.starts(old[1], new[1]).astype(np.uint32)
    return arrays | _merged_label_sets(before, fresh, delta) | _orders(arrays, cancel)


def _merged_label_sets(
    before: Mapping[str, NDArray[Any]], fresh: Mapping[str, NDArray[Any]], delta: CatalogueDelta
) -> dict[str, NDArray[Any]]:
    """Merge the label sets, numbered in order of first appearance."""
    known = [json.loads(each["label_sets"].tobytes()) for each in (before, fresh)]
    numbers: dict[str, int] = {}
    labels = [json.dumps(one) for some in known for one in some]
    same = np.array([numbers.setdefault(one, number) for number, one in enumerate(labels)], np.uint32)
    found = same.take(delta.values(before["label_set"], fresh["label_set"] + np.uint32(len(known[0]))))
    held, first = np.unique(found, return_index=True)
    appearing = held[np.argsort(first)]
    places = np.zeros(len(labels), np.uint32)
    places[appearing] = np.arange(len(appearing))
    kept = [json.loads(labels[number]) for number in appearing.tolist()]
    return {"label_set": places.take(found), "label_sets": np.frombuffer(json.dumps(kept).encode(), np.uint8)}


def _properties(paper: Paper) -> int:
    updates = sum(_UPDATES[kind] for kind in update_kinds(paper))
    held = (
        (HAS_CODE, paper.code_url),
        (HAS_ABSTRACT, paper.abstract),
        (HAS_DOI, paper.doi),
        (HAS_REVISION, paper.revision),
        (HAS_PDF, any(".pdf" in file.lower() for file in paper.files)),
        (HAS_UPDATE, updates or paper.revision or paper.publication.issued),
        (IS_RECOUNTED, len({sighting.votes for sighting in paper.sightings} - {None}) > 1),
    )
    return sum((bit for bit, value in held if value), updates)


def day_number(text: str) -> int:
    """Return the ordinal of the earliest day of an ISO date of any precision; 0 for none."""
    if not text:
        return 0
    year, month, day = text[:4], text[5:7] or "1", text[8:10] or "1"
    try:
        return date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return 0
