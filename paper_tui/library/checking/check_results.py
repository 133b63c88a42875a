"""Results of a check: what services said of a paper, the paper with it, and what is new of that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from paper_tui.papers.merge import completed, merge
from paper_tui.papers.paper import Paper
from paper_tui.papers.paper_updates import updates_of
from paper_tui.papers.publication import UNPUBLISHED
from paper_tui.papers.published import with_journal_version
from paper_tui.papers.update import Update

if TYPE_CHECKING:
    from paper_tui.sources.crossref_updates import Work

BY_ID = "identifier"
ALL = frozenset(("retractions", "crossref"))
"""Services that have notices; if all of them answered, what none of them says any more is lifted."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """The answers of services on one paper."""

    arxiv: Paper | None = None
    work: Paper | None = None
    """Its description at Crossref."""
    journal: Paper | None = None
    """That of its journal version, where Crossref knows it as a preprint."""
    updates: tuple[Update, ...] = ()
    answered: frozenset[str] = frozenset()
    """Services that said which notices they have."""

    def with_updates(self, service: str, updates: tuple[Update, ...]) -> Finding:
        """The finding with the notices of a service."""
        known = {(update.kind, update.notice) for update in self.updates}
        fresh = tuple(update for update in updates if (update.kind, update.notice) not in known)
        return replace(self, updates=(*self.updates, *fresh), answered=self.answered | {service})

    def with_work(self, work: Work) -> Finding:
        """The finding with its work at Crossref."""
        return replace(self.with_updates("crossref", work.updates), work=work.paper)

    def with_journal(self, work: Work) -> Finding:
        """The finding with the work of its journal version, whose notices are about the paper too."""
        return replace(self.with_updates("crossref", work.updates), journal=work.paper)


@dataclass(frozen=True, slots=True)
class News:
    """One thing that became of a paper."""

    paper: Paper
    kind: str
    """``version``, ``published``, ``lifted`` or a kind of update."""
    text: str
    """In words."""


@dataclass
class Checked:
    """The results of a check."""

    news: list[News] = field(default_factory=list)
    asked: int = 0
    """Papers that services were asked for."""
    fresh: int = 0
    """Papers that were asked for within a week already."""
    requests: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    """Services that could not be asked, and why."""

    @property
    def problem(self) -> str:
        """The reasons for which services were not asked, in one line; empty where all were."""
        return "; ".join(dict.fromkeys(self.problems.values()))


def applied(paper: Paper, finding: Finding, seen: str) -> Paper:
    """The paper with what services said of it: gaps filled, and replaced only by a newer version."""
    offered = finding.arxiv
    if offered is not None:
        paper = _from_arxiv(paper, replace(offered, publication=UNPUBLISHED))
    journal = finding.journal or (finding.work if paper.arxiv_id else None)
    if journal is not None and journal.venue and journal.published:
        paper = with_journal_version(paper, journal)
    if offered is not None and offered.venue and not paper.venue:
        years = _YEAR.findall(offered.venue)
        published = replace(offered, published=years[-1] if years else "")
        paper = with_journal_version(paper, published)
    return replace(paper, updates=_updates(paper, finding, seen))


def _from_arxiv(paper: Paper, offered: Paper) -> Paper:
    if (offered.arxiv_version or 0) > (paper.arxiv_version or 0) > 0:
        return merge(paper, offered)
    details = tuple(sorted((dict(offered.details) | dict(paper.details)).items()))
    filled = completed(paper, offered, BY_ID)
    return filled if filled.sightings == paper.sightings else replace(filled, details=details)


def _updates(paper: Paper, finding: Finding, seen: str) -> tuple[Update, ...]:
    """The notices now; those that were known stay as they are, and go once no service says so any more."""
    if not finding.answered:
        return paper.updates
    known = {(update.kind, update.notice): update for update in paper.updates}
    found = {(update.kind, update.notice): replace(update, seen=seen) for update in finding.updates}
    kept = known if finding.answered < ALL else {name: known[name] for name in known if name in found}
    return tuple((found | kept).values())


def news_of(before: Paper, after: Paper) -> Iterator[News]:
    """The news of a paper between two states of it."""
    was = {(update.kind, update.notice) for update in updates_of(before)}
    now = updates_of(after)
    for update in now:
        if (update.kind, update.notice) not in was:
            parts = (update.shown, update.source, update.notice, update.reason)
            yield News(after, update.kind.value, " · ".join(filter(None, parts)))
    kinds = {update.kind for update in now}
    for kind in dict.fromkeys(update.kind for update in updates_of(before)):
        if kind not in kinds:
            yield News(after, "lifted", f"no longer {kind.value}: no service says so any more")
    if before.arxiv_version and (after.arxiv_version or 0) > before.arxiv_version:
        yield News(after, "version", f"version {after.arxiv_version} at arXiv; V shows what changed")
    if after.publication.issued and not before.publication.issued:
        doi = after.publication.journal_doi or after.doi
        where = (f"published in {after.venue}", after.publication.issued, doi)
        yield News(after, "published", " · ".join(filter(None, where)))
