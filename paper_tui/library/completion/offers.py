"""Offers of services for papers, remembered for a week, and those that the reader turned down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from paper_tui.files import read_json, replace_file
from paper_tui.papers.clock import timestamp
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.serialization import paper_record
from paper_tui.papers.stored_records import stored_paper
from paper_tui.papers.text import clean_line

WEEK = timedelta(days=7)
"""The time for which a question is not asked again."""
MOST_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that a service offers for another."""

    service: str
    """The service's name, for display."""
    paper: Paper


class OfferCache:
    """Offers by the name of what was asked for; an empty list means that no service knew it.

    A damaged file counts as missing, which costs asking again.
    """

    def __init__(self, path: Path, now: datetime) -> None:
        self._path = path
        self._now = timestamp(now)
        record = _read(path)
        oldest = timestamp(now - WEEK)
        self._answers = {
            name: answer
            for name, answer in _objects(record.get("answers"))
            if isinstance(answer.get("time"), str) and oldest < answer["time"] <= self._now
        }
        self._left = {str(each): True for each in _listed(record.get("left"))}

    def get(self, name: str) -> list[Offer] | None:
        """The offers for a name, without those turned down; None where it was not asked for this week."""
        answer = self._answers.get(name)
        if answer is None:
            return None
        offers = answer.get("offers")
        found = (
            [_offer(each) for each in offers if isinstance(each, dict)] if isinstance(offers, list) else []
        )
        return [offer for offer in found if not self.is_left(name, offer.paper)]

    def put(self, name: str, offers: Iterable[Offer]) -> None:
        """Remember the answer to a question."""
        described = [
            {"service": each.service, "key": each.paper.key, "paper": paper_record(each.paper)}
            for each in offers
        ]
        self._answers[name] = {"time": self._now, "offers": described}

    def leave(self, name: str, offered: Paper) -> None:
        """Remember that the reader turned an offer down; it is not offered again."""
        self._left[f"{name} {offered.key}"] = True

    def is_left(self, name: str, offered: Paper) -> bool:
        """Return whether the reader turned an offer down."""
        return f"{name} {offered.key}" in self._left

    def save(self) -> None:
        """Write it to disk, as far as that is possible: only further requests depend on it."""
        answers = dict(list(self._answers.items())[-MOST_REMEMBERED:])
        record = {"answers": answers, "left": list(self._left)[-MOST_REMEMBERED:]}
        with suppress(OSError):
            replace_file(self._path, json.dumps(record).encode("ascii"))


def _offer(record: Mapping[str, Any]) -> Offer:  # Any: what JSON holds
    key = PaperKey(str(record.get("key", "")))
    return Offer(clean_line(str(record.get("service", ""))), stored_paper(key, record.get("paper")))


def _read(path: Path) -> dict[str, Any]:  # Any: what JSON holds
    try:
        found = read_json(path)
    except OSError:
        return {}
    return found if isinstance(found, dict) else {}


def _objects(value: object) -> list[tuple[str, dict[str, Any]]]:  # Any: what JSON holds
    pairs = value.items() if isinstance(value, dict) else ()
    return [(name, each) for name, each in pairs if isinstance(each, dict)]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
