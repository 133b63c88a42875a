"""Lists of works that bibliographies and services name, each work once; and how they are stored."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from typing import overload

from paper_tui.graph import WorkMerger
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.work import SHORT_TITLE, Work, stored_work, work_record

Buffers = Mapping[str, bytes | memoryview]


class KeptWorks(Sequence[Work]):
    """Works as lines of JSON, each parsed when it is asked for."""

    def __init__(self, data: bytes | memoryview = b"") -> None:
        self._data = data

    @cached_property
    def _lines(self) -> list[bytes]:
        return bytes(self._data).splitlines()

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> Work: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Work]: ...
    def __getitem__(self, place: int | slice) -> Work | Sequence[Work]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        return stored_work(json.loads(self._lines[place]))

    def line(self, place: int) -> bytes:
        """A work as stored."""
        return self._lines[place]


@dataclass(frozen=True, slots=True)
class WorkLists:
    """Lists by name, as numbers of works."""

    lists: Mapping[str, tuple[str, Sequence[int]]] = field(default_factory=dict)
    """For each the stamp of what it was read from, and its works."""
    works: KeptWorks = field(default_factory=KeptWorks)
    names: Sequence[str] = ()
    """`Work.names` of each work, with spaces between."""
    papers: Sequence[str | None] = ()
    """The key of the paper of the library that each work is; empty where it is none, None where unknown."""

    @classmethod
    def of_buffers(cls, buffers: Buffers) -> WorkLists:
        """Lists as `buffers` wrote them.

        Raises:
            ValueError: They are something else.
            KeyError: As above.
        """
        heads, papers = (json.loads(bytes(buffers[name])) for name in ("lists", "papers"))
        starts, numbers = (memoryview(buffers[name]).cast("I").tolist() for name in ("starts", "numbers"))
        names = bytes(buffers["names"]).decode("utf-8", "surrogatepass").split("\n")[:-1]
        if len(papers) != len(names) or max(numbers, default=-1) >= len(names):
            raise ValueError("the lists are not what was written")
        parts = (numbers[one:other] for one, other in pairwise(starts))
        lists = {name: (stamp, part) for (name, stamp), part in zip(heads, parts, strict=True)}
        return cls(lists, KeptWorks(buffers["works"]), names, papers)

    def buffers(self) -> dict[str, bytes]:
        """The lists as bytes, by name."""
        starts, numbers = array("I", [0]), array("I")
        for _, some in self.lists.values():
            numbers.extend(some)
            starts.append(len(numbers))
        works = (self.works.line(place) for place in range(len(self.works)))
        return {
            "lists": json.dumps([(name, stamp) for name, (stamp, _) in self.lists.items()]).encode(),
            "starts": starts.tobytes(),
            "numbers": numbers.tobytes(),
            "names": "".join(f"{names}\n" for names in self.names).encode("utf-8", "surrogatepass"),
            "papers": json.dumps(self.papers).encode(),
            "works": b"".join(line + b"\n" for line in works),
        }

    def id(self, place: int) -> str:
        """Names a work: its paper's key, else its surest name; empty for a work without either."""
        name = self.papers[place] or self.names[place].partition(" ")[0]
        return "" if name.startswith(SHORT_TITLE) else name


def updated(
    old: WorkLists,
    stamps: Mapping[str, str],
    read: Callable[[str], Iterable[Work]],
    cancel: CancelToken,
) -> WorkLists:
    """The lists of now; only what changed is read. Which papers the works are is known of earlier ones.

    Args:
        old: The lists as they were.
        stamps: The stamps of all lists now, by name.
        read: Reads the works of a list.
        cancel: Checked for each.

    Raises:
        Cancelled: The caller cancelled.
    """
    merger = WorkMerger(old.works, (names.split() for names in old.names))
    place_of = cache(merger.add)  # many papers cite the same
    lists: dict[str, tuple[str, Sequence[int]]] = {}
    for name, stamp in stamps.items():
        kept = old.lists.get(name)
        if kept is None or kept[0] != stamp:
            cancel.check()
            kept = (stamp, [place_of(_described(work)) for work in read(name)])
        lists[name] = kept
    used = sorted({place for _, some in lists.values() for place in some})
    number = {place: number for number, place in enumerate(used)}
    return WorkLists(
        {name: (stamp, [number[place] for place in some]) for name, (stamp, some) in lists.items()},
        KeptWorks(b"".join(_line(merger, old, place) for place in used)),
        [
            " ".join(merger.work(place).names) if merger.is_changed(place) else old.names[place]
            for place in used
        ],
        [None if merger.is_changed(place) else old.papers[place] for place in used],
    )


def _described(work: Work) -> Work:
    """A work without its printed entry and its sources, where it has a title: these are many bytes."""
    if not work.title:
        return work
    return Work(work.title, work.authors, work.year, work.arxiv_id, work.doi, work.venue)


def _line(merger: WorkMerger, old: WorkLists, place: int) -> bytes:
    if not merger.is_changed(place):
        return old.works.line(place) + b"\n"
    return json.dumps(work_record(merger.work(place))).encode() + b"\n"
