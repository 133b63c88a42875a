"""Checks that stored arrays fit each other: a cache with a right checksum may hold anything.

What is checked is all that searches rely on: lengths, offsets in order, numbers within range, orders that
have each paper once. For 100,000 papers it takes some 30 ms, in a thread.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper_tui.search.index.columns import NUMBERS, SMALL
from paper_tui.search.index.positions import END, STREAM_FIELDS
from paper_tui.search.index.vocabulary import HEADS, MOST_SHARED
from paper_tui.search.text.fields import ANYWHERE

Arrays = Mapping[str, NDArray[Any]]
"""Any: each has a dtype of its own."""
LINE_END = 10
FIELD_SETS = ANYWHERE + 1
"""Combinations of the fields that are searched."""
_SLICES = {
    "ids": "id_starts",
    "citation_keys": "citation_key_starts",
    "initials": "title_starts",
    "blob": "word_starts",
    "papers": "posting_starts",
    "edition_papers": "edition_starts",
    **{f"{name}_stream": f"{name}_starts" for name in STREAM_FIELDS},
}
"""Arrays that others cut into slices, and the offsets at which they do."""


def check_arrays(arrays: Arrays, labels: int) -> None:
    """Check the arrays of an index.

    Args:
        arrays: The arrays by name.
        labels: How many label sets there are.

    Raises:
        ValueError: They do not fit each other.
    """
    papers, terms = len(arrays["day"]), len(arrays["word_starts"]) - 1
    for name in (*NUMBERS, *SMALL, "label_set"):
        _require(len(arrays[name]) == papers, name)
    for name in arrays:
        if name.startswith("order_"):
            _require(_is_permutation(arrays[name], papers), name)
    for name, starts in _SLICES.items():
        _require(_are_offsets(arrays[starts], len(arrays[name])), starts)
    for name in ("id_starts", "citation_key_starts", *(f"{stream}_starts" for stream in STREAM_FIELDS)):
        _require(len(arrays[name]) == papers + 1, name)
    _require(len(arrays["posting_starts"]) == terms + 1, "posting_starts")
    _require(len(arrays["shared"]) == terms, "shared")
    _require(len(arrays["letters"]) == terms * len(HEADS), "letters")
    _require(len(arrays["fields"]) == len(arrays["papers"]), "fields")
    _require(len(arrays["edition_ranks"]) == len(arrays["edition_papers"]), "edition_ranks")
    _require(len(arrays["edition_starts"]) == len(json.loads(arrays["editions"].tobytes())) + 1, "editions")
    _require(len(arrays["checks"]) in (0, papers), "checks")
    _require(_are_below(arrays["label_set"], labels), "label_set")
    for name in ("papers", "edition_papers"):
        _require(_are_below(arrays[name], papers), name)
    _check_terms(arrays, papers)
    for stream in STREAM_FIELDS:
        found = arrays[f"{stream}_stream"]
        _require(_are_below(found[found != END], terms), stream)


def _check_terms(arrays: Arrays, papers: int) -> None:
    """Check the terms, their postings, and the rows for common prefixes and substrings."""
    ends = arrays["word_starts"][1:].astype(np.int64) - 1
    _require(bool((arrays["blob"][ends] == LINE_END).all()), "blob")
    _require(_are_below(arrays["shared"], MOST_SHARED + 1), "shared")
    rising = arrays["papers"][1:] > arrays["papers"][:-1]
    first = arrays["posting_starts"][1:-1]
    rising[first[(first > 0) & (first <= len(rising))] - 1] = True  # the first paper of each term
    _require(bool(rising.all()), "papers")
    fields = arrays["fields"]
    _require(_are_below(fields, FIELD_SETS) and (not len(fields) or int(fields.min()) > 0), "fields")
    _require(_are_below(arrays["beginning_fields"], FIELD_SETS), "beginning_fields")
    for codes, rows, width in (
        ("beginnings", "beginning_fields", papers),
        ("insides", "inside_papers", (papers + 7) // 8),
    ):
        _require(_are_distinct(arrays[codes]) and len(arrays[rows]) == len(arrays[codes]) * width, codes)


def _require(holds: bool, name: str) -> None:
    if not holds:
        raise ValueError(f"{name} does not fit the other arrays of the index")


def _are_offsets(starts: NDArray[Any], size: int) -> bool:
    """Return whether numbers cut an array of a size into slices, from its start to its end."""
    if not len(starts) or starts[0] != 0 or starts[-1] != size:
        return False
    return bool((starts[1:] >= starts[:-1]).all())


def _are_below(numbers: NDArray[Any], limit: int) -> bool:
    return not len(numbers) or int(numbers.max()) < limit


def _are_distinct(numbers: NDArray[Any]) -> bool:
    """Return whether no number is there twice; `np.unique` would import numpy.ma, which takes 20 ms."""
    ordered = np.sort(numbers)
    return not bool((ordered[1:] == ordered[:-1]).any())


def _is_permutation(order: NDArray[Any], size: int) -> bool:
    """Return whether each of the first whole numbers is there once."""
    if len(order) != size or not _are_below(order, size):
        return False
    return size == 0 or int(np.bincount(order, minlength=size).max()) == 1
