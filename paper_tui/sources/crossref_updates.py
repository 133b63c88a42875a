"""Updates and relations in the works of Crossref (api.crossref.org): who updated a work, and its versions.

``updated-by`` of a work lists the notices about it, also those of Retraction Watch; ``update-to`` is in the
notice and says nothing about the notice itself. ``relation`` has ``is-preprint-of`` in a preprint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from paper_tui.papers.builder import clean_date
from paper_tui.papers.doi import parse_doi
from paper_tui.papers.paper import Paper
from paper_tui.papers.text import clean_line
from paper_tui.papers.update import Update, UpdateKind
from paper_tui.sources import crossref_json
from paper_tui.sources.base import Context
from paper_tui.sources.json_values import a_text, objects

_KINDS = {
    "retraction": UpdateKind.RETRACTED,
    "removal": UpdateKind.RETRACTED,
    "withdrawal": UpdateKind.WITHDRAWN,
    "expression_of_concern": UpdateKind.CONCERN,
    "correction": UpdateKind.CORRECTED,
    "corrected": UpdateKind.CORRECTED,
    "corrected_article": UpdateKind.CORRECTED,
    "erratum": UpdateKind.CORRECTED,
    "corrigendum": UpdateKind.CORRECTED,
    "partial_retraction": UpdateKind.CORRECTED,
}
"""Types of updates; others, such as a new edition or an addendum, change nothing that was said."""
_SOURCES = {"retraction-watch": "Retraction Watch"}


@dataclass(frozen=True, slots=True)
class Work:
    """A work of Crossref, with its updates and its journal version."""

    doi: str
    updates: tuple[Update, ...]
    journal_doi: str
    """DOI of the journal version of a preprint; empty for none."""
    paper: Paper | None
    """Its description; None where it has no title."""


def works(answer: object, context: Context) -> Iterator[Work]:
    """The works of an answer, of one or of several."""
    message = answer.get("message") if isinstance(answer, Mapping) else None
    if not isinstance(message, Mapping):
        return
    items = objects(message, "items") if "items" in message else [message]
    for item in items:
        if doi := parse_doi(a_text(item, "DOI")):
            yield Work(doi, tuple(_updates(item)), _journal_doi(item, doi), _paper(item, context))


def _paper(item: Mapping[str, Any], context: Context) -> Paper | None:
    try:
        return crossref_json.paper(dict(item), context)
    except ValueError:
        return None


def _updates(item: Mapping[str, Any]) -> Iterator[Update]:
    """The updates of a work; one of both the publisher and Retraction Watch is listed once."""
    known: set[tuple[UpdateKind, str]] = set()
    for entry in objects(item, "updated-by"):
        name = a_text(entry, "type").lower().replace("-", "_").replace(" ", "_")
        kind, notice = _KINDS.get(name), parse_doi(a_text(entry, "DOI"))
        if kind is None or (kind, notice) in known:
            continue
        known.add((kind, notice))
        source = _SOURCES.get(a_text(entry, "source"), "Crossref")
        label = clean_line(a_text(entry, "label"), 200)
        yield Update(kind, source, _day(entry.get("updated")), notice, label if name not in _PLAIN else "")


_PLAIN = ("retraction", "expression_of_concern", "correction", "withdrawal")
"""Types whose label says no more than their kind."""


def _day(value: object) -> str:
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [part for part in first if isinstance(part, int)]
    return clean_date("-".join(f"{part:02}" for part in numbers[:3])) if numbers else ""


def _journal_doi(item: Mapping[str, Any], doi: str) -> str:
    relation = item.get("relation")
    if not isinstance(relation, Mapping):
        return ""
    named = (parse_doi(a_text(each, "id")) for each in objects(relation, "is-preprint-of"))
    return next((each for each in named if each and each != doi), "")
